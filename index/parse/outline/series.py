"""Numbered lines as series: which of them are headings is seen from all members of a series together.

``一、`` to ``六、`` form a series; the next ``一、`` begins another. A line may have a heading's shape by
chance; a series has it only if its members share it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from ...metadata import begins_signature, is_day, is_salutation, is_signature, is_venue
from ...read import Line
from ...text import (
    ARTICLE_RANK,
    DOTTED_RANK,
    LIST_RANK,
    POINT_RANK,
    Marker,
    in_either_script,
    is_annex,
    is_appendix,
    is_box,
    is_line_heading,
    lead_end,
    marker,
)
from ..numbers import bare_marker

Shape = Literal["whole", "lead", "text"]
_PARTS = 30  # ranks up to （一）: parts of a report even where nothing stands under them
_TERMS = (DOTTED_RANK, POINT_RANK)  # styles that number the terms of a glossary
_SIGNERS = 8  # lines that may name who signs
_TERM = 30  # characters: 1.“四上”企业： on a line of its own, explained by the next
_ADDRESS = re.compile(r"(?:\w{2,6}、)*各位\w|同志们[！!，,：:]")


@in_either_script
def is_address(text: str) -> bool:
    """Whether a line speaks to everyone: 各位代表！ 各位委员，… 委员长、各位副委员长，…"""
    return is_salutation(text) or bool(_ADDRESS.match(text))


@dataclass(slots=True)
class Item:
    """A line of the body as the outline sees it."""

    line: Line
    mark: Marker | None
    shape: Shape
    end: int = 0  # of the heading's words, where the shape is a heading's
    heading: bool = False
    sibling: bool = False  # text, but numbered in a series of headings: nothing stands under it


@dataclass(slots=True)
class _Series:
    rank: int
    members: list[int] = field(default_factory=list)  # indices of its lines
    last: int = 0


def read_items(lines: Sequence[Line]) -> list[Item]:
    """The lines with their markers, and which of them are headings."""
    items = [_item(line, mark) for line, mark in zip(lines, _marks(lines), strict=True)]
    empty = [_is_empty(items, index) for index in range(len(items))]
    for series in _group(items):
        good = [index for index in series.members if _is_good(items, index, empty)]
        if _are_headings(series, items, len(good)):
            for index in series.members:
                item = items[index]
                if series.rank >= LIST_RANK and index not in good:
                    _read_lead(item)
                    good += [index] if item.shape == "lead" else []
                part = item.shape == "whole" and item.mark is not None and item.mark.rank <= _PARTS
                if part and empty[index] and item.line.finished:
                    item.shape = "lead"  # a sentence under which nothing stands heads itself
                item.heading = index in good or part
                item.sibling = not item.heading
    _unhead_items(items)
    for index, item in enumerate(items):
        if item.line.level is not None:
            item.heading = True
        elif item.mark is None:
            item.heading = item.shape == "whole" and _opens(items, index)
    return items


def _read_lead(item: Item) -> None:
    """Make a run-in heading of the first sentence of a point whose fellows are headings on lines of their own."""
    end = lead_end(item.line.text, item.mark) if item.mark is not None else None
    if item.shape == "text" and end is not None:
        item.shape, item.end = "lead", end


def _unhead_items(items: Sequence[Item]) -> None:
    """The items of an article are no headings, whatever their form."""
    inside = False
    for item in items:
        if item.mark is None:
            inside = inside and not is_annex(item.line.text)
        elif inside and item.mark.rank > ARTICLE_RANK:
            item.heading = item.sibling = False
        else:
            inside = item.heading and item.mark.rank == ARTICLE_RANK


def _marks(lines: Sequence[Line]) -> list[Marker | None]:
    """The marker of each line; 1.2 only after 1.1, so that 3.5公里 is none and 8.6个专项 the eighth item.

    A number with nothing but a space after it (1 总则) is one only if it counts on.
    """
    seen: set[tuple[int, ...]] = set()
    marks: list[Marker | None] = []
    counted = 0  # the last 1. 2. 3.
    for line in lines:
        mark = marker(line.text) if line.kind != "row" else None
        if mark is not None and DOTTED_RANK < mark.rank < POINT_RANK:
            parts = tuple(map(int, re.findall(r"[0-9]+", line.text[: mark.end])))
            if parts[-1] == 1 or (*parts[:-1], parts[-1] - 1) in seen:
                seen.add(parts)
            elif len(parts) == 2 and parts[0] == counted + 1:
                mark = Marker(DOTTED_RANK, parts[0], line.text.index(".") + 1)
            else:
                mark = None
        elif mark is None:
            mark = bare_marker(line, counted)
        if mark is not None and mark.rank == DOTTED_RANK:
            counted = mark.number
        marks.append(mark)
    return marks


def _item(line: Line, mark: Marker | None) -> Item:
    text = line.text
    signed = is_day(text) or is_day(text.split()[-1])  # 青石县统计局 2026年3月18日
    if line.kind == "row" or line.item or is_venue(text) or signed:
        return Item(line, mark, "text")
    asked = mark is not None and text[-1] in "？?"  # 一、为什么制定本办法？
    whole = is_appendix(text)
    if mark is not None or not line.finished:
        whole = is_line_heading(text[:-1] if asked else text, mark) or (mark is None and is_box(text))
    term = mark is not None and mark.rank in _TERMS and text[-1] in "：:" and mark.end < len(text) <= _TERM
    if line.level is not None or whole or term:
        return Item(line, mark, "whole", len(text.rstrip("。.：: ")))
    # 一是…。 before the text of its own line is a point of the text, and 1.“两新”：… the entry of a glossary.
    leads = mark is not None and mark.rank < LIST_RANK
    end = lead_end(text, mark) if mark is not None and leads else None
    if mark is None or end is None or (text[end] in "：:" and mark.rank != ARTICLE_RANK):
        return Item(line, mark, "text")
    return Item(line, mark, "lead", end)


def _group(items: Sequence[Item]) -> list[_Series]:
    """The marked lines as series, in the order in which these begin."""
    series: list[_Series] = []
    open_series: dict[int, _Series] = {}
    for index, item in enumerate(items):
        if item.mark is None:
            continue
        rank, number = item.mark.rank, item.mark.number
        current = open_series.get(rank)
        if current is None or 0 < number <= current.last:
            current = open_series[rank] = _Series(rank)
            series.append(current)
        current.members.append(index)
        current.last = number
    return series


def _is_good(items: Sequence[Item], index: int, empty: Sequence[bool]) -> bool:
    shape = items[index].shape
    return shape == "lead" or (shape == "whole" and not empty[index])


def _are_headings(series: _Series, items: Sequence[Item], good: int) -> bool:
    if series.rank < LIST_RANK:
        return good > 0 and 2 * good >= len(series.members)
    first = items[series.members[0]].mark
    # 二是 without 一是 goes on with the points of the paragraph before, where 一是 stands.
    return first is not None and first.number <= 1 and 2 * good > len(series.members)


def _is_empty(items: Sequence[Item], index: int) -> bool:
    """Whether nothing can stand under a numbered line: the next one is its equal, or further out."""
    mark = items[index].mark
    if mark is None or index + 1 == len(items):
        return True
    follower = items[index + 1]
    if follower.mark is None:
        below = [item.line.text for item in items[index + 1 : index + 1 + _SIGNERS]]
        return items[index].line.finished and (is_address(follower.line.text) or begins_signature(below))
    return follower.mark.rank <= mark.rank and (follower.shape == "whole" or follower.mark.rank == mark.rank)


def _opens(items: Sequence[Item], index: int) -> bool:
    """Whether an unnumbered line of a heading's shape is one: text or numbers follow, and it is no signature."""
    if index + 1 == len(items):
        return False
    item, follower = items[index], items[index + 1]
    if is_box(item.line.text):
        return True
    before = items[index - 1] if index else None
    loose = before is not None and before.mark is None and not before.line.finished
    loose = loose and before is not None and not is_signature(before.line.text)
    after_list = loose and not is_appendix(item.line.text)  # the last of a list or of the cells of a table
    # The office that signs stands above the day.
    signs = (index > 0 and is_venue(follower.line.text)) or is_day(follower.line.text)
    opens = follower.mark is not None or follower.shape != "whole"
    return opens and not after_list and not signs
