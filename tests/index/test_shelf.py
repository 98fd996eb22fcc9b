"""Reports by their cards: as a library gives them out, and as reports at hand make them."""

import re
from pathlib import Path

import pytest

from index import Card, Library, Shelf, UnknownReport

NAMES = ("甲县", "乙县", "丙县")


@pytest.fixture
def filled(library: Library, tmp_path: Path) -> Library:
    for name in NAMES:
        path = tmp_path / f"{name}2025年政府工作报告.txt"
        path.write_text(
            f"{name}政府工作报告\n——2025年1月8日在{name}人民代表大会上\n\n各位代表：\n\n一、回顾\n\n{name}办理提案12件。\n",
            encoding="utf-8",
        )
        library.add([path])
    return library


def test_a_library_and_reports_at_hand_have_the_same_cards(filled: Library) -> None:
    shelf, here = filled.shelf(), Shelf.of(filled.reports())
    assert list(shelf) == list(here) == [Card.of(report) for report in filled.reports()]
    assert shelf.scope is None and shelf.ids == tuple(report.id for report in filled.reports())
    for words in ("提案12件", "乙县办理", "没有的话"):
        found = {card.id for card in shelf.holding(words)}
        assert found == {card.id for card in here.holding(words)}
        assert shelf.hold(words) == here.hold(words) == bool(found)
    assert dict(shelf.headings([], 9)) == dict(here.headings([], 9))
    assert shelf.noted([*shelf.ids, "没有"]) == here.noted(shelf.ids) and {*here.noted(shelf.ids)} == {
        *shelf.ids
    }
    assert shelf.places == here.places == {name: [name] for name in NAMES}


def test_some_reports(filled: Library) -> None:
    first, second, third = filled.shelf()
    some = filled.shelf([third.id, first.id])
    assert some.scope == (third.id, first.id) and list(some) == [third, first]
    assert not some.hold("乙县办理") and filled.shelf().hold("乙县办理")
    assert filled.shelf([third.id, second.id, first.id]).scope is None  # all there are
    assert some.only([first]).ids == (first.id,) and some.only([third, first]) is some
    assert {card.id for card in some.holding("政府工作报告", opening=True)} == {first.id, third.id}
    with pytest.raises(UnknownReport, match="没有"):
        filled.shelf(["没有"])
    assert len(filled.shelf([])) == 0 and not filled.shelf([]).hold("提案")


def test_cards_follow_every_change(filled: Library) -> None:
    first, second, _ = before = filled.shelf()
    filled.set_metadata(second.id, year=2020)
    assert [card.id for card in filled.shelf()] == [first.id, before[2].id, second.id]
    assert filled.shelf()[2].metadata.year == 2020 and filled.shelf()[0] is first
    filled.remove(first.id)
    assert first.id not in filled.shelf().ids
    with Library(filled.folder, filled.embedder) as other:
        assert list(other.shelf()) == list(filled.shelf())


def test_what_they_say_of_themselves(filled: Library) -> None:
    shelf = filled.shelf()
    assert shelf.saying(re.compile("乙县政府")) == {1}
    assert shelf.saying(re.compile("工作报告")) == {0, 1, 2}
    assert shelf.saying(re.compile("没有")) == set() == Shelf.of([]).saying(re.compile("工作"))


def test_extracts_are_paragraphs_read_alone(filled: Library) -> None:
    places = [(report.id, paragraph.number) for report in filled.reports() for paragraph in report.paragraphs]
    extracts = filled.extracts(places)
    assert set(extracts) == set(places)
    for (report_id, number), extract in extracts.items():
        report = filled.report(report_id)
        paragraph = report.paragraph(number)
        assert extract.paragraph == paragraph and extract.report == Card.of(report)
        assert extract.text == report.quote(paragraph.span)
        assert [extract.quote(s) for s in paragraph.sentences] == [
            report.quote(s) for s in paragraph.sentences
        ]
    with pytest.raises(UnknownReport):
        filled.extracts([("没有", 1)])
