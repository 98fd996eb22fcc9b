"""What has been read of the library for one question."""

from collections.abc import Iterable, Mapping
from typing import Self

from index import Extract, Library

Place = tuple[str, int]  # a report's id, and the number of a paragraph


class Paragraphs:
    """Paragraphs of a library, each read once: when it is first wanted, with all that are wanted with it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[Place, Extract] = {}

    @classmethod
    def joined(cls, several: Iterable[Self]) -> Self:
        """What any of several of the same library have read; there is at least one."""
        first, *others = several
        joined = cls(first._library)
        for each in (first, *others):
            joined._read |= each._read
        return joined

    def __getitem__(self, place: Place) -> Extract:
        """The one at a place. Raises UnknownReport."""
        return self.at([place])[place]

    def at(self, places: Iterable[Place]) -> Mapping[Place, Extract]:
        """Those at some places, among all that have been read. Raises UnknownReport."""
        lacking = [place for place in places if place not in self._read]
        if lacking:
            self._read |= self._library.extracts(lacking)
        return self._read
