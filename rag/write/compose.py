"""Puts quotes together into an answer: marks, citations, the figure or name asked for in bold."""

import re
from collections.abc import Iterable, Sequence

from index import Library, Report, Span
from index.parse import provision_of

from ..check import mark_sentences
from ..language import find_figures, has_doubtful_figure
from ..models import Citation, ReportRef, pages_of
from ..read import Excerpt, trimmed

_MARK_LIKE = re.compile(r"\[(\d{1,3})\]")
_CHINESE_BREAK = re.compile(r"(?<=[\u2e80-\uffef])\n(?=[\u2e80-\uffef])")  # where no space is written
_FIGURE_CHARS = 20  # around an answer, in which the rest of a figure may stand


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

    def add_result(self, words: str, excerpts: Iterable[Excerpt]) -> None:
        """A line of our own that rests on some quotes."""
        reports = [(self._library.report(each.report), each) for each in excerpts]
        marks = [self._cite(report, each.paragraph, each.span, None) for report, each in reports]
        self._lines.append(words + "".join(f"[{mark}]" for mark in dict.fromkeys(marks)))

    def add_lead(self, words: str) -> None:
        """A line that leads in the next ones and says nothing itself."""
        self._lines.append(f"{words}：")

    def add_table(self, head: Sequence[str], rows: Iterable[tuple[Sequence[str], Excerpt]]) -> None:
        """A table of figures, each in the last cell of its row with its mark, behind what tells it from others."""
        self._lines += ["", _row(head), _row(["---"] * len(head))]
        for labels, excerpt in rows:
            report = self._library.report(excerpt.report)
            mark = self._cite(report, excerpt.paragraph, excerpt.span, None)
            figure = focus_of(report, excerpt.answer) or excerpt.span
            self._lines.append(_row([*labels, f"**{_plain(report.quote(figure))}**[{mark}]"]))

    def _cite(self, report: Report, paragraph: int, span: Span, section: tuple[str, ...] | None) -> int:
        key = (report.id, span)
        if key not in self._citations:
            place = report.paragraph(paragraph) if paragraph else None
            page, last = pages_of(span, place.page, place.breaks) if place else (None, None)
            if section is None:
                section = place.section if place else ()
            self._citations[key] = Citation(
                mark=len(self._citations) + 1,
                quote=report.quote(span),
                report=ReportRef(report.id, report.title, report.metadata.short_title, report.metadata.year),
                section=section,
                paragraph=paragraph,
                page=page,
                span=span,
                last_page=last,
                doubtful=has_doubtful_figure(report.quote(span), span.start, report.doubtful_in(span)),
                provision=provision_of(report, place) if place else "",
                row=place is not None and place.row is not None,
            )
        return self._citations[key].mark

    @property
    def text(self) -> str:
        return "\n".join(self._lines).lstrip("\n")

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |"


def _emphasised(report: Report, span: Span, focus: Span | None) -> str:
    if focus is None or not span.start <= focus.start < focus.end <= span.end:
        return _plain(report.quote(span))
    parts = (Span(span.start, focus.start), focus, Span(focus.end, span.end))
    before, middle, after = (_plain(report.quote(part)) for part in parts)
    return f"{before}**{middle}**{after}"


def _plain(quote: str) -> str:
    """The quote on one line, with nothing in it that reads as a mark or as bold."""
    line = _CHINESE_BREAK.sub("", quote).replace("\n", " ")
    return _MARK_LIKE.sub(r"［\1］", line.replace("**", "＊＊"))


def focus_of(report: Report, answer: Span | None) -> Span | None:
    """What is set in bold: the words that answer, a figure among them whole, with its unit and qualifier."""
    if answer is None:
        return None
    before = max(0, answer.start - _FIGURE_CHARS)
    around = report.text[before : answer.end + _FIGURE_CHARS]
    start, end = answer
    for figure in find_figures(around):
        place = Span(before + figure.span.start, before + figure.span.end)
        if place.start < answer.end and answer.start < place.end:
            start, end = min(start, place.start), max(end, place.end)
    return trimmed(report, Span(start, end))
