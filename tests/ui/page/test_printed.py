"""The page as it was printed, beside the text: its picture, the quote's place on it, the file itself."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from index import Library
from index.embed import Embedder
from tests.application import Site, served
from tests.index.made_cases import case_file
from tests.ui.conftest import reading
from tests.ui.page.test_served import serious_faults
from ui.server import create_app

QUESTION = "青石县2025年新建改建农村公路多少公里？"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Site]:
    """An application over a library of one PDF."""
    folder = tmp_path_factory.mktemp("printed")
    with Library.open(folder / "library", embedder=real_embedder, seeds=False) as library:
        library.add([case_file("51", folder)])
        with served(create_app(library)) as running:
            yield running


def ink(page: Page, mark: int) -> float:
    """The share of dark pixels under a mark, as it is seen."""
    shot = page.locator(".printed-place").nth(mark).screenshot()
    with Image.open(io.BytesIO(shot)) as picture:
        grey = picture.convert("L")
        return sum(grey.histogram()[:100]) / (grey.width * grey.height)


def middle(page: Page, mark: int) -> tuple[float, float]:
    """Where a mark stands on the page, in shares of it from the left and from the top."""
    across, down = (
        page.locator(".printed-place")
        .nth(mark)
        .evaluate(
            "(mark) => [(mark.offsetLeft + mark.offsetWidth / 2) / mark.parentElement.offsetWidth,"
            " (mark.offsetTop + mark.offsetHeight / 2) / mark.parentElement.offsetHeight]"
        )
    )
    return float(across), float(down)


def test_the_page_of_a_quote_is_shown_with_its_place(site: Site, browser: Browser) -> None:
    with reading(browser, site.url) as reader:
        page = reader.open()
        reader.ask(QUESTION)
        link = page.locator("#chat .answer a.printed").first
        expect(link).to_have_text("原页")
        link.focus()
        page.keyboard.press("Enter")
        scroller = page.locator(".printed-scroll")
        expect(scroller).to_be_focused()
        expect(page.locator(".printed-tools")).to_contain_text("第1页")
        expect(page.locator(".printed-tools")).to_contain_text("引文在此")
        expect(page.locator(".printed-place").first).to_be_in_viewport()
        expect(page.locator("mark.chosen").first).to_be_in_viewport()
        assert ink(page, 0) > 0.03
        assert middle(page, 0) == pytest.approx((0.577, 0.694), abs=0.01)  # on the last line of the text
        reader.settle()
        assert serious_faults(page) == []
        page.get_by_role("link", name="下一页").click()  # the sentence goes on there
        expect(page.locator(".printed-tools")).to_contain_text("第2页")
        expect(page.locator(".printed-place").first).to_be_in_viewport()
        assert ink(page, 0) > 0.03
        with page.expect_download() as download:
            page.get_by_role("link", name="下载原件").click()
        assert Path(download.value.path()).read_bytes() == case_file("51", Path()).read_bytes()
        page.keyboard.press("Escape")
        expect(page.locator(".printed-page")).to_have_count(0)
        expect(link).to_be_focused()


def test_only_pages_of_the_library_are_served(site: Site) -> None:
    with site.http() as client:
        report = client.get("/healthz").json()
        assert report["reports"] == 1
        for path in ("/page/0123456789ab/1.png", "/original/0123456789ab", "/original/..%2Flibrary.db"):
            assert client.get(path).status_code in (404, 422), path


def test_pages_and_files_ask_for_the_login(tmp_path: Path, real_embedder: Embedder) -> None:
    with Library.open(tmp_path / "library", embedder=real_embedder, seeds=False) as library:
        (added,) = library.add([case_file("51", tmp_path)])
        assert added.report is not None
        paths = (f"/page/{added.report.id}/1.png", f"/original/{added.report.id}")
        with served(create_app(library, auth=("甲", "密"))) as site, site.http() as client:
            assert [client.get(path).status_code for path in paths] == [401, 401]
            client.post("/login", data={"username": "甲", "password": "密"}).raise_for_status()
            shown, original = (client.get(path) for path in paths)
            assert shown.headers["content-type"] == "image/png" and shown.status_code == 200
            assert original.content == case_file("51", tmp_path).read_bytes()
            assert original.headers["content-disposition"].startswith("attachment")
            assert "content-security-policy" in shown.headers
            assert client.get(paths[0].replace("/1.png", "/9.png")).status_code == 404
