"""Word files: paragraphs and table rows in the order of the document."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from .errors import UnreadableFile
from .load import Block
from .numbering import Numbering

MAX_UNPACKED_BYTES = 500 * 1024 * 1024
CELL_SEPARATOR = " | "

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second copy
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:rt"), qn("w:txbxContent"), _FALLBACK}
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
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


def word_blocks(data: bytes, name: str) -> tuple[Block, ...]:
    """The paragraphs and table rows of a .docx file.

    Raises:
        UnreadableFile: if the package is damaged, or unpacks to more than ``MAX_UNPACKED_BYTES``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
        if unpacked > MAX_UNPACKED_BYTES:
            raise UnreadableFile(
                f"文件太大：{name} 解压后有 {unpacked / 2**20:.0f} MB，上限是 {MAX_UNPACKED_BYTES // 2**20} MB。"
            )
        document = docx.Document(io.BytesIO(data))
        return tuple(_Reader(document).blocks(document.element.body))
    except _DAMAGE as error:
        raise UnreadableFile(
            f"Word 文件已损坏：{name}。请用 Word 打开修复并另存为 .docx 后再添加。"
        ) from error


def _heading_level(style_name: str | None) -> int | None:
    match = re.fullmatch(r"(?:Heading|标题) ?(\d)", style_name or "", re.IGNORECASE)
    return int(match[1]) if match else None


class _Reader:
    """Passes through a document once, in order: Word's own numbers count on from paragraph to paragraph."""

    def __init__(self, document: Document) -> None:
        styles = document.styles
        self.levels = {style.style_id: level for style in styles if (level := _heading_level(style.name))}
        self.numbering = Numbering.of(document)

    def blocks(self, element: Any) -> Iterator[Block]:
        """Paragraphs and rows below an XML element; content controls are looked into, text boxes follow."""
        for child in element.iterchildren():
            if child.tag == qn("w:p"):
                yield self._paragraph(child)
                for box in _boxes(child):
                    yield from self.blocks(box)
            elif child.tag == qn("w:tbl"):
                yield from self._rows(child)
            elif child.tag not in _SKIPPED:
                yield from self.blocks(child)

    def _paragraph(self, element: Any) -> Block:
        text, label = "".join(_text(element)), self.numbering.label(element)
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        level = self.levels.get(style.get(qn("w:val"))) if style is not None else None
        if label and text.strip():
            text = label + (" " if label[-1].isalnum() else "") + text.lstrip()
        return Block(text, "paragraph", level=level)

    def _rows(self, table: Any) -> Iterator[Block]:
        for row in table.iter(qn("w:tr")):
            if next(row.iterancestors(qn("w:tbl"))) is not table:
                continue  # of a table inside a cell: it is part of that cell's text
            cells = list(row.iterchildren(qn("w:tc")))
            if len(cells) == 1 and cells[0].find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") is None:
                yield from self.blocks(cells[0])  # a frame around ordinary text
                continue
            texts = (" ".join(" ".join(block.text.split()) for block in self.blocks(cell)) for cell in cells)
            yield Block(CELL_SEPARATOR.join(filter(None, map(str.strip, texts))), "row")


def _text(element: Any) -> Iterator[str]:
    """The words of a paragraph as accepted: insertions in, deletions and text boxes out."""
    for child in element.iterchildren():
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _CHARACTERS:
            yield _CHARACTERS[child.tag]
        elif child.tag not in _SKIPPED and child.tag != qn("w:pPr"):
            yield from _text(child)


def _boxes(element: Any) -> Iterator[Any]:
    for child in element.iterchildren():
        if child.tag == qn("w:txbxContent"):
            yield child
        elif child.tag not in _SKIPPED:
            yield from _boxes(child)
