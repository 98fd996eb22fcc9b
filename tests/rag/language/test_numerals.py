"""The values of numerals, Arabic, Chinese and mixed."""

from decimal import Decimal

import pytest
from cn2an import an2cn
from hypothesis import given
from hypothesis import strategies as st

from rag.language.numerals import fold, number, percent


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13", 13),
        ("十三", 13),
        ("一百二十", 120),
        ("两万三千", 23000),
        ("二千零五", 2005),
        ("1.2万", 12000),
        ("1.2万亿", 1_200_000_000_000),
        ("3,500", 3500),
        ("３５", 35),
        ("二〇二五", 2025),
        ("二○二五", 2025),
        ("二零二一", 2021),
        ("六点五", "6.5"),
        ("二点五万", 25000),
        ("3亿5000万", 350_000_000),
        ("1亿3千万", 130_000_000),
        ("十万", 100_000),
        ("两", 2),
        ("〇", 0),
        ("0.10", "0.1"),
    ],
)
def test_number(text: str, value: object) -> None:
    assert number(text) == Decimal(str(value))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "十四五",
        "三四十",
        "二三百",
        "万",
        "百",
        "几",
        "1.2.3",
        "1,2,3",
        "3亿5亿",
        "1e5",
        "负三",
        "廿五",
        "5G",
        "六点",
    ],
)
def test_no_number(text: str) -> None:
    assert number(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("59.4%", "59.4"),
        ("59.4％", "59.4"),
        ("百分之五点六", "5.6"),
        ("百分之95", "95"),
        ("百分之百", "100"),
        ("千分之五", "0.5"),
        ("2‰", "0.2"),
        ("九成", "90"),
        ("五成九", "59"),
        ("八成半", "85"),
        ("四分之一", "25"),
        ("过半", "50"),
        ("半数", "50"),
        ("一半", "50"),
    ],
)
def test_percent(text: str, value: str) -> None:
    assert percent(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "成", "分之", "零分之三", "十三", "%", "三分之"])
def test_no_percent(text: str) -> None:
    assert percent(text) is None


def test_a_third_is_the_same_each_time() -> None:
    assert percent("三分之一") == percent("3分之1")


@given(st.integers(0, 10**16 - 1))
def test_chinese_numerals_come_back(value: int) -> None:
    assert number(an2cn(str(value))) == value


@given(st.integers(0, 10**15))
def test_grouped_digits_come_back(value: int) -> None:
    assert number(f"{value:,}") == value == number(str(value))


@given(st.integers(0, 99999), st.integers(0, 999), st.sampled_from(["", "百", "千", "万", "亿", "万亿"]))
def test_decimals_are_exact(whole: int, thousandths: int, scale: str) -> None:
    printed = f"{whole}.{thousandths:03}"
    factor = {"": 1, "百": 10**2, "千": 10**3, "万": 10**4, "亿": 10**8, "万亿": 10**12}[scale]
    assert number(printed + scale) == Decimal(printed) * factor


@given(st.text())
def test_any_text_is_survived_and_folded_in_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    for value in (number(text), percent(text)):
        assert value is None or value >= 0
