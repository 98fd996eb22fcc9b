"""The report panel: a toolbar, a table of contents and the report, as one piece of HTML.

The browser asks for it by report id (``open_report``) and does the rest itself (assets/panel.js): it
highlights the spans that the links in the answers name, searches, and steps through the quotes.
"""

from collections.abc import Callable, Sequence
from html import escape

import gradio as gr

from index import Card, Library, Report, Shelf, UnknownReport

from ..english import in_language
from ..messages import LABELS, Language, request_language, text
from .document import contents_html, report_html

_MOST_NAMED = 60  # reports in the panel's menu


def place_link(report_id: str, start: int, end: int) -> str:
    """The address of a span, as the links of answers, sources and figures carry it."""
    return f"#at-{report_id}-{start}-{end}"


def panel_opener(library: Library) -> Callable[[str, gr.Request], str]:
    """The function that the browser calls to get a report's panel, bound to ``library``."""

    def open_report(report_id: str, request: gr.Request) -> str:
        """The panel's HTML. An empty id opens the first report; an unknown one says so."""
        language = request_language(request)
        reports = library.shelf()
        if not reports:
            return _message(text("library_empty", language))
        try:
            report = library.report(report_id or reports[0].id)
        except UnknownReport as error:
            return _message(in_language(str(error), language))
        return _panel(report, _beside(report, reports), language)

    return open_report


def report_name(report: Report | Card) -> str:
    """A report's name for lists: short, and told apart by its file where it says little of itself."""
    return report.metadata.short_title or report.title or report.source


def _beside(report: Report, reports: Shelf) -> Sequence[Card]:
    """What can be chosen from the panel: all reports, or of many those of the same region."""
    return reports if len(reports) <= _MOST_NAMED else reports.regions[report.metadata.region][:_MOST_NAMED]


def _message(message: str) -> str:
    return f'<p class="panel-message">{escape(message)}</p>'


def _panel(report: Report, reports: Sequence[Card], language: Language) -> str:
    words = {key: escape(value) for key, value in LABELS[language].items()}
    options = "".join(
        f'<option value="{other.id}"{" selected" if other.id == report.id else ""}>'
        f"{escape(report_name(other))}</option>"
        for other in reports
    )
    return (
        f'<div class="panel-tools" data-report="{report.id}">'
        f'<button type="button" class="back">{words["back"]}</button>'
        f'<select class="choose" aria-label="{words["report"]}">{options}</select>'
        f'<span class="search">'
        f'<input type="search" aria-label="{words["find"]}" placeholder="{words["find"]}">'
        f'<output aria-live="polite"></output>'
        f'<button type="button" class="previous" title="{words["find_previous"]}" '
        f'aria-label="{words["find_previous"]}">↑</button>'
        f'<button type="button" class="next" title="{words["find_next"]}" '
        f'aria-label="{words["find_next"]}">↓</button></span></div>'
        f'<details class="contents"><summary>{words["contents"]}</summary>'
        f'<nav aria-label="{words["contents"]}">{contents_html(report)}</nav></details>'
        f'<article class="report" lang="zh" tabindex="0" aria-label="{escape(report.title)}">'
        f"{report_html(report, language)}</article>"
        f'<button type="button" class="ask-about" data-question="{words["ask_about_question"]}" hidden>'
        f"{words['ask_about']}</button>"
    )
