"""Every figure of the chosen reports, as a table to read, filter, sort and download.

A row says what is counted, how much, for which year, and whether it was planned or achieved, as far as the
report states it: in the sentence, or else in the headings above.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from index import Paragraph, Report, Span
from rag.facts import indicator
from rag.language import Figure, find_figures

from ..messages import Language, text
from .panel import place_link, report_name

MOST_SHOWN = 400  # rows in the page; the download has them all
# How long a name or a habit is about: 三年行动, 连续四年, 近三年, 十年禁渔; not 平均8.5年, 再延长三十年.
_TIMES = frozenset(("年", "个月", "季度", "天", "周"))
_BEFORE_SPAN = re.compile("(?:连续|[近过前后]|过去|未来|今后)$")
_AFTER_SPAN = re.compile("行动|计划|规划|[以之]?[来前后内间]")
_BEFORE_LENGTH = re.compile("(?:延长|缩短|提前|长达|[达满])$")
_RANKED_AMONG = re.compile("(?:全[国省区市县州球]|世界|亚洲|国内|[中东西]部|东北|[居列名])$")
_CLAUSE_END = re.compile(r"[，,。；;、！（）)]|\s*$")
_CLASSED_FROM = 10_000  # 千亿级产业, but 7.1级地震
_OPENING, _CLOSING = re.compile("“([^“”]*)$"), re.compile("([^“”]*)”")
_LONGEST_TERM = 14  # characters between “ and ” that are still a term, and not speech
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_PLANNED = re.compile("意见|安排|部署|任务|目标|打算|计划|规划|展望|思路|建议|要点|今后|下一步")
_ACHIEVED = re.compile("回顾|总结|成绩|成效|情况|完成|以来|过去")
_PLANNED_WORDS = re.compile("力争|预期|确保|争取")


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with what it counts and where it stands; ``span`` points into the report's text."""

    report_id: str
    report: str
    indicator: str
    figure: Figure
    span: Span
    year: str
    kind: str  # "planned", "achieved" or "": not stated
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
        for figure in find_figures(words):
            if _is_amount(words, figure):
                yield FigureRow(
                    report.id,
                    report_name(report),
                    indicator(words, figure),
                    figure,
                    Span(sentence.start + figure.span.start, sentence.start + figure.span.end),
                    _stated_year(words[: figure.span.start], paragraph.section),
                    stated_kind(words[: figure.span.start], paragraph.section),
                    paragraph.section,
                    paragraph.number,
                    words,
                )


def _is_amount(sentence: str, figure: Figure) -> bool:
    """Whether a figure says how much or in which rank, not when, for how long, or what something is called."""
    before, after = sentence[: figure.span.start], sentence[figure.span.end :]
    if _is_length_of_time(before, after, figure) or _is_name(before, after, figure):
        return False
    if figure.kind == "ordinal":
        first = not figure.unit and _RANKED_AMONG.search(before) and _CLAUSE_END.match(after)  # 居全国第一
        return figure.unit in ("位", "名") or bool(first)
    return figure.kind not in ("date", "number")


def _is_length_of_time(before: str, after: str, figure: Figure) -> bool:
    if figure.unit not in _TIMES and not after.startswith("季度"):
        return False
    of_habit = _BEFORE_SPAN.search(before) or _AFTER_SPAN.match(after)
    in_words = _is_in_words(figure) and not _BEFORE_LENGTH.search(before)
    return bool(figure.kind != "count" or of_habit or in_words)


def _is_name(before: str, after: str, figure: Figure) -> bool:
    """成立75周年, 2.0版, 1—5号泊位, 世界500强, 千亿级产业, 4000吨级起重机, “18条”, 劣五类水体, 三期工程, 八项规定."""
    match figure.unit:
        case "周年" | "版" | "号":
            return True
        case "强":
            return not before.endswith("前")
        case "级":
            return figure.value >= _CLASSED_FROM
        case "期":
            return _is_in_words(figure)
        case "项" if after.startswith("规定"):
            return _is_in_words(figure)
    return before.endswith("劣") or after.startswith("级") or _is_in_term(before, after, figure)


def _is_in_term(before: str, after: str, figure: Figure) -> bool:
    opening, closing = _OPENING.search(before), _CLOSING.match(after)
    if not (opening and closing):
        return False
    return len(opening[1]) + len(figure.text) + len(closing[1]) <= _LONGEST_TERM


def _is_in_words(figure: Figure) -> bool:
    return not any(character.isdecimal() for character in figure.text)


def _stated_year(before: str, section: tuple[str, ...]) -> str:
    """The last year named before the figure, or else in the nearest heading that names one."""
    for words in (before, *reversed(section)):
        if years := _YEAR.findall(words):
            return str(years[-1])
    return ""


def stated_kind(before: str, section: tuple[str, ...]) -> str:
    """Whether the headings, or else the words before a figure, tell of the past or of plans."""
    for heading in section:
        if _ACHIEVED.search(heading):
            return "achieved"
        if _PLANNED.search(heading):
            return "planned"
    return "planned" if _PLANNED_WORDS.search(before) else ""


def _searched(row: FigureRow) -> str:
    return " ".join((row.report, row.indicator, row.sentence, row.year, *row.section)).lower()


def kind_text(row: FigureRow, language: Language) -> str:
    """Planned or achieved, in words; empty where the report does not say."""
    return text(f"figure_{row.kind}", language) if row.kind else ""


def _row_html(row: FigureRow, columns: list[str], language: Language) -> str:
    link = escape(place_link(row.report_id, *row.span))
    place = escape(text("place", language, paragraph=row.paragraph))
    value = row.figure.value.normalize()
    cells = {
        "report": f'<td class="of-report">{escape(row.report)}</td>',
        "figure_what": f'<td class="indicator">{escape(row.indicator)}</td>',
        "figure_printed": f'<td class="value" data-sort="{value:f}">{escape(row.figure.text)}</td>',
        "figure_year": f'<td class="short">{escape(row.year)}</td>',
        "figure_kind": f'<td class="short">{escape(kind_text(row, language))}</td>',
        "figure_place": f'<td data-sort="{row.paragraph}"><span class="where"><a class="place" href="{link}">{place}</a> '
        f"{escape(row.section[-1] if row.section else '')}</span></td>",
    }
    return f'<tr title="{escape(row.sentence)}">{"".join(cells[column] for column in columns)}</tr>'
