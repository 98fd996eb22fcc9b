"""Every figure of the chosen reports, as a table to read, filter, sort and download.

A row says what is measured, how much or by how much it changed, for which year, and whether it was planned or
achieved, as far as the report tells.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from index import Paragraph, Report, Span
from rag.facts import Statement, statements

from ..messages import Language, text
from .panel import place_link, report_name

MOST_SHOWN = 400  # rows in the page; the download has them all
_KINDS = {"目标": "planned", "完成": "achieved"}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """What a figure says and where it stands; ``span`` points into the report's text."""

    report_id: str
    report: str
    said: Statement
    span: Span
    section: tuple[str, ...]
    paragraph: int
    sentence: str


def figure_rows(reports: Iterable[Report], words: str = "") -> list[FigureRow]:
    """The figures of ``reports`` in order; with ``words``, those whose row contains each of them."""
    rows = [row for report in reports for row in _rows(report)]
    wanted = words.lower().split()
    return [row for row in rows if all(word in _searched(row) for word in wanted)] if wanted else rows


def figures_html(rows: list[FigureRow], language: Language, compared: bool = False) -> str:
    """The table. Its header cells sort it (assets/page.js), the place is a link to it.

    The report has a column of its own where there are several; where one indicator is ``compared``,
    it stands in the indicator's place.
    """
    if not rows:
        return f'<p class="figures-none">{escape(text("figure_none", language))}</p>'
    key = "figure_shown" if len(rows) > MOST_SHOWN else "figure_count"
    count = escape(text(key, language, total=len(rows), shown=MOST_SHOWN))
    several = len({row.report_id for row in rows}) > 1
    columns = ["report"] if several or compared else []
    columns += [] if compared else ["figure_what"]
    columns += ["figure_printed", "figure_year", "figure_kind", "figure_place"]
    head = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" class="sort">{escape(text(key, language))}'
        "</button></th>"
        for key in columns
    )
    body = "".join(_row_html(row, columns, language) for row in rows[:MOST_SHOWN])
    return (
        f'<p class="figures-count">{count}</p><div class="figures" tabindex="0" role="region" '
        f'aria-label="{escape(text("figures", language))}"><table><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def count_figures(report: Report) -> int:
    """How many figures the table has of a report."""
    return len(_rows(report))


@lru_cache(maxsize=64)
def _rows(report: Report) -> tuple[FigureRow, ...]:
    return tuple(row for paragraph in report.paragraphs for row in _paragraph_rows(report, paragraph))


def _paragraph_rows(report: Report, paragraph: Paragraph) -> Iterable[FigureRow]:
    for sentence in paragraph.sentences:
        words = report.quote(sentence)
        for said in statements(words, paragraph.section, report.metadata.year):
            place = Span(sentence.start + said.figure.span.start, sentence.start + said.figure.span.end)
            yield FigureRow(
                report.id, report_name(report), said, place, paragraph.section, paragraph.number, words
            )


def _searched(row: FigureRow) -> str:
    said = row.said
    return " ".join((row.report, said.indicator, row.sentence, str(said.year or ""), *row.section)).lower()


def what_text(row: FigureRow, language: Language) -> str:
    """What is measured; of a change by which it rose or fell, that too."""
    if not row.said.change:
        return row.said.indicator
    return row.said.indicator + text("figure_fell" if row.said.figure.value < 0 else "figure_rose", language)


def kind_text(row: FigureRow, language: Language) -> str:
    """Planned or achieved, in words; empty where the report does not say."""
    return text(f"figure_{_KINDS[row.said.kind]}", language) if row.said.kind else ""


def _row_html(row: FigureRow, columns: list[str], language: Language) -> str:
    link = escape(place_link(row.report_id, *row.span))
    place = escape(text("place", language, paragraph=row.paragraph))
    value = row.said.figure.value.normalize()
    cells = {
        "report": f'<td class="of-report">{escape(row.report)}</td>',
        "figure_what": f'<td class="indicator">{escape(what_text(row, language))}</td>',
        "figure_printed": f'<td class="value" data-sort="{value:f}">{escape(row.said.figure.text)}</td>',
        "figure_year": f'<td class="short">{row.said.year or ""}</td>',
        "figure_kind": f'<td class="short">{escape(kind_text(row, language))}</td>',
        "figure_place": f'<td data-sort="{row.paragraph}"><span class="where"><a class="place" href="{link}">{place}</a> '
        f"{escape(row.section[-1] if row.section else '')}</span></td>",
    }
    return f'<tr title="{escape(row.sentence)}">{"".join(cells[column] for column in columns)}</tr>'
