"""Retrieved paragraphs, ranked: how near they are, and whether they answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from index import Candidate, Extract, Library, Shelf
from index.text import simplified

from ..models import Passage, ReportRef
from ..question import fit, named_years, series_of, without_years
from ..search import Paragraphs, Place, first_stage, fused_score, read_score, windows_of, windows_of_each
from .reader import Reader, Reading, ReadingOnce

_UNREAD = -6.0  # the log odds of a paragraph that was not read; not above the lowest of those that were


@dataclass(frozen=True, slots=True)
class Ranking:
    """Candidates, best first, and what the reader read, best first; nothing where there is none."""

    candidates: tuple[Candidate, ...]
    scores: tuple[float, ...]  # of each candidate, in [0, 1], falling
    paragraphs: Paragraphs = field(repr=False, compare=False)
    readings: tuple[Reading, ...] = ()


class Ranker:
    """Ranks paragraphs of a library for one question and those that it is taken apart into: nothing is ranked or read twice.

    reader: None where there is none.
    """

    def __init__(self, library: Library, reader: Reader | None) -> None:
        self.paragraphs = Paragraphs(library)
        self._library = library
        self._reader = reader and ReadingOnce(reader)
        self._ranked: dict[tuple[object, ...], Ranking] = {}

    def rank(
        self,
        question: str,
        reports: Collection[str] | None = None,
        *,
        each: bool = False,
        of_year: bool = False,
    ) -> Ranking:
        """As the function ``rank``."""
        key = (question, reports and tuple(reports), each, of_year)
        if key not in self._ranked:
            self._ranked[key] = rank(
                self._library,
                question,
                self._reader,
                reports,
                each=each,
                of_year=of_year,
                paragraphs=self.paragraphs,
            )
        return self._ranked[key]


def rank(
    library: Library,
    question: str,
    reader: Reader | None,
    reports: Collection[str] | None = None,
    k: int = 0,
    *,
    each: bool = False,
    of_year: bool = False,
    paragraphs: Paragraphs | None = None,
) -> Ranking:
    """Rank at least k paragraphs of the library, or of some reports of it, for a question.

    By the fused scores, and of those that were read by what the reader says as well. Equal ones keep a fixed order.
    reports: report ids to stay within; None for all. Raises UnknownReport for an id not held.
    each: a few reports of which nothing would be read are read as well, the newest of each body first.
    of_year: the reports are those of the years asked about: these are settled, and nothing for the reader to doubt.
    paragraphs: what has been read of the library already.
    """
    paragraphs = paragraphs or Paragraphs(library)
    found, fitting = _fitting(library, question, first_stage(library, question, reports, k), paragraphs)
    if reader is None or not found:
        return Ranking(tuple(found), tuple(map(fused_score, found)), paragraphs)
    windows = (
        windows_of_each(paragraphs, found, _newest_first(library, found))
        if each
        else windows_of(paragraphs, found)
    )
    text = simplified(question)  # as the reader reads it
    asked = without_years(text, named_years(text, Shelf.of(()))) if of_year else text
    settled = [window for window in windows if window.place in fitting]
    readings = reader.read(question, windows)
    if asked != text:  # the words of a year may tell more than the year
        again = {reading.window: reading for reading in reader.read(asked, settled)}
        readings = [max(r, again.get(r.window, r), key=lambda reading: reading.score) for r in readings]
    best: dict[Place, float] = {}
    for reading in readings:
        place = reading.window.place
        best[place] = max(best.get(place, reading.score), reading.score)
    unread = min([_UNREAD, *best.values()])  # a report of nothing but signatures has no windows
    scores = {c.place: read_score(fused_score(c), best.get(c.place, unread)) for c in found}
    ranked = sorted(found, key=lambda c: -scores[c.place])
    order = {c.place: place for place, c in enumerate(ranked)}
    return Ranking(
        tuple(ranked),
        tuple(scores[c.place] for c in ranked),
        paragraphs,
        tuple(sorted(readings, key=lambda r: (order[r.window.place], -r.score))),
    )


def _fitting(
    library: Library, question: str, found: Sequence[Candidate], paragraphs: Paragraphs
) -> tuple[list[Candidate], set[Place]]:
    """The candidates without those of another year or kind than is asked for, where any is of the right one.

    And which of them are of the right one beyond doubt.
    """
    reports = library.shelf([*dict.fromkeys(candidate.report for candidate in found)])
    fits = fit(simplified(question), reports)
    if fits is None:
        return list(found), set()
    extracts = paragraphs.at(c.place for c in found)
    scored = [(fits(extracts[c.place]), c) for c in found]
    best = max((score for score, _ in scored), default=0.0)
    kept = 0.0 if best > 0 else -0.5 if any(score == -0.5 for score, _ in scored) else -1.0
    sure = {candidate.place for score, candidate in scored if score > 0}
    return [candidate for score, candidate in scored if score >= kept], sure


def _newest_first(library: Library, found: Sequence[Candidate]) -> list[str]:
    """The ids of the reports found, best first, but those that a newer one of their body follows behind."""
    ids = list(dict.fromkeys(candidate.report for candidate in found))
    age: dict[str, int] = {}
    for series in series_of(library.shelf(ids)):
        newest = sorted(series, key=lambda report: -(report.metadata.year or 0))
        age |= {report.id: place for place, report in enumerate(newest)}
    return sorted(ids, key=age.__getitem__)


def passages(ranking: Ranking, k: int, certain: Sequence[Place] = ()) -> list[Passage]:
    """The first k: those certain to answer (report id, paragraph number), then the candidates."""
    scores = {c.place: s for c, s in zip(ranking.candidates, ranking.scores, strict=True)}
    ranked = dict.fromkeys(certain, 1.0) | {p: s for p, s in scores.items() if p not in certain}
    first = list(ranked.items())[:k]
    extracts = ranking.paragraphs.at(place for place, _ in first)
    ranking.paragraphs.noted(report for (report, _), _ in first)  # at once
    return [_passage(ranking.paragraphs, extracts[place], score) for place, score in first]


def _passage(paragraphs: Paragraphs, extract: Extract, score: float) -> Passage:
    report, paragraph = extract.report, extract.paragraph
    return Passage(
        text=extract.text,
        report=ReportRef(report.id, report.title, report.metadata.short_title, report.metadata.year),
        section=paragraph.section,
        paragraph=paragraph.number,
        page=paragraph.page,
        span=paragraph.span,
        score=score,
        breaks=paragraph.breaks,
        doubtful=paragraphs.doubtful_in(extract, paragraph.span),
        provision=paragraphs.provision_of(report.id, paragraph),
        row=paragraph.row is not None,
    )


def joined(rankings: Sequence[Ranking]) -> Ranking:
    """Several rankings for one question, there is at least one, as one: their candidates taken in turns."""
    pairs = [
        pair
        for turn in range(max((len(r.candidates) for r in rankings), default=0))
        for pair in [(r.candidates[turn], r.scores[turn]) for r in rankings if turn < len(r.candidates)]
    ]
    return Ranking(tuple(c for c, _ in pairs), tuple(s for _, s in pairs), rankings[0].paragraphs)
