"""The page with a language model: a scripted endpoint that falls silent, and readers who do not wait for it."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any, NamedTuple

import httpx
import openai
import pytest
from playwright.sync_api import Browser, expect

from index import Library
from rag.write.openai_generator import OpenAIGenerator
from tests import application
from tests.application import Site
from tests.endpoint import Endpoint, babble, chunk, send, serving, start
from tests.ui.conftest import Reader, reading
from tests.ui.programs.test_programs import QUESTION
from ui.server import create_app

QUEUE = 60  # events that may wait, instead of hundreds
NEVER = 3600.0  # seconds: a model that is silent here is so until the test lets it go on
SENTENCE = "全年开展“请你来协商”活动13场。[1]\n"


class Model:
    """What the endpoint writes: one sentence and the end; the latter, if it is silent, not before it may go on."""

    def __init__(self) -> None:
        self.silent = False  # how a request is replied to that begins now
        self.babbles = False  # before the end, so that only who has hung up does not take it
        self.go_on = threading.Event()

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        silent = self.silent
        start(handler)
        send(handler, chunk(SENTENCE), chunk("另外，"))
        if silent:
            self.go_on.wait()
        if self.babbles:
            babble(handler)
        send(handler, chunk(None, "stop"), "[DONE]")


class Served(NamedTuple):
    """The application, and the endpoint and the model behind it."""

    app: Site
    endpoint: Endpoint
    model: Model

    def replies_taken_and_left(self, number: int) -> tuple[int, int]:
        """How many replies were taken to their end and how many were given up, once so many have ended."""
        self.endpoint.wait_until(lambda: self.endpoint.taken + self.endpoint.left == number)
        return self.endpoint.taken, self.endpoint.left


@pytest.fixture(scope="module")
def with_model(real_library: Library) -> Iterator[Served]:
    model = Model()
    with serving(model) as endpoint:
        generator = OpenAIGenerator(endpoint.url, "scripted", idle=NEVER, total=NEVER)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("ui.page.app._MOST_WAITING", QUEUE)
            page = create_app(real_library, mcp=True, generator=generator)
        with application.served(page) as app:
            yield Served(app, endpoint, model)


@pytest.fixture
def served(with_model: Served) -> Iterator[Served]:
    """The application as it is at first: nothing was asked, and the model is quick."""
    model, endpoint = with_model.model, with_model.endpoint
    model.silent = model.babbles = False
    model.go_on.clear()
    endpoint.requests.clear()
    endpoint.taken = endpoint.left = 0
    yield with_model
    model.go_on.set()
    endpoint.wait_until(lambda: endpoint.taken + endpoint.left == len(endpoint.requests))


@pytest.fixture
def reader(browser: Browser, served: Served) -> Iterator[Reader]:
    """A reader of the application that has a model."""
    with reading(browser, served.app.url) as someone:
        yield someone


def test_the_answer_is_the_models_and_can_be_had_again(reader: Reader, served: Served) -> None:
    page = reader.open()
    reader.ask(QUESTION)
    answer = page.locator("#chat .answer.kept")
    expect(answer.locator(".body")).to_contain_text(SENTENCE.strip())
    expect(answer.locator(".writing")).to_have_count(0)
    answer.locator("a.mark").first.click()
    expect(page.locator("mark.chosen").first).to_contain_text("13场")
    answer.get_by_role("button", name="重新生成").click()
    assert served.replies_taken_and_left(2) == (2, 0)
    expect(page.locator("#chat .answer.kept")).to_have_count(1)
    expect(page.locator("#chat .asked")).to_have_count(1)
    reader.ask("提了多少条建议？")
    expect(page.locator("#chat .answer.kept")).to_have_count(2)
    expect(page.locator("#chat .regenerate")).to_have_count(1)


def test_stop_ends_the_models_request_and_keeps_what_was_written(reader: Reader, served: Served) -> None:
    served.model.silent = True
    page = reader.open()
    reader.ask(QUESTION)
    expect(page.locator("#chat .answer.growing .writing")).to_be_visible()
    expect(page.locator("#chat .answer .body")).to_contain_text(SENTENCE.strip())
    page.locator("#question textarea").fill("提了多少条建议？")
    page.locator("#question textarea").press("Enter")  # not while one is being answered
    expect(page.locator("#question textarea")).to_have_value("提了多少条建议？")
    expect(page.locator("#chat .asked")).to_have_count(1)
    expect(page.locator("#talks")).to_have_attribute("inert", "")  # as what is done there would be undone
    page.locator("#question .stop-button").click()
    expect(page.locator("#chat .answer.kept .body")).to_contain_text(SENTENCE.strip())
    expect(page.locator("#question .submit-button")).to_be_visible()
    served.model.babbles = True
    served.model.go_on.set()
    assert served.replies_taken_and_left(1) == (0, 1)
    expect(page.locator("#talks")).not_to_have_attribute("inert", "")
    page.reload()
    expect(page.locator("#chat .answer.kept .body")).to_contain_text(SENTENCE.strip())


def test_a_closed_tab_frees_its_place(browser: Browser, served: Served) -> None:
    served.model.silent = True
    for _ in range(3):
        with reading(browser, served.app.url) as reader:
            reader.open()
            reader.ask(QUESTION)
    served.model.babbles = True
    served.model.go_on.set()
    assert served.replies_taken_and_left(3) == (0, 3)


def test_silent_model_holds_up_nobody_else(reader: Reader, served: Served) -> None:
    """Stop takes effect at once although the model says nothing, and so does the next question."""
    served.model.silent = True
    page = reader.open()
    reader.ask(QUESTION)
    expect(page.locator("#chat .answer .body")).to_contain_text(SENTENCE.strip())
    served.model.silent = False  # to the next
    page.locator("#question .stop-button").click()
    expect(page.locator("#question .submit-button")).to_be_visible()
    reader.ask("提了多少条建议？")
    expect(page.locator("#chat .answer.kept")).to_have_count(2)
    requests = len(served.endpoint.requests)  # the second question may be two: rewritten, then answered
    assert served.replies_taken_and_left(requests - 1) == (requests - 1, 0)  # the first is silent still
    with served.app.http() as http:
        assert http.get("/healthz").status_code == 200


def test_programs_get_the_models_answer_too(served: Served) -> None:
    app = served.app
    answer = app.client().predict(QUESTION, api_name="/ask")
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
    with app.http() as http:
        reply = http.post(
            "/mcp/", json=body, headers={"accept": "application/json, text/event-stream"}
        ).json()
    assert json.loads(reply["result"]["content"][0]["text"])["text"] == answer["text"]


def test_an_overfull_queue_is_told_and_loses_nobody(reader: Reader, served: Served, browser: Browser) -> None:
    """The model keeps everyone waiting; the rest of the queue are questions that cost nothing to answer."""
    served.model.silent = True
    page = reader.open()
    with served.app.http() as http:

        def join(question: str) -> httpx.Response:
            return http.post("/gradio_api/call/ask", json={"data": [question, None, None]})

        waiting = {join(QUESTION).json()["event_id"]: "event: complete" for _ in range(20)}
        refused: list[httpx.Response] = []
        while len(refused) < 20 and len(waiting) < 2 * QUEUE:
            reply = join(" ")
            if reply.status_code == 200:
                waiting[reply.json()["event_id"]] = "event: error"
            else:
                refused.append(reply)
        assert len(refused) == 20
        for reply in refused:
            assert (reply.status_code, reply.headers["retry-after"]) == (503, "5")
            assert "请稍后再试" in reply.json()["detail"]

        box = page.locator("#question textarea")
        box.fill("提了多少条建议？")
        box.press("Enter")
        expect(page.get_by_test_id("toast-text").first).to_contain_text("请稍后再试")
        expect(box).to_have_value("提了多少条建议？")
        with reading(browser, served.app.url) as other:
            other.open()  # the page can be opened meanwhile

        served.model.silent = False
        served.model.go_on.set()

        def end(event: str) -> str:
            return [line for line in http.get(f"/gradio_api/call/ask/{event}").text.splitlines() if line][-2]

        assert {event: end(event) for event in waiting} == waiting
    reader.ask("提了多少条建议？")
    expect(page.locator("#chat .answer.kept")).to_have_count(1)
