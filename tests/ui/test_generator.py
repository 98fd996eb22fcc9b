"""The page with a language model: a scripted endpoint that writes slowly, and readers who do not wait for it."""

import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from gradio_client import Client
from playwright.sync_api import Browser, expect

from tests.rag.test_llm import chunk, send, serving, start
from tests.ui.conftest import App, Reader
from tests.ui.test_programs import QUESTION

SENTENCE = "全年开展“请你来协商”活动13场。[1]\n"


@dataclass
class Model:
    """What the endpoint writes: one sentence, then at ``pace`` seconds a piece nothing of use, or the end."""

    pace: float = 0.0
    endless: bool = False
    requests: list[dict[str, Any]] = field(default_factory=list)

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        start(handler)
        send(handler, chunk(SENTENCE), chunk("另外，"))
        while self.endless:
            time.sleep(self.pace)
            send(handler, chunk("嗯"))
        send(handler, chunk(None, "stop"), "[DONE]")

    def left(self) -> int:
        """How many requests were given up by the application."""
        return sum("left" in request for request in self.requests)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[App, Model]]:
    model = Model()
    with serving(model) as (url, model.requests):
        settings = {"ASKREPORT_LLM_BASE_URL": url, "ASKREPORT_LLM_MODEL": "scripted"}
        running = App(tmp_path_factory.mktemp("model") / "library", "--mcp", environment=settings)
        try:
            running.wait()
            yield running, model
        finally:
            model.endless = False
            running.stop()


@pytest.fixture
def model(served: tuple[App, Model]) -> Model:
    """The scripted model as it is at first: quick, and it ends."""
    served[1].pace, served[1].endless = 0.0, False
    return served[1]


@pytest.fixture
def reading(browser: Browser, served: tuple[App, Model]) -> Iterator[Reader]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1360, "height": 860})
    someone = Reader(context, served[0].url)
    yield someone
    context.close()
    assert someone.outside == someone.errors == []


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_the_answer_is_the_models_and_can_be_had_again(reading: Reader, model: Model) -> None:
    page = reading.open()
    before = len(model.requests)
    reading.ask(QUESTION)
    answer = page.locator("#chat .answer.kept")
    expect(answer.locator(".body")).to_contain_text(SENTENCE.strip())
    expect(answer.locator(".writing")).to_have_count(0)
    answer.locator("a.mark").first.click()
    expect(page.locator("mark.chosen").first).to_contain_text("13场")
    answer.get_by_role("button", name="重新生成").click()
    wait_until(lambda: len(model.requests) == before + 2)
    expect(page.locator("#chat .answer.kept")).to_have_count(1)
    expect(page.locator("#chat .asked")).to_have_count(1)
    reading.ask("提了多少条建议？")
    expect(page.locator("#chat .answer.kept")).to_have_count(2)
    expect(page.locator("#chat .regenerate")).to_have_count(1)


def test_without_a_model_nothing_can_be_regenerated(reader: Reader) -> None:
    page = reader.open()
    reader.ask(QUESTION)
    expect(page.locator("#chat .answer .copy")).to_have_count(1)
    expect(page.locator("#chat .answer .regenerate")).to_have_count(0)


def test_stop_ends_the_models_request_and_keeps_what_was_written(reading: Reader, model: Model) -> None:
    model.pace, model.endless = 0.1, True
    left = model.left()
    page = reading.open()
    reading.ask(QUESTION)
    expect(page.locator("#chat .answer.growing .writing")).to_be_visible()
    expect(page.locator("#chat .answer .body")).to_contain_text(SENTENCE.strip())
    page.locator("#question textarea").fill("提了多少条建议？")
    page.locator("#question textarea").press("Enter")  # not while one is being answered
    expect(page.locator("#question textarea")).to_have_value("提了多少条建议？")
    expect(page.locator("#chat .asked")).to_have_count(1)
    expect(page.locator("#talks")).to_have_attribute("inert", "")  # as what is done there would be undone
    page.locator("#question .stop-button").click()
    wait_until(lambda: model.left() == left + 1)
    expect(page.locator("#chat .answer.kept .body")).to_contain_text(SENTENCE.strip())
    expect(page.locator("#question .submit-button")).to_be_visible()
    expect(page.locator("#talks")).not_to_have_attribute("inert", "")
    page.reload()
    expect(page.locator("#chat .answer.kept .body")).to_contain_text(SENTENCE.strip())


