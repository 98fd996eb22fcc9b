"""The heads of a table: which rows they are, told by structure, and the unit that a head or caption names."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ..blocks import Cell

Grid = Sequence[Sequence[Cell]]

_BARE = re.compile(r"[-+−–±]?\s?\d[\d,]*(?:\.\d+)?")
_VALUE = re.compile(rf"{_BARE.pattern}\s*(?![年月日\d])[^\d\s]{{0,8}}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_UNIT_IN_BRACKETS = re.compile(r"(?P<words>.*)[（(]\s*(?:单位[：:])?(?P<unit>[^（）()]+?)\s*[）)]", re.DOTALL)
_UNIT_AT_END = re.compile(r"(?P<words>.*[^\d\s（(])\s*(?P<unit>[%％‰])", re.DOTALL)
_UNIT_MARKS = re.compile("[，,、；;]")
_UNITS_NAMED = re.compile(r"单位\s*[：:]\s*(?P<units>[^\s（）()]+)")
_PERCENT = frozenset("%％‰")
_UNITS_COLUMN = re.compile("(?:计[量算])?单位")
_RELATIVE = re.compile("[率比占速幅]|增长|增减|升降|指数")
_OF_FIGURES = re.compile(r"[\d.,%‰<>≤≥+−-]")
_DATED = re.compile(r"[年月日]|(?:19|20)\d\d$|^[^\d]*$")
_NO_VALUE = frozenset("-－—–―…/／·")
_SCALE = re.compile("[十百千万亿]+")
_LONGEST_HEAD = 12  # characters of a head in a table without figures


def is_bare_figure(text: str) -> bool:
    """Whether a cell is a number and nothing else: its unit must stand elsewhere."""
    return bool(_BARE.fullmatch(unicodedata.normalize("NFKC", text)))


def is_value(text: str) -> bool:
    """Whether a cell is a figure, with its unit or without; a year or a date is none."""
    text = unicodedata.normalize("NFKC", text)
    return bool(_VALUE.fullmatch(text)) and not _YEAR.fullmatch(text)


def is_figure(text: str) -> bool:
    """Whether a cell is a value, or a figure with more about it than a unit: 下降15%, <15000."""
    text = unicodedata.normalize("NFKC", text)
    return is_value(text) or (2 * len(_OF_FIGURES.findall(text)) > len(text) and not _DATED.search(text))


def stands_for_figure(text: str) -> bool:
    """Whether a cell is a figure, or a mark that there is none: — or …"""
    return is_figure(text) or (bool(text) and set(text) <= _NO_VALUE)


def is_value_column(cells: Sequence[Cell]) -> bool:
    """Whether half of what a column holds, or more, are figures."""
    texts = [cell.text for cell in cells if cell.text]
    return bool(texts) and 2 * sum(map(is_value, texts)) >= len(texts)


def is_relative(words: str) -> bool:
    """Whether a head speaks of a share or a change, which is not counted in the table's unit."""
    return bool(_RELATIVE.search(words))


class Units(NamedTuple):
    """What the figures of a whole table, or of one row, are counted in."""

    amounts: str = ""
    rates: str = ""  # shares and changes


def units_named(caption: str) -> Units:
    """The units that a caption names: 亿元, and % for the rates, of ``（单位：亿元、%）``; none where it has many."""
    match = _UNITS_NAMED.search(caption)
    units = _UNIT_MARKS.split(match["units"]) if match else []
    rates = [unit for unit in units if unit in _PERCENT]
    amounts = [unit for unit in units if unit not in _PERCENT]
    if len(amounts) > 1 or len(rates) > 1:
        return Units()
    return Units("".join(amounts or rates), "".join(rates))


