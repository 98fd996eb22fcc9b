"""Chooses what is quoted: a probability for each clause, and the passage around the likeliest that holds most."""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index import Report, Span

from .evidence import Clause

# Weights of evidence.FEATURES in a conditional logit over the clauses of one question (McFadden 1974).
# Fitted by tests/benchmarks/fit.py on the tuning halves of tests/eval and on DRCD.
WEIGHTS = (3.49, 3.10, 2.29, 0.70, 1.61, 1.29, 0.63, 0.13, 0.75, 1.83, 0.75, -0.66, -0.41, 0.89, -0.45, 1.01)

LIST_CHARS = 260  # of the first excerpt in an answer that is a list,
MAX_CHARS = 100  # of one that is none,
WIDE_CHARS = 160  # and of one that is doubtful: what stands around it helps to judge it
FURTHER_CHARS = 60  # of the others
MAX_EXCERPTS = 2
LEAST = 0.8  # a further excerpt less likely than this part of the first is left out
ENOUGH = 0.95  # probability at which the sentences beside are not wanted any more,
ENOUGH_EXACT = 0.6  # and the same where a figure, date or title is asked for: it is seen at a glance,
ENOUGH_OF_SEVERAL = 0.75  # and where several things are, which mostly stand side by side
DOUBTFUL = 0.5  # probability below which an excerpt is widened
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
_LEADING = ("：", ":")
_LOOSE = " \t\u3000，,；;：:、。.—"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Part of one paragraph that is quoted: whole clauses. ``probability`` that the answer lies in it."""

    report: str
    paragraph: int
    span: Span
    probability: float
    best: Span  # its likeliest clause
    sentence: Span  # the sentence of that


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
    enough: float = ENOUGH,
) -> list[Excerpt]:
    """The likeliest clause with what stands around it, and another such excerpt where that is nearly as likely.

    An excerpt grows by the likelier neighbour: to ``max_chars`` within its sentence, and into the sentences
    beside it while less than ``enough`` of the probability is in it. The first one grows to WIDE_CHARS while it is
    doubtful. A clause that leans on the one before it takes it along. Likeliest first; [] for no clauses.
    """
    excerpts: list[Excerpt] = []
    free = set(range(len(clauses)))
    while free and len(excerpts) < MAX_EXCERPTS:
        best = max(free, key=lambda i: chances[i])
        steps = _steps(FURTHER_CHARS, enough) if excerpts else _first(max_chars, enough)
        run = _grown(clauses, chances, free, best, steps)
        probability = sum(chances[run.start : run.stop])
        if excerpts and probability < LEAST * excerpts[0].probability:
            break
        run = _supported(clauses, free, run, report_of)
        first, last = clauses[run.start], clauses[run.stop - 1]
        span = trimmed(report_of[first.report], Span(first.span.start, last.span.end))
        probability = sum(chances[run.start : run.stop])
        likeliest = clauses[best]
        excerpts.append(
            Excerpt(first.report, first.paragraph, span, probability, likeliest.span, likeliest.sentence)
        )
        free -= set(run)
    return sorted(excerpts, key=lambda excerpt: -excerpt.probability)


@dataclass(frozen=True, slots=True)
class _Step:
    """An excerpt grows within its sentence or paragraph, up to a length, until it holds so much of the probability."""

    within: Callable[[Clause], Hashable]
    wanted: float
    limit: int


def _steps(limit: int, enough: float) -> tuple[_Step, ...]:
    return _Step(_sentence, 1.0, limit), _Step(_paragraph, enough, limit)


def _first(max_chars: int, enough: float) -> tuple[_Step, ...]:
    widened = _Step(_paragraph, min(DOUBTFUL, enough), max(WIDE_CHARS, max_chars))
    return *_steps(max_chars, enough), widened


def _grown(
    clauses: Sequence[Clause], chances: Sequence[float], free: set[int], best: int, steps: Sequence[_Step]
) -> range:
    """The run of clauses around ``best`` after some steps."""
    run = range(best, best + 1)
    for step in steps:
        while sum(chances[run.start : run.stop]) < step.wanted:
            wider = [
                i
                for i in (run.start - 1, run.stop)
                if i in free
                and step.within(clauses[i]) == step.within(clauses[best])
                and _length(clauses, range(min(i, run.start), max(i + 1, run.stop))) <= step.limit
            ]
            if not wider:
                break
            i = max(wider, key=lambda i: chances[i])
            run = range(min(i, run.start), max(i + 1, run.stop))
    return run


def _supported(
    clauses: Sequence[Clause], free: set[int], run: range, report_of: Mapping[str, Report]
) -> range:
    """With the clause before a first one that leans on it, and with what a last one leads to."""
    run = _led_on(clauses, free, run, report_of)
    first, before = clauses[run.start], run.start - 1
    leans = report_of[first.report].quote(first.span).startswith(_LEANING)
    together = before in free and _sentence(clauses[before]) == _sentence(first)
    return range(before, run.stop) if leans and together else run


def _led_on(clauses: Sequence[Clause], free: set[int], run: range, report_of: Mapping[str, Report]) -> range:
    """With the clauses of the sentence that follow one like 主要原因是：, at least one and as many as are short."""
    last = clauses[run.stop - 1]
    if not report_of[last.report].quote(last.span).endswith(_LEADING):
        return run
    stop = run.stop
    while stop in free and _sentence(clauses[stop]) == _sentence(last):
        if stop > run.stop and _length(clauses, range(run.stop, stop + 1)) > FURTHER_CHARS:
            break
        stop += 1
    return range(run.start, stop)


def _length(clauses: Sequence[Clause], run: range) -> int:
    return clauses[run.stop - 1].span.end - clauses[run.start].span.start


def _sentence(clause: Clause) -> tuple[str, Span]:
    """The sentence that a clause belongs to: two reports may have sentences at the same offsets."""
    return clause.report, clause.sentence


def _paragraph(clause: Clause) -> tuple[str, int]:
    return clause.report, clause.paragraph


def trimmed(report: Report, span: Span) -> Span:
    """Without the marks that join it to what stands around it; as it is where it has nothing else."""
    text = report.quote(span)
    bare = text.strip(_LOOSE)
    start = span.start + text.index(bare)
    return Span(start, start + len(bare)) if bare else span
