"""The heading tree: which lines and lead sentences are headings, and what stands under which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .dates import is_day
from .front import is_salutation
from .headings import APPENDIX, LIST_RANK, SUBHEADING, Marker, is_appendix, is_line_heading, lead_end, marker
from .lines import Line

_ADDRESS = re.compile(r"各位(?:代表|委员)|同志们")
_PARTS = 30  # ranks up to （一）: parts of a report even where nothing stands under them


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the body and its place in the outline."""

    line: Line
    role: Literal["heading", "paragraph", "address"]
    path: tuple[str, ...]  # headings above it and its own
    heading_end: int = 0  # offset in the line where the words of its own heading end; 0 if it has none


@dataclass(frozen=True, slots=True)
class _Item:
    line: Line
    mark: Marker | None
    rank: int | None = None  # of its heading; None for plain paragraphs
    end: int = 0  # of its heading's words
    whole: bool = False  # the heading is the whole line
    address: bool = False

    @property
    def title(self) -> str:
        return self.line.text[: self.end]


def outline(lines: Sequence[Line]) -> list[Entry]:
    """Give each line of the body its role and its path of headings."""
    items = _items(lines)
    keeps = _kept_followers(items)
    stack: list[tuple[int, str]] = []
    limits: dict[int, int] = {}  # rank of an open point -> paragraphs that may still come under it
    entries: list[Entry] = []
    for index, item in enumerate(items):
        if item.rank is not None:
            while stack and stack[-1][0] >= item.rank:
                limits.pop(stack.pop()[0], None)
            stack.append((item.rank, item.title))
            if keeps[index] is not None:
                limits[item.rank] = keeps[index] or 0
        elif _ADDRESS.match(item.line.text):  # speaks to everyone again: no longer under （九）
            while len(stack) > 1:
                limits.pop(stack.pop()[0], None)
        else:
            spent = [rank for rank, left in limits.items() if left == 0]
            while spent and stack and stack[-1][0] >= min(spent):
                limits.pop(stack.pop()[0], None)
            limits = {rank: left - 1 for rank, left in limits.items()}
        role: Literal["heading", "paragraph", "address"] = "paragraph"
        if item.address or item.whole:
            role = "address" if item.address else "heading"
        entries.append(Entry(item.line, role, tuple(title for _, title in stack), item.end))
    return entries


def _items(lines: Sequence[Line]) -> list[_Item]:
    marks = [marker(line.text) if line.kind != "row" else None for line in lines]
    shapes = [_has_heading_shape(line, mark) for line, mark in zip(lines, marks, strict=True)]
    items: list[_Item] = []
    outer = True  # no marked heading yet: unmarked ones are the outermost
    unmarked_rank = SUBHEADING
    confirmed: dict[
        int, tuple[int, bool]
    ] = {}  # rank -> number of the last such line, whether it was a heading
    for index, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if is_salutation(line.text):
            items.append(_Item(line, None, address=True))
            continue
        heading = shapes[index] and _is_confirmed(index, lines, marks, shapes, confirmed)
        if mark is not None:
            confirmed[mark.rank] = (mark.number, heading or lead_end(line.text, mark) is not None)
        if heading:
            if mark is None and outer:
                unmarked_rank = APPENDIX
            rank = mark.rank if mark else APPENDIX if is_appendix(line.text) else unmarked_rank
            rank = line.level - 10 if line.level is not None else rank
            outer = False
            items.append(_Item(line, mark, rank, len(line.text.rstrip("。.：: ")), whole=True))
        elif mark is not None and (end := lead_end(line.text, mark)) is not None:
            outer = False
            items.append(_Item(line, mark, mark.rank, end))
        else:
            items.append(_Item(line, mark))
    return items


def _has_heading_shape(line: Line, mark: Marker | None) -> bool:
    if line.kind == "row" or is_day(line.text):
        return False
    if mark is None and line.finished and not is_appendix(line.text):
        return False
    return line.level is not None or is_line_heading(line.text, mark)


def _is_confirmed(
    index: int,
    lines: Sequence[Line],
    marks: Sequence[Marker | None],
    shapes: Sequence[bool],
    confirmed: dict[int, tuple[int, bool]],
) -> bool:
    """Whether what follows a line of a heading's shape makes it one: text, or headings further in."""
    line, mark = lines[index], marks[index]
    if line.level is not None:
        return True
    if index + 1 == len(lines):
        return mark is not None and confirmed.get(mark.rank, (0, False)) == (mark.number - 1, True)
    follower = marks[index + 1]
    if mark is None:
        after_list = (
            index > 0 and marks[index - 1] is None and shapes[index - 1] and not is_appendix(line.text)
        )
        opens = follower is not None or not shapes[index + 1] or lines[index + 1].kind == "row"
        signed = is_day(lines[index + 1].text)  # the office that signs stands above the day
        return opens and not after_list and not signed
    if (
        follower is not None
        and (shapes[index + 1] or follower.rank == mark.rank)
        and follower.rank <= mark.rank
    ):
        return confirmed.get(mark.rank, (0, False)) == (mark.number - 1, True) and mark.rank <= _PARTS
    previous = confirmed.get(mark.rank)
    return mark.number <= 1 or previous is None or previous[0] != mark.number - 1 or previous[1]


def _kept_followers(items: Sequence[_Item]) -> list[int | None]:
    """How many paragraphs may come under each point of a list; None for no limit.

    ``一是…`` owns what stands before ``二是…``. What follows the last point is its own only as far as an
    earlier points were about as long: after that the report has come back from the list.
    """
    keeps: list[int | None] = [None] * len(items)
    longest: dict[int, int] = {}  # rank -> followers of the longest earlier point of the open list
    for index, item in enumerate(items):
        if item.rank is None or item.mark is None:
            continue
        longest = {rank: count for rank, count in longest.items() if rank <= item.rank}
        if item.whole and item.rank < LIST_RANK:
            longest.pop(item.rank, None)
            continue
        if item.mark.number == 1:
            longest.pop(item.rank, None)
        count, next_rank, next_number = _followers(items, index)
        if next_rank == item.rank and (item.mark.number == 0 or next_number == item.mark.number + 1):
            longest[item.rank] = max(count, longest.get(item.rank, 0))
        elif item.rank in longest:
            size = max(longest[item.rank], int(item.whole))
            keeps[index] = size if size < 2 else 2 * size
        elif item.mark.number == 0:
            keeps[index] = int(item.whole)
    return keeps


def _followers(items: Sequence[_Item], index: int) -> tuple[int, int | None, int]:
    """Paragraphs between a point and the next heading on its level or above; that heading's rank and number."""
    rank = items[index].rank
    assert rank is not None
    count = 0
    for later in range(index + 1, len(items)):
        item = items[later]
        if item.address or (item.rank is None and _ADDRESS.match(item.line.text)):
            return count, None, 0
        if item.rank is not None and item.rank <= rank:
            return count, item.rank, item.mark.number if item.mark else 0
        count += 1
    return count, None, 0