def test_a_closed_tab_frees_its_place(browser: Browser, served: tuple[App, Model], model: Model) -> None:
    model.pace, model.endless = 0.1, True
    left = model.left()
    for _ in range(3):
        context = browser.new_context(locale="zh-CN")
        reader = Reader(context, served[0].url)
        reader.open()
        reader.ask(QUESTION)
        context.close()
    wait_until(lambda: model.left() == left + 3)


def test_silent_model_holds_up_nobody_else(reading: Reader, served: tuple[App, Model], model: Model) -> None:
    """Stop takes effect at once although the model says nothing, and so does the next question."""
    model.pace, model.endless = 30.0, True
    page = reading.open()
    reading.ask(QUESTION)
    expect(page.locator("#chat .answer .body")).to_contain_text(SENTENCE.strip())
    model.endless = False
    left = model.left()
    page.locator("#question .stop-button").click()
    expect(page.locator("#question .submit-button")).to_be_visible()
    reading.ask("提了多少条建议？")
    expect(page.locator("#chat .answer.kept")).to_have_count(2)
    assert model.left() == left  # it is still silent: nobody has waited for it
    assert httpx.get(f"{served[0].url}/healthz").status_code == 200


def test_programs_get_the_models_answer_too(served: tuple[App, Model], model: Model) -> None:
    app = served[0]
    answer = Client(app.url, verbose=False).predict(QUESTION, api_name="/ask")
    assert answer["text"].startswith("全年开展“请你来协商”活动") and answer["citations"]
    client = openai.OpenAI(base_url=f"{app.url}/v1", api_key="none")
    asked: Any = [{"role": "user", "content": QUESTION}]
    message = client.chat.completions.create(model="askreport", messages=asked).choices[0].message
    assert message.content and message.content.startswith(answer["text"])
    chunks = list(client.chat.completions.create(model="askreport", messages=asked, stream=True))
    assert "".join(each.choices[0].delta.content or "" for each in chunks) == message.content
    body = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "ask", "arguments": {"question": QUESTION}},
    }
    accept = {"accept": "application/json, text/event-stream"}
    reply = httpx.post(f"{app.url}/mcp/", json=body, headers=accept, timeout=30).json()
    assert json.loads(reply["result"]["content"][0]["text"])["text"] == answer["text"]


def test_an_overfull_queue_is_told_and_loses_nobody(
    reading: Reader, served: tuple[App, Model], model: Model, browser: Browser
) -> None:
    """The model keeps everyone waiting; the rest of the queue are questions that cost nothing to answer."""
    model.pace, model.endless = 0.2, True
    page = reading.open()
    app = served[0]
    with httpx.Client(base_url=app.url, timeout=60) as client:

        def join(question: str) -> httpx.Response:
            return client.post("/gradio_api/call/ask", json={"data": [question, None, None]})

        waiting = {join(QUESTION).json()["event_id"]: "event: complete" for _ in range(20)}
        refused: list[httpx.Response] = []
        for _ in range(450):
            reply = join(" ")
            if reply.status_code == 200:
                waiting[reply.json()["event_id"]] = "event: error"
            else:
                refused.append(reply)
        assert len(refused) > 20
        for reply in refused:
            assert (reply.status_code, reply.headers["retry-after"]) == (503, "5")
            assert "请稍后再试" in reply.json()["detail"]

        box = page.locator("#question textarea")
        box.fill("提了多少条建议？")
        box.press("Enter")
        expect(page.get_by_test_id("toast-text").first).to_contain_text("请稍后再试")
        expect(box).to_have_value("提了多少条建议？")
        other = browser.new_context(locale="zh-CN")
        Reader(other, app.url).open()  # the page can be opened meanwhile
        other.close()

        model.endless = False
        ended = {
            event: [line for line in client.get(f"/gradio_api/call/ask/{event}").text.splitlines() if line][
                -2
            ]
            for event in waiting
        }
        assert ended == waiting
    reading.ask("提了多少条建议？")
    expect(page.locator("#chat .answer.kept")).to_have_count(1)


def test_half_a_setting_is_refused_at_the_start(tmp_path: Path) -> None:
    app = App(tmp_path / "library", environment={"ASKREPORT_LLM_MODEL": "scripted"})
    assert app.process.wait(timeout=60) == 2
    log = app.log.read_text()
    assert "ASKREPORT_LLM_BASE_URL" in log and "Traceback" not in log
