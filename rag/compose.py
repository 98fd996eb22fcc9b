"""Puts quotes together into an answer: marks, citations, the figure or name asked for in bold."""

import re

from index import Library, Report, Span

from .evidence import figure_fit, share
from .figures import find_figures
from .models import Citation, ReportRef
from .names import names
from .question import Kind, Question
from .verify import mark_sentences

_MARK_LIKE = re.compile(r"\[(\d{1,3})\]")
_PARTS = re.compile("[、，,；;。：:｜]")
_NOUN = 2  # characters
_TITLE = re.compile(r"《[^《》\n]{1,80}》")


class Composer:
    """Collects lines, each with the quotes it stands on; the same quote is cited once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lines: list[str] = []
        self._citations: dict[tuple[str, Span], Citation] = {}

    def add_quote(
        self,
        report_id: str,
        paragraph: int,
        span: Span,
        *,
        section: tuple[str, ...] | None = None,
        before: str = "",
        focus: Span | None = None,
    ) -> None:
        """A line that is a quote, its sentences each with the mark. ``focus`` is the part set in bold.

        paragraph: its number, 0 for the title lines. section: what it stands under, the paragraph's when None.
        """
        report = self._library.report(report_id)
        mark = self._cite(report, paragraph, span, section)
        self._lines.append(before + mark_sentences(_emphasised(report, span, focus), mark))

    def _cite(self, report: Report, paragraph: int, span: Span, section: tuple[str, ...] | None) -> int:
        key = (report.id, span)
        if key not in self._citations:
            place = report.paragraph(paragraph) if paragraph else None
            if section is None:
                section = place.section if place else ()
            self._citations[key] = Citation(
                mark=len(self._citations) + 1,
                quote=report.quote(span),
                report=ReportRef(report.id, report.title),
                section=section,
                paragraph=paragraph,
                page=place.page if place else None,
                span=span,
            )
        return self._citations[key].mark

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())


def _emphasised(report: Report, span: Span, focus: Span | None) -> str:
    if focus is None or not span.start <= focus.start < focus.end <= span.end:
        return _plain(report.quote(span))
    parts = (Span(span.start, focus.start), focus, Span(focus.end, span.end))
    before, middle, after = (_plain(report.quote(part)) for part in parts)
    return f"{before}**{middle}**{after}"


def _plain(quote: str) -> str:
    """The quote on one line, with nothing in it that reads as a mark or as bold."""
    return _MARK_LIKE.sub(r"［\1］", quote.replace("**", "＊＊").replace("\n", " "))


def focus_of(question: Question, report: Report, clause: Span) -> Span | None:
    """The figure, title or name in a clause that the question asks for."""
    text = report.quote(clause)
    found: Span | None = None
    if question.kind in (Kind.FIGURE, Kind.PERCENT, Kind.DATE):
        found = _figure(question, text)
    elif question.kind is Kind.TITLE:
        match = _TITLE.search(text)
        found = Span(*match.span()) if match else None
    elif question.kind is Kind.PERSON:
        name = next(iter(names(text)), None)
        found = Span(text.find(name), text.find(name) + len(name)) if name else None
    return Span(clause.start + found.start, clause.start + found.end) if found else None


def _figure(question: Question, text: str) -> Span | None:
    """The figure that fits best; of several, the one that what is asked for stands before: 委员 before 30名.

    Of several still, the one whose own words the question shares most.
    """
    figures = find_figures(text)
    asked = frozenset("".join(question.words))
    best: tuple[float, bool, float] = (0.0, False, 0.0)
    found: Span | None = None
    for i, figure in enumerate(figures):
        before = figures[i - 1].span.end if i else 0
        after = figures[i + 1].span.start if i + 1 < len(figures) else len(text)
        own = _PARTS.split(text[before : figure.span.start])[-1]
        own += _PARTS.split(text[figure.span.end : min(after, figure.span.end + 6)])[0]
        noun = text[max(0, figure.span.start - _NOUN) : figure.span.start]
        named = len(noun) == _NOUN and asked.issuperset(noun)
        fit = figure_fit(question, figure), named, share(frozenset(own), asked)
        if fit[0] > 0 and fit > best:
            best, found = fit, figure.span
    return found
