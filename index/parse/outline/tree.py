"""The headings that are open while a report's body is read, and how long each of them stays so."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...text import APPENDIX, ARTICLE_RANK, LIST_RANK, SUBHEADING, is_annex, is_appendix, is_box, is_uncounted
from .series import Item, is_address

_PARTS = 3  # so many show how the parts of a text end


@dataclass(slots=True)
class _Open:
    """An open heading."""

    rank: int
    index: int  # of its line
    title: str
    number: int = 0
    left: int | None = None  # paragraphs that may still come under it; None for no limit
    count: int = 0  # paragraphs that came under it


class Tree:
    """The headings that are open while the body is read."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = items
        self._stack: list[_Open] = []
        self._next = _next_of_rank(items)
        self._limits = _limits(items, self._next)
        self._farewell = _farewell(items)
        self._last = max((index for index, item in enumerate(items) if item.heading), default=0)
        self._turn: int | None = None  # where the last speech began
        self._parts = 0  # outermost headings so far that have others under them
        self._tails = False  # whether a part went on after its last point
        first = next((item for item in items if item.heading), None)
        parts = first is not None and first.mark is None and self._rank_of_unmarked(first.line.text) is None
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
        self._parts += len(self._stack) == 1 and self._stack[0].index == index - 1
        self._stack.append(_Open(self._rank(item), index, title, number, limit))

    def close(self, index: int) -> None:
        """Close what cannot hold the heading, or the numbered text, of this line."""
        item = self._items[index]
        if self._stack and is_uncounted(self._stack[-1].title):
            self._stack.pop()
        rank = self._rank(item)
        depth = next((d for d, heading in enumerate(self._stack) if heading.rank == rank), None)
        if item.mark is not None and depth is not None:
            del self._stack[depth:]
            return
        free = item.line.level is None and not is_appendix(item.line.text)
        least = 0 if item.mark is not None else 2  # the numbers of parts may count on through unnumbered ones
        while self._stack and self._stack[-1].rank >= rank:
            if free and len(self._stack) > least and self._encloses():
                break
            self._stack.pop()

    def address(self, index: int) -> None:
        """The report speaks to everyone: no longer under （九）, and at its end no longer under any heading."""
        if self._stack and self._stack[-1].count == 0:
            return  # 结束语, and then 各位代表！
        if index == self._farewell:
            self._stack.clear()
        elif len(self._stack) > 1 and not self._goes_on(self._stack[1]):
            self.leave(1)

    def leave(self, depth: int) -> None:
        """Close all but so many of the outermost headings."""
        del self._stack[depth:]

    def take_turn(self, index: int) -> None:
        """Another one speaks: the headings of the speech before are closed, but not one right above this."""
        while self._turn is not None and self._stack and self._turn < self._stack[-1].index < index - 1:
            self._stack.pop()
        self._turn = index

    def spend(self, index: int) -> None:
        """A paragraph comes: close the points that have had all of theirs.

        Where no part before had a word after its last point, that of the last part closes the text.
        """
        mark = self._items[index].mark
        if mark is not None and self._stack and self._stack[-1].rank < mark.rank:
            return  # a point of what stands under the heading
        for depth, heading in enumerate(self._stack):
            if heading.left == 0:
                closes = index > self._last and self._parts >= _PARTS and not self._tails
                del self._stack[0 if closes else depth :]
                self._tails = True
                return
        for heading in self._stack:
            heading.left = None if heading.left is None else heading.left - 1

    def count(self) -> None:
        """A paragraph has come under the open headings."""
        for heading in self._stack:
            heading.count += 1

    def at_end(self) -> bool:
        """Whether the open headings under the outermost are each the last of theirs and have text already."""
        return len(self._stack) > 1 and self._stack[-1].count > 0 and not self._goes_on(self._stack[1])

    def _rank(self, item: Item) -> int:
        if item.line.level is not None:
            return item.line.level - 10  # outside all others
        if item.mark is not None:
            return item.mark.rank
        fixed = self._rank_of_unmarked(item.line.text)
        return self._unmarked if fixed is None else fixed

    def _rank_of_unmarked(self, text: str) -> int | None:
        """Of an annex, and of a box with a number (专栏2　…), which lies inside a part wherever it stands."""
        return APPENDIX if is_appendix(text) else SUBHEADING if is_box(text) else None

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


def _farewell(items: Sequence[Item]) -> int | None:
    """The last word to everyone, if no heading of the body follows it: it opens the report's closing words."""
    last = None
    for index, item in enumerate(items):
        if item.heading:
            if last is not None and is_annex(item.line.text):
                return last
            last = None
        elif is_address(item.line.text):
            last = index
    return last


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
            if _ends_bare_series(items, index, later.get(index)):
                limits[index] = 0
            continue
        if number == 1:
            longest.pop(rank, None)
        following = later.get(index)
        if rank == ARTICLE_RANK and following is not None:
            continue  # an article owns all up to the next, in another chapter too
        if following is not None and number and _counts_on(items, index, following):
            longest[rank] = max(following - index - 1, longest.get(rank, 0))
        elif rank in longest:
            size = max(longest[rank], int(item.shape == "whole"))
            limits[index] = size if size < 2 else 2 * size
        elif number == 0:
            limits[index] = int(item.shape == "whole")
    return limits


def _ends_bare_series(items: Sequence[Item], index: int, following: int | None) -> bool:
    """Whether a heading is the last of points that are sentences, with nothing under the one right before it."""
    item, before = items[index], items[max(0, index - 1)]
    if item.mark is None or before.mark is None or not (item.line.finished and before.line.finished):
        return False
    last = following is None or not _counts_on(items, index, following)
    return last and before.heading and before.mark[:2] == (item.mark.rank, item.mark.number - 1)


def _counts_on(items: Sequence[Item], index: int, following: int) -> bool:
    """Whether the next heading of a style is the next of its list: nothing between them ends the list."""
    first, second = items[index].mark, items[following].mark
    if first is None or second is None or second.number != first.number + 1:
        return False
    return not any(_is_outside(item, first.rank) for item in items[index + 1 : following])


def _is_outside(item: Item, rank: int) -> bool:
    """Whether a line ends a list of this rank: a heading further out, or a word to the audience."""
    if item.heading:
        return item.mark is None or item.mark.rank < rank or item.line.level is not None
    return is_address(item.line.text)
