"""What is asked for against what is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.check import lacks_what_is_counted

TREES = "全年植树4321亩，完成森林抚育1.2万亩"


@pytest.mark.parametrize(
    ("question", "quote", "missing"),
    [
        ("全年植树多少场？", TREES, "场"),
        ("植樹投入多少萬元？", TREES, "元"),
        ("植树几公里？", TREES, "公里"),
        ("植树面积占百分之几？", TREES, "%"),
        ("全年植树多少亩？", TREES, ""),
        ("全年植树多少公顷？", TREES, ""),  # another unit of area
        ("全年植树多少？", TREES, ""),
        ("建成多少个会客室？", "成立9家委员会客室", ""),  # measure words for things stand for each other
        ("比重要提高几个点？", "比重较2020年提高约5个百分点", ""),
        ("参加的有几个人？", "25名县党政领导参加", ""),
        ("投资多少亿元？", "投资增长6.5%", "元"),
        ("投资多少亿元？", "投资翻了一番", ""),  # may be of anything
        ("投资多少亿元？", "投资稳步增长", ""),  # no figure at all: not for this check
        ("投资多少亿元，建了几公里？", TREES, ""),  # two are asked for
        ("为什么植树？", TREES, ""),
        ("第几届会议？", TREES, ""),
    ],
)
def test_what_is_counted(question: str, quote: str, missing: str) -> None:
    assert lacks_what_is_counted(question, [quote]) == missing


@given(st.text(st.sampled_from("多少几第12万元亩场人个％年，？植树"), max_size=20), st.text(max_size=20))
def test_any_text(question: str, quote: str) -> None:
    assert lacks_what_is_counted(question, [quote]) in question
