"""The page in a real browser: what a reader does with it."""

import csv
import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.application import App
from tests.ui.conftest import Reader

FIGURE = "全年开展了多少场“请你来协商”活动？"
LIST = "在“深入基层一线展现政协担当”方面做了哪些工作？"
UNANSWERABLE = "火星基地的氧气产量是多少？"


def chosen_text(page: Page) -> str:
    return "".join(page.locator("mark.chosen").all_text_contents())


def test_each_mark_highlights_its_quote_exactly(reader: Reader, app: App) -> None:
    page = reader.open()
    client = app.client()
    for question in (FIGURE, LIST):
        answer = client.predict(question, None, None, api_name="/ask")
        reader.ask(question)
        last = page.locator("#chat .answer").last
        marks = last.locator("a.mark")
        expect(marks.first).to_be_visible()
        quotes = {f"[{citation['mark']}]": citation["quote"] for citation in answer["citations"]}
        for index in range(marks.count()):
            mark = marks.nth(index)
            mark.click()
            expect(page.locator("mark.chosen").first).to_be_in_viewport()
            assert chosen_text(page) == quotes[mark.text_content() or ""]
        for source, citation in zip(last.locator(".source").all(), answer["citations"], strict=True):
            expect(source.locator(".quote")).to_have_text(citation["quote"])
            expect(source.locator(".place")).to_contain_text(f"第{citation['paragraph']}段")


def test_a_follow_up_shows_what_was_searched(reader: Reader) -> None:
    page = reader.open()
    reader.ask("以提案形式立案交办委员建议多少件？")
    reader.ask("那采纳了多少件？")
    expect(page.locator("#chat .answer").last).to_contain_text("85件")
    expect(page.locator("#chat .answer .remarks").last).to_contain_text("查找")


def test_a_refusal_looks_different_and_leads_to_the_nearest_passages(reader: Reader) -> None:
    page = reader.open()
    reader.ask(UNANSWERABLE)
    refusal = page.locator("#chat .answer.refused")
    expect(refusal).to_contain_text("报告里没有找到依据")
    expect(refusal.locator("a.mark")).to_have_count(0)
    refusal.locator("a.source").first.click()
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    assert chosen_text(page) == refusal.locator("a.source .quote").first.text_content()


def test_a_question_that_is_none_gets_a_message_and_no_traceback(reader: Reader) -> None:
    page = reader.open()
    reader.ask("长" * 20_000)
    expect(page.locator("#chat .answer.refused")).to_contain_text("没能回答")
    expect(page.locator("body")).not_to_contain_text("Traceback")


def test_examples_are_questions_that_the_reports_answer(reader: Reader) -> None:
    page = reader.open()
    examples = page.locator(".welcome .example")
    assert 3 <= examples.count() <= 6
    examples.first.click()
    expect(page.locator("#chat .answer:not(.refused)")).to_have_count(1)


def test_search_contents_and_asking_about_selected_words(reader: Reader) -> None:
    page = reader.open()
    page.get_by_role("searchbox", name="在报告中查找").fill("民主监督")
    found = page.locator("mark.found")
    expect(found.first).to_be_in_viewport()
    assert {words.strip() for words in found.all_text_contents()} == {"民主监督"}
    page.get_by_text("目录", exact=True).click()
    page.locator(".contents a", has_text="2021年工作意见").click()
    expect(page.locator("article h3", has_text="2021年工作意见")).to_be_in_viewport()
    page.locator("article .paragraph p").last.select_text()
    page.get_by_role("button", name="就此提问").click()
    assert page.locator("#question textarea").input_value().startswith("关于“")


def test_copy_carries_the_sources(reader: Reader) -> None:
    page = reader.open()
    reader.ask(FIGURE)
    page.get_by_role("button", name="复制（带出处）").click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "13场" in copied and "[1]" in copied and "第" in copied and "开化" in copied


def test_a_quick_reader_loses_no_question(reader: Reader) -> None:
    """Each question is sent in the moment in which the box opens again."""
    page = reader.open()
    numbers = "一二三四五六七八九十"
    for number in numbers:
        reader.ask(f"提了多少条建议？{number}")
    assert [words[-1] for words in page.locator("#chat .asked").all_text_contents()] == list(numbers)
    page.reload()
    expect(page.locator("#chat .answer")).to_have_count(len(numbers))


def test_two_tabs_keep_each_others_questions(reader: Reader) -> None:
    first = reader.open()
    second = reader.another_tab()
    reader.ask("提了多少条建议？")
    second.page.bring_to_front()
    expect(second.page.locator("#chat .answer")).to_have_count(1)
    second.ask("开展了多少场“请你来协商”活动？")
    expect(second.page.locator("#question .submit-button")).to_be_visible()
    expect(first.locator("#chat .answer")).to_have_count(2)


