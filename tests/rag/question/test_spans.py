"""Spans of years: what names them, the single years in them, questions without years that are settled."""

import pytest

from index import Card
from rag.question import named_period, without_years, years_spelt_out
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
