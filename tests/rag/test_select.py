"""Which clauses are quoted: probabilities, limits, and that excerpts are whole clauses of one paragraph."""

import math
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Report, Span
from index.clauses import split_clauses
from index.parse import report_from_text
from rag.evidence import FEATURES, Clause
from rag.metrics import overlap
from rag.select import MAX_CHARS, MAX_EXCERPTS, WEIGHTS, WIDE_CHARS, choose, probabilities, trimmed
from tests.rag.made import seed_report

SEED = seed_report()
REPORT_OF = {SEED.id: SEED}
ROW = st.tuples(*[st.floats(-5, 5)] * len(FEATURES))


def clauses_of(
    report: Report, numbers: range, features: tuple[float, ...] = (0.0,) * len(FEATURES)
) -> list[Clause]:
    return [
        Clause(report.id, number, sentence, span, features)
        for number in numbers
        for sentence in report.paragraph(number).sentences
        for span in split_clauses(report.text, sentence)
    ]


PASSAGE = clauses_of(SEED, range(8, 16))


def chosen(text: str, chances: list[float], max_chars: int = MAX_CHARS) -> list[str]:
    """What is quoted of a one-paragraph report."""
    report = report_from_text(f"甲县工作报告\n\n{text}\n")
    clauses = clauses_of(report, range(1, 2))
    assert len(clauses) == len(chances)
    return [report.quote(e.span) for e in choose(clauses, chances, {report.id: report}, max_chars)]


@given(st.lists(ROW, max_size=12))
def test_probabilities_are_a_distribution(rows: list[tuple[float, ...]]) -> None:
    clauses = [Clause(SEED.id, 1, Span(0, 1), Span(0, 1), row) for row in rows]
    chances = probabilities(clauses)
    assert len(chances) == len(rows) and all(0 <= chance <= 1 for chance in chances)
    assert not rows or math.isclose(sum(chances), 1)
    scores = [math.fsum(w * x for w, x in zip(WEIGHTS, row, strict=True)) for row in rows]
    for (lower, low), (higher, high) in permutations(zip(scores, chances, strict=True), 2):
        assert low <= high or lower > higher - 1e-6


def test_probabilities_do_not_overflow() -> None:
    huge = [Clause(SEED.id, 1, Span(0, 1), Span(0, 1), (sign * 1e4,) * len(FEATURES)) for sign in (1, -1)]
    assert probabilities(huge) == [1.0, 0.0]


@given(data=st.data(), max_chars=st.integers(1, 300))
def test_excerpts_are_whole_clauses_of_one_paragraph(data: st.DataObject, max_chars: int) -> None:
    start = data.draw(st.integers(0, len(PASSAGE) - 1))
    plain = PASSAGE[start : start + data.draw(st.integers(1, 40))]
    rows = [data.draw(ROW) for _ in plain]
    clauses = [replace(clause, features=row) for clause, row in zip(plain, rows, strict=True)]
    chances = probabilities(clauses)
    excerpts = choose(clauses, chances, REPORT_OF, max_chars)
    assert 1 <= len(excerpts) <= MAX_EXCERPTS
    likely = [excerpt.probability for excerpt in excerpts]
    assert likely == sorted(likely, reverse=True)
    assert sum(likely) <= 1 + 1e-9
    assert not any(overlap(a.span, b.span) for a, b in combinations(excerpts, 2))
    for excerpt in excerpts:
        inside = [c for c in clauses if excerpt.span.start < c.span.end and c.span.start < excerpt.span.end]
        assert {c.paragraph for c in inside} == {excerpt.paragraph}
        assert excerpt.span == trimmed(SEED, Span(inside[0].span.start, inside[-1].span.end))
        held = [chances[clauses.index(c)] for c in inside]
        assert math.isclose(excerpt.probability, sum(held))
        assert excerpt.best == max(inside, key=lambda c: chances[clauses.index(c)]).span


