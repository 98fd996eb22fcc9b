"""What an answer would be made of, for the rules that say whether it is one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index import Report, Span
from index.clauses import split_clauses

from .select import Excerpt


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer would be made of, as printed.

    ``excerpts`` as they would be quoted, likeliest first; ``quotes`` of each what stands in the sentence of
    its likeliest clause;
    ``clause`` is the likeliest clause with the one before it; ``around`` its paragraph with its headings;
    ``report`` the whole text of its report.
    """

    excerpts: Sequence[str]
    quotes: Sequence[str]
    clause: str
    around: str
    report: str


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
        excerpts=[reports[e.report].quote(e.span) for e in excerpts],
        quotes=[reports[e.report].quote(_within(e.span, e.sentence)) for e in excerpts],
        clause=report.quote(Span(before, first.best.end)),
        around=" ".join((report.title, *paragraph.section, report.quote(paragraph.span))),
        report=report.text,
    )


def _within(span: Span, other: Span) -> Span:
    return Span(max(span.start, other.start), min(span.end, other.end))
