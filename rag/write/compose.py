"""Puts quotes together into an answer: marks, citations, the figure or name asked for in bold."""

import re
from collections.abc import Iterable, Sequence

from index import Extract, Paragraph, Report, Span

from ..check import mark_sentences
from ..language import find_figures, has_doubtful_figure
from ..models import Citation, ReportRef, pages_of
from ..read import Excerpt, trimmed
from ..search import Paragraphs

_MARK_LIKE = re.compile(r"\[(\d{1,3})\]")
_CHINESE_BREAK = re.compile(r"(?<=[\u2e80-\uffef])\n(?=[\u2e80-\uffef])")  # where no space is written
_FIGURE_CHARS = 20  # around an answer, in which the rest of a figure may stand


class Composer:
    """Collects lines, each with the quotes it stands on; the same quote is cited once."""

    def __init__(self, paragraphs: Paragraphs) -> None:
        self._paragraphs = paragraphs
        self._lines: list[str] = []
        self._citations: dict[tuple[str, Span], Citation] = {}

    def add_quote(
        self,
        source: Report | Extract,
        paragraph: Paragraph | None,
        span: Span,
        *,
        section: tuple[str, ...] | None = None,
        before: str = "",
        focus: Sequence[Span] = (),
    ) -> None:
        """A line that is a quote, its sentences each with the mark. ``focus``: the parts set in bold, in order.

        source: what it can be read in. paragraph: None for the title lines. section: what it stands under, the paragraph's
        when None.
        """
        mark = self._cite(source, paragraph, span, section)
        self._lines.append(before + mark_sentences(_emphasised(source, span, focus), mark))

    def add_result(self, words: str, excerpts: Iterable[Excerpt]) -> None:
        """A line of our own that rests on some quotes."""
        marks = [self._cite_excerpt(each) for each in excerpts]
        self._lines.append(words + "".join(f"[{mark}]" for mark in dict.fromkeys(marks)))

    def add_lead(self, words: str) -> None:
        """A line that leads in the next ones and says nothing itself."""
        self._lines.append(f"{words}：")

    def add_table(self, head: Sequence[str], rows: Sequence[tuple[Sequence[str], Excerpt]]) -> None:
        """A table of figures, each in the last cell of its row with its mark, behind what tells it from others."""
        self._paragraphs.noted(excerpt.report for _, excerpt in rows)  # at once
        self._lines += ["", _row(head), _row(["---"] * len(head))]
        for labels, excerpt in rows:
            mark, place = self._cite_excerpt(excerpt), self._paragraphs[excerpt.place]
            figure = focus_of(place, excerpt.answer) if excerpt.answer else excerpt.span
            self._lines.append(_row([*labels, f"**{_plain(place.quote(figure))}**[{mark}]"]))

    def _cite_excerpt(self, excerpt: Excerpt) -> int:
        place = self._paragraphs[excerpt.place]
        return self._cite(place, place.paragraph, excerpt.span, None)

    def _cite(
        self,
        source: Report | Extract,
        paragraph: Paragraph | None,
        span: Span,
        section: tuple[str, ...] | None,
    ) -> int:
        report = source.report if isinstance(source, Extract) else source
        key = (report.id, span)
        if key not in self._citations:
            page, last = pages_of(span, paragraph.page, paragraph.breaks) if paragraph else (None, None)
            if section is None:
                section = paragraph.section if paragraph else ()
            quote = source.quote(span)
            self._citations[key] = Citation(
                mark=len(self._citations) + 1,
                quote=quote,
                report=ReportRef(report.id, report.title, report.metadata.short_title, report.metadata.year),
                section=section,
                paragraph=paragraph.number if paragraph else 0,
                page=page,
                span=span,
                last_page=last,
                doubtful=has_doubtful_figure(quote, span.start, self._doubtful_in(source, span)),
                provision=self._paragraphs.provision_of(report.id, paragraph) if paragraph else "",
                row=paragraph is not None and paragraph.row is not None,
            )
        return self._citations[key].mark

    def _doubtful_in(self, source: Report | Extract, span: Span) -> tuple[Span, ...]:
        if isinstance(source, Extract):
            return self._paragraphs.doubtful_in(source, span)
        return source.doubtful_in(span)

    @property
    def text(self) -> str:
        return "\n".join(self._lines).lstrip("\n")

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '｜') for cell in cells)} |"


def _emphasised(source: Report | Extract, span: Span, focus: Sequence[Span]) -> str:
    told, place = "", span.start
    for start, end in focus:
        if place <= start < end <= span.end:
            told += f"{_plain(source.quote(Span(place, start)))}**{_plain(source.quote(Span(start, end)))}**"
            place = end
    return told + _plain(source.quote(Span(place, span.end)))


def _plain(quote: str) -> str:
    """The quote on one line, with nothing in it that reads as a mark or as bold."""
    line = _CHINESE_BREAK.sub("", quote).replace("\n", " ")
    return _MARK_LIKE.sub(r"［\1］", line.replace("**", "＊＊"))


def focus_of(place: Extract, answer: Span) -> Span:
    """What is set in bold of a paragraph: the words that answer, a figure among them whole, with its unit and qualifier."""
    whole = place.paragraph.span
    before = max(whole.start, answer.start - _FIGURE_CHARS)
    around = place.quote(Span(before, min(whole.end, answer.end + _FIGURE_CHARS)))
    start, end = answer
    for figure in find_figures(around):
        found = Span(before + figure.span.start, before + figure.span.end)
        if found.start < answer.end and answer.start < found.end:
            start, end = min(start, found.start), max(end, found.end)
    return trimmed(place, Span(start, end))
