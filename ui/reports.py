"""What happens to the reports: added, described, removed, tabulated. Values in, component updates out."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import gradio as gr

from index import AddResult, AskReportError, Library, Report
from ui.comparison import compared_frame, compared_rows, shared_indicators
from ui.conversations import read_left_out
from ui.document import details_html
from ui.downloads import downloadable
from ui.english import in_language
from ui.figures import count_figures, figure_rows, figures_html
from ui.figures_files import figures_csv, figures_xlsx
from ui.messages import Language, request_language, text
from ui.panel import place_link, report_name

MOST_FILES = 20
MOST_MEGABYTES = 50
WRITERS = {"csv": figures_csv, "xlsx": figures_xlsx}


class ReportHandlers:
    """The reports' events over one library. ``stored``: the reports that the browser keeps as not to be asked."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def lists(self, stored: object) -> list[Any]:
        """The boxes that choose which reports are asked, and the menu of all reports."""
        left_out = read_left_out(stored)
        choices = [(report_name(report), report.id) for report in self.library.reports()]
        chosen = [report_id for _, report_id in choices if report_id not in left_out]
        return [
            gr.update(choices=choices, value=chosen),
            gr.update(choices=choices, value=choices[0][1] if choices else None),
        ]

    def add(
        self,
        files: list[str] | None,
        stored: object,
        request: gr.Request,
        progress: gr.Progress = gr.Progress(),  # noqa: B008  Gradio finds it by its default
    ) -> list[Any]:
        """What became of each file, and the report lists."""
        language = request_language(request)
        paths, lines = _acceptable(files or [], language)

        def show_progress(name: str, done: int, total: int) -> None:
            stage = text("storing" if done == total else "embedding", language)
            progress((done, total), desc=f"{stage} {name}")

        results: list[AddResult] = []
        for path in paths:
            progress(0, desc=f"{text('reading', language)} {path.name}")
            results += self.library.add([path], progress=show_progress)
        html = status_html(lines) + "".join(_result_html(result, language) for result in results)
        return [html, *self.lists(stored)]

    def describe(self, report_id: str | None, request: gr.Request) -> str:
        """What is known of a report."""
        if not report_id:
            return ""
        try:
            return details_html(self.library.report(report_id), request_language(request))
        except AskReportError as error:
            return status_html([in_language(str(error), request_language(request))])

    def confirm_removal(self, report_id: str | None, request: gr.Request) -> list[Any]:
        """The question whether to remove a report, and its buttons shown."""
        if not report_id:
            return ["", gr.update(visible=False)]
        try:
            title = report_name(self.library.report(report_id))
        except AskReportError as error:
            return [
                status_html([in_language(str(error), request_language(request))]),
                gr.update(visible=False),
            ]
        return [
            status_html([text("remove_sure", request_language(request), title=title)]),
            gr.update(visible=True),
        ]

    def keep(self) -> list[Any]:
        """No removal after all."""
        return ["", gr.update(visible=False)]

    def remove(self, report_id: str, stored: object, request: gr.Request) -> list[Any]:
        """What was removed, the confirmation hidden, the report lists."""
        try:
            title = report_name(self.library.report(report_id))
            self.library.remove(report_id)
            line = text("removed", request_language(request), title=title)
        except AskReportError as error:
            line = in_language(str(error), request_language(request))
        return [status_html([line]), gr.update(visible=False), *self.lists(stored)]

    def figures(self, chosen: list[str], words: str | None, request: gr.Request) -> str:
        """The table of the chosen reports' figures."""
        return figures_html(figure_rows(self._chosen(chosen), words or ""), request_language(request))

    def figures_writer(self, kind: str) -> Callable[[list[str], str | None, gr.Request], str]:
        """The event that writes the same table, complete, as one of ``WRITERS`` and gives its path."""

        def write(chosen: list[str], words: str | None, request: gr.Request) -> str:
            rows = figure_rows(self._chosen(chosen), words or "")
            return downloadable(f"askreport-figures.{kind}", WRITERS[kind](rows, request_language(request)))

        return write

    def indicators(self, chosen: list[str], current: str | None) -> dict[str, Any]:
        """The indicators that can be compared; the current one stays if it still can."""
        names = shared_indicators(self._chosen(chosen))
        return gr.update(choices=names, value=current if current in names else next(iter(names), None))

    def compare(self, chosen: list[str], name: str | None, request: gr.Request) -> list[Any]:
        """The plot and the table of one indicator; a hint where nothing can be compared."""
        language = request_language(request)
        rows = compared_rows(self._chosen(chosen), name) if name else []
        if not rows:
            return [gr.update(visible=False), status_html([text("comparison_none", language)])]
        frame = compared_frame(rows, language)
        report, value = frame.columns
        plot = gr.BarPlot(
            frame,
            x=report,
            y=value,
            y_lim=[min(0, frame[value].min()), max(0, frame[value].max())],  # bars are compared from nought
            sort="-y",
            x_title="",
            y_title=rows[0].figure.unit,
            visible=True,
        )
        return [plot, figures_html(rows, language, compared=True)]

    def _chosen(self, chosen: list[str]) -> list[Report]:
        return [report for report in self.library.reports() if report.id in chosen]


def status_html(lines: list[str]) -> str:
    """Lines that say what was done."""
    return "".join(f'<p class="status">{escape(line)}</p>' for line in lines)


def _result_html(result: AddResult, language: Language) -> str:
    """What became of a file; the name of one that was added leads to the report."""
    report = result.report
    if report is None:
        return status_html(
            [
                text(
                    "unreadable",
                    language,
                    name=result.path.name,
                    reason=in_language(str(result.error), language),
                )
            ]
        )
    if not result.added:
        return status_html([text("duplicate", language, title=report.title)])
    words = text(
        "added",
        language,
        title=report.title,
        sections=len(report.sections),
        paragraphs=len(report.paragraphs),
        figures=count_figures(report),
    )
    return f'<p class="status"><a href="{place_link(report.id, 0, 0)}">{escape(words)}</a></p>'


def _acceptable(files: list[str], language: Language) -> tuple[list[Path], list[str]]:
    """The files within the limits, and a line for each that is not."""
    if len(files) > MOST_FILES:
        return [], [text("too_many", language, number=MOST_FILES, given=len(files))]
    paths, lines = [], []
    for path in map(Path, files):
        megabytes = path.stat().st_size / 2**20
        if megabytes > MOST_MEGABYTES:
            lines.append(text("too_large", language, name=path.name, given=megabytes, size=MOST_MEGABYTES))
        else:
            paths.append(path)
    return paths, lines
