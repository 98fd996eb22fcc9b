"""What a reader of any format hands on: blocks of raw text, and tables as printed."""

from dataclasses import dataclass
from typing import Literal

from ..models import PageBreak, Span, TableRow

TITLE = 0  # the level of the title of all


@dataclass(frozen=True, slots=True)
class Block:
    """One raw line, paragraph or table row of a file, in the file's order. It may be blank."""

    text: str
    kind: Literal["line", "paragraph", "row"]
    page: int | None = None  # 1-based, where the file marks its pages
    level: int | None = (
        None  # of a paragraph that is styled as a heading, 1 for the outermost; TITLE of the title
    )
    row: TableRow | None = None  # of a row: where its cells are, in ``text``
    item: bool = False  # begins an item of a list
    breaks: tuple[
        PageBreak, ...
    ] = ()  # of a paragraph: where further pages begin in ``text``, which is clean
    doubtful: tuple[Span, ...] = ()  # what was recognised without certainty in ``text``, which is clean


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """A cell as printed. A merged cell stands, the same object, in every place that it covers."""

    text: str
    page: int | None = None  # 1-based, in a table that runs over pages
    doubtful: bool = False  # recognised without certainty


@dataclass(frozen=True, slots=True)
class Table:
    """A table as printed, from any format; ``tables`` makes rows of text of it."""

    rows: tuple[tuple[Cell, ...], ...]  # may be ragged: what a row lacks at its end is empty
    heads: int | None = None  # head rows, where the format knows; None: its structure tells
    caption: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What the reader of a format makes of a file."""

    blocks: tuple[Block, ...]
    encoding: str = ""  # of a text; "" where the format carries its own
    remarks: tuple[str, ...] = ()  # what a user must know of the file: pages that hold no text
