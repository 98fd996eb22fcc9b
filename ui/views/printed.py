"""The page as it was printed, in the panel: its picture, the quote's place marked on it, the way to the file itself.

The browser asks for it by the address of a quote and a page (``open_page``); the picture is fetched from ``/page``.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape
from pathlib import Path

import gradio as gr

from index import AskReportError, Library, Paragraph, Report, Span
from index.read import Box, Facsimile, cell_places, facsimile, has_facsimile, quote_places

from ..english import in_language
from ..messages import Language, request_language, text

_ADDRESS = re.compile(r"#page-([0-9a-f]{12})-(\d{1,9})-(\d{1,9})-(\d{1,5})")
_KEPT = 24  # pages held in memory


def page_link(report_id: str, start: int, end: int, page: int) -> str:
    """The address of a quote on the picture of a page."""
    return f"#page-{report_id}-{start}-{end}-{page}"


def picture_path(report_id: str, page: int) -> str:
    """Where the picture of a page is fetched from, seen from the page."""
    return f"page/{report_id}/{page}.png"


def original_path(report_id: str) -> str:
    """Where a report's file as it came is fetched from, seen from the page."""
    return f"original/{report_id}"


def printed_page(library: Library, report: Report, page: int) -> Facsimile:
    """A page of a report as it was printed. Raises UnreadableFile, LibraryError."""
    return _facsimile(library.original(report), report.source, page)


@lru_cache(_KEPT)
def _facsimile(path: Path, name: str, page: int) -> Facsimile:
    # A file is named by its hash: what was read of it holds as long as it is there.
    return facsimile(path.read_bytes(), name, page)


def page_opener(library: Library) -> Callable[[str, gr.Request], str]:
    """The function that the browser calls to get the picture of a page, bound to ``library``."""

    def open_page(address: str, request: gr.Request) -> str:
        """The HTML of a page with the place of a quote, or a message."""
        language = request_language(request)
        found = _ADDRESS.fullmatch(address)
        if found is None:
            return ""
        start, end, page = (int(found[part]) for part in (2, 3, 4))
        try:
            report = library.report(found[1])
            shown = printed_page(library, report, page)
        except AskReportError as error:
            return _message(in_language(str(error), language))
        except OSError:
            return _message(text("unexpected", language))
        return _page_html(report, shown, Span(start, end), page, language)

    return open_page


def has_pages(report: Report) -> bool:
    """Whether its pages can be shown as printed."""
    return has_facsimile(report.source)


def _message(words: str) -> str:
    return f'<p class="panel-message">{escape(words)}</p>'


def _page_html(report: Report, shown: Facsimile, span: Span, page: int, language: Language) -> str:
    def words(key: str, **values: object) -> str:
        return escape(text(key, language, **values))

    marks = "".join(
        f'<span class="printed-place" style="left:{100 * box.left:.2f}%;top:{100 * box.top:.2f}%;'
        f'width:{100 * box.width:.2f}%;height:{100 * box.height:.2f}%"></span>'
        for box in _places(report, shown, span, page)
    )
    last = max(_pages(report), default=page)
    steps = "".join(
        f'<a href="{page_link(report.id, *span, number)}">{words(key)}</a>'
        for key, number in (("printed_before", page - 1), ("printed_after", page + 1))
        if 1 <= number <= last
    )
    said = words("printed_place") if marks else words("printed_unmarked")
    name = words("printed_page_of", title=report.title, page=page)
    return (
        f'<div class="printed-tools"><strong>{words("page", page=page)}</strong>'
        f'<span class="printed-said" role="status">{said}</span>{steps}'
        f'<a href="{original_path(report.id)}" download>{words("original_file")}</a>'
        f'<button type="button" class="printed-close">{words("close")}</button></div>'
        f'<div class="printed-scroll" tabindex="0" role="group" aria-label="{name}"><div class="printed-sheet">'
        f'<img src="{picture_path(report.id, page)}" alt="{name}">{marks}</div></div>'
    )


def _pages(report: Report) -> Iterator[int]:
    """The pages that its paragraphs stand on."""
    for paragraph in report.paragraphs:
        yield from (page for page in (paragraph.page, *(each.page for each in paragraph.breaks)) if page)


def _places(report: Report, shown: Facsimile, span: Span, page: int) -> Iterator[Box]:
    """Where what of a quote stands on this page is printed."""
    inside = [each for each in report.paragraphs if each.span.start < span.end and span.start < each.span.end]
    for paragraph in inside:
        if paragraph.row is not None:
            cells = dict.fromkeys(cell for cell in (paragraph.row.group, *paragraph.row.cells) if cell)
            yield from cell_places(shown.lines, [report.quote(cell) for cell in cells])
        else:
            part = _on_page(paragraph, page)
            start, end = max(span.start, part.start), min(span.end, part.end)
            if start < end:
                words = report.quote(part)
                yield from quote_places(shown.lines, words, start - part.start, end - part.start)
    if not inside:  # a title or a heading
        yield from quote_places(shown.lines, report.quote(span), 0, span.end - span.start)


def _on_page(paragraph: Paragraph, page: int) -> Span:
    """The part of a paragraph that stands on a page; nothing where none of it does."""
    starts = [
        (paragraph.span.start, paragraph.page),
        *((each.offset, each.page) for each in paragraph.breaks),
    ]
    ends = [*(offset for offset, _ in starts[1:]), paragraph.span.end]
    parts = [Span(start, end) for (start, number), end in zip(starts, ends, strict=True) if number == page]
    return parts[0] if parts else Span(0, 0)
