"""The page as it is served: behind a proxy, with a full queue, dark, in English, with reports to compare."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route as Path_

from index import Library
from tests.application import served
from tests.ui.conftest import Reader, reading
from tests.ui.programs.test_programs import QUESTION
from tests.ui.test_hostile import add, remove_shown
from tests.waiting import PATIENCE
from ui.server import create_app

REPORTS = {
    "东川县": "全县城镇新增就业3.5万人，粮食总产量达到120万吨，城镇化率达到61%。",
    "西川县": "全县城镇新增就业1.2万人，粮食总产量达到80万吨，城镇化率达到55%。",
}


def serious_faults(page: Page) -> list[tuple[str, list[str]]]:
    """What axe calls serious or critical, with the elements."""
    return [
        (each["id"], [node["html"][:200] for node in each["nodes"]][:4])
        for each in Axe().run(page).response["violations"]
        if each["impact"] in ("serious", "critical")
    ]


def test_a_full_queue_is_told_and_the_question_is_kept(reader: Reader) -> None:
    page = reader.open()

    def refuse(route: Route) -> None:
        route.fulfill(status=503, json={"detail": "Queue is full."})

    page.route("**/gradio_api/queue/join*", refuse)
    box = page.locator("#question textarea")
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.get_by_test_id("toast-text").first).to_contain_text("请稍后再试")
    expect(page.locator("#question .submit-button")).to_be_visible()
    expect(box).to_have_value(QUESTION)
    page.unroute("**/gradio_api/queue/join*")
    reader.ask(QUESTION)
    expect(page.locator("#chat .answer")).to_contain_text("13场")


@pytest.mark.browser_options(locale="en-GB", color_scheme="dark")
def test_dark_and_english_have_no_serious_faults(reader: Reader) -> None:
    page = reader.open()
    expect(page.locator("body.dark")).to_be_attached()
    reader.ask(QUESTION)
    reader.ask("火星基地的氧气产量是多少？")
    reader.settle()
    assert serious_faults(page) == []
    page.get_by_role("tab", name="Figures").click()
    expect(page.locator("#figures tbody tr").first).to_be_visible()
    assert serious_faults(page) == []


def test_reports_side_by_side(reader: Reader, tmp_path: Path) -> None:
    paths = []
    for name, words in REPORTS.items():
        paths.append(tmp_path / f"{name}报告.txt")
        paths[-1].write_text(f"{name}2025年政府工作报告\n一、2024年工作回顾\n{words}", encoding="utf-8")
    page = reader.open()
    add(page, *paths)
    page.get_by_role("tab", name="并列比较").click()
    expect(page.locator("#comparison tbody tr")).to_have_count(2)
    expect(page.locator("#comparison-plot canvas, #comparison-plot svg").first).to_be_visible()
    axis = page.locator("#comparison-plot svg text").filter(has_text=re.compile("^0$"))
    expect(axis).to_have_count(1)  # or half as much would look like nothing
    assert serious_faults(page) == []
    page.locator("#comparison a.place").last.click()
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    for name in REPORTS:
        page = reader.open()
        remove_shown(page, name)


def proxy(target: str, prefix: str) -> Starlette:
    """A reverse proxy that serves ``target`` under ``prefix``, as nginx with a trailing slash does."""
    client = httpx.AsyncClient(base_url=target, timeout=PATIENCE, trust_env=False)

    async def forward(request: Request) -> StreamingResponse:
        headers = [(name, value) for name, value in request.headers.raw if name != b"accept-encoding"]
        path = request.url.path.removeprefix(prefix) or "/"
        url = httpx.URL(target + path, query=request.url.query.encode())
        inner = client.build_request(request.method, url, headers=headers, content=await request.body())
        reply = await client.send(inner, stream=True)

        async def body() -> AsyncIterator[bytes]:
            try:
                async for data in reply.aiter_raw():
                    yield data
            finally:
                await reply.aclose()

        return StreamingResponse(body(), reply.status_code, dict(reply.headers))

    return Starlette(routes=[Path_(f"{prefix}{{rest:path}}", forward, methods=["GET", "POST", "HEAD"])])


def test_under_a_prefix_behind_a_proxy(browser: Browser, real_library: Library) -> None:
    with (
        served(create_app(real_library, root_path="/reports")) as app,
        served(proxy(app.url, "/reports")) as outside,
        reading(browser, f"{outside.url}/reports/") as reader,
    ):
        page = reader.open()
        reader.ask(QUESTION)
        page.locator("#chat a.mark").first.click()
        expect(page.locator("mark.chosen").first).to_contain_text("13场")
        page.get_by_role("tab", name="数据一览").click()
        expect(page.locator("#figures td.value").first).to_be_visible()
        with page.expect_download() as download:
            page.locator("#figures-csv").click()
        assert "13场" in Path(download.value.path()).read_text("utf-8-sig")
