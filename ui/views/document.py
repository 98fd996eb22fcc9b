"""A report typeset as HTML, so that every character keeps its place.

Each run of report text stands in one element with ``data-start``, its offset in ``Report.text``; the text of
that element is the report's, character for character (only escaped). The browser can therefore find any
span of the report without asking, and what it highlights is the quote itself. Of the row of a table, which is
told in words, the caption and the cells stand where they were printed.
"""

from bisect import bisect_right
from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from index import Paragraph, Report, Span

from ..english import in_language
from ..messages import Language, text
from .tables import TABLE_END, runs_of_rows, table_html

_RUN_IN_LEVELS_IN_CONTENTS = 3  # deeper run-in headings would drown the table of contents


class _Block(NamedTuple):
    span: Span
    html: str
    close: str  # the end tags


def report_html(report: Report, language: Language) -> str:
    """The whole report as an article: title lines, headings, numbered paragraphs, notes, in order."""
    run_in = _run_in_headings(report)
    blocks = sorted([*_headings(report, run_in), *_paragraphs(report, run_in, language), *_notes(report)])
    ends = [*(block.span.start for block in blocks[1:]), len(report.text)]
    parts: list[str] = []
    position = 0
    for block, limit in zip(blocks, ends, strict=False):
        if block.span.start < position:
            continue  # a note inside a paragraph is shown with it
        parts.extend(_loose_lines(report.text, position, block.span.start))
        limit = max(block.span.end, limit)
        line_end = report.text.find("\n", block.span.end, limit)
        position = limit if line_end < 0 else line_end
        tail = report.text[block.span.end : position]  # such as the full stop after a heading
        parts.append(block.html + escape(tail.rstrip()) + block.close)
    parts.extend(_loose_lines(report.text, position, len(report.text)))
    if report.truncated:
        parts.append(f'<p class="truncated">{escape(text("truncated", language))}</p>')
    return "".join(parts)


def contents_html(report: Report) -> str:
    """The table of contents: a link to every heading that is not a run-in heading far down the tree."""
    items = []
    for number, section in enumerate(report.sections):
        if section.level <= _RUN_IN_LEVELS_IN_CONTENTS:
            link = f'<a href="#section-{number}">{escape(section.title)}</a>'
            items.append(f'<li class="level-{section.level}">{link}</li>')
    return f"<ol>{''.join(items)}</ol>"


def details(report: Report, language: Language) -> list[tuple[str, str]]:
    """What is known of a report, as label and value; what it does not say is left out."""
    metadata = report.metadata
    known = {
        "detail_title": metadata.title,
        "detail_region": metadata.region,
        "detail_body": metadata.body,
        "detail_year": str(metadata.year or ""),
        "detail_date": metadata.date,
        "detail_venue": metadata.venue,
        "detail_author": metadata.author,
        "detail_size": text(
            "detail_size_value",
            language,
            sections=len(report.sections),
            paragraphs=len(report.paragraphs),
            characters=len(report.text),
        ),
        "detail_source": report.source,
        "detail_encoding": report.encoding,
    }
    remarks = [(text("detail_remark", language), in_language(remark, language)) for remark in report.remarks]
    return [
        *((text(key, language), value) for key, value in known.items() if value),
        *remarks,
        ("SHA-256", report.sha256),
    ]


def details_html(report: Report, language: Language) -> str:
    """``details`` as a description list."""
    rows = (f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in details(report, language))
    return f'<dl class="details">{"".join(rows)}</dl>'


def _run_in_headings(report: Report) -> dict[int, list[int]]:
    """For each paragraph's number, which of ``report.sections`` lie inside it."""
    starts = [paragraph.span.start for paragraph in report.paragraphs]
    inside: dict[int, list[int]] = {}
    for index, section in enumerate(report.sections):
        number = bisect_right(starts, section.span.start)
        if number and section.span.end <= report.paragraph(number).span.end:
            inside.setdefault(number, []).append(index)
    return inside


def _headings(report: Report, run_in: dict[int, list[int]]) -> Iterator[_Block]:
    inside = {index for indexes in run_in.values() for index in indexes}
    for index, section in enumerate(report.sections):
        if index not in inside:
            tag = f"h{min(section.level + 2, 6)}"  # h1 is the product, h2 the report's title
            yield _Block(
                section.span,
                f'<{tag} id="section-{index}" class="level-{section.level}" tabindex="-1" '
                f'data-start="{section.span.start}">{escape(report.quote(section.span))}',
                f"</{tag}>",
            )


def _paragraphs(report: Report, run_in: dict[int, list[int]], language: Language) -> Iterator[_Block]:
    for run in runs_of_rows(report.paragraphs):
        paragraph = run[0]
        if paragraph.row is not None:
            html = table_html(report, run, lambda row: _number(row, language))
            yield _Block(Span(paragraph.span.start, run[-1].span.end), html, TABLE_END)
            continue
        yield _Block(
            paragraph.span,
            f'<div class="paragraph" id="paragraph-{paragraph.number}">{_number(paragraph, language)}'
            f'<p data-start="{paragraph.span.start}">'
            f"{_with_run_in(report, paragraph, run_in.get(paragraph.number, []))}",
            "</p></div>",
        )


def _number(paragraph: Paragraph, language: Language) -> str:
    label = text("place", language, paragraph=paragraph.number)
    if paragraph.page:
        label += f" {text('page', language, page=paragraph.page)}"
    return f'<span class="number" role="img" aria-label="{escape(label)}">{paragraph.number}</span>'


def _with_run_in(report: Report, paragraph: Paragraph, run_in: list[int]) -> str:
    """The paragraph's text with its run-in headings in bold; nothing else is added to it."""
    html, position = "", paragraph.span.start
    for index in run_in:
        start, end = report.sections[index].span
        if position <= start:
            html += escape(report.text[position:start])
            html += f'<strong id="section-{index}" tabindex="-1">{escape(report.text[start:end])}</strong>'
            position = end
    return html + escape(report.text[position : paragraph.span.end])


def _notes(report: Report) -> Iterator[_Block]:
    for span in report.notes:
        yield _Block(span, f'<p class="note" data-start="{span.start}">{escape(report.quote(span))}', "</p>")


def _loose_lines(report_text: str, start: int, end: int) -> Iterator[str]:
    """Lines that belong to no paragraph or heading: the title, the date, the author, a salutation."""
    position = start
    for line in report_text[start:end].split("\n"):
        if line.strip():
            first = not report_text[:position].strip()
            tag, kind = ("h2", "title") if first else ("p", "front")
            yield f'<{tag} class="{kind}" data-start="{position}">{escape(line)}</{tag}>'
        position += len(line) + 1
