"""Questions that set what came of something against what was planned, by whichever word that is called."""

import pytest

from rag.question import planned_base
from rag.question.periods import Kind


@pytest.mark.parametrize(
    ("question", "name", "plan", "result"),
    [
        (
            "2025年基金收入比年初预算短收了多少？",
            "年初预算",
            "2025年基金收入年初预算是多少？",
            "2025年基金收入是多少？",
        ),
        (
            "2025年货物吞吐量离十四五规划目标还差多少万吨？",
            "十四五规划目标",
            "2025年货物吞吐量十四五规划目标是多少万吨？",
            "2025年货物吞吐量是多少万吨？",
        ),
        (
            "2025年投资没完成目标吧？跟年初定的差了几个百分点",
            "年初定的",
            "2025年投资年初定的增速是多少？",
            "2025年投资增速是多少？",
        ),
        (
            "2025年就业率比目标低几个百分点？",
            "目标",
            "2025年就业率目标是多少？",
            "2025年就业率是多少？",
        ),
        (
            "2025年实际新建公路比原计划多几公里？",
            "原计划",
            "2025年新建公路原计划是多少公里？",
            "2025年新建公路是多少公里？",
        ),
    ],
)
def test_what_was_planned_is_asked_for_as_it_is_called(
    question: str, name: str, plan: str, result: str
) -> None:
    base = planned_base(question)
    assert base and base.name == name
    assert base.sides == {Kind.PLAN: plan, Kind.RESULT: result}


@pytest.mark.parametrize(
    "question",
    [
        "基金收入比一般公共预算收入少多少？",  # 预算 names the kind of income
        "2025年目标比上年目标高多少？",  # of two years
        "2025年粮食产量比计划新增的公路多几个？",
        "2025年粮食产量比上年增加多少？",
        "2025年的目标是多少？",
        "2025年收入比计划进度表说的怎样？",
    ],
)
def test_what_is_set_against_something_else(question: str) -> None:
    assert planned_base(question) is None
