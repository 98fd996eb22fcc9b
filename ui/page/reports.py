"""What happens to the reports: added, described, corrected, removed, tabulated. Values in, component updates out."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

import gradio as gr

from index import AskReportError, Library, Progress, Report

from ..english import in_language
from ..export import downloadable, figures_csv, figures_xlsx
from ..messages import Language, request_language, text
from ..views import (
    compared_frame,
    compared_rows,
    details_html,
    figure_rows,
    figures_html,
    report_name,
    shared_indicators,
)
from .listing import UNCHANGED, Listing
from .outcomes import acceptable, result_html, status_html, step_html, stepwise

MOST_TABLED = 40  # reports whose figures are listed or compared; each is read whole for that
CORRECTED = ("title", "region", "body", "year")  # of a report's metadata, on the page
WRITERS = {"csv": figures_csv, "xlsx": figures_xlsx}


class ReportHandlers:
    """The reports' events over one library. ``stored``: the reports that the browser keeps as not to be asked."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.listing = Listing(library)

    def add(self, files: list[str] | None, stored: object, request: gr.Request) -> Iterator[list[Any]]:
        """What becomes of each file, stage by stage, and at the end the report lists."""
        language = request_language(request)
        paths, lines = acceptable(files or [], language)
        html, older = status_html(lines), None
        for number, path in enumerate(paths, start=1):  # one by one: each can be asked when it is there
            for news in stepwise(partial(self.library.add, [path])):
                if isinstance(news, list):
                    html += "".join(result_html(result, language) for result in news)
                    older = next((r.newer_version_of.id for r in news if r.newer_version_of), older)
                else:
                    yield [html + step_html(news, f"{number}/{len(paths)}", language), *UNCHANGED]
        yield [html, *self.listing.whole(request, stored, older)]  # the one to be removed at the menu

    def describe(self, report_id: str | None, described: str | None, request: gr.Request) -> list[Any]:
        """The report that is described, what is known of it, and of that what can be corrected.

        The menu tells that it was set again also where it names the same report as before (the list was filtered, or has
        only now come); what has been typed into the fields since then stays.
        """
        if report_id == described:
            return [gr.skip() for _ in ("described", "details", *CORRECTED)]
        return [report_id, *self._known(report_id, request)]

    def _known(self, report_id: str | None, request: gr.Request) -> list[Any]:
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
        unchanged = [*(gr.skip() for _ in ("details", *CORRECTED)), *UNCHANGED]
        try:
            before = _fields(self.library.report(report_id or ""))
            typed = zip(CORRECTED, (title, region, body, year), strict=True)
            changes = {name: value for name, value in typed if value.strip() != before[name]}
            if not changes:
                yield [status_html([text("corrected_nothing", language)]), *unchanged]
                return
            for news in stepwise(partial(_set_metadata, self.library, report_id or "", changes)):
                if isinstance(news, Report):
                    lists = self.listing.whole(request, stored, news.id)
                    line = _corrected_line(news, changes, language)
                    yield [status_html([line]), *self._known(news.id, request), *lists]
                else:
                    yield [step_html(news, "", language), *unchanged]
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
        return [status_html([line]), gr.update(visible=False), *self.listing.whole(request, stored)]

    def figures(
        self, stored: object, listed: list[str], ticked: list[str], words: str | None, request: gr.Request
    ) -> str:
        """The table of the asked reports' figures; where they are too many, that they are."""
        language, reports = request_language(request), self._asked(stored, listed, ticked)
        if len(reports) > MOST_TABLED:
            return status_html([_too_many(reports, language)])
        return figures_html(figure_rows(self._whole(reports), words or ""), language)

    def figures_writer(
        self, kind: str
    ) -> Callable[[object, list[str], list[str], str | None, gr.Request], str]:
        """The event that writes the same table, complete, as one of ``WRITERS`` and gives its path."""

        def write(
            stored: object, listed: list[str], ticked: list[str], words: str | None, request: gr.Request
        ) -> str:
            reports = self._asked(stored, listed, ticked)
            if len(reports) > MOST_TABLED:
                raise gr.Error(_too_many(reports, request_language(request)), print_exception=False)
            rows = figure_rows(self._whole(reports), words or "")
            return downloadable(f"askreport-figures.{kind}", WRITERS[kind](rows, request_language(request)))

        return write

    def indicators(
        self, stored: object, listed: list[str], ticked: list[str], current: str | None
    ) -> dict[str, Any]:
        """The indicators that can be compared; the current one stays if it still can."""
        reports = self._asked(stored, listed, ticked)
        names = shared_indicators(self._whole(reports)) if len(reports) <= MOST_TABLED else []
        return gr.update(choices=names, value=current if current in names else next(iter(names), None))

    def compare(
        self, stored: object, listed: list[str], ticked: list[str], name: str | None, request: gr.Request
    ) -> list[Any]:
        """The plot and the table of one indicator; a hint where nothing can be compared."""
        language, reports = request_language(request), self._asked(stored, listed, ticked)
        many = len(reports) > MOST_TABLED
        rows = compared_rows(self._whole(reports), name) if name and not many else []
        if not rows:
            hint = _too_many(reports, language) if many else text("comparison_none", language)
            return [gr.update(visible=False), status_html([hint])]
        frame = compared_frame(rows, language)
        report, value = frame.columns
        plot = gr.BarPlot(
            frame,
            x=report,
            y=value,
            y_lim=[min(0, frame[value].min()), max(0, frame[value].max())],  # bars are compared from nought
            sort="-y",
            x_title="",
            y_title=rows[0].said.figure.unit,
            visible=True,
        )
        return [plot, figures_html(rows, language, compared=True)]

    def _asked(self, stored: object, listed: list[str], ticked: list[str]) -> list[str]:
        return self.listing.asked(stored, listed, ticked)

    def _whole(self, reports: list[str]) -> list[Report]:
        return [self.library.report(report_id) for report_id in reports]


def _too_many(reports: list[str], language: Language) -> str:
    return text("figure_too_many", language, given=len(reports), number=MOST_TABLED)


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
