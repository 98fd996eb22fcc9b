"""The heading tree: what stands under which heading.

Styles of number nest in the order in which official documents use them (GB/T 9704), unless the text itself
says otherwise: a series that goes on later encloses whatever begins before it does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .front import is_salutation
from .headings import APPENDIX, LIST_RANK, SUBHEADING, is_appendix
from .lines import Line
from .returns import Returns
from .series import Item, read_items

_ADDRESS = re.compile(r"(?:\w{2,6}、)*各位\w|同志们[！!，,：:]")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the body and its place in the outline."""

    line: Line
    role: Literal["heading", "paragraph", "address"]
    path: tuple[str, ...]  # headings above it and its own
    heading_end: int = 0  # offset in the line where the words of its own heading end; 0 if it has none


@dataclass(slots=True)
class _Open:
    """An open heading."""

    rank: int
    index: int  # of its line
    title: str
    number: int = 0
    left: int | None = None  # paragraphs that may still come under it; None for no limit
    count: int = 0  # paragraphs that came under it


def outline(lines: Sequence[Line]) -> list[Entry]:
    """Give each line of the body its role and its path of headings."""
    items = read_items(lines)
    tree = _Tree(items)
    returns = Returns()
    entries: list[Entry] = []
    for index, item in enumerate(items):
        text = item.line.text
        role: Literal["heading", "paragraph", "address"] = "paragraph"
        if is_salutation(text):
            role = "address"
            tree.leave(1)
        elif item.heading:
            role = "heading" if item.shape == "whole" else "paragraph"
            tree.open(index)
        elif item.sibling:
            tree.close(index)
        elif _ADDRESS.match(text):
            tree.leave(1)
        else:
            tree.spend()
            if tree.at_end(index) and returns.comes_back(text, tree.path):
                tree.leave(1)
        if role == "paragraph":
            returns.note(text, tree.path)
            tree.count()
        entries.append(Entry(item.line, role, tree.path, item.end if item.heading else 0))
    return entries


class _Tree:
    """The headings that are open while the body is read."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._stack: list[_Open] = []
        self._next = _next_of_rank(items)
        self._limits = _limits(items, self._next)
        first = next((item for item in items if item.heading), None)
        parts = first is not None and first.mark is None and not is_appendix(first.line.text)
        self._unmarked = APPENDIX if parts else SUBHEADING

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(heading.title for heading in self._stack)

    def open(self, index: int) -> None:
        """Open the heading of this line under the right ones."""
        item = self._items[index]
        self.close(index)
        number = item.mark.number if item.mark else 0
        title = item.line.text[: item.end]
        limit = self._limits.get(index)
        self._stack.append(_Open(self._rank(item), index, title, number, limit))

    def close(self, index: int) -> None:
        """Close what cannot hold the heading, or the numbered text, of this line."""
        item = self._items[index]
        rank = self._rank(item)
        depth = next((d for d, heading in enumerate(self._stack) if heading.rank == rank), None)
        if item.mark is not None and depth is not None:
            del self._stack[depth:]
            return
        free = item.line.level is None and not is_appendix(item.line.text)
        while self._stack and self._stack[-1].rank >= rank and not (free and self._encloses()):
            self._stack.pop()

    def leave(self, depth: int) -> None:
        """Close all but the outermost headings."""
        del self._stack[depth:]

    def spend(self) -> None:
        """A paragraph comes: close the points that have had all of theirs."""
        for depth, heading in enumerate(self._stack):
            if heading.left == 0:
                del self._stack[depth:]
                return
        for heading in self._stack:
            heading.left = None if heading.left is None else heading.left - 1

    def count(self) -> None:
        """A paragraph has come under the open headings."""
        for heading in self._stack:
            heading.count += 1

    def at_end(self, index: int) -> bool:
        """Whether the open headings under the outermost are each the last of theirs and have text already."""
        return len(self._stack) > 1 and self._stack[-1].count > 0 and not self._goes_on(self._stack[1])

    def _rank(self, item: Item) -> int:
        if item.line.level is not None:
            return item.line.level - 10  # outside all others
        if item.mark is not None:
            return item.mark.rank
        return APPENDIX if is_appendix(item.line.text) else self._unmarked

    def _goes_on(self, heading: _Open) -> bool:
        """Whether a later heading continues the series of an open one."""
        later = self._next.get(heading.index)
        mark = None if later is None else self._items[later].mark
        return heading.number > 0 and mark is not None and mark.number == heading.number + 1

    def _encloses(self) -> bool:
        """Whether the series of the innermost heading goes on, before that of any heading around it does."""
        *around, heading = self._stack
        if not self._goes_on(heading):
            return False
        return not any(
            self._goes_on(outer) and self._next[outer.index] < self._next[heading.index] for outer in around
        )


def _next_of_rank(items: Sequence[Item]) -> dict[int, int]:
    """For each numbered heading the next of its style, headings and their numbered siblings alike."""
    later: dict[int, int] = {}
    following: dict[int, int] = {}
    for index in range(len(items) - 1, -1, -1):
        item = items[index]
        if item.mark is not None and (item.heading or item.sibling):
            if item.mark.rank in following:
                later[index] = following[item.mark.rank]
            following[item.mark.rank] = index
    return later


def _limits(items: Sequence[Item], later: dict[int, int]) -> dict[int, int]:
    """How many paragraphs may come under the points of a list and under run-in headings at a series' end.

    ``一是…`` owns what stands before ``二是…``. What follows the last point is its own only as far as the
    earlier points were about as long: after that the report has come back from the list.
    """
    limits: dict[int, int] = {}
    longest: dict[int, int] = {}  # rank -> paragraphs under the longest earlier point of the open series
    for index, item in enumerate(items):
        if not item.heading or item.mark is None or item.line.level is not None:
            continue
        rank, number = item.mark.rank, item.mark.number
        longest = {other: count for other, count in longest.items() if other <= rank}
        if item.shape == "whole" and rank < LIST_RANK:
            longest.pop(rank, None)
            continue
        if number == 1:
            longest.pop(rank, None)
        following = later.get(index)
        mark = None if following is None else items[following].mark
        between = items[index + 1 : following]
        inside = not any(_is_outside(other, rank) for other in between)
        if following is not None and mark is not None and inside and number and mark.number == number + 1:
            longest[rank] = max(len(between), longest.get(rank, 0))
        elif rank in longest:
            size = max(longest[rank], int(item.shape == "whole"))
            limits[index] = size if size < 2 else 2 * size
        elif number == 0:
            limits[index] = int(item.shape == "whole")
    return limits


def _is_outside(item: Item, rank: int) -> bool:
    """Whether a line ends a list of this rank: a heading further out, or a word to the audience."""
    if item.heading:
        return item.mark is None or item.mark.rank < rank or item.line.level is not None
    return is_salutation(item.line.text) or bool(_ADDRESS.match(item.line.text))
