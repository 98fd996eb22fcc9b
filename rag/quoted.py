"""What an answer would be made of, for the rules that say whether it is one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from index import Report, Span
from index.clauses import split_clauses
from index.tokens import simplified

from .select import Excerpt
from .years import section_years, sentence_years


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer would be made of, as printed, but in simplified characters.

    ``excerpts`` as they would be quoted, likeliest first; ``quotes`` of each what stands in the sentence of
    its likeliest clause; ``best`` is the likeliest clause, ``clause`` with the one before it, ``around`` its
    paragraph with its headings; ``report`` the whole text of its report and ``title`` what that is called; ``years``
    those that its sentence or section speaks of, maybe none, and ``given`` the year that the report was given
    in, None where that is not known.
    """

    excerpts: Sequence[str]
    quotes: Sequence[str]
    best: str
    clause: str
    around: str
    report: str
    years: frozenset[int] = frozenset()
    given: int | None = None
    title: str = ""


def evidence_of(reports: Mapping[str, Report], excerpts: Sequence[Excerpt]) -> Evidence:
    """That of some excerpts, likeliest first, from reports by their ids."""
    first = excerpts[0]
    report = reports[first.report]
    paragraph = report.paragraph(first.paragraph)
    clauses = split_clauses(report.text, first.sentence)
    before = max(
        (clause.start for clause in clauses if clause.start < first.best.start), default=first.best.start
    )
    return Evidence(
        excerpts=[simplified(reports[e.report].quote(e.span)) for e in excerpts],
        quotes=[simplified(reports[e.report].quote(_within(e.span, e.sentence))) for e in excerpts],
        best=simplified(report.quote(first.best)),
        clause=simplified(report.quote(Span(before, first.best.end))),
        around=simplified(" ".join((report.title, *paragraph.section, report.quote(paragraph.span)))),
        report=simplified(report.text),
        years=sentence_years(report.quote(first.sentence), report.metadata.year)
        or section_years(report, paragraph.section),
        given=report.metadata.year,
        title=simplified(report.title),
    )


def _within(span: Span, other: Span) -> Span:
    return Span(max(span.start, other.start), min(span.end, other.end))


def without(words: Iterable[str], text: str) -> str:
    """The text with the words blanked, longest first."""
    for word in sorted(words, key=len, reverse=True):
        text = text.replace(word, " ")
    return text