def test_conversations_survive_a_reload_and_can_be_renamed_and_deleted(reader: Reader) -> None:
    page = reader.open()
    reader.ask(FIGURE)
    expect(page.locator("#conversations")).to_contain_text("请你来协商")
    page = reader.open()
    expect(page.locator("#chat .answer a.mark").first).to_be_visible()
    page.locator("#new-conversation").click()
    expect(page.locator("#chat .answer")).to_have_count(0)
    reader.ask(UNANSWERABLE)
    page.get_by_role("button", name="改名、导出、删除").click()
    page.locator("#new-name input, #new-name textarea").fill("火星")
    page.get_by_role("button", name="改名", exact=True).click()
    expect(page.locator("#conversations")).to_contain_text("火星")
    page.locator("#delete-conversation").click()
    expect(page.locator("#conversations")).not_to_contain_text("火星")
    expect(page.locator("#chat .answer a.mark").first).to_be_visible()


def test_exports_carry_footnotes(reader: Reader, tmp_path: Path) -> None:
    page = reader.open()
    reader.ask(FIGURE)
    quote = page.locator("#chat .source .quote").first.text_content() or ""
    page.get_by_role("button", name="改名、导出、删除").click()
    files = {}
    for kind in ("md", "docx", "json"):
        with page.expect_download() as download:
            page.locator(f"#export-{kind}").click()
        files[kind] = tmp_path / f"export.{kind}"
        download.value.save_as(files[kind])
    markdown = files["md"].read_text("utf-8")
    assert "[^1-1]" in markdown and "[^1-1]: “" in markdown and "SHA" in markdown
    data = json.loads(files["json"].read_text("utf-8"))
    assert data["turns"][0]["answer"]["citations"][0]["quote"] == quote
    assert "13场" in "".join(paragraph.text for paragraph in docx.Document(str(files["docx"])).paragraphs)
    with zipfile.ZipFile(files["docx"]) as word:
        assert quote in word.read("word/footnotes.xml").decode()
        assert "footnoteReference" in word.read("word/document.xml").decode()


def test_figures_lead_to_their_place_and_download(reader: Reader) -> None:
    page = reader.open()
    page.get_by_role("tab", name="数据一览").click()
    rows = page.locator("#figures tbody tr")
    expect(rows.filter(has_text="13场")).to_have_count(1)
    everything = rows.count()
    rows.filter(has_text="13场").locator("a.place").click()
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    assert chosen_text(page) == "13场"
    page.locator("#figures-words input, #figures-words textarea").fill("提案")
    expect(rows.filter(has_text="13场")).to_have_count(0)
    assert 0 < rows.count() < everything
    page.locator("#figures th button").nth(1).click()
    values = [
        float(cell.get_attribute("data-sort") or "") for cell in page.locator("#figures td.value").all()
    ]
    assert values == sorted(values)
    with page.expect_download() as download:
        page.locator("#figures-csv").click()
    table = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text("utf-8-sig"))))
    assert len(table) == rows.count()
    assert all(row["数据"] in row["原句"] for row in table)
    with page.expect_download() as download:
        page.locator("#figures-xlsx").click()
    (sheet,) = load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert sheet.max_row == rows.count() + 1


@pytest.mark.browser_options(locale="en-GB")
def test_english_by_browser_and_by_choice(reader: Reader) -> None:
    page = reader.open()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("tab", name="Figures")).to_be_visible()
    expect(page.locator("#upload")).to_contain_text("Add reports")
    reader.ask(FIGURE)
    expect(page.locator("#chat .answer")).to_contain_text("Copy with sources")
    page.get_by_role("button", name="Settings").click()
    page.get_by_label("中文").click()
    expect(page.get_by_role("tab", name="数据一览")).to_be_visible()
    expect(page.locator("#chat .answer")).to_contain_text("复制（带出处）")


@pytest.mark.browser_options(viewport={"width": 390, "height": 844}, has_touch=True)
def test_on_a_phone_the_source_is_one_tap_away_and_back(reader: Reader) -> None:
    page = reader.open()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    reader.ask(FIGURE)
    page.locator("#chat a.mark").first.tap()
    expect(page.locator("mark.chosen").first).to_be_in_viewport()
    page.get_by_role("button", name="回到问答").tap()
    expect(page.locator("#chat a.mark").first).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_by_keyboard_alone(reader: Reader) -> None:
    page = reader.open()
    expect(page.locator("#question textarea")).to_be_focused()
    page.keyboard.type(FIGURE)
    page.keyboard.press("Enter")
    expect(page.locator("#chat a.mark").first).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("document.activeElement.matches('#chat a.mark')"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("mark.chosen").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#chat a.mark.current")).to_be_focused()


def test_enter_does_not_send_while_composing_chinese(reader: Reader) -> None:
    page = reader.open()
    box = page.locator("#question textarea")
    box.fill("提了多少条建")
    box.dispatch_event("compositionstart")
    box.dispatch_event("keydown", {"key": "Enter", "code": "Enter", "isComposing": True, "keyCode": 229})
    reader.ask("提了多少条建议？")  # had the words been sent, they would stand before these
    expect(page.locator("#chat .asked")).to_have_text(["提了多少条建议？"])


def test_without_a_model_nothing_can_be_regenerated(reader: Reader) -> None:
    page = reader.open()
    reader.ask(FIGURE)
    expect(page.locator("#chat .answer .copy")).to_have_count(1)
    expect(page.locator("#chat .answer .regenerate")).to_have_count(0)
