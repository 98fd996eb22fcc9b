"""The lines of a page as a browser shows them: blocks and breaks part lines, white space of the source doesn't."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from ..blocks import Cell, Table
from ..lines import glue
from ..raised import superscript
from .grid import entries_of, grid_of, head_rows, is_layout
from .styles import Styles

_SPACE = re.compile(r"[ \t\r\n\f]+")
_ASCII_SPACE = " \t\r\n\f"
_NEW_PARAGRAPH = re.compile(r"(?<=[。！？；：”])(?=[\u3000\u2003]{2}|\xa0{4})")  # an indent within a line
_FILES = re.compile(
    r".*\.(?:docx?|wps|xlsx?|et|pptx?|pdf|ofd|rtf|txt|zip|rar|jpe?g|png|gif|bmp)", re.IGNORECASE
)


@dataclass(slots=True, eq=False)
class Printed:
    """A line of a page, or a table."""

    element: Any  # the block that it lies in
    pieces: list[tuple[str, bool]] = field(
        default_factory=list
    )  # words, and whether a click on them leads away
    level: int | None = None
    item: bool = False
    broken: bool = False  # a <br> parts it from a neighbour
    gap: int = 0  # blank lines before it
    pictures: list[str] = field(default_factory=list)  # what each shows, in words; "" for most
    table: Table | None = None

    @property
    def text(self) -> str:
        return "".join(words for words, _ in self.pieces)

    @property
    def size(self) -> int:
        """Characters that are no space."""
        return len("".join(self.text.split()))

    @property
    def linked(self) -> int:
        return sum(len("".join(words.split())) for words, linked in self.pieces if linked)


class Flow:
    """Makes lines of a page; ``notes`` are its footnotes by the elements that stand in the places of their marks."""

    def __init__(self, styles: Styles, notes: Mapping[Any, str], wrapped: bool) -> None:
        self._styles = styles
        self._notes = notes
        self._wrapped = wrapped

    def lines(self, root: Any) -> list[Printed]:
        """The lines below an element."""
        return _Walk(self, root).lines

    def pending(self, element: Any) -> str:
        return self._notes.get(element, "")

    def is_block(self, element: Any) -> bool:
        return self._styles.is_block(element)

    def words(self, text: str, kept: bool) -> str:
        """A text node with its white space as shown; ``kept``: in ``<pre>`` each line is one."""
        if kept:
            return text
        return _SPACE.sub(lambda space: "\n" if self._wrapped and "\n" in space[0] else " ", text)


class _Walk:
    """One pass through the elements in order, without recursion: pages are nested as deep as they like."""

    def __init__(self, flow: Flow, root: Any) -> None:
        self.lines: list[Printed] = []
        self._flow = flow
        self._blocks = [root]
        self._links = self._raised = self._kept = 0
        self._levels: list[int] = []
        self._items: list[Any] = []  # list items whose first line is still to come
        self._notes: list[str] = []
        self._line = Printed(root)
        self._gap = 0
        walk = etree.iterwalk(root, events=("start", "end"))
        for event, element in walk:
            if event == "start":
                if element is not root and element.tag == "table" and not is_layout(element):
                    self._table(element)
                    walk.skip_subtree()
                else:
                    self._start(element, element is root)
            else:
                self._end(element, element is root)
        self._break()
        self._print_notes()

    def _start(self, element: Any, is_root: bool) -> None:
        tag = element.tag
        if not is_root and self._flow.is_block(element):
            self._break()
            self._blocks.append(element)
            self._line.element = element
        if tag == "br":
            self._break(by_br=True)
        elif tag == "img" and not self._links:
            self._line.pictures.append((element.get("alt") or element.get("title") or "").strip())
        elif tag == "li":
            self._items.append(element)
        self._count(element, 1)
        if note := self._flow.pending(element):
            self._notes.append(note)
        self._add(element.text)

    def _end(self, element: Any, is_root: bool) -> None:
        if is_root:
            return
        if self._flow.is_block(element) and self._blocks[-1] is element:
            self._break()
            self._blocks.pop()
            self._line.element = self._blocks[-1]
            if element.tag == "li" and self._items and self._items[-1] is element:
                self._items.pop()
            self._print_notes()
        self._count(element, -1)
        self._add(element.tail)

    def _count(self, element: Any, step: int) -> None:
        self._links += step * is_link(element)
        self._raised += step * (element.tag == "sup")
        self._kept += step * (element.tag == "pre")
        if re.fullmatch("h[1-6]", element.tag):
            if step > 0:
                self._levels.append(int(element.tag[1]))
            else:
                self._levels.pop()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        first, *more = self._flow.words(text, self._kept > 0).split("\n") if self._kept else [text]
        for number, part in enumerate((first, *more)):
            if number:
                self._break(by_br=True)
            words = superscript(part.strip()) if self._raised else self._flow.words(part, self._kept > 0)
            if words:
                self._line.pieces.append((words, self._links > 0))

    def _break(self, by_br: bool = False) -> None:
        """End the line."""
        line, self._line = self._line, Printed(self._blocks[-1], broken=by_br)
        line.pieces = _shown(line.pieces)
        if not line.text.strip() and not line.pictures:
            self._line.broken |= line.broken
            self._gap += by_br
            return
        line.gap, self._gap = self._gap, 0
        line.level = self._levels[-1] if self._levels else None
        line.broken &= bool(self.lines) and self.lines[-1].element is line.element
        if line.broken:
            self.lines[-1].broken = True
        if self._items:
            line.item = True
            _number(line, self._items.pop())
        self.lines += _parted(line)

    def _print_notes(self) -> None:
        """The notes whose marks were passed, after the running text that bears them, or the next after a heading."""
        last = self.lines[-1] if self.lines else None
        if self._notes and last is not None and (last.level is None or self._blocks[1:] == []):
            self.lines += [Printed(last.element, [(note, False)]) for note in dict.fromkeys(self._notes)]
            self._notes = []

    def _table(self, element: Any) -> None:
        """The table, and after it the tables in its cells; one of labels with values is lines."""
        self._break()
        grid = grid_of(element)
        cells: dict[Any, Cell] = {}
        line = Printed(element)
        inner: list[Printed] = []
        for cell in dict.fromkeys(cell for row in grid for cell in row if cell is not None):
            lines = self._flow.lines(cell)
            inner += [each for each in lines if each.table is not None]
            plain = [each for each in lines if each.table is None]
            cells[cell] = Cell(" ".join(each.text.strip() for each in plain))
            line.pieces += [piece for each in plain for piece in each.pieces]
        rows = tuple(tuple(Cell("") if cell is None else cells[cell] for cell in row) for row in grid)
        if entries := entries_of(rows):
            self.lines += [Printed(element, [(entry, False)]) for entry in entries]
        else:
            caption = element.find("caption")
            words = "" if caption is None else " ".join(caption.text_content().split())
            line.table = Table(rows, head_rows(element), words)
            self.lines.append(line)
        self.lines += inner


def is_link(element: Any) -> bool:
    """Whether a click on an element leads away from the text or does something, but opens no annex or picture."""
    if element.get("onclick") is not None or element.get("role") == "button":
        return True
    if element.tag != "a" or element.get("href") is None:
        return False
    address = element.get("href").strip()
    if address.startswith("#") and len(address) > 1:
        return False
    try:
        return not _FILES.fullmatch(urlsplit(address).path)
    except ValueError:  # no address
        return True


def _shown(pieces: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """The pieces of a line: spaces at its ends and repeated ones go, wrapped words are joined."""
    shown: list[tuple[str, bool]] = []
    before = " "
    for number, (words, linked) in enumerate(pieces):
        words = words.lstrip(_ASCII_SPACE) if before in _ASCII_SPACE else words
        if "\n" in words:
            after = next((text.strip() for text, _ in pieces[number + 1 :] if text.strip()), "")
            words = _unwrapped(words, before.strip(), after)
        if words:
            shown.append((words, linked))
            before = words[-1]
    while shown and not shown[-1][0].rstrip(_ASCII_SPACE):
        shown.pop()
    if shown:
        shown[-1] = (shown[-1][0].rstrip(_ASCII_SPACE), shown[-1][1])
    return shown


def _unwrapped(words: str, before: str, after: str) -> str:
    """Words whose source was wrapped: a line end parts Latin words, and nothing in Chinese."""
    parts = words.split("\n")
    text = parts[0]
    for place, part in enumerate(parts[1:], start=1):
        left, right = text.strip() or before, part.strip() or "".join(parts[place + 1 :]).strip() or after
        text += (glue(left, right) if left and right else "") + part
    return text


def _parted(line: Printed) -> Iterator[Printed]:
    """The paragraphs of a line in which an indent begins a new one."""
    start = 0
    text = line.text
    cuts = [match.start() for match in _NEW_PARAGRAPH.finditer(text)] if not line.level else []
    if not cuts:
        yield line
        return
    for end in (*cuts, len(text)):
        pieces, place = [], 0
        for words, linked in line.pieces:
            part = words[max(0, start - place) : max(0, end - place)]
            place += len(words)
            if part:
                pieces.append((part, linked))
        yield Printed(line.element, pieces, None, line.item, True, line.gap if start == 0 else 1)
        start = end


def _number(line: Printed, item: Any) -> None:
    """Put the number of an ordered list before its item, unless the text has one."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or not line.pieces or "none" in (parent.get("style") or ""):
        return
    if re.match(r"\W*[\d一二三四五六七八九十]", line.text):
        return
    start = parent.get("start") or "1"
    number = (int(start) if start.isdecimal() else 1) + sum(
        1 for _ in item.itersiblings("li", preceding=True)
    )
    line.pieces.insert(0, (f"{number}. ", False))
