"""Which figures of a paragraph a question asks for together: those that say its words between them."""

import pytest

from index import Extract, Shelf
from index.parse import report_from_text
from index.text import content_words
from rag.facts import Asked, wanted_together
from rag.question import several_figures

REPORT = report_from_text(
    "青石县人民政府工作报告\n——2025年1月8日在青石县第十八届人民代表大会第五次会议上\n各位代表：\n"
    "一、2024年工作回顾\n"
    "城镇居民人均可支配收入36742元，比上年增长5.1%；农村居民人均可支配收入20958元，增长7.0%。\n"
    "提起公诉3905人，比2023年的3742人增加163人，上升4.4%；决定不起诉1204人。\n"
    "年末有医疗卫生机构237个，床位2186张，卫生技术人员2475人，其中注册护士1083人。\n"
    "年初下达的新改建农村公路任务为140公里，全年完成148公里。\n"
    "出口31.5亿元，增长9.6%。全年进口8.2亿元，增长3.1%。\n"
    "二、2025年主要预期目标\n"
    "规上工业增加值增长8%，社会消费品零售总额增长6%，一般公共预算收入增长4.5%，城镇新增就业8200人。\n"
)
PLACES = [Extract.of(REPORT, paragraph.number) for paragraph in REPORT.paragraphs]


def wanted(question: str) -> list[str]:
    asked = several_figures(question, Shelf.of([REPORT]))
    assert asked
    weights = {word: 1.0 for word in content_words(asked.things) if len(word) > 1}
    found = wanted_together(Asked.of(asked.text, Shelf.of([REPORT])), asked.things, weights, PLACES)
    return [value.figure.text for value in found.values] if found else []


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("2024年城镇居民人均可支配收入比农村居民多多少元？", ["36742元", "20958元"]),  # kinds of one thing
        ("城镇居民和农村居民的收入增速差几个百分点？", ["5.1%", "7.0%"]),  # rates, where they are asked for
        ("前年和去年各提起公诉多少人？", ["3905人", "3742人"]),  # one thing of two years
        ("床位有多少张，注册护士有多少人？", ["2186张", "1083人"]),  # things of two units
        ("新改建农村公路任务是多少公里，完成了多少公里？", ["140公里", "148公里"]),
        ("去年进口和出口哪个多？", ["31.5亿元", "8.2亿元"]),  # of two sentences
        ("今年规上工业增加值和社会消费品零售总额的增长目标分别是多少？", ["8%", "6%"]),
    ],
)
def test_figures_that_say_a_questions_words_between_them(question: str, figures: list[str]) -> None:
    assert wanted(question) == figures


@pytest.mark.parametrize(
    "question",
    [
        "2023年和2022年各提起公诉多少人？",  # of a year that nothing is told of
        "城镇居民和农村居民的存款差多少亿元？",
        "新建养老院任务是多少家，完成了多少家？",
    ],
)
def test_none_where_some_is_not_told(question: str) -> None:
    assert not wanted(question)


@pytest.mark.parametrize(
    "question", ["2024年提起公诉多少人？", "4个市级工业园区分别是哪几个？", "工作有什么新进展？"]
)
def test_a_question_for_one_figure_or_none_is_no_such_question(question: str) -> None:
    assert several_figures(question, Shelf.of([REPORT])) is None
