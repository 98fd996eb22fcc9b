"""One row of a table as a line of text that can be read alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from ...models import Span, TableRow
from ..blocks import Cell
from .heads import Head, Units, is_bare_figure, is_relative, is_value, unit_of

BETWEEN = "｜"  # no mark of a sentence: a row is quoted whole, and seen to be one


class _Piece(NamedTuple):
    """A cell as it is told, with the words put around it."""

    columns: Sequence[int]
    before: str
    text: str
    after: str = ""  # its unit


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells the rows of one table: ``表1 主要农产品产量：油料｜产量4.15万吨｜比上年增长-2.3%``."""

    number: int  # of the table within its report
    caption: str
    heads: tuple[Head, ...]
    units: Units  # that the caption names for the whole table
    labels: int  # columns before the first column of figures
    labels_measure: bool = False  # the last of them names the unit of each row: 生产总值（亿元）

    def tell(self, row: Sequence[Cell], group: str = "") -> tuple[str, TableRow]:
        """The text of a row, and where its cells are in it; ``group``: what is printed above some rows."""
        text = f"{self.caption}：" if self.caption else ""
        above = Span(len(text), len(text) + len(group)) if group else None
        text += f"{group}{BETWEEN}" if group else ""
        spans: list[Span | None] = [None] * len(row)
        units = [column for column, head in enumerate(self.heads) if head.names_units]
        between = ""
        for piece in self._pieces(row, units):
            start = len(text) + len(between) + len(piece.before)
            text += between + piece.before + piece.text + piece.after
            for column in piece.columns:
                spans[column] = Span(start, start + len(piece.text))
            for column in units:  # told with the first figure that it measures
                if spans[column] is None and piece.after and row[column].text == piece.after:
                    spans[column] = Span(len(text) - len(piece.after), len(text))
            between = BETWEEN
        printed = tuple(head.printed for head in self.heads)
        return text, TableRow(self.number, self.caption, printed, tuple(spans), above)

    def _pieces(self, row: Sequence[Cell], units: Sequence[int]) -> list[_Piece]:
        """The cells that hold text, in order, without a unit that is told with a figure."""
        own = "".join(row[column].text for column in units)
        if not own and self.labels_measure:
            own = unit_of(row[self.labels - 1].text)
        pieces = list(self._told(row, Units(own, self.units.rates) if own else self.units))
        measured = {piece.after for piece in pieces}
        return [piece for piece in pieces if piece.columns[0] not in units or piece.text not in measured]

    def _told(self, row: Sequence[Cell], units: Units) -> Iterator[_Piece]:
        labelled = False
        for cell, places in groupby(range(len(row)), key=row.__getitem__):
            columns = list(places)
            heads = [self.heads[column] for column in columns]
            if not cell.text:
                continue
            if is_bare_figure(cell.text) or is_value(cell.text):
                words = _joined([head.words for head in heads])
                unit = next((head.unit for head in heads if head.unit), "")
                if not unit and columns[0] >= self.labels:
                    unit = units.rates if is_relative(words) else units.amounts
                apart = " " if words[-1:].isdecimal() else ""  # 2024 38.2万吨
                yield _Piece(columns, words + apart, cell.text, unit if is_bare_figure(cell.text) else "")
            elif not heads[0].names_units and (not labelled or columns[-1] < self.labels):
                labelled = True
                yield _Piece(columns, "", cell.text)
            else:
                words = _joined([head.printed for head in heads])
                yield _Piece(columns, f"{words} " if words else "", cell.text)


def _joined(words: Sequence[str]) -> str:
    """What the heads over a merged cell say, each once."""
    return "、".join(dict.fromkeys(filter(None, words)))
