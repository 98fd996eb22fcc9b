"""The same application for programs: official clients, access, headers, the command line."""

import asyncio
import json
import runpy
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import openai
import pytest
from gradio_client.exceptions import AppError
from mcp import ClientSession
from mcp.client.streamable_http import streamablehttp_client
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from tests.application import App, running
from tests.endpoint import serving, writing
from tests.processes import run
from tests.waiting import PATIENCE
from ui.access import Access

QUESTION = "全年开展了多少场“请你来协商”活动？"


def test_gradio_client_and_plain_http(app: App) -> None:
    client = app.client()
    answer = client.predict(QUESTION, api_name="/ask")
    assert "13场" in answer["text"] and answer["citations"] and not answer["refused"]
    passages = client.predict("社情民意", k=3, api_name="/retrieve")
    assert len(passages) == 3 and all(passage["text"] for passage in passages)
    with app.http() as http:
        data = http.post("/gradio_api/run/ask", json={"data": [QUESTION, None, None]}).json()["data"]
    assert data[0]["citations"] == answer["citations"]
    with pytest.raises(AppError, match="[一-龥]"):
        client.predict("  ", api_name="/ask")


def test_only_the_two_endpoints_are_public(app: App) -> None:
    endpoints = app.client().view_api(return_format="dict")["named_endpoints"]
    assert set(endpoints) == {"/ask", "/retrieve"}


def test_openai_client_streamed_and_not(app: App) -> None:
    client = openai.OpenAI(base_url=f"{app.url}/v1", api_key="none")
    asked: list[Any] = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": QUESTION}]
    message = client.chat.completions.create(model="askreport", messages=asked).choices[0].message
    assert message.content and "13场" in message.content and "第" in message.content
    citations = message.citations  # type: ignore[attr-defined]
    assert "13场" in citations[0]["quote"]
    chunks = list(client.chat.completions.create(model="askreport", messages=asked, stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == message.content
    assert chunks[-1].choices[0].finish_reason == "stop"
    with pytest.raises(openai.BadRequestError, match="[一-龥]"):
        client.chat.completions.create(model="askreport", messages=[{"role": "user", "content": " "}])
    assert [model.id for model in client.models.list()] == ["askreport"]


def test_mcp_client_finds_and_calls_both_tools(app: App) -> None:
    async def call() -> None:
        async with (
            streamablehttp_client(f"{app.url}/mcp/", timeout=PATIENCE) as (reading, writing, _),
            ClientSession(reading, writing) as session,
        ):
            await session.initialize()
            tools = (await session.list_tools()).tools
            assert {tool.name for tool in tools} == {"ask", "retrieve"}
            answer = await session.call_tool("ask", {"question": QUESTION})
            assert json.loads(answer.content[0].text)["citations"]  # type: ignore[union-attr]
            found = await session.call_tool("retrieve", {"question": "社情民意", "k": 2})
            assert found.structuredContent and len(found.structuredContent["passages"]) == 2
            assert (await session.call_tool("ask", {"question": ""})).isError

    with ThreadPoolExecutor(1) as apart:  # the browser's own event loop runs in this thread
        apart.submit(lambda: asyncio.run(call())).result()


def test_headers_health_and_what_is_closed(app: App) -> None:
    with app.http() as http:
        page = http.get("/")
        policy = page.headers["content-security-policy"]
        assert "default-src 'self'" in policy and "http" not in policy
        assert page.headers["x-content-type-options"] == "nosniff"
        assert http.get("/healthz").json()["status"] == "ok"
        assert http.get("/monitoring").status_code in (403, 404)
        assert http.get("/docs").status_code == 404


def test_access_asks_programs_for_the_login_and_limits_a_client() -> None:
    inner = Starlette(routes=[Route("/v1/x", lambda request: PlainTextResponse("ok"), methods=["POST"])])
    client = TestClient(Access(inner, ("名", "口令"), most_per_minute=3), client=("192.0.2.7", 1))
    bearer = {b"authorization": "Bearer 名:口令".encode()}
    assert client.post("/v1/x").status_code == 401
    assert client.post("/v1/x", headers={"authorization": "Bearer wrong"}).status_code == 401
    assert client.post("/v1/x", headers={"authorization": "Basic !"}).status_code == 401
    assert [client.post("/v1/x", headers=bearer).status_code for _ in range(4)] == [200, 200, 200, 429]
    near = TestClient(Access(inner, None, most_per_minute=1), client=("127.0.0.1", 1))
    assert [near.post("/v1/x").status_code for _ in range(3)] == [200, 200, 200]


def test_a_server_with_prefix_and_model_leaves_nothing_behind_when_it_is_terminated(
    tmp_path: Path, copy_real_library: Callable[[Path], Path]
) -> None:
    folder, temporary = copy_real_library(tmp_path / "library"), tmp_path / "temporary"
    temporary.mkdir()
    with (
        serving(writing("全年开展“请你来协商”活动13场。[1]")) as endpoint,
        running(
            folder,
            *("--root-path", "/reports"),
            environment={
                "TMPDIR": str(temporary),
                "ASKREPORT_LLM_BASE_URL": endpoint.url,
                "ASKREPORT_LLM_MODEL": "scripted",
            },
        ) as app,
    ):
        address = app.url.removesuffix("/reports")
        client = openai.OpenAI(base_url=f"{address}/v1", api_key="none")
        client.chat.completions.create(model="askreport", messages=[{"role": "user", "content": QUESTION}])
        assert app.url != address and len(endpoint.requests) == 1
        assert list(temporary.glob("askreport-*"))
        assert app.stop() == 0
    assert list(temporary.glob("askreport-*")) == []
    assert [path.name for path in folder.glob("library.db*")] == ["library.db"]


def test_a_busy_port_is_said_so(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        options = ["--port", str(port), "--library", str(tmp_path / "library")]
        result = run(sys.executable, "-m", "ui", *options)
    assert result.returncode == 2
    assert str(port) in result.stderr and "换一个端口" in result.stderr and "Traceback" not in result.stderr


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What ``python -m ui`` says to options that it refuses; in this process, where Gradio is loaded already."""

    def refused(*options: str) -> str:
        monkeypatch.setattr(sys, "argv", ["ui", *options])
        with pytest.raises(SystemExit, match="^2$"):
            runpy.run_module("ui.__main__", run_name="__main__", alter_sys=True)
        return capsys.readouterr().err

    return refused


@pytest.mark.parametrize(
    ("options", "words"),
    [(["--host", "0.0.0.0"], "--without-auth"), (["--auth", "没有口令"], "名:口令")],
)
def test_what_would_be_unsafe_is_refused(refused: Callable[..., str], options: list[str], words: str) -> None:
    assert words in refused(*options)


def test_half_a_setting_is_refused_at_the_start(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASKREPORT_LLM_MODEL", "scripted")
    assert "ASKREPORT_LLM_BASE_URL" in refused("--port", "0")
