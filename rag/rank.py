"""Ranks passages in two stages: fused scores over the library, then the evidence of each clause of the best."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index import Candidate, Library

from .evidence import Clause, gather
from .fusion import fused_score
from .models import Passage, ReportRef
from .question import Question
from .select import probabilities

READ = 12  # passages whose clauses are weighed
_LOOKED_AT = 200  # chunks, and paragraphs by words, of the first stage
_CHUNKS_EACH = 20  # about as many as a paragraph has


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates, best first, and the clauses of those that were read with their probabilities."""

    candidates: tuple[Candidate, ...]
    scores: tuple[float, ...]  # of each candidate: the probability that it holds the answer, if one does
    clauses: tuple[Clause, ...]
    chances: tuple[float, ...]  # of each clause; they sum to 1


def rank(
    library: Library, question: Question, reports: Collection[str] | None = None, k: int = READ
) -> Ranking:
    """Rank at least k paragraphs of the library, or of some reports of it, for a question.

    The order is that of the probabilities for the first READ, and of the fused scores for the others, whose
    probability is taken to be 0. Equal ones keep a fixed order.
    """
    within = None if reports is None else list(reports)
    found = library.candidates(question.text, max(_LOOKED_AT, _CHUNKS_EACH * k), within)
    fused = sorted(found, key=lambda c: (-fused_score(c), c.report, c.paragraph))
    clauses = gather(library, question, fused[:READ])
    chances = probabilities(clauses)
    masses: dict[tuple[str, int], float] = defaultdict(float)
    for clause, chance in zip(clauses, chances, strict=True):
        masses[clause.report, clause.paragraph] += chance
    scored = [(masses[c.report, c.paragraph], c) for c in fused]
    scored.sort(key=lambda pair: -pair[0])
    return Ranking(
        tuple(candidate for _, candidate in scored),
        tuple(min(1.0, mass) for mass, _ in scored),
        tuple(clauses),
        tuple(chances),
    )


def passages(
    library: Library, ranking: Ranking, k: int, certain: Sequence[tuple[str, int]] = ()
) -> list[Passage]:
    """The first k: those certain to answer (report id, paragraph number), then the candidates."""
    scores = {(c.report, c.paragraph): s for c, s in zip(ranking.candidates, ranking.scores, strict=True)}
    ranked = dict.fromkeys(certain, 1.0) | {p: s for p, s in scores.items() if p not in certain}
    return [_passage(library, *place, score) for place, score in list(ranked.items())[:k]]


def _passage(library: Library, report_id: str, number: int, score: float) -> Passage:
    report = library.report(report_id)
    paragraph = report.paragraph(number)
    return Passage(
        text=report.quote(paragraph.span),
        report=ReportRef(report.id, report.title),
        section=paragraph.section,
        paragraph=paragraph.number,
        page=paragraph.page,
        span=paragraph.span,
        score=score,
    )


def joined(rankings: Sequence[Ranking]) -> Ranking:
    """Several rankings as one, their candidates taken in turns."""
    pairs = [
        pair
        for turn in range(max((len(r.candidates) for r in rankings), default=0))
        for pair in [(r.candidates[turn], r.scores[turn]) for r in rankings if turn < len(r.candidates)]
    ]
    return Ranking(tuple(c for c, _ in pairs), tuple(s for _, s in pairs), (), ())
