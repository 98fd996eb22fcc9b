"""Which figures are of the kind and the time that a question asks for, and which are surely of another."""

import pytest

from index import Extract, Shelf
from index.parse import report_from_text
from rag.facts import Asked, Value
from rag.facts.values import values_of

REPORT = report_from_text(
    "青石县人民政府工作报告\n——2024年1月8日在青石县第十八届人民代表大会第四次会议上\n各位代表：\n"
    "一、2023年工作回顾\n全年新建公路91公里。\n二、今后五年的奋斗目标\n今后五年，力争到2028年公路总里程达到3000公里。\n"
    "三、2024年工作安排\n新建公路105公里。\n"
)
PLACES = [Extract.of(REPORT, paragraph.number) for paragraph in REPORT.paragraphs]
VALUES = {
    value.figure.text: value
    for place in PLACES
    for sentence in place.paragraph.sentences
    for value in values_of(place, sentence)
}
BUILT, BY_THE_END, PLANNED = (VALUES[told] for told in ("91公里", "3000公里", "105公里"))


def asked(question: str) -> Asked:
    return Asked.of(question, Shelf.of([REPORT]))


@pytest.mark.parametrize(
    ("question", "value", "other"),
    [
        ("2023年新建公路多少公里？", BUILT, PLANNED),
        ("2024年计划新建公路多少公里？", PLANNED, BUILT),
        ("今年准备新建公路多少公里？", PLANNED, BUILT),  # of a year to come there is but the plan
        ("2024年新建公路多少公里？", PLANNED, BUILT),
        ("到2028年公路总里程达到多少公里？", BY_THE_END, PLANNED),
    ],
)
def test_of_the_year_and_kind_asked_for(question: str, value: Value, other: Value) -> None:
    assert asked(question).fits(value) and not asked(question).fits(other)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("2021年新建公路多少公里？", BUILT),
        ("2024年实际新建公路多少公里？", PLANNED),
        ("2024年实际新建公路多少公里？", BUILT),
        ("2025年新建公路的目标是多少？", PLANNED),
    ],
)
def test_a_figure_of_another_time_or_a_plan_for_a_result_is_excluded(question: str, value: Value) -> None:
    assert asked(question).excludes(value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("新建公路多少公里？", PLANNED),
        ("去年新建公路多少公里？", PLANNED),  # which year is meant is not said: nothing is sure
        ("2024年新建公路多少公里？", PLANNED),
        ("2023年实际新建公路多少公里？", BUILT),
    ],
)
def test_what_may_be_meant_is_not_excluded(question: str, value: Value) -> None:
    assert not asked(question).excludes(value)


@pytest.mark.parametrize(
    ("question", "value", "settled"),
    [
        ("2023年全年新建公路多少公里？", BUILT, True),
        ("2024年计划新建公路多少公里？", PLANNED, True),
        ("新建公路多少公里？", BUILT, False),  # of no year
        ("2024年新建公路多少公里？", PLANNED, False),  # what came of it is asked
        ("2023年修路多少公里？", BUILT, False),  # in other words
        ("2022年新建公路多少公里？", BUILT, False),
    ],
)
def test_name_year_and_kind_together_settle_what_is_asked(question: str, value: Value, settled: bool) -> None:
    assert asked(question).settles(value) is settled
