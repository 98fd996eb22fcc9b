"""Nothing that has been read for a question is read again."""

from collections.abc import Sequence
from typing import cast

import pytest

from index import Library, UnknownReport
from rag.search import Paragraphs, Place


class Counting:
    """A library that tells what it was asked to read."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.read: list[Place] = []

    def extracts(self, places: Sequence[Place]) -> object:
        self.read += places
        return self._library.extracts(places)


def test_each_is_read_once(seed: Library) -> None:
    counting = Counting(seed)
    paragraphs = Paragraphs(cast(Library, counting))
    [report] = seed.reports()
    places = [(report.id, paragraph.number) for paragraph in report.paragraphs[:4]]
    found = paragraphs.at(places[:2])
    assert [found[place].text for place in places[:2]] == [
        report.quote(paragraph.span) for paragraph in report.paragraphs[:2]
    ]
    assert paragraphs.at(places[:3]).keys() == {*places[:3]}
    assert paragraphs[places[3]].text == report.quote(report.paragraphs[3].span)
    assert paragraphs.at(places).keys() == {*places}
    assert counting.read == places


def test_a_report_that_is_not_held(seed: Library) -> None:
    with pytest.raises(UnknownReport):
        Paragraphs(seed).at([("0" * 12, 1)])
