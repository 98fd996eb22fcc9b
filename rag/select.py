"""Chooses the clauses that answer: a probability for each, and the smallest set that likely holds the answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from index import Report, Span

from .evidence import Clause

# Weights of evidence.FEATURES in a conditional logit over the clauses of one question (McFadden 1974).
# Fitted by tests/benchmarks/fit.py on the tuning halves of tests/eval and on DRCD.
WEIGHTS = (2.73, 1.90, 2.54, 0.72, 1.85, 1.27, 1.00, 0.69, 1.67, 1.94, 0.95, -0.45, -0.47, 1.05, -0.09, 0.59)

MASS = 0.85  # enough probability to stop
LEAST = 0.4  # an excerpt less likely than this part of the likeliest one is left out
MAX_EXCERPTS = 3
COMPLETE_CHARS = 90  # the likeliest clause is quoted with its neighbours up to this length
MAX_CHARS = 110  # of quotes in an answer that is no list
_LEANING = (
    "占",
    "其中",
    "比",
    "同比",
    "分别",
    "均",
    "并",
    "也",
    "较",
    "同时",
    "达",
    "居",
    "排",
    "位居",
    "再",
    "又",
)
_LOOSE = " \t\u3000，,；;：:、。.—"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of one sentence that is quoted: whole clauses. ``probability`` that the answer lies in it."""

    report: str
    paragraph: int
    span: Span
    probability: float
    best: Span  # its likeliest clause


def probabilities(clauses: Sequence[Clause]) -> list[float]:
    """That each clause holds the answer, given that one of them does. Sums to 1; [] for []."""
    if not clauses:
        return []
    scores = np.array([clause.features for clause in clauses]) @ np.array(WEIGHTS)
    raised = np.exp(scores - scores.max())
    return [float(chance) for chance in raised / raised.sum()]


def choose(
    clauses: Sequence[Clause],
    chances: Sequence[float],
    report_of: Mapping[str, Report],
    max_chars: int = MAX_CHARS,
) -> list[Excerpt]:
    """The likeliest clauses until their probabilities reach MASS or their length ``max_chars``.

    Neighbours are joined, and a clause that leans on the one before it takes it along. Likeliest first.
    """
    ranked = sorted(range(len(clauses)), key=lambda i: -chances[i])
    chosen: set[int] = set()
    mass = length = 0.0
    for i in ranked:
        span = clauses[i].span
        if chosen and length + span.end - span.start > max_chars:
            break
        chosen.add(i)
        mass += chances[i]
        length += span.end - span.start
        if mass >= MASS:
            break
    chosen |= _completed(clauses, chances, ranked[:1], COMPLETE_CHARS)
    return _excerpts(clauses, chances, _with_support(clauses, chosen, report_of), report_of)


def _completed(
    clauses: Sequence[Clause], chances: Sequence[float], best: Sequence[int], max_chars: int
) -> set[int]:
    """The likeliest clause with its neighbours in the sentence, the likelier one first, up to a length."""
    if not best:
        return set()
    first = last = best[0]

    def fits(i: int) -> bool:
        within = 0 <= i < len(clauses) and _place(clauses[i]) == _place(clauses[best[0]])
        start, end = min(i, first), max(i, last)
        return within and clauses[end].span.end - clauses[start].span.start <= max_chars

    while True:
        beside = [i for i in (first - 1, last + 1) if fits(i)]
        if not beside:
            return set(range(first, last + 1))
        likelier = max(beside, key=lambda i: chances[i])
        first, last = min(first, likelier), max(last, likelier)


def _with_support(clauses: Sequence[Clause], chosen: set[int], report_of: Mapping[str, Report]) -> set[int]:
    """Add the clause before one that leans on it."""
    supported = set(chosen)
    for i in chosen:
        text = report_of[clauses[i].report].quote(clauses[i].span)
        before = i - 1
        if before >= 0 and text.startswith(_LEANING) and _place(clauses[before]) == _place(clauses[i]):
            supported.add(before)
    return supported


def _excerpts(
    clauses: Sequence[Clause], chances: Sequence[float], chosen: set[int], report_of: Mapping[str, Report]
) -> list[Excerpt]:
    excerpts: list[Excerpt] = []
    # Runs of neighbours: their distance from their place in the sorted list is the same.
    order = sorted(chosen)
    for _, run in groupby(enumerate(order), key=lambda pair: (pair[1] - pair[0], _place(clauses[pair[1]]))):
        members = [i for _, i in run]
        first, last = clauses[members[0]], clauses[members[-1]]
        report = report_of[first.report]
        likeliest = max(members, key=lambda i: chances[i])
        excerpts.append(
            Excerpt(
                first.report,
                first.paragraph,
                trimmed(report, Span(first.span.start, last.span.end)),
                sum(chances[i] for i in members),
                clauses[likeliest].span,
            )
        )
    excerpts.sort(key=lambda excerpt: -excerpt.probability)
    least = LEAST * excerpts[0].probability
    return [excerpt for excerpt in excerpts[:MAX_EXCERPTS] if excerpt.probability >= least]


def _place(clause: Clause) -> tuple[str, Span]:
    """The sentence that a clause belongs to: two reports may have sentences at the same offsets."""
    return clause.report, clause.sentence


def trimmed(report: Report, span: Span) -> Span:
    """Without the marks that join it to what stands around it."""
    text = report.quote(span)
    start = span.start + len(text) - len(text.lstrip(_LOOSE))
    return Span(start, max(start + 1, span.start + len(text.rstrip(_LOOSE))))
