"""What the panel fetches of a report's file: the picture of a page, and the file as it came."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Path, Request
from fastapi.responses import FileResponse, Response

from index import AskReportError, Library, Report

from .views import printed_page

_KEPT_SECONDS = 3600  # by the browser: a file is named by its content
_ReportId = Annotated[str, Path(pattern="^[0-9a-f]{12}$")]
_Number = Annotated[int, Path(ge=1, le=99_999)]


def originals_router(library: Library, may_see: Callable[[Request], bool]) -> APIRouter:
    """The routes over one library; ``may_see`` tells who is logged in."""
    router = APIRouter()

    def report_for(request: Request, report_id: str) -> Report:
        if not may_see(request):
            raise HTTPException(401)
        try:
            return library.report(report_id)
        except AskReportError as error:
            raise HTTPException(404, str(error)) from error

    @router.get("/page/{report_id}/{number}.png")
    def page(request: Request, report_id: _ReportId, number: _Number) -> Response:
        try:
            shown = printed_page(library, report_for(request, report_id), number)
        except (AskReportError, OSError) as error:
            raise HTTPException(404) from error
        headers = {"cache-control": f"private, max-age={_KEPT_SECONDS}"}
        return Response(shown.picture, media_type="image/png", headers=headers)

    @router.get("/original/{report_id}")
    def original(request: Request, report_id: _ReportId) -> Response:
        report = report_for(request, report_id)
        path = library.original(report)
        if not path.is_file():
            raise HTTPException(404)
        # Never as what it says it is: a page among the reports could hold a script.
        headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(report.source)}"}
        return FileResponse(path, media_type="application/octet-stream", headers=headers)

    return router
