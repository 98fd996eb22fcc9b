"""The page as a reader has it: the real application in a process of its own, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 120  # the first start makes the model and indexes the seed report
_BROWSER_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser_options(**options): how the reader's browser is set up")


class App:
    """A running application: its address and its process."""

    def __init__(self, folder: Path, *options: str, environment: dict[str, str] | None = None) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder.with_suffix(".log")
        command = [sys.executable, "-m", "ui", "--port", str(port), "--library", str(folder), *options]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env={
                    **os.environ,
                    "HF_HUB_OFFLINE": "1",
                    "NO_PROXY": "127.0.0.1",
                    "no_proxy": "127.0.0.1",
                    **(environment or {}),
                },
            )

    def wait(self) -> None:
        """Until it answers; fails with its log when it ends or takes too long."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/healthz", timeout=2):
                    return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.2)
        pytest.fail(f"the application did not start:\n{self.log.read_text()}")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=20)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """One application for all tests; a test that adds a report removes it again."""
    running = App(tmp_path_factory.mktemp("ui") / "报告 library", "--mcp")
    try:
        running.wait()
        yield running
    finally:
        running.stop()


expect.set_options(timeout=20_000)  # for machines that do other things besides


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=_BROWSER_ARGS)
        yield running
        running.close()


class Reader:
    """Someone at the page. Records every request that leaves the machine and every script error."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.url = url
        context.on("request", lambda request: self._note(request.url))
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.context = context
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _note(self, url: str) -> None:
        if not url.startswith((self.url, "data:", "blob:")):
            self.outside.append(url)

    def open(self) -> Page:
        """The page, ready: the chat, and the report beside it."""
        self.page.goto(self.url)
        expect(self.page.locator("article.report")).to_be_attached(timeout=20_000)
        expect(self.page.locator("#chat .welcome, #chat .answer").first).to_be_visible(timeout=20_000)
        return self.page

    def another_tab(self) -> "Reader":
        """The same reader in a second tab of the same browser, the page open in it."""
        tab = Reader(self.context, self.url)
        tab.open()
        return tab

    def ask(self, question: str) -> None:
        """Ask, and wait for the answer to this question."""
        answers = self.page.locator("#chat .answer")
        before = answers.count()
        box = self.page.locator("#question textarea")
        box.fill(question)
        expect(self.page.locator("#question .submit-button")).to_be_visible(
            timeout=20_000
        )  # none is being answered
        box.press("Enter")
        expect(answers).to_have_count(before + 1, timeout=20_000)


@pytest.fixture
def reader(browser: Browser, app: App, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader with a Chinese browser, or as ``reader_options`` of the test say."""
    marker = request.node.get_closest_marker("browser_options")
    options = {
        "locale": "zh-CN",
        "viewport": {"width": 1360, "height": 860},
        **(marker.kwargs if marker else {}),
    }
    context = browser.new_context(**options)
    someone = Reader(context, app.url)
    yield someone
    context.close()
    assert someone.outside == []
    assert someone.errors == []
