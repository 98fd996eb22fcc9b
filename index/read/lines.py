"""Blocks to clean lines: what cannot be seen goes, what was printed stays."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from ..models import PageBreak, Span, TableRow, page_at
from .blocks import Block

_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})  # controls, zero-width and bidirectional marks, lone surrogates
_FINISHED = re.compile(r"(?:[。！？!?；;：:…]|(?<=[^\W\d_]|[%％‰）)”])\.|[）)\]】])[”’」』\"')）》]*$")
_WIDE = frozenset("WFA")


@dataclass(frozen=True, slots=True)
class Line:
    """A cleaned line that is not blank, with what lay around it."""

    text: str
    kind: Literal["line", "paragraph", "row"] = "line"
    gap: int = 0  # blank lines before it
    indented: bool = False
    spaced: bool = False  # ended in a space, which tells words apart when the next line is joined to it
    new_page: bool = False  # a page mark or page end lies before it
    page: int | None = None
    breaks: tuple[PageBreak, ...] = ()  # in a line that was joined: where its further pages begin in ``text``
    doubtful: tuple[Span, ...] = ()  # characters of ``text`` that were recognised without certainty
    level: int | None = None  # heading level given by the file's format; 0 for the title of the whole
    item: bool = False  # begins an item of a list, by the file's format
    notes: tuple[str, ...] = ()  # printer's notes that stood in it or right after it
    footnotes: tuple["Line", ...] = ()  # whose marks stood in it
    row: TableRow | None = None  # of a row: where its cells are, in ``text``

    @property
    def finished(self) -> bool:
        """Whether it ends like a sentence, a list item, an introduction or a remark in brackets."""
        return bool(_FINISHED.search(self.text[-12:]))

    @property
    def columns(self) -> int:
        """Columns it takes in print: 2 for each Chinese character or mark."""
        return (
            sum(2 if unicodedata.east_asian_width(c) in _WIDE else 1 for c in self.text) + 4 * self.indented
        )


class _Visible(dict[int, str | int]):
    """Translation table that works out each character once."""

    def __missing__(self, code: int) -> str | int:
        category = unicodedata.category(chr(code))
        if code == 0x09 or (category == "Zs" and code != 0x3000):
            self[code] = " "
        else:
            self[code] = "" if category in _INVISIBLE else code
        return self[code]


_VISIBLE = _Visible()


def clean(text: str) -> str:
    """Remove invisible characters; every kind of space but the ideographic becomes a plain one."""
    if text.isprintable():
        return text
    paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")  # lone surrogates go
    return paired.translate(_VISIBLE)


def clean_lines(blocks: Iterable[Block]) -> list[Line]:
    """The lines of a file that hold text; a line of zero-width characters alone counts as not there."""
    lines: list[Line] = []
    gap, page = 0, None
    for block in blocks:
        for raw in block.text.splitlines() or [""]:
            cleaned = clean(raw)
            text = cleaned.strip()
            if not text:
                # Scraped pages hold such a line where a printed page ended inside a sentence.
                gap += not (block.kind == "line" and raw and not cleaned)
                continue
            lines.append(
                Line(
                    text,
                    block.kind,
                    gap,
                    indented=cleaned[0] == "\u3000" or len(cleaned) - len(cleaned.lstrip()) >= 2,
                    spaced=cleaned[-1].isspace(),
                    new_page=bool(lines) and block.page != page,
                    page=block.page,
                    breaks=block.breaks,
                    doubtful=block.doubtful,
                    level=block.level,
                    item=block.item,
                    row=block.row,
                )
            )
            gap, page = 0, block.breaks[-1].page if block.breaks else block.page
    return lines


def part_of(line: Line, start: int, end: int) -> Line:
    """A part of a line, with the pages and the doubts that are its own."""
    page = page_at(start, line.page, line.breaks)
    breaks = tuple(
        PageBreak(each.offset - start, each.page) for each in line.breaks if start < each.offset < end
    )
    doubtful = tuple(
        Span(max(each.start, start) - start, min(each.end, end) - start)
        for each in line.doubtful
        if each.start < end and start < each.end
    )
    return replace(line, text=line.text[start:end], page=page, breaks=breaks, doubtful=doubtful)


def carrying(left: Line, right: Line, offset: int) -> Line:
    """The line ``left`` with all that ``right`` knows, when the text of ``right`` is to begin in it at ``offset``."""
    last = left.breaks[-1].page if left.breaks else left.page
    begun = (PageBreak(offset, right.page),) if right.page is not None and right.page != last else ()
    later = (PageBreak(start + offset, page) for start, page in right.breaks)
    moved = (Span(start + offset, end + offset) for start, end in right.doubtful)
    return replace(
        left,
        breaks=(*left.breaks, *begun, *later),
        doubtful=(*left.doubtful, *moved),
        notes=left.notes + right.notes,
        footnotes=left.footnotes + right.footnotes,
    )


def glue(left: str, right: str, spaced: bool = False) -> str:
    """What to put between two halves of a broken line: nothing in Chinese, a space between Latin words."""
    latin = left[-1].isascii() and right[0].isascii() and right[0].isalpha()
    words = latin and (
        left[-1].islower() or left[-1] in ",.;:)" or (left[-1].isalpha() and right[0].islower())
    )
    return " " if spaced or words else ""
