"""Running heads, feet and page numbers: what stands at the same place over pages, its numbers counting with them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from ..printed import Box, PrintedLine, PrintedTable, around

_AWAY = 2  # pages to the next with the same head: those of left and right pages differ
_ROWS = 4  # of a head or foot
_SHIFT = 5.0  # points by which it may stand elsewhere
_MARGIN = 0.115  # of the page's height, in which heads and feet stand
_RULE = 0.6  # of the page's width: the rule under a head
_SMALL = 0.92  # of the text's size
_APART = 2.2  # letters from a head to the text, where it is set as large
_ALONE = 2.0  # letters of white between the text and its page number
_MASTHEAD = 1.25  # of the text's size: a head so large is the document's own where it comes first
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\W*(?:第|[Pp]age|P\.?)?\W*\d{1,4}\W*页?(?:\W*(?:共|of|/)\W*\d{1,4}\W*页?)?\W*")


@dataclass(frozen=True, slots=True)
class Page:
    """The lines and tables of a page, and its rules."""

    number: int
    box: Box
    lines: tuple[PrintedLine, ...]
    tables: tuple[PrintedTable, ...] = ()
    rules: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands on one height at an edge of a page."""

    page: int
    lines: tuple[PrintedLine, ...]

    @property
    def text(self) -> str:
        text = "".join(line.text for line in self.lines)
        return "".join(unicodedata.normalize("NFKC", text).split())

    @property
    def y(self) -> float:
        return self.lines[0].box.centre[1]

    @property
    def box(self) -> Box:
        return around(line.box for line in self.lines)


def without_running(pages: Sequence[Page], size: float) -> list[Page]:
    """The pages without their heads and feet; ``size`` is that of the text's letters."""
    lifted: set[int] = set()
    mastheads: set[str] = set()
    for is_foot in (False, True):
        edges = {page.number: _edge(page, is_foot) for page in pages}
        repeated = {number: list(_repeated(rows, edges)) for number, rows in edges.items()}
        for page in pages:
            rows = [row for row in repeated[page.number] if _is_outside(row, edges, repeated, is_foot)]
            rows = rows if _is_apart(rows, page, size) else []
            rows = rows or _own(page, edges[page.number], is_foot, size)
            large = [row for row in rows if _is_large(row, size) and row.text not in mastheads]
            mastheads.update(row.text for row in large)
            rows = [row for row in rows if row not in large]
            lifted.update(id(line) for row in rows for line in row.lines)
    return [
        replace(page, lines=tuple(line for line in page.lines if id(line) not in lifted)) for page in pages
    ]


def _edge(page: Page, is_foot: bool) -> list[_Row]:
    """The rows at an edge of the page, the outermost first, as far as its margin or a table."""
    band = _MARGIN * page.box.height
    tables = [table.box for table in page.tables]
    rows: list[list[PrintedLine]] = []
    for line in sorted(page.lines, key=lambda line: line.box.centre[1], reverse=is_foot):
        y = line.box.centre[1]
        beyond = any(box.bottom > y if is_foot else box.top < y for box in tables)
        if beyond or (page.box.bottom - y if is_foot else y - page.box.top) > band:
            break
        if rows and abs(rows[-1][0].box.centre[1] - y) < line.height / 2:
            rows[-1].append(line)
        elif len(rows) == _ROWS:
            break
        else:
            rows.append([line])
    return [_Row(page.number, tuple(sorted(row, key=lambda line: line.box.left))) for row in rows]


def _repeated(rows: Sequence[_Row], edges: dict[int, list[_Row]]) -> Iterator[_Row]:
    """The outermost rows that other pages have too."""
    return takewhile(lambda row: any(_is_same(row, other) for other in _near(row, edges)), rows)


def _near(row: _Row, edges: dict[int, list[_Row]]) -> Iterator[_Row]:
    for away in range(1, _AWAY + 1):
        for number in (row.page - away, row.page + away):
            yield from (other for other in edges.get(number, ()) if abs(other.y - row.y) <= _SHIFT)


def _is_same(one: _Row, other: _Row) -> bool:
    """Whether two rows say the same, or the same with numbers that count with the pages."""
    if _DIGITS.sub("0", one.text) != _DIGITS.sub("0", other.text):
        return False
    numbers = zip(_DIGITS.findall(one.text), _DIGITS.findall(other.text), strict=True)
    return all(a == b or int(a) - int(b) == one.page - other.page for a, b in numbers)


def _is_outside(
    row: _Row, edges: dict[int, list[_Row]], repeated: dict[int, list[_Row]], is_foot: bool
) -> bool:
    """Whether no page has text of its own at this height or beyond: 附件1 and 附件2 begin two pages as well."""
    bounds = [
        rows[len(repeated[number])].y for number, rows in edges.items() if len(rows) > len(repeated[number])
    ]
    inside = sum(bound >= row.y - _SHIFT if is_foot else bound <= row.y + _SHIFT for bound in bounds)
    return 4 * inside <= len(bounds)


def _is_large(row: _Row, size: float) -> bool:
    return min(line.height for line in row.lines) >= _MASTHEAD * size


def _is_apart(rows: Sequence[_Row], page: Page, size: float) -> bool:
    """Whether these rows are no first or last lines of the text: set smaller, or further from it than its lines."""
    if not rows or max(line.height for line in rows[-1].lines) <= _SMALL * size:
        return True
    lifted = {id(line) for row in rows for line in row.lines}
    distances = (abs(rows[-1].y - line.box.centre[1]) for line in page.lines if id(line) not in lifted)
    return min(distances, default=page.box.height) >= _APART * size


def _own(page: Page, rows: Sequence[_Row], is_foot: bool, size: float) -> list[_Row]:
    """The head or foot of a page that has no like: small print over a rule, a page number that stands alone."""
    if not rows:
        return []
    first = rows[0]
    if _NUMBER.fullmatch(first.text):
        others = [line.box for line in page.lines if line not in first.lines]
        nearest = min((abs(first.y - box.centre[1]) for box in others), default=page.box.height)
        return [first] if nearest >= _ALONE * size else []
    if is_foot or max(line.height for line in first.lines) >= size:
        return []
    ruled = any(
        rule.width >= _RULE * page.box.width and 0 <= rule.top - first.y <= 2 * size for rule in page.rules
    )
    return [first] if ruled else []
