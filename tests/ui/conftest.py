"""The page as a reader has it, in a real browser."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.application import App
from tests.waiting import PATIENCE
from ui.stubs import without_stubs

with without_stubs():  # as the application does, before a test's own import
    import gradio  # noqa: F401

MILLISECONDS = PATIENCE * 1000  # as the browser counts
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
_SHOWN_IN_TAB = {"chat": "#question", "figures": "#figures tbody tr", "comparison": "#indicator"}

expect.set_options(timeout=MILLISECONDS)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser_options(**options): how the reader's browser is set up")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, args=_BROWSER_ARGS, timeout=MILLISECONDS
        )
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
        expect(self.page.locator("article.report")).to_be_attached()
        expect(self.page.locator("#chat .welcome, #chat .answer").first).to_be_visible()
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
        expect(self.page.locator("#question .submit-button")).to_be_visible()  # none is being answered
        box.press("Enter")
        expect(answers).to_have_count(before + 1)

    def tab(self, name: str) -> None:
        """Open a tab, and wait for what it shows."""
        self.page.locator(f"#{name}-tab-button").click()
        expect(self.page.locator(_SHOWN_IN_TAB[name]).first).to_be_visible()
        self.settle()

    def settle(self) -> None:
        """Until nothing moves or fades any more: contrast is measured on what is shown."""
        self.page.evaluate(
            "Promise.allSettled(document.getAnimations()"
            ".filter((each) => each.effect.getComputedTiming().endTime !== Infinity)"
            ".map((each) => each.finished))"
        )


@contextmanager
def reading(browser: Browser, url: str, **options: Any) -> Iterator[Reader]:
    """Someone with a Chinese browser, or as ``options`` say; nothing may go wrong or leave the machine."""
    context = browser.new_context(
        **{"locale": "zh-CN", "viewport": {"width": 1360, "height": 860}, **options}
    )
    context.set_default_timeout(MILLISECONDS)
    someone = Reader(context, url)
    yield someone
    context.close()
    assert someone.outside == []
    assert someone.errors == []


@pytest.fixture
def reader(browser: Browser, app: App, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """A reader of the application, as ``browser_options`` of the test say."""
    marker = request.node.get_closest_marker("browser_options")
    with reading(browser, app.url, **(marker.kwargs if marker else {})) as someone:
        yield someone
