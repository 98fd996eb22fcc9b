"""Word files: paragraphs, tables and notes in the order of the document, as they are printed."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, cast

from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.opc.part import PartFactory
from docx.oxml.ns import qn
from docx.package import Package
from docx.parts.document import DocumentPart
from lxml.etree import LxmlError

from ...errors import UnreadableFile
from ..blocks import Block, Cell, Content, Table
from ..safely import package_of
from ..tables import told, with_tables
from .grid import grid_of, head_rows, is_deleted
from .notes import Notes
from .numbering import Numbering, numbered
from .pictures import Pictures
from .runs import SKIPPED, NoteMark, Text, boxes, end_is_deleted, is_placeholder
from .styles import Styles, value

Part = Block | Table

_LONGEST_HEADING = 45  # characters
_ENDED = re.compile("[。；！？]")
# With macros, which are not run, or as a template it is a document all the same.
_KINDS = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)
PartFactory.part_type_for.update(dict.fromkeys(_KINDS, DocumentPart))
# What python-docx, lxml and zipfile were seen to raise on files with bytes changed at random.
_DAMAGE = (
    OpcError,
    LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    AttributeError,
    EOFError,
    KeyError,
    RuntimeError,
    ValueError,
)


def read(data: bytes, name: str) -> Content:
    """The paragraphs and table rows of a .docx file.

    Raises:
        UnreadableFile: if the package is damaged, or unpacks to too much.
    """
    try:
        package_of(data, name)
        document = cast("DocumentPart", Package.open(io.BytesIO(data)).main_document_part).document
        reader = _Reader(document)
        return Content(tuple(reader.read(document.element.body)), remarks=tuple(reader.remarks()))
    except _DAMAGE as error:
        raise UnreadableFile(
            f"Word 文件已损坏：{name}。请用 Word 打开修复并另存为 .docx 后再添加。"
        ) from error


class _Reader:
    """Passes through a document once, in order: Word's own numbers count on from paragraph to paragraph."""

    def __init__(self, document: Document) -> None:
        self.levels = {
            style.style_id: level for style in document.styles if (level := _heading_level(style.name))
        }
        self.styles = Styles(document.styles.element)
        self.numbering = Numbering.of(document)
        self.notes = Notes(document, self.styles)
        self.pictures = Pictures(document)
        self.hides = False  # words that are not printed
        self.marks: list[NoteMark] = []  # of notes that are still to be printed

    def read(self, body: Any) -> list[Block]:
        """The whole text."""
        return told(with_tables(list(self._with_notes(self._parts(body)))))

    def remarks(self) -> Iterator[str]:
        """What a user must know of what was read."""
        yield from self.pictures.remarks()
        if self.hides:
            yield "文中有隐藏或划去的文字，没有收录。"

    def _with_notes(self, parts: Iterable[Part]) -> Iterator[Part]:
        """Each note after the running text or the table that bears its mark, or the next after a heading."""
        for part in parts:
            yield part
            if isinstance(part, Table) or len(part.text) > _LONGEST_HEADING or _ENDED.search(part.text):
                yield from self._notes()
        yield from self._notes()

    def _notes(self) -> Iterator[Block]:
        marks, self.marks = self.marks, []
        for mark in dict.fromkeys(marks):
            yield Block(self.notes.text(mark), "paragraph")

    def _parts(self, element: Any) -> Iterator[Part]:
        """Paragraphs and tables below an XML element; content controls are looked into, text boxes follow."""
        broken = ""  # the text of a paragraph whose end was deleted: it goes on in the next
        for child in element.iterchildren():
            if child.tag == qn("w:p"):
                label, text = self._paragraph(child)
                text = broken + text if broken else numbered(label, text)
                broken = text if end_is_deleted(child) else ""
                if not broken:
                    yield Block(text, "paragraph", level=self.levels.get(value(child, "w:pPr/w:pStyle")))
                yield from self.pictures.blocks(child)
                for box in boxes(child):
                    yield from self._parts(box)
            elif child.tag == qn("w:tbl"):
                yield from self._table(child)
            elif child.tag not in SKIPPED and not is_placeholder(child):
                yield from self._parts(child)
        if broken:
            yield Block(broken, "paragraph")

    def _paragraph(self, element: Any) -> tuple[str, str]:
        """The number that Word puts before a paragraph, and its text."""
        text = Text(element, self.styles)
        self.marks += text.marks
        self.hides |= text.hides
        return self.numbering.label(element), text.words

    def _table(self, element: Any, caption: str = "") -> Iterator[Part]:
        """The table, or what is in a frame of one column; tables inside its cells come after it."""
        grid = grid_of(element)
        if max(map(len, grid), default=0) < 2:
            for cell in dict.fromkeys(cell for row in grid for cell in row if cell is not None):
                yield from self._parts(cell)
            return
        cells: dict[Any, Cell] = {}
        inner: list[Part] = []
        for row in grid:
            label = ""  # the first cell of the row says what a table inside it is about
            for tc in row:
                if tc is not None and tc not in cells:
                    cells[tc], tables = self._cell(tc)
                    for table in tables:
                        inner += self._table(table, " ".join(label.split()))
                label = label or (cells[tc].text if tc is not None else "")
        rows = tuple(tuple(Cell("") if tc is None else cells[tc] for tc in row) for row in grid)
        yield Table(rows, head_rows(element), caption)
        yield from inner

    def _cell(self, element: Any) -> tuple[Cell, list[Any]]:
        """The text of a cell, and the tables in it.

        The number of a cell's only paragraph counts rows: it is the cell's text only if there is no other.
        """
        if is_deleted(element) or any(map(is_placeholder, element.iterancestors(qn("w:sdt")))):
            return Cell(""), []
        texts: list[tuple[str, str]] = []
        tables: list[Any] = []
        for child in self._inside(element):
            if child.tag == qn("w:tbl"):
                tables.append(child)
            else:
                texts.append(self._paragraph(child))
        if len(texts) == 1:
            (label, text), *_ = texts
            return Cell(text if text.strip() else label.rstrip(".．、")), tables
        return Cell(" ".join(numbered(label, text) for label, text in texts)), tables

    def _inside(self, element: Any) -> Iterator[Any]:
        """The paragraphs and tables of a cell, text boxes included."""
        for child in element.iterchildren():
            if child.tag in (qn("w:p"), qn("w:tbl")):
                yield child
                if child.tag == qn("w:p"):
                    for box in boxes(child):
                        yield from self._inside(box)
            elif child.tag not in SKIPPED and not is_placeholder(child):
                yield from self._inside(child)


def _heading_level(style_name: str | None) -> int | None:
    match = re.fullmatch(r"(?:Heading|标题) ?(\d)", style_name or "", re.IGNORECASE)
    return int(match[1]) if match else None
