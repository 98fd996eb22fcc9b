"""What a reader should not have to think about: where an answer begins, words typed in haste, a broken line."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.ui.conftest import Reader
from tests.ui.test_hostile import remove_shown

FIGURE = "全年开展了多少场“请你来协商”活动？"
LIST = "在“坚持思想引领”方面做了哪些工作？"
NEXT = "提了多少条建议"
PHONE = pytest.mark.browser_options(viewport={"width": 390, "height": 844}, has_touch=True)

# Words of the page itself: not of reports, questions, file names or the names of languages and formats.
_OWN_WORDS = """() => {
  const skipped = "article, .contents, .quote, .place, .answer:not(.refused) .body, .asked, .example, .reports-here, .details dd, " +
    ".of-report, .indicator, .value, .where, tr, #chosen label, #conversations label, #language, select, " +
    "#comparison-plot, [role=option], .mark, script, style, .limits";
  const found = [];
  for (const element of document.querySelectorAll("body *")) {
    if (element.closest(skipped) || !element.checkVisibility()) continue;
    for (const name of ["aria-label", "title", "placeholder"]) found.push(element.getAttribute(name) ?? "");
    for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent);
  }
  return [...new Set(found.map((words) => words.trim()).filter(Boolean))];
}"""
# The seconds are those that Gradio counts beside what is still on its way.
_SAME_IN_BOTH = re.compile(r"AskReport|Markdown|Word|JSON|CSV ↓|Excel ↓|SHA-256|[\W\d_]*|[\d.]+s")


def own_words(page: Page) -> list[str]:
    """What the page says now, once Gradio has put its own messages into the reader's language."""
    expect(page.locator("text=/^common\\.\\w+$/ >> visible=true")).to_have_count(0)
    words: list[str] = page.evaluate(_OWN_WORDS)
    return words


def open_all(page: Page, reader: Reader, refused: str) -> list[str]:
    """The page's own words with everything unfolded: an answer, a refusal, the figures, the sidebar."""
    reader.ask(FIGURE)
    reader.ask(refused)
    words = own_words(page)
    page.evaluate(
        "document.querySelectorAll('#sidebar .label-wrap:not(.open)').forEach((fold) => fold.click())"
    )
    for tab in ("chat", "figures", "comparison"):
        reader.tab(tab)
        words += own_words(page)
    return [each for each in words if not _SAME_IN_BOTH.fullmatch(each)]


def test_every_word_of_the_chinese_page_is_chinese(reader: Reader) -> None:
    words = open_all(reader.open(), reader, "火星基地的氧气产量是多少？")
    assert len(words) > 40
    assert [each for each in words if not re.search("[一-龥]", each)] == []


@pytest.mark.browser_options(locale="en-GB")
def test_every_word_of_the_english_page_is_english(reader: Reader) -> None:
    words = open_all(reader.open(), reader, "火星基地的氧气产量是多少？")
    assert len(words) > 40
    assert [each for each in words if re.search("[一-龥]", each)] == []


def see_each_answer_begin(reader: Reader) -> None:
    page = reader.open()
    for question in (LIST, FIGURE, LIST):
        reader.ask(question)
        expect(page.locator("#chat .asked").last).to_be_in_viewport()
        expect(page.locator("#chat .answer .sentence").last).to_be_attached()
    page.reload()
    expect(page.locator("#chat .asked").last).to_be_in_viewport()


def test_an_answer_is_seen_from_its_beginning(reader: Reader) -> None:
    see_each_answer_begin(reader)


@PHONE
def test_an_answer_is_seen_from_its_beginning_on_a_phone(reader: Reader) -> None:
    see_each_answer_begin(reader)


@PHONE
def test_tables_do_not_widen_a_phone(reader: Reader) -> None:
    page = reader.open()
    for tab in ("figures", "comparison"):
        reader.tab(tab)
        wide = "[...document.querySelectorAll('#left, #right, #figures-tools button')].map(e => e.getBoundingClientRect())"
        assert page.evaluate(f"Math.max(...{wide}.map((box) => box.right))") <= 390


