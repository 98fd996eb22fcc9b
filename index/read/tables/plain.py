"""Tables in plain text: rows whose cells are parted by tabs, by bars as in Markdown, or by wide gaps."""

import re
from collections.abc import Callable, Iterator, Sequence

from ...text import marker
from ..blocks import Block, Cell, Table
from .heads import is_value

Splitter = Callable[[str], list[str]]

_BAR = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"\s*:?-+:?\s*")  # of Markdown, between the heads and the rows
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1")  # of Markdown
_GAP = re.compile(r"[ \u3000]{2,}")


def with_tables(parts: Sequence[Block | Table]) -> Iterator[Block | Table]:
    """The parts of a file, with runs of lines that are rows of a table put together."""
    place = 0
    seen = dict.fromkeys(_KINDS, 0)  # how far the lines were looked at for each kind
    while place < len(parts):
        part = parts[place]
        for split, is_table in _KINDS if isinstance(part, Block) else ():
            if place < seen[split, is_table]:
                continue
            rows, end = _run(parts, place, split)
            seen[split, is_table] = end
            if len(rows) > 1 and is_table(rows):
                yield _table(rows, part.page)
                place = end
                break
        else:
            yield part
            place += 1


def _run(parts: Sequence[Block | Table], place: int, split: Splitter) -> tuple[list[list[str]], int]:
    """The rows from ``place`` on, and where they end; a blank line stands between all of them or none."""
    rows: list[list[str]] = []
    spaced = False
    while place < len(parts):
        blank = bool(rows) and _is_blank(parts[place])
        if len(rows) == 1:
            spaced = blank
        follower = parts[place + blank] if place + blank < len(parts) else None
        if (rows and blank != spaced) or not isinstance(follower, Block) or follower.level is not None:
            break
        cells = split(follower.text)
        if len(cells) < 2:
            break
        rows.append(cells)
        place += blank + 1
    return rows, place


def _is_blank(part: Block | Table) -> bool:
    return isinstance(part, Block) and not part.text.strip()


def _table(rows: Sequence[Sequence[str]], page: int | None) -> Table:
    ruled = _is_rule(rows[1])
    printed = (
        [_EMPHASIS.sub(r"\2", cell) for cell in row] if ruled else row for row in rows if not _is_rule(row)
    )
    return Table(tuple(tuple(map(Cell, row)) for row in printed), heads=1 if ruled else None, page=page)


def _is_rule(row: Sequence[str]) -> bool:
    return all(map(_RULE.fullmatch, row))


def _at_tabs(text: str) -> list[str]:
    """The cells of a line; a number before a tab is a list's, not a cell."""
    cells = text.strip(" \u3000\r\n").split("\t")
    mark = marker(text.lstrip())
    return [] if mark and "\t" in text.lstrip()[: mark.end] else cells


def _at_bars(text: str) -> list[str]:
    """The cells of a line; one that begins or ends with a bar has no cell outside it."""
    cells = [cell.strip().replace("\\|", "|") for cell in _BAR.split(text.strip())]
    if len(cells) > 1 and not cells[0]:
        cells = cells[1:]
    return cells[:-1] if len(cells) > 1 and not cells[-1] else cells


def _at_gaps(text: str) -> list[str]:
    return _GAP.split(text.strip())


def _is_tabbed(rows: Sequence[Sequence[str]]) -> bool:
    """Tabs part many things; a table has figures in columns, or more than two rows or columns."""
    filled = [sum(map(bool, map(str.strip, row))) for row in rows]
    return max(filled) > 1 and (len(rows) > 2 or max(filled) > 2 or any(is_value(row[-1]) for row in rows))


def _is_barred(rows: Sequence[Sequence[str]]) -> bool:
    return len(rows) > 2 or _is_rule(rows[1])


def _is_spaced(rows: Sequence[Sequence[str]]) -> bool:
    """Gaps part words of any kind; a table has as many cells in each row, and figures below the first."""
    return len({len(row) for row in rows}) == 1 and all(is_value(row[-1].strip()) for row in rows[1:])


_KINDS: tuple[tuple[Splitter, Callable[[Sequence[Sequence[str]]], bool]], ...] = (
    (_at_bars, _is_barred),
    (_at_tabs, _is_tabbed),
    (_at_gaps, _is_spaced),
)
