"""The heading tree: what stands under which heading.

Styles of number nest in the order in which official documents use them (GB/T 9704), unless the text itself
says otherwise: a series that goes on later encloses whatever begins before it does.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...metadata import is_salutation
from ...read import Line
from .closing import closings
from .returns import Returns
from .series import Item, is_address, read_items
from .tree import Tree
from .turns import turns


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the body and its place in the outline."""

    line: Line
    role: Literal["title", "heading", "paragraph", "address"]
    path: tuple[str, ...]  # headings above it and its own
    heading_end: int = 0  # offset in the line where the words of its own heading end; 0 if it has none


def outline(lines: Sequence[Line], titles: Sequence[str] = ()) -> list[Entry]:
    """Give each line of the body its role and its path of headings; ``titles`` are those that stand above it."""
    items = read_items(lines)
    closing = closings(items)
    for index in closing:
        items[index].heading = False
    covers: set[int] = set()
    entries = _entries(items, covers, closing)
    while (
        cover := _title_of_all(items, entries, [*titles, *(items[n].line.text for n in covers)])
    ) is not None:
        covers.add(cover)
        items[cover].heading = False
        entries = _entries(items, covers, closing)
    return entries


def _entries(items: Sequence[Item], covers: set[int], closing: set[int]) -> list[Entry]:
    tree = Tree(items)
    returns = Returns()
    speeches = turns(items)
    entries: list[Entry] = []
    for index, item in enumerate(items):
        text = item.line.text
        if index in speeches:
            tree.take_turn(index)
        role: Literal["title", "heading", "paragraph", "address"] = "paragraph"
        if index in covers:
            role = "title"
        elif item.heading:
            role = "heading" if item.shape == "whole" else "paragraph"
            tree.open(index)
        elif index in closing:
            tree.leave(0)
        elif item.sibling:
            tree.close(index)
        elif is_address(text):
            role = "address" if is_salutation(text) else "paragraph"
            tree.address(index)
        else:
            tree.spend(index)
            if tree.at_end() and returns.comes_back(text, tree.path):
                tree.leave(1)
        if role == "paragraph":
            returns.note(text, tree.path)
            tree.count()
        entries.append(Entry(item.line, role, tree.path, item.end if item.heading else 0))
    return entries


def _title_of_all(items: Sequence[Item], entries: Sequence[Entry], titles: Sequence[str]) -> int | None:
    """The only outermost heading, if all parts stand under it and it is the text's title, not a section.

    It is where nothing was said before it, or where it repeats a title that stands above.
    """
    outermost = [index for index, entry in enumerate(entries) if entry.heading_end and len(entry.path) == 1]
    if len(outermost) != 1 or items[outermost[0]].mark is not None:
        return None
    (cover,) = outermost
    above, under = items[:cover], items[cover + 1 :]
    title = items[cover].line.text
    issued = any(f"《{title}》" in item.line.text for item in above)
    titled = issued or any(_bare(title) in _bare(other) for other in titles)
    said = any(item.line.text.endswith("。") for item in above)
    parts = any(item.heading and (item.mark is not None or item.line.level is not None) for item in under)
    return cover if parts and (titled or not said) else None


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
