"""What happens to the reports: added, described, corrected, removed, tabulated. Values in, component updates out."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from html import escape
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

import gradio as gr

from index import AddResult, AskReportError, Library, Progress, Report, Step

from ..conversations import read_left_out
from ..english import in_language
from ..export import downloadable, figures_csv, figures_xlsx
from ..messages import Language, request_language, text
from ..views import (
    compared_frame,
    compared_rows,
    count_figures,
    details_html,
    figure_rows,
    figures_html,
    place_link,
    report_name,
    shared_indicators,
)

MOST_FILES = 20
MOST_MEGABYTES = 50
_STAGES = ("reading", "parsing", "embedding", "storing")
CORRECTED = ("title", "region", "body", "year")  # of a report's metadata, on the page
WRITERS = {"csv": figures_csv, "xlsx": figures_xlsx}

Result = TypeVar("Result")


class ReportHandlers:
    """The reports' events over one library. ``stored``: the reports that the browser keeps as not to be asked."""

    def __init__(self, library: Library) -> None:
        self.library = library

    def lists(self, stored: object, current: str | None = None) -> list[Any]:
        """The boxes that choose which reports are asked, and the menu of all reports, at the current or first one."""
        left_out = read_left_out(stored)
        choices = [(report_name(report), report.id) for report in self.library.reports()]
        chosen = [report_id for _, report_id in choices if report_id not in left_out]
        return [
            gr.update(choices=choices, value=chosen),
            gr.update(choices=choices, value=current or (choices[0][1] if choices else None)),
        ]

    def add(self, files: list[str] | None, stored: object, request: gr.Request) -> Iterator[list[Any]]:
        """What becomes of each file, stage by stage, and at the end the report lists."""
        language = request_language(request)
        paths, lines = _acceptable(files or [], language)
        html, older = status_html(lines), None
        for number, path in enumerate(paths, start=1):  # one by one: each can be asked when it is there
            for news in _stepwise(partial(self.library.add, [path])):
                if isinstance(news, list):
                    html += "".join(_result_html(result, language) for result in news)
                    older = next((r.newer_version_of.id for r in news if r.newer_version_of), older)
                else:
                    yield [html + _step_html(news, f"{number}/{len(paths)}", language), gr.skip(), gr.skip()]
        yield [html, *self.lists(stored, older)]  # the one to be removed at the menu

    def describe(self, report_id: str | None, request: gr.Request) -> list[Any]:
        """What is known of a report, and of that what can be corrected."""
        if not report_id:
            return ["", *("" for _ in CORRECTED)]
        language = request_language(request)
        try:
            report = self.library.report(report_id)
        except AskReportError as error:
            return [status_html([in_language(str(error), language)]), *("" for _ in CORRECTED)]
        return [details_html(report, language), *_fields(report).values()]

    def correct(
        self,
        report_id: str | None,
        stored: object,
        title: str,
        region: str,
        body: str,
        year: str,
        request: gr.Request,
    ) -> Iterator[list[Any]]:
        """What was corrected, stage by stage, what is now known, and the report lists; what was typed stays if it is wrong."""
        language = request_language(request)
        unchanged = [gr.skip() for _ in ("details", *CORRECTED, "chosen", "menu")]
        try:
            before = _fields(self.library.report(report_id or ""))
            typed = zip(CORRECTED, (title, region, body, year), strict=True)
            changes = {name: value for name, value in typed if value.strip() != before[name]}
            if not changes:
                yield [status_html([text("corrected_nothing", language)]), *unchanged]
                return
            for news in _stepwise(partial(_set_metadata, self.library, report_id or "", changes)):
                if isinstance(news, Report):
                    lists = self.lists(stored, news.id)
                    line = _corrected_line(news, changes, language)
                    yield [status_html([line]), *self.describe(news.id, request), *lists]
                else:
                    yield [_step_html(news, "", language), *unchanged]
        except AskReportError as error:
            yield [status_html([in_language(str(error), language)]), *unchanged]

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


def _fields(report: Report) -> dict[str, str]:
    """What can be corrected of a report, as it is typed."""
    return {name: str(getattr(report.metadata, name) or "") for name in CORRECTED}


def _set_metadata(library: Library, report_id: str, changes: Mapping[str, str], tell: Progress) -> Report:
    return library.set_metadata(report_id, progress=tell, **changes)


def _corrected_line(report: Report, names: Mapping[str, str], language: Language) -> str:
    """The report's name, and what was corrected as it now is."""
    now = _fields(report)
    changes = (
        text(
            "corrected_field",
            language,
            label=text(f"detail_{name}", language),
            value=now[name] or text("field_empty", language),
        )
        for name in names
    )
    return text(
        "corrected", language, title=report_name(report), changes=text("comma", language).join(changes)
    )


def _stepwise(work: Callable[[Progress], Result]) -> Iterator[Step | Result]:
    """Work of the library in a thread of its own: the steps as they come, then what it gives."""
    steps: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as apart:
        working = apart.submit(work, steps.put)
        working.add_done_callback(lambda _: steps.put(None))
        yield from iter(steps.get, None)
    yield working.result()


def _step_html(step: Step, which: str, language: Language) -> str:
    """The stages with the one that is going on, and how far it is."""
    stages = ""
    for stage in _STAGES:
        now = ' class="now" aria-current="step"' if stage == step.stage else ""
        stages += f"<li{now}>{escape(text(stage, language))}</li>"
    return (
        f'<div class="adding"><p>{escape(f"{which} {step.name}")}</p><ol>{stages}</ol>'
        f'<progress aria-label="{escape(text(step.stage, language))}" max="{step.total}" value="{step.done}">'
        "</progress></div>"
    )


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
    html = f'<p class="status"><a href="{place_link(report.id, 0, 0)}">{escape(words)}</a></p>'
    if older := result.newer_version_of:
        html += status_html([text("newer_version", language, title=report_name(older), source=older.source)])
    return html


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
