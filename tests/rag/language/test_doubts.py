"""Whether a figure of a quote was recognised without certainty."""

import pytest

from index import Span
from rag.language import has_doubtful_figure

QUOTE = "收入完成9.8l亿元，比上年增长3.5%。"
START = 100


@pytest.mark.parametrize(
    ("doubted", "expected"),
    [("9.8", True), ("l", True), ("3.5%", True), ("收入", False), ("年增", False), ("。", False)],
)
def test_only_a_doubtful_figure_counts(doubted: str, expected: bool) -> None:
    at = START + QUOTE.index(doubted)
    spans = [Span(at, at + len(doubted))]
    assert has_doubtful_figure(QUOTE, START, spans) is expected


def test_doubts_of_other_quotes_do_not_count() -> None:
    assert not has_doubtful_figure(QUOTE, START, [Span(0, START - 1), Span(START + 40, START + 50)])