@given(st.data())
def test_a_short_limit_leaves_the_likeliest_with_its_neighbours(data: st.DataObject) -> None:
    drawn = [data.draw(st.floats(0.01, 1)) for _ in PASSAGE]
    likeliest = data.draw(st.integers(0, len(PASSAGE) - 1))
    doubtful = data.draw(st.booleans())
    # Where there is no doubt, all others together have less than a tenth of its weight.
    drawn[likeliest] = 1.0 if doubtful else 10 * sum(drawn)
    chances = [chance / sum(drawn) for chance in drawn]
    best = PASSAGE[max(range(len(PASSAGE)), key=chances.__getitem__)]
    excerpts = choose(PASSAGE, chances, REPORT_OF, 1)
    assert best.span in [each.best for each in excerpts]
    longest = max(c.span.end - c.span.start for c in PASSAGE)
    length = excerpts[0].span.end - excerpts[0].span.start
    if doubtful:
        assert length <= max(WIDE_CHARS, longest) + longest  # and the clause that it leans on
    else:
        assert length <= 2 * longest


FAR = "，".join(["甲" * 60, "乙" * 60, "丙" * 60, "丁" * 60]) + "。"
LONG = "，".join(["甲" * 60, "乙" * 110, "丙" * 110, "丁" * 110]) + "。"
NEAR = f"{'甲' * 20}。{'乙' * 20}。{'丙' * 20}。"


def test_the_sentence_is_completed_up_to_a_length() -> None:
    assert chosen(FAR, [0.9, 0.05, 0.04, 0.01], 121) == [f"{'甲' * 60}"]
    assert chosen(FAR, [0.9, 0.05, 0.04, 0.01], 122) == [f"{'甲' * 60}，{'乙' * 60}"]
    assert chosen(FAR, [0.1, 0.2, 0.6, 0.1], 122) == [f"{'乙' * 60}，{'丙' * 60}"]


def test_the_sentences_beside_are_taken_while_there_is_doubt() -> None:
    assert chosen(NEAR, [0.02, 0.96, 0.02]) == ["乙" * 20]
    assert chosen(NEAR, [0.1, 0.6, 0.3], 42) == [f"{'乙' * 20}。{'丙' * 20}"]
    assert chosen(NEAR, [0.1, 0.6, 0.3]) == [NEAR[:-1]]


def test_a_doubtful_excerpt_is_wider() -> None:
    assert chosen(FAR, [0.1, 0.14, 0.45, 0.31]) == [f"{'丙' * 60}，{'丁' * 60}"]  # of 160 characters
    assert chosen(FAR, [0.1, 0.14, 0.6, 0.16]) == ["丙" * 60]


def test_a_further_excerpt_is_nearly_as_likely_and_short() -> None:
    assert chosen(LONG, [0.46, 0.02, 0.5, 0.02]) == ["丙" * 110, "甲" * 60]
    assert chosen(LONG, [0.3, 0.02, 0.6, 0.08]) == ["丙" * 110]


def test_a_leaning_clause_takes_the_one_before_along() -> None:
    first = "提出涉及民生类" + "的" * 80 + "提案82件"
    assert chosen(f"{first}，占提案总数59.4%。", [0.05, 0.95]) == [f"{first}，占提案总数59.4%"]
    assert chosen(f"{first}，采纳提案59件。", [0.05, 0.95]) == ["采纳提案59件"]


def test_what_leads_to_something_takes_it_along() -> None:
    text = f"没有完成目标，主要原因是：结构调整缓慢，高耗能行业增长仍然偏快，{'有关措施还没有见效' * 6}。"
    led = "没有完成目标，主要原因是：结构调整缓慢，高耗能行业增长仍然偏快"
    assert chosen(text, [0.5, 0.3, 0.1, 0.05, 0.05], 14) == [led]


@pytest.mark.parametrize(
    ("text", "bare"), [("，占59.4%；", "占59.4%"), (" 一是 ", "一是"), ("——“甲”。", "“甲”"), ("。", "")]
)
def test_trimmed(text: str, bare: str) -> None:
    report = report_from_text(f"办理提案十二件{text}委员满意。")
    start = report.text.index(text)
    span = trimmed(report, Span(start, start + len(text)))
    assert report.quote(span) == bare if bare else span.end - span.start == 1  # never empty
