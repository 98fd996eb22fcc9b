"""Spans of years: what names them, the single years in them, questions without years that are settled."""

import pytest

from index import Card
from rag.question import asks_of_many_years, named_period, spans_years, without_years, years_spelt_out
from rag.question.spans import with_year
from tests.rag.made import provincial

REPORT = provincial("浙江", 2025)


@pytest.mark.parametrize(
    ("question", "name", "ends"),
    [
        ("十三五时期新建公路多少公里？", "十三五", (2016, 2020)),
        ("“十四五”期间的目标是多少？", "十四五", (2021, 2025)),
        ("八五期间增长多少？", "八五", (1991, 1995)),
        ("近五年新建公路多少公里？", "五年", (0, 0)),
        ("过去3年新建公路多少公里？", "3年", (0, 0)),
        ("2024年新建公路多少公里？", None, None),
        ("去年新建公路多少公里？", None, None),
    ],
)
def test_named_period(question: str, name: str | None, ends: tuple[int, int] | None) -> None:
    period = named_period(question)
    assert (period and (period.start, period.end)) == ends
    assert name is None or (period and period.name.search(f"过去{name}，新建公路"))


@pytest.mark.parametrize(
    ("question", "spelt_out"),
    [
        ("近三年新建公路合计多少公里？", "2022年、2023年、2024年新建公路合计多少公里？"),
        ("2021—2023年新建公路多少公里？", "2021年、2022年、2023年新建公路多少公里？"),
        ("2021年到2023年新建公路多少公里？", "2021年、2022年、2023年新建公路多少公里？"),
        ("2023年新建公路比上年多多少公里？", "2023年和2022年新建公路多多少公里？"),
        ("新建公路比上年多多少公里？", "2024年和2023年新建公路多多少公里？"),
        ("2023年新建公路比上年增长多少？", "2023年新建公路比上年增长多少？"),  # as a report says itself
        ("2023年以来每年新建公路多少公里？", "2023年、2024年每年新建公路多少公里？"),
        ("新建公路多少公里？", "新建公路多少公里？"),
    ],
)
def test_years_spelt_out(question: str, spelt_out: str) -> None:
    assert years_spelt_out(question, [Card.of(REPORT)]) == spelt_out


@pytest.mark.parametrize(
    ("question", "rest"),
    [
        ("2024年新建公路多少公里？", "新建公路多少公里？"),
        ("青石县2024年的新建公路多少公里？", "青石县的新建公路多少公里？"),
        ("去年新建公路多少公里？", "新建公路多少公里？"),
        ("到2030年公路多少公里？", "到2030年公路多少公里？"),
    ],
)
def test_without_years(question: str, rest: str) -> None:
    assert without_years(question, [2024]) == rest


@pytest.mark.parametrize(
    ("section", "text", "spans"),
    [
        ((), "五年来，累计改造老旧小区67个。", True),
        ((), "过去五年，城镇新增就业1.62万人。", True),
        ((), "“十三五”时期，新建公路420公里。", True),
        (("一、过去三年工作回顾",), "新建公路420公里。", True),
        (("一、“十四五”时期工作回顾",), "新建公路420公里。", True),
        (("一、2025年和“十四五”时期工作回顾",), "全年新建公路112公里。", False),
        (("一、过去一年和“十四五”时期的工作",), "全年新建公路112公里。", False),
        (("一、过去一年和“十四五”时期的工作",), "五年累计新建公路570公里。", True),
        (("一、2024年工作回顾",), "全年新建公路112公里，三年行动收官。", False),
        ((), "新建公路112公里，连续五年超过100公里。", False),
    ],
)
def test_what_is_told_of_several_years_at_once(section: tuple[str, ...], text: str, spans: bool) -> None:
    assert spans_years(section, text) is spans


@pytest.mark.parametrize(
    ("question", "many"),
    [
        ("历年新建公路各多少公里？", True),
        ("这几年新建公路分别多少公里？", True),
        ("每年新增就业多少人？", True),
        ("2023年和2024年每年新建多少公里？", False),  # these are named
        ("新建公路多少公里？", False),
    ],
)
def test_questions_about_one_year_after_the_other(question: str, many: bool) -> None:
    assert asks_of_many_years(question) is many


def test_a_year_counted_from_the_newest_report() -> None:
    assert with_year("去年计划新建多少，结果如何？", 2025) == "2024年计划新建多少，结果如何？"
    assert with_year("去年初定的目标是多少？", 2025) == "2024年初定的目标是多少？"
    assert with_year("去年底有多少？", 2025) == "2024年底有多少？"
    assert with_year("新建多少？", 2025) == "新建多少？"
