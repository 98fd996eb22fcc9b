"""Retrieved paragraphs, ranked: how near they are, and whether they answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index import Candidate, Library
from index.text import simplified

from ..models import Passage, ReportRef
from ..question import fit
from ..search import first_stage, fused_score, read_score, windows_of
from .reader import Reader, Reading

_UNREAD = -6.0  # the log odds of a paragraph that was not read; not above the lowest of those that were


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates, best first, and what was read, best first; nothing where there is no reader."""

    candidates: tuple[Candidate, ...]
    scores: tuple[float, ...]  # of each candidate, in [0, 1], falling
    readings: tuple[Reading, ...] = ()


def rank(
    library: Library,
    question: str,
    reader: Reader | None,
    reports: Collection[str] | None = None,
    k: int = 0,
) -> Ranking:
    """Rank at least k paragraphs of the library, or of some reports of it, for a question.

    By the fused scores, and of those that were read by what the reader says as well. Equal ones keep a fixed order.
    reports: report ids to stay within; None for all. Raises UnknownReport for an id not held.
    """
    found = _fitting(library, question, first_stage(library, question, reports, k))
    if reader is None or not found:
        return Ranking(tuple(found), tuple(map(fused_score, found)))
    readings = reader.read(question, windows_of(library, found))
    best: dict[tuple[str, int], float] = {}
    for reading in readings:
        place = reading.window.report, reading.window.paragraph
        best[place] = max(best.get(place, reading.score), reading.score)
    unread = min([_UNREAD, *best.values()])  # a report of nothing but signatures has no windows
    scores = {
        (c.report, c.paragraph): read_score(fused_score(c), best.get((c.report, c.paragraph), unread))
        for c in found
    }
    ranked = sorted(found, key=lambda c: -scores[c.report, c.paragraph])
    order = {(c.report, c.paragraph): place for place, c in enumerate(ranked)}
    return Ranking(
        tuple(ranked),
        tuple(scores[c.report, c.paragraph] for c in ranked),
        tuple(sorted(readings, key=lambda r: (order[r.window.report, r.window.paragraph], -r.score))),
    )


def _fitting(library: Library, question: str, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those of another year or kind than is asked for, where any is of the right one."""
    reports = {candidate.report: library.report(candidate.report) for candidate in found}
    fits = fit(simplified(question), list(reports.values()))
    scored = [(fits(reports[c.report], reports[c.report].paragraph(c.paragraph)), c) for c in found]
    best = max((score for score, _ in scored), default=0.0)
    kept = 0.0 if best > 0 else -0.5 if any(score == -0.5 for score, _ in scored) else -1.0
    return [candidate for score, candidate in scored if score >= kept]


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
        breaks=paragraph.breaks,
        doubtful=report.doubtful_in(paragraph.span),
    )


def joined(rankings: Sequence[Ranking]) -> Ranking:
    """Several rankings as one, their candidates taken in turns."""
    pairs = [
        pair
        for turn in range(max((len(r.candidates) for r in rankings), default=0))
        for pair in [(r.candidates[turn], r.scores[turn]) for r in rankings if turn < len(r.candidates)]
    ]
    return Ranking(tuple(c for c, _ in pairs), tuple(s for _, s in pairs))
