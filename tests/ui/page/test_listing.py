"""The list of reports: a page at a time of many, found by words and groups, and what is left out on any page."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import gradio as gr
import pytest

from index import Library
from index.parse import report_from_text
from tests.fake_embedder import FakeEmbedder
from ui.page import listing
from ui.page.listing import UNCHANGED, Listing, ListParts

CHINESE = cast(gr.Request, SimpleNamespace(cookies={"askreport_language": "zh-CN"}, headers={}))
PLACES = ("甲", "乙", "丙", "丁")
NOTHING = ("", "", "", "", "")  # is sought


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """Of four counties, with three years of governments and courts each."""
    folder: Path = tmp_path_factory.mktemp("listed")
    with Library.open(folder, embedder=FakeEmbedder(), seeds=False) as opened:
        opened.add_reports(
            report_from_text(
                f"{place}山县人民{body}工作报告\n——{year}年1月8日在{place}山县人民代表大会上\n\n各位代表：\n\n办理提案{year}件。\n",
                f"{place}山县{year}年{body}.txt",
            )
            for place in PLACES
            for body in ("政府", "法院")
            for year in (2023, 2024, 2025)
        )
        yield opened


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LISTED", 5)


def shown(updates: list[Any]) -> SimpleNamespace:
    """What the page then shows, by component."""
    return SimpleNamespace(**dict(zip(ListParts._fields, updates, strict=True)))


def names(page: SimpleNamespace) -> list[str]:
    return [name for name, _ in page.chosen["choices"]]


def test_few_reports_are_all_listed(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LISTED", 24)
    page = shown(Listing(library).whole(CHINESE, []))
    assert [report_id for _, report_id in page.chosen["choices"]] == page.chosen["value"] == page.listed
    assert page.listed == list(library.shelf().ids) and not page.finder["visible"] and page.told == ""
    assert len(UNCHANGED) == len(ListParts._fields)


def test_pages_turn_and_end(library: Library) -> None:
    pages = Listing(library)
    page, seen = shown(pages.whole(CHINESE, [])), []
    assert page.finder["visible"] and "24 份" in page.told and "1/5" in page.told
    assert not page.before["interactive"]
    while page.after["interactive"]:
        seen += page.listed
        page = shown(pages.turned(1)(CHINESE, page.page, [], page.listed, page.chosen["value"], *NOTHING))
    seen += page.listed
    assert sorted(seen) == sorted(library.shelf().ids) and page.page == 4 and len(page.listed) == 4
    page = shown(pages.turned(-1)(CHINESE, page.page, [], page.listed, page.chosen["value"], *NOTHING))
    assert page.page == 3


def test_found_by_words_and_groups_with_their_counts(library: Library) -> None:
    def found(*sought: str) -> SimpleNamespace:
        return shown(Listing(library).narrowed(CHINESE, [], [], [], *sought))

    assert len(found("甲山 2024", "", "", "", "").listed) == 2
    page = found("", "乙山县", "政府", "", "")
    assert names(page) == ["乙山县政府2025年", "乙山县政府2024年", "乙山县政府2023年"]
    assert ("乙山县（3）", "乙山县") in page.region["choices"] and ("甲山县（3）", "甲山县") in page.region[
        "choices"
    ]
    assert page.body["choices"] == [("全部", ""), ("政府（3）", "政府"), ("法院（3）", "法院")]
    assert page.year["choices"][1] == ("2025（1）", "2025") and page.region["value"] == "乙山县"
    assert found("没有的", "", "", "", "").listed == []


def test_a_whole_group_is_left_out_and_taken_back(library: Library) -> None:
    pages = Listing(library)
    court = ("", "", "法院", "", "")
    page = shown(pages.narrowed(CHINESE, [], [], [], *court))
    assert len(page.listed) == 5  # of twelve
    left_out, *updates = pages.ticked(False)(CHINESE, [], page.listed, page.chosen["value"], *court)
    page = shown(updates)
    assert len(left_out) == 12 and page.chosen["value"] == [] and "其中 0 份" in page.told
    asked = pages.asked(left_out, page.listed, page.chosen["value"])
    assert {card.metadata.body for card in library.shelf(asked)} == {"政府"} and len(asked) == 12
    left_out, *updates = pages.ticked(True)(CHINESE, left_out, page.listed, [], "甲山", *court[1:])
    assert len(left_out) == 9 and len(pages.asked(left_out, *[[]] * 2)) == 15


def test_what_is_unticked_on_one_page_stays_so_on_others(library: Library) -> None:
    pages = Listing(library)
    first = shown(pages.whole(CHINESE, []))
    ticked = first.listed[1:]
    left_out = pages.left_out([], first.listed, ticked)
    assert left_out == [first.listed[0]]
    second = shown(pages.turned(1)(CHINESE, 0, [], first.listed, ticked, *NOTHING))
    assert second.chosen["value"] == second.listed
    assert pages.left_out(left_out, second.listed, second.chosen["value"]) == left_out
    again = shown(pages.turned(-1)(CHINESE, 1, left_out, second.listed, second.listed, *NOTHING))
    assert again.chosen["value"] == ticked
