"""What a question asks for, as far as its grammar says it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.question import asked_count, asks, asks_for_several


@pytest.mark.parametrize(
    "text",
    [
        "有哪些专项民主监督？", "三个课题分别是什么？", "包括什么內容？", "List the measures", "提了什么意见？",
        "颁布了哪几部条例？", "分别是哪几项？", "What measures were taken?", "增速各是多少？",
    ],
)  # fmt: skip
def test_several_things_are_asked_for(text: str) -> None:
    assert asks_for_several(text)


@pytest.mark.parametrize(
    "text",
    ["去年立案交办委员建议多少件？", "报告是哪天作的？", "有什么好办法吗？", "介绍协商平台", "哪座城市入选？", "Who gave the report?"],
)  # fmt: skip
def test_one_thing_is_asked_for(text: str) -> None:
    assert not asks_for_several(text)


@pytest.mark.parametrize(
    ("text", "count"),
    [("抓好哪五项工作？", 5), ("四个方面的不足", 4), ("介绍3个方面", 3), ("第五条写的是什么？", 0), ("工作重点是什么？", 0)],
)  # fmt: skip
def test_points_that_are_counted(text: str, count: int) -> None:
    assert asked_count(text) == count


def test_a_topic_asks_nothing() -> None:
    assert not asks("四个方面的不足") and asks("抓好哪五项工作？") and asks("How many proposals?")


@given(st.text(max_size=60))
def test_any_text_is_understood(text: str) -> None:
    assert (
        asked_count(text) >= 0 and isinstance(asks(text), bool) and isinstance(asks_for_several(text), bool)
    )
