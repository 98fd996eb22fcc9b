"""Finds a quote among the lines of a page, by its characters; white space does not count."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from ..printed import Box
from .page import PrintedText

_LEAST_RUN = 4  # characters that agree, and are not found by chance


class _Letter(NamedTuple):
    """A character of the page: of which line, and where in it."""

    line: int
    offset: int


def quote_places(lines: Sequence[PrintedText], paragraph: str, start: int, end: int) -> list[Box]:
    """Where ``paragraph[start:end]`` stands on the page, one box a line, in shares of the page as it is shown.

    The whole paragraph is looked for, as its words may stand on the page more than once; of what goes on on other
    pages only the part that is here is found.
    """
    letters = [
        _Letter(number, offset)
        for number, line in enumerate(lines)
        for offset, character in enumerate(line.text)
        if not character.isspace()
    ]
    page = "".join(lines[letter.line].text[letter.offset] for letter in letters)
    kept = [offset for offset, character in enumerate(paragraph) if not character.isspace()]
    wanted = "".join(paragraph[offset] for offset in kept)
    found = {kept[a]: letters[b] for a, b in _aligned(wanted, page)}
    return _boxes(lines, [letter for offset, letter in sorted(found.items()) if start <= offset < end])


def _aligned(wanted: str, page: str) -> Iterator[tuple[int, int]]:
    """Pairs of offsets of the same character."""
    whole = page.find(wanted)
    if whole >= 0:
        yield from ((offset, whole + offset) for offset in range(len(wanted)))
        return
    for block in SequenceMatcher(None, wanted, page, autojunk=False).get_matching_blocks():
        if block.size >= min(_LEAST_RUN, len(wanted)):
            yield from ((block.a + offset, block.b + offset) for offset in range(block.size))


def cell_places(lines: Sequence[PrintedText], cells: Sequence[str]) -> list[Box]:
    """Where the cells of a row stand: of each the place that is nearest in height to those of the others."""
    found = [places for cell in cells if cell.strip() and (places := _cell(lines, cell))]
    if not found:
        return []
    rarest = min(found, key=len)
    rows = [[min(places, key=lambda box: _apart(box, one)) for places in found] for one in rarest]
    return min(rows, key=lambda row: sum(_apart(box, other) for box in row for other in row))


def _apart(one: Box, other: Box) -> float:
    return abs(one.centre[1] - other.centre[1])


def _cell(lines: Sequence[PrintedText], cell: str) -> list[Box]:
    """The places of a cell's words: whole lines, or else within lines."""
    wanted = "".join(cell.split())
    whole: list[Box] = []
    within: list[Box] = []
    for number, line in enumerate(lines):
        kept = [offset for offset, character in enumerate(line.text) if not character.isspace()]
        text = "".join(line.text[offset] for offset in kept)
        at = text.find(wanted)
        if at >= 0:
            letters = [_Letter(number, each) for each in kept[at : at + len(wanted)]]
            (whole if text == wanted else within).extend(_boxes(lines, letters))
    return whole or within


def _boxes(lines: Sequence[PrintedText], letters: Sequence[_Letter]) -> list[Box]:
    boxes = []
    for number, run in groupby(letters, key=lambda letter: letter.line):
        offsets = [letter.offset for letter in run]
        boxes.append(_part(lines[number], min(offsets), max(offsets) + 1))
    return boxes


def _part(line: PrintedText, start: int, end: int) -> Box:
    """Where a part of a line stands on the page as it is shown; Latin letters are half as wide as Chinese ones."""
    widths = [0.5 if character.isascii() else 1.0 for character in line.text]
    letter = line.box.width / sum(widths)
    left = line.box.left + letter * sum(widths[:start])
    box = Box(left, line.box.top, left + letter * sum(widths[start:end]), line.box.bottom)
    for _ in range(line.turn):
        box = Box(box.top, 1 - box.right, box.bottom, 1 - box.left)
    return box
