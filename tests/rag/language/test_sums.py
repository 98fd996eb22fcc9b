"""Sums over figures: written out, and read again."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.language import Figure, find_figures, find_sums, written_sum


def figures(*texts: str) -> list[Figure]:
    return [find_figures(text)[0] for text in texts]


@pytest.mark.parametrize(
    ("sign", "terms", "written"),
    [
        ("－", ("5.5%", "5.3%"), "5.5%－5.3%＝0.2个百分点"),
        ("－", ("增长5.5%", "下降2.3%"), "5.5%－（-2.3%）＝7.8个百分点"),
        ("－", ("5%左右", "4%"), "5%－4%＝1个百分点"),
        ("＋", ("105公里", "112公里", "98公里"), "105公里＋112公里＋98公里＝315公里"),
        ("－", ("19.2万吨", "18.8万吨"), "19.2万吨－18.8万吨＝0.4万吨"),  # as both are printed
        ("＋", ("1.2万人", "九千人"), "1.2万人＋9000人＝2.1万人"),
        ("－", ("64697亿元", "2.27万亿元"), "64697亿元－22700亿元＝41997亿元"),
        ("－", ("726.8亿斤", "1993.5万吨"), "726.8亿斤－1993.5万吨＝328.1亿斤"),
        ("÷", ("13件", "82件"), "13件÷82件≈15.9%"),
        ("÷", ("41件", "82件"), "41件÷82件＝50%"),
        ("＋", ("5%", "6%"), None),  # rates do not add up
        ("－", ("5%", "6公里"), None),
        ("－", ("5%—6%", "4%"), None),
        ("÷", ("5件", "0件"), None),
    ],
)
def test_written_sum(sign: str, terms: tuple[str, ...], written: str | None) -> None:
    found = written_sum(sign, figures(*terms))
    assert (found.text if found else None) == written
    assert found is None or found.holds


@pytest.mark.parametrize(
    "text",
    [
        "5.5%－5.3%＝0.3个百分点",
        "5.5%－5.3%＝0.2%",
        "105公里＋112公里＝218公里",
        "13件÷82件＝15.9%",
        "13件÷82件≈16%",
    ],
)
def test_a_wrong_sum_is_found_and_does_not_hold(text: str) -> None:
    (found,) = find_sums(f"比它高（{text}）[1][2]")
    assert found.text == text and not found.holds


def test_what_is_no_sum() -> None:
    assert find_sums("A＋B＝C，2021－2025年，5G＋工业互联网") == []


AMOUNTS = st.decimals(min_value=0, max_value=Decimal("99999.99"), places=2)


@given(AMOUNTS, AMOUNTS, st.sampled_from("＋－"), st.sampled_from(["公里", "万人", "亿元", "件"]))
def test_what_is_written_is_read_again(a: Decimal, b: Decimal, sign: str, unit: str) -> None:
    high, low = max(a, b), min(a, b)
    found = written_sum(sign, figures(f"{high}{unit}", f"{low}{unit}"))
    assert found and found.holds and find_sums(f"（{found.text}）") == [found]


@pytest.mark.parametrize(
    ("one", "other", "gap"),
    [("7处", "12个", "5个"), ("30座", "24处", "6座"), ("3家", "5户", None), ("4个", "4栋", None)],
)
def test_single_things_are_counted_alike_by_whatever_word(one: str, other: str, gap: str | None) -> None:
    figures = sorted(
        (figure for text in (one, other) for figure in find_figures(text)), key=lambda f: -f.value
    )
    told = written_sum("－", figures)
    assert (told.result.text if told else None) == gap