def test_what_is_typed_while_a_question_travels_is_kept(reader: Reader) -> None:
    """A letter on each way there, and one on each way back."""
    page = reader.open()
    letters = iter(NEXT)

    def travel(route: Route) -> None:
        page.keyboard.type(next(letters, ""))
        response = route.fetch()
        page.keyboard.type(next(letters, ""))
        route.fulfill(response=response)

    page.keyboard.type(FIGURE)
    page.route(re.compile("/gradio_api/(run|queue)/"), travel)
    page.keyboard.press("Enter")
    expect(page.locator("#chat .answer")).to_have_count(1)
    expect(page.locator("#question .submit-button")).to_be_visible()
    rest = "".join(letters)
    assert len(rest) < 3  # it was there and back at least twice
    expect(page.locator("#question textarea")).to_have_value(NEXT.removesuffix(rest))
    page.keyboard.type(rest)
    expect(page.locator("#question textarea")).to_have_value(NEXT)


class Server:
    """The server as a reader's page reaches it: until it is ``back``, gone for questions; slow for the rest, if told so."""

    def __init__(self, page: Page) -> None:
        self.slow = False
        self._there = False
        self._waiting: list[Route] = []
        page.route("**/gradio_api/run/**", self._run)
        page.route("**/gradio_api/app_id", self._reload)

    def _run(self, route: Route) -> None:
        if self._there:
            route.fallback()
        elif FIGURE in (route.request.post_data_json or {}).get("data", []):
            route.abort()
        elif self.slow:
            self._waiting.append(route)
        else:
            route.fallback()

    def _reload(self, route: Route) -> None:
        """The page asks for this until it is there, and then loads itself anew."""
        if self._there:
            route.fallback()
        else:
            route.abort()

    def back(self) -> None:
        self._there = True
        for route in self._waiting:
            route.fallback()


def ask_nobody(page: Page) -> Server:
    server = Server(page)
    page.keyboard.type(FIGURE)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("toast-text")).to_contain_text("正在重新连接")
    expect(page.locator("#question textarea")).to_have_value("")
    return server


def test_a_question_that_found_no_server_comes_back(reader: Reader) -> None:
    page = reader.open()
    server = ask_nobody(page)
    page.keyboard.type(NEXT)
    server.back()
    expect(page.locator("#question textarea")).to_have_value(f"{FIGURE}\n{NEXT}")


def test_a_question_that_found_no_server_comes_back_beside_what_is_typed_before_that(reader: Reader) -> None:
    page = reader.open()
    server = ask_nobody(page)
    server.slow = True
    page.reload()  # and the page stays half built
    page.locator("#question textarea").press_sequentially(NEXT)
    server.back()
    expect(page.locator("#question textarea")).to_have_value(f"{FIGURE}\n{NEXT}")
    page.reload()
    expect(page.locator("#question textarea")).to_have_value(f"{FIGURE}\n{NEXT}")


def test_what_is_typed_survives_a_reload_and_what_was_asked_does_not_come_back(reader: Reader) -> None:
    page = reader.open()
    reader.ask(FIGURE)
    expect(page.locator("#question .submit-button")).to_be_visible()
    page.keyboard.type(NEXT)
    reader.open()
    expect(page.locator("#question textarea")).to_have_value(NEXT)


def test_hidden_controls_are_no_stops_of_the_keyboard(reader: Reader) -> None:
    page = reader.open()
    expect(page.locator("#export-file")).to_have_attribute("tabindex", "-1")
    stops = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id"))
    assert "new-conversation" in stops and "export-file" not in stops


def test_files_dropped_anywhere_are_added(reader: Reader, tmp_path: Path) -> None:
    """One of a kind that cannot be read does not stop the other."""
    page = reader.open()
    files = {"柳河县报告.txt": "柳河县人民政府工作报告\n一、去年工作\n全年植树4321亩。", "图.gif": "GIF89a"}
    dropped = page.evaluate_handle(
        "files => { const data = new DataTransfer();"
        " for (const [name, text] of Object.entries(files)) data.items.add(new File([text], name));"
        " return data; }",
        files,
    )
    page.dispatch_event("#chat", "dragover", {"dataTransfer": dropped})
    expect(page.locator("body.dropping")).to_be_attached()
    page.dispatch_event("#chat", "drop", {"dataTransfer": dropped})
    expect(page.locator("body.dropping")).not_to_be_attached()
    expect(page.locator("#status .status")).to_have_count(2)
    expect(page.locator("#status")).to_contain_text("已加入：柳河县")
    expect(page.locator("#status")).to_contain_text("不支持的格式")
    remove_shown(page, "柳河县")
