"""The years that a question asks about and that sections and texts speak of."""

import pytest

from index.parse import report_from_text
from rag.language.years import (
    agreement,
    asked_years,
    report_name,
    report_years,
    section_years,
    sentence_years,
)
from tests.rag.made import provincial, seed_report

SEED, EARLIER = seed_report(), provincial("浙江", 2024)
UNDATED = report_from_text("粮食产量保持稳定，新增就业四十万人。")


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("去年立案多少件？", {2020}),
        ("過去一年開展了幾場協商活動？", {2020}),
        ("last year's proposals", {2020}),
        ("今年的目标是多少？", {2021}),
        ("下一步有哪些打算？", {2021}),
        ("What is planned for this year?", {2021}),
        ("去年和今年的工作有什么不同？", {2020, 2021}),
        ("2019年立案多少件？", {2019}),
        ("２０１９年立案多少件？", {2019}),
        ("2021年报告里去年的提案有多少？", {2020}),  # the report, which speaks of more years
        ("2021年那份报告里，立案多少件？", set()),
        ("2021年主席回顾的那五年立案多少件？", set()),
        ("According to the 2021 work report, how many cases?", set()),
        ("2021年报告 2020年底有多少件？", {2020}),
        ("修改后的计划生育条例有几条？", set()),
        ("完成了2008户吗？", {2020}),
        ("今年比2019年多多少？", {2019}),  # a year that is named says more
        ("2016年到2020年的成果", {2016, 2020}),
        ("立案多少件？", set()),
        ("投入120200元", set()),
        ("油料产量比上年增长多少？", set()),
        ("游客较去年增加多少？", set()),
    ],
)
def test_asked_years(question: str, years: set[int]) -> None:
    assert asked_years(question, SEED.metadata.year) == years


def test_last_year_is_counted_from_the_report() -> None:
    assert asked_years("去年的增速？", EARLIER.metadata.year) == {2023} and asked_years(
        "今年的增速目标？", EARLIER.metadata.year
    ) == {2024}
    assert UNDATED.metadata.year is None
    assert asked_years("去年的增速？", UNDATED.metadata.year) == frozenset()
    assert asked_years("2019年的增速？", UNDATED.metadata.year) == {2019}


@pytest.mark.parametrize(
    ("section", "years"),
    [
        (("2020年工作回顾",), {2020}),
        (("2020年工作回顾", "一、坚持思想引领"), {2020}),
        (("2021年工作意见", "二、强化使命担当"), {2021}),
        (("一、过去一年工作回顾", "（一）聚力创新"), {2020}),
        (("二、今年的工作安排",), {2021}),
        (("二、今年的工作安排", "（一）扩大内需", "回顾往昔"), {2021}),  # what is deep down decides nothing
        (("“十三五”時期（2016—2020年）",), {2016, 2020}),
        (("过去五年的工作和今后的任务",), set()),  # both: it does not tell
        (("坚持履职为民",), set()),
        ((), set()),
    ],
)
def test_section_years(section: tuple[str, ...], years: set[int]) -> None:
    assert section_years(SEED, section) == years


def test_section_years_follow_the_report() -> None:
    assert section_years(EARLIER, ("过去一年工作回顾",)) == {2023}
    assert section_years(UNDATED, ("过去一年工作回顾",)) == frozenset()
    assert section_years(UNDATED, ("2019年工作回顾",)) == {2019}


def test_every_section_of_the_seed_tells_its_year() -> None:
    for section in SEED.sections:
        assert section_years(SEED, section.path) == {2020 if section.path[0] == "2020年工作回顾" else 2021}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2020年比2019年多", {2019, 2020}),
        ("1998年以来", {1998}),
        ("投入12020元", set()),
        ("8090为主", set()),
        ("平房2008户申请式退租", set()),
        ("2016-2020年年均增长", {2020, 2016}),
        ("去年全国财政超收，今年要", {2023, 2024}),
        ("比去年提高1个百分点", set()),
        ("从2007年底的8.4%提升到去年底的13.3%", {2007, 2023}),
        ("", set()),
    ],
)
def test_sentence_years(text: str, years: set[int]) -> None:
    assert sentence_years(text, 2024) == years


def test_last_year_of_an_undated_report_is_not_known() -> None:
    assert sentence_years("去年增长", None) == frozenset()


@pytest.mark.parametrize(
    ("asked", "said", "agrees"),
    [
        ({2020}, {2020}, 1),
        ({2020, 2021}, {2021}, 1),
        ({2020}, {2021}, -1),
        (set(), {2020}, 0),
        ({2020}, set(), 0),
    ],
)
def test_agreement(asked: set[int], said: set[int], agrees: float) -> None:
    assert agreement(frozenset(asked), frozenset(said)) == agrees


@pytest.mark.parametrize(
    ("question", "name", "years"),
    [
        ("2021年的政府工作报告是谁作的？", "2021年的政府工作报告", {2021}),
        ("2023年的市政府工作报告是哪天作的？", "2023年的市政府工作报告", {2023}),
        ("2019年枫溪市人民法院工作报告在哪次会议上作的？", "2019年枫溪市人民法院工作报告", {2019}),
        ("县政协2024年的常委会工作报告说了什么？", "2024年的常委会工作报告", {2024}),
        ("2023年新建公路多少公里？", "", set()),
        ("2023年的粮食产量报告说多少？", "", set()),  # of a year, by its subject
    ],
)
def test_a_report_named_by_its_year(question: str, name: str, years: set[int]) -> None:
    assert report_name(question) == name and report_years(question) == years
