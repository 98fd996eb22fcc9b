"""Retrieved paragraphs, ranked: how near they are, and whether they answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index import Candidate, Library
from index.tokens import simplified

from .fusion import fused_score, read_score
from .models import Passage, ReportRef
from .periods import fit
from .reader import Reader, Reading
from .windows import windows_of

_LOOKED_AT = 200  # chunks, and paragraphs by words, of the first stage
_CHUNKS_EACH = 20  # about as many as a paragraph has
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
    """
    within = None if reports is None else list(reports)
    found = library.candidates(question, max(_LOOKED_AT, _CHUNKS_EACH * k), within)
    first_stage = sorted(
        _fitting(library, question, found), key=lambda c: (-fused_score(c), c.report, c.paragraph)
    )
    if reader is None or not first_stage:
        return Ranking(tuple(first_stage), tuple(map(fused_score, first_stage)))
    readings = reader.read(question, windows_of(library, first_stage))
    best: dict[tuple[str, int], float] = {}
    for reading in readings:
        place = reading.window.report, reading.window.paragraph
        best[place] = max(best.get(place, reading.score), reading.score)
    unread = min(_UNREAD, *best.values())
    scores = {
        (c.report, c.paragraph): read_score(fused_score(c), best.get((c.report, c.paragraph), unread))
        for c in first_stage
    }
    ranked = sorted(first_stage, key=lambda c: -scores[c.report, c.paragraph])
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
    )


def joined(rankings: Sequence[Ranking]) -> Ranking:
    """Several rankings as one, their candidates taken in turns."""
    pairs = [
        pair
        for turn in range(max((len(r.candidates) for r in rankings), default=0))
        for pair in [(r.candidates[turn], r.scores[turn]) for r in rankings if turn < len(r.candidates)]
    ]
    return Ranking(tuple(c for c, _ in pairs), tuple(s for _, s in pairs))
