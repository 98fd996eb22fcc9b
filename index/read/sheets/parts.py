"""A sheet's cells to its titles, tables and remarks: tables are parted by blank rows."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from ..blocks import Block, Cell, Table
from ..tables import label_alone, unit_alone

Row = tuple[Cell, ...]

_UNNAMED = re.compile(r"(?:Sheet|工作表|表)\s*\d+", re.IGNORECASE)  # as the program names a sheet by itself
_LONGEST_TITLE = 60  # characters
_SENTENCE = re.compile("[。；！？]")


def book_parts(sheets: Sequence[tuple[str, Sequence[Sequence[Cell]]]]) -> Iterator[Block | Table]:
    """The lines and tables of sheets with their names, under these where there are several of their own.

    The title of the first table is that of the file; the others are told with their rows alone.
    """
    found = [(name, list(sheet_parts(rows))) for name, rows in sheets]
    yield from [part for _, parts in found for part in parts if _is_title(part)][:1]
    for name, parts in found:
        if len(sheets) > 1 and not _UNNAMED.fullmatch(name) and any(map(_says, parts)):
            yield Block(name, "paragraph", level=1)
        yield from (part for part in parts if not _is_title(part))


def _is_title(part: Block | Table) -> bool:
    return isinstance(part, Block) and part.level == 0


def _says(part: Block | Table) -> bool:
    return isinstance(part, Table) or bool(part.text)


def sheet_parts(rows: Sequence[Sequence[Cell]]) -> Iterator[Block | Table]:
    """The lines and tables of a sheet, in order; a table has the title and the unit above it as its caption."""
    above: list[str] = []  # the lines since the last table
    for filled, group in groupby(_within(rows), key=_is_filled):
        region = list(group)
        if not filled:
            yield Block("", "line")
            continue
        lines, body, below = _parted(region)
        above += lines
        if body:
            title = _title(above)
            for text in above:
                if not unit_alone(text):
                    yield Block(text, "paragraph", level=0 if text is title else None)
            yield Table(tuple(body), caption=_caption(title, above))
            above = []
        for text in below:
            yield Block(text, "paragraph")
    yield from (Block(text, "paragraph") for text in above)


def _within(rows: Sequence[Sequence[Cell]]) -> list[Row]:
    """The rows, all of one width, without columns that hold nothing."""
    width = max(map(len, rows), default=0)
    padded = [(*row, *(Cell("") for _ in range(width - len(row)))) for row in rows]
    used = [column for column in range(width) if any(row[column].text.strip() for row in padded)]
    return [tuple(row[column] for column in used) for row in padded]


def _is_filled(row: Row) -> bool:
    return any(cell.text.strip() for cell in row)


def _texts(row: Row) -> list[str]:
    """What a row says, each cell once."""
    return [text for cell in dict.fromkeys(row) if (text := cell.text.strip())]


def _is_line(row: Row) -> bool:
    """Whether a row is no row of a table: it holds one text, or labels with what they say."""
    texts = _texts(row)
    return len(texts) == 1 or (len(texts) < len(row) and all(map(_is_labelled, texts)))


def _is_labelled(text: str) -> bool:
    return bool(unit_alone(text)) or label_alone(text)


def _parted(region: Sequence[Row]) -> tuple[list[str], list[Row], list[str]]:
    """The lines above a table, its rows, and the remarks below it."""
    above = list(takewhile(_is_line, region))
    rest = region[len(above) :]
    below = list(takewhile(_is_line, reversed(rest)))[::-1] if len(rest) > 1 else []
    body = list(rest[: len(rest) - len(below)])
    return _lines(above), body, _lines(below)


def _lines(rows: Sequence[Row]) -> list[str]:
    return [text for row in rows for text in _texts(row)]


def _title(lines: Sequence[str]) -> str:
    """The first of the lines above a table that may be its title; "" for none."""
    titles = (text for text in lines if not _is_labelled(text))
    return next((text for text in titles if len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text)), "")


def _caption(title: str, lines: Sequence[str]) -> str:
    """What a table is told with: its title, and the unit named above it."""
    unit = next((named for text in lines if (named := unit_alone(text))), "")
    return " ".join(title.split()) + unit if title else unit.strip("（）")
