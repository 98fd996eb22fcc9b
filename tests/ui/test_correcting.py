"""Correcting what was read off a report: on the page, by keyboard, in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from index import Library
from tests.application import served
from tests.fake_embedder import FakeEmbedder
from tests.ui.conftest import Reader, reading
from ui.server import create_app

TEXT = "2024年甲县政府工作报告\n\n各位代表：\n\n全年办理提案12件，委员满意。\n"


@pytest.fixture
def held(tmp_path: Path) -> Iterator[Library]:
    """A library of one report."""
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    with Library.open(tmp_path / "library", embedder=FakeEmbedder(), seeds=False) as library:
        library.add([path])
        yield library


def opened(reader: Reader, manage: str, correct: str) -> Page:
    """The page with the fields unfolded, by keyboard."""
    page = reader.open()
    page.get_by_role("button", name=manage).press("Enter")
    page.locator("#corrections > button", has_text=correct).press("Enter")
    expect(field(page, "region")).to_have_value("甲县")
    return page


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#correct-{name} :is(input, textarea)")


def test_what_is_corrected_is_said_shown_and_kept(browser: Browser, held: Library) -> None:
    (report,) = held.reports()
    with served(create_app(held)) as app, reading(browser, app.url) as reader:
        page = opened(reader, "报告信息、更正与移除", "更正")
        expect(field(page, "title")).to_have_value("2024年甲县政府工作报告")
        expect(field(page, "year")).to_have_value("2024")
        field(page, "region").fill("青石县")
        field(page, "body").fill("")
        field(page, "year").fill("2020年")
        field(page, "year").press("Enter")
        expect(page.locator("#status .status")).to_have_text(
            "已更正：青石县2020年（地区：青石县，机构：无，年份：2020）"
        )
        expect(page.locator("#details dl")).to_contain_text("青石县")
        expect(field(page, "year")).to_have_value("2020")
        expect(page.locator("#chosen label", has_text="青石县2020年")).to_be_visible()
        expect(page.locator("#panel .choose option")).to_have_text("青石县2020年")
        assert held.store.corrections(report.id) == {"region": "青石县", "body": "", "year": 2020}
        reader.settle()
        found = Axe().run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
        page.locator("#correct").press("Enter")
        expect(page.locator("#status .status")).to_have_text("没有改动。")


@pytest.mark.parametrize(
    ("locale", "manage", "correct", "said"),
    [
        ("zh-CN", "报告信息、更正与移除", "更正", "年份（year）不能是“去年”。请写四位数的年份，例如 2020。"),
        (
            "en",
            "Details, correction, removal",
            "Correct",
            "“去年” is no year. Give four digits, such as 2020.",
        ),
    ],
)
def test_a_wrong_value_is_told_and_stays_to_be_mended(
    browser: Browser, held: Library, locale: str, manage: str, correct: str, said: str
) -> None:
    with served(create_app(held)) as app, reading(browser, app.url, locale=locale) as reader:
        page = opened(reader, manage, correct)
        field(page, "year").fill("去年")
        page.locator("#correct").press("Enter")
        expect(page.locator("#status .status")).to_have_text(said)
        expect(field(page, "year")).to_have_value("去年")
        assert held.store.corrections(held.reports()[0].id) == {}


def test_what_is_typed_stays_while_a_report_is_added(browser: Browser, held: Library, tmp_path: Path) -> None:
    """The list comes anew then, and its menu is set again to the report that it shows."""
    new = tmp_path / "乙县.txt"
    new.write_text(TEXT.replace("甲县", "乙县"), encoding="utf-8")
    with served(create_app(held)) as app, reading(browser, app.url) as reader:
        page = opened(reader, "报告信息、更正与移除", "更正")
        field(page, "region").fill("青石县")
        with page.expect_file_chooser() as chooser:
            page.locator("#upload").click()
        chooser.value.set_files(new)
        expect(page.locator("#chosen label", has_text="乙县")).to_be_visible()
        reader.settle()
        expect(field(page, "region")).to_have_value("青石县")
        page.locator("#correct").press("Enter")
        expect(page.locator("#status .status")).to_have_text("已更正：青石县政府2024年（地区：青石县）")
        expect(field(page, "region")).to_have_value("青石县")
