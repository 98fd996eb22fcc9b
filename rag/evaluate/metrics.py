"""What an answer to an evaluation question is worth, and averages of it."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import NamedTuple

import ir_measures
import numpy as np
from ir_measures import Success

from index import Report, Span
from index.text import normalise

from ..check import Problem
from ..models import Answer, Passage
from .evalset import Case

_MARKUP = re.compile(r"\[\d{1,3}\]|\*\*")
_UNPRINTED = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
RECALL_DEPTHS = (1, 5)


class Place(NamedTuple):
    """A part of a report."""

    report: str
    span: Span


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one question."""

    case: Case
    answer: Answer
    seconds: float
    gold: tuple[Place, ...]  # where the gold quotes stand in the library
    recall: tuple[float, ...] | None  # see `recall`
    right_citations: int  # those that overlap a gold quote
    contains: bool  # not refused, and the text holds the gold answers
    problems: tuple[Problem, ...]  # breaches of the invariants


@dataclass(frozen=True, slots=True)
class Scores:
    """Averages over some questions; shares in [0, 1], None where no question counts."""

    questions: int
    recall_at_1: (
        float | None
    )  # a passage that holds a gold quote is first; left out: what the title lines say
    recall_at_5: float | None  # … is among the first five
    contains_gold: float | None  # answerable: not refused, and the gold answer is in the text
    median_chars: float | None  # of answers, without marks; refusals left out
    citation_precision: float | None  # answerable: citations that overlap a gold quote, of all citations
    right_refusals: float | None  # unanswerable: refused
    wrong_refusals: float | None  # answerable: refused
    p50_ms: float  # question to answer
    p95_ms: float
    sound: float  # no breach of the invariants of Answer and Citation


def score(outcomes: Sequence[Outcome]) -> Scores:
    """The averages over ``outcomes``, which must not be empty."""
    answerable = [outcome for outcome in outcomes if outcome.case.answerable]
    unanswerable = [outcome for outcome in outcomes if not outcome.case.answerable]
    answered = [len(without_marks(o.answer.text)) for o in outcomes if not o.answer.refused]
    citations = sum(len(outcome.answer.citations) for outcome in answerable)
    milliseconds = np.array([outcome.seconds for outcome in outcomes]) * 1000
    return Scores(
        questions=len(outcomes),
        recall_at_1=_mean(outcome.recall[0] for outcome in outcomes if outcome.recall),
        recall_at_5=_mean(outcome.recall[1] for outcome in outcomes if outcome.recall),
        contains_gold=_mean(outcome.contains for outcome in answerable),
        median_chars=median(answered) if answered else None,
        citation_precision=sum(o.right_citations for o in answerable) / citations if citations else None,
        right_refusals=_mean(outcome.answer.refused for outcome in unanswerable),
        wrong_refusals=_mean(outcome.answer.refused for outcome in answerable),
        p50_ms=float(np.percentile(milliseconds, 50)),
        p95_ms=float(np.percentile(milliseconds, 95)),
        sound=sum(not outcome.problems for outcome in outcomes) / len(outcomes),
    )


def recall(gold: Iterable[tuple[str, int]], passages: Sequence[Passage]) -> tuple[float, ...] | None:
    """1.0 where a gold paragraph (report id, number) is among the first k passages, for RECALL_DEPTHS.

    None without gold paragraphs: nothing to find, or it stands in the title lines, which are no passage.
    The measure is Success@k of trec_eval, which open-domain question answering calls recall at k.
    """
    qrels = {"question": {f"{report}/{number}": 1 for report, number in gold}}
    if not qrels["question"]:
        return None
    ranked = dict.fromkeys(f"{p.report.id}/{p.paragraph}" for p in passages)
    run = {"question": {key: -float(rank) for rank, key in enumerate(ranked)}}
    measures = [Success @ k for k in RECALL_DEPTHS]
    values = ir_measures.calc_aggregate(measures, qrels, run)
    return tuple(float(values[measure]) for measure in measures)


def without_marks(text: str) -> str:
    """An answer's text without its marks and emphasis."""
    return _MARKUP.sub("", text)


def contains(text: str, gold_answers: Iterable[str], match_all: bool) -> bool:
    """Whether an answer says the gold answers: every one, or any one.

    Width, case, script and space do not count; 4个 is not found in 14个 or 1.4个.
    """
    plain = _plain(without_marks(text))
    found = (_occurs(_plain(gold), plain) for gold in gold_answers)
    return all(found) if match_all else any(found)


def _occurs(gold: str, text: str) -> bool:
    before = r"(?<!\d)(?<!\d\.)" if gold[:1].isdigit() else ""
    after = r"(?!\.?\d)" if gold[-1:].isdigit() else ""
    return bool(gold) and re.search(before + re.escape(gold) + after, text) is not None


def _plain(text: str) -> str:
    return "".join(normalise(text).split())


class QuoteFinder:
    """Finds gold quotes, which are as printed, in the cleaned text of reports.

    White space, invisible characters, width and case do not count, as cleaning joins broken lines.
    """

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = list(reports)
        self._folded = {report.id: _Folded(report.text) for report in self._reports}

    def places(self, case: Case) -> tuple[Place, ...]:
        """Every place where a gold quote of ``case`` stands, in the reports that it is about."""
        return tuple(
            Place(report.id, span)
            for report in self._meant(case)
            for quote in case.gold_quotes
            for span in self._folded[report.id].find(quote)
            if case.paragraph is None or overlap(span, report.paragraph(case.paragraph).span)
        )

    def paragraphs(self, places: Iterable[Place]) -> set[tuple[str, int]]:
        """(report id, number) of the paragraphs at ``places``, and those that stand under such a heading."""
        by_id = {report.id: report for report in self._reports}
        return {(p.report, number) for p in places for number in _paragraphs_at(by_id[p.report], p.span)}

    def _meant(self, case: Case) -> list[Report]:
        named = [r for r in self._reports if any(name in r.source + r.title for name in case.reports)]
        return named or self._reports


def _paragraphs_at(report: Report, span: Span) -> Iterator[int]:
    paths = [section.path for section in report.sections if overlap(section.span, span)]
    inside = [paragraph.number for paragraph in report.paragraphs if overlap(paragraph.span, span)]
    yield from inside
    if not inside:  # the quote is a heading
        for paragraph in report.paragraphs:
            if any(paragraph.section[: len(path)] == path for path in paths):
                yield paragraph.number


def overlap(a: Span, b: Span) -> bool:
    return a.start < b.end and b.start < a.end


class _Folded:
    """A text with what does not count left out, and where each character that is left came from."""

    def __init__(self, text: str) -> None:
        pairs = [(folded, i) for i, character in enumerate(text) for folded in _fold(character)]
        self._text = "".join(folded for folded, _ in pairs)
        self._origin = [i for _, i in pairs]

    def find(self, quote: str) -> Iterator[Span]:
        """Where ``quote`` stands, as spans of the text as it was."""
        wanted = "".join(_fold(character) for character in quote)
        at = self._text.find(wanted) if wanted else -1
        while at >= 0:
            yield Span(self._origin[at], self._origin[at + len(wanted) - 1] + 1)
            at = self._text.find(wanted, at + 1)


@cache
def _fold(character: str) -> str:
    folded = unicodedata.normalize("NFKC", character).lower()
    return "".join(c for c in folded if unicodedata.category(c) not in _UNPRINTED)


def _mean(values: Iterable[float]) -> float | None:
    held = list(values)
    return float(np.mean(held)) if held else None
