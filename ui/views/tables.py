"""Tables of a report as they were printed, each cell in its place, for the typeset report."""

from collections.abc import Callable, Iterator, Sequence
from html import escape
from itertools import groupby

from index import Paragraph, Report, Span


def runs_of_rows(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """The paragraphs in order: rows that stand together in one table as one list, every other one alone."""
    run: list[Paragraph] = []
    for paragraph in paragraphs:
        if run and not _goes_on(run[-1], paragraph):
            yield run
            run = []
        run.append(paragraph)
    if run:
        yield run


def table_html(report: Report, rows: Sequence[Paragraph], number_html: Callable[[Paragraph], str]) -> str:
    """Rows of one table, without the end tags: those are ``TABLE_END``."""
    table = rows[0].row
    assert table is not None  # they are rows
    start = rows[0].span.start
    html = '<div class="table"><table>'
    if table.caption:
        html += f'<caption data-start="{start}">{escape(table.caption)}</caption>'
    if any(table.heads):
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in table.heads)
        html += f"<thead><tr><td></td>{heads}</tr></thead>"
    html += "<tbody>"
    group = ""
    for paragraph in rows:
        if paragraph.row is None:
            continue
        above = paragraph.row.group
        if above is not None and report.quote(above) != group:
            html += f"<tr><td></td>{_cell(report, above, len(table.heads), 'th')}</tr>"
        group = report.quote(above) if above is not None else ""
        html += f'<tr id="paragraph-{paragraph.number}"><td>{number_html(paragraph)}</td>'
        for span, places in groupby(paragraph.row.cells):
            html += _cell(report, span, len(list(places)))
        html += "</tr>"
    return html


TABLE_END = "</tbody></table></div>"


def _goes_on(last: Paragraph, paragraph: Paragraph) -> bool:
    return (
        last.row is not None
        and paragraph.row is not None
        and last.row.table == paragraph.row.table
        and last.span.end + 1 == paragraph.span.start
    )


def _cell(report: Report, span: Span | None, columns: int, tag: str = "td") -> str:
    if span is None:  # empty cells beside each other are not one
        return f"<{tag}></{tag}>" * columns
    across = f' colspan="{columns}"' if columns > 1 else ""
    return f'<{tag}{across} data-start="{span.start}">{escape(report.quote(span))}</{tag}>'