def unit_of(text: str) -> str:
    """The unit that a label or a head ends with: 亿元 of 地区生产总值（亿元）."""
    return _unit_apart(text)[1]


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column: the texts of its head rows, outermost first."""

    parts: tuple[str, ...]

    @property
    def printed(self) -> str:
        return "".join(self.parts)

    @property
    def words(self) -> str:
        """What it says without the unit."""
        return "".join(_unit_apart(part)[0] for part in self.parts)

    @property
    def unit(self) -> str:
        """The unit of the figures below: 万吨 of 产量（万吨）."""
        return next((unit for part in reversed(self.parts) if (unit := unit_of(part))), "")

    @property
    def names_units(self) -> bool:
        """Whether the column holds the unit of each row."""
        return bool(_UNITS_COLUMN.fullmatch(self.printed))


def find_heads(grid: Grid, count: int | None) -> tuple[list[Sequence[Cell]], tuple[Head, ...]]:
    """The rows under the heads, and the head of each column; ``count``: how many head rows, where known."""
    if count is None or count >= len(grid):  # heads alone say nothing
        count = _count_heads(grid)
    above, rows = grid[:count], grid[count:]
    printed = {_texts(row) for row in above}
    heads = tuple(Head(_head_parts(above, column)) for column in range(len(grid[0]) if grid else 0))
    return [row for row in rows if _texts(row) not in printed], heads  # a head printed again says nothing new


def _texts(row: Sequence[Cell]) -> tuple[str, ...]:
    return tuple(cell.text for cell in row)


def _head_parts(above: Grid, column: int) -> tuple[str, ...]:
    """The distinct texts over a column; an empty place in an upper row has the text to its left."""
    parts: list[str] = []
    for depth, row in enumerate(above):
        text = row[column].text
        if not text and any(below[column].text for below in above[depth + 1 :]):
            text = next((row[left].text for left in range(column, 0, -1) if row[left].text), "")
        if text and (not parts or text != parts[-1]):
            parts.append(text)
    return tuple(parts)


def _count_heads(grid: Grid) -> int:
    """How many rows stand above the figures as their heads."""
    if len(grid) < 2:
        return 0
    width = len(grid[0])
    values = [column for column in range(width) if is_value_column([row[column] for row in grid[1:]])]
    if not values:
        return int(_words_have_heads(grid))
    if not _heads_figures(grid[0], values):
        return 0
    count = 1
    while count < len(grid) - 1 and _heads_figures(grid[count], values) and _is_split(grid, count):
        count += 1
    return count


def _heads_figures(row: Sequence[Cell], values: Sequence[int]) -> bool:
    """Whether most of what this row has over the columns of figures is words or years."""
    texts = [row[column].text for column in values if row[column].text]
    return 2 * sum(any(map(str.isalnum, text)) and not is_value(text) for text in texts) > len(texts)


def _is_split(grid: Grid, count: int) -> bool:
    """Whether row ``count`` divides the heads above it: it is no row of its own."""
    above, row = grid[count - 1], grid[count]
    if len(set(row)) == 1:
        return False
    spanned = any(cell is upper and cell.text for cell, upper in zip(row, above, strict=True))
    covers = any(
        left is right or not right.text
        for (left, right), below in zip(pairwise(above), row[1:], strict=True)
        if below.text and below is not right
    )
    return spanned or (covers and (not row[0].text or row[0] is above[0]))


def _words_have_heads(grid: Grid) -> bool:
    """Whether the first of rows of words is their head: short, filled, and shorter than what it heads.

    Pairs of a name and its value, and lists of names, have none.
    """
    first = [cell.text for cell in grid[0]]
    longest = max(len(cell.text) for row in grid[1:] for cell in row)
    return (
        len(first) > 2
        and len(grid) > 2
        and all(first)
        and len(set(first)) == len(first)
        and max(map(len, first)) <= min(_LONGEST_HEAD, longest - 1)
    )


def _unit_apart(part: str) -> tuple[str, str]:
    """A head's words and its unit; a bracket that holds no unit belongs to the words."""
    for pattern in (_UNIT_IN_BRACKETS, _UNIT_AT_END):
        match = pattern.fullmatch(part)
        if match and _is_unit(match["unit"]):
            return match["words"], match["unit"]
    return part, ""


def _is_unit(text: str) -> bool:
    """Whether words in brackets measure what stands below: 万吨, 元/人, %, km²; not 预计 or 现价.

    A unit is scaled, or is a sign, or begins with a measure word by jieba's dictionary.
    """
    if _SCALE.match(text) or len(text) == 1 or not re.match("[一-龥]", text):
        return not is_value(text) and not _YEAR.match(text)
    from jieba import posseg  # takes a while to load

    first = next(iter(posseg.cut(text)))
    return first.flag in ("m", "q") or len(first.word) == 1
