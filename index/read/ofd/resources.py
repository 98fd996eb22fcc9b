"""What the objects on the pages of an OFD refer to by number: fonts, pictures, ways to draw, drawings in drawings."""

from collections.abc import Iterator
from typing import Any

from .package import Package, beside

_MOST_BASES = 16  # ways to draw that lie under one another


class Resources:
    """The resources of one document; its numbers are its own."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._found: dict[str, tuple[str, Any]] = {}

    def add(self, member: str) -> None:
        """Learn what a member lists; one that is not there lists nothing."""
        if member not in self._package:
            return
        root = self._package.xml(member)
        folder = beside(member, root.get("BaseLoc", ""), "")
        for each in root.iterfind("*/*[@ID]"):
            self._found[each.get("ID")] = folder, each

    def element(self, number: str | None) -> Any:
        """The XML of a resource; None where there is none of this number."""
        return self._found[number][1] if number in self._found else None

    def file(self, number: str | None, tag: str) -> bytes | None:
        """The file that a resource names in its element ``tag``; None where it names none, or one that is not there."""
        folder, element = self._found.get(number or "", ("", None))
        named = element.findtext(f"{{*}}{tag}") if element is not None else None
        member = beside(folder, named) if named else ""
        return self._package.data(member) if member in self._package else None

    def ways(self, number: str | None) -> Iterator[Any]:
        """A way to draw, and those that it goes by where it does not say."""
        for _ in range(_MOST_BASES):
            way = self.element(number)
            if way is None:
                return
            yield way
            number = way.get("Relative")
