"""Pictures in a Word file: what they show is no text, unless one is a scanned page and can be recognised."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from PIL import Image

from ...errors import UnreadableFile
from ..blocks import Block
from ..ocr import is_installed
from ..pages import page_done
from ..pdf import PageText, State, content_of, sheet_of
from .runs import SKIPPED

_EMU = 12_700  # lengths of a picture to a point
_TWIP = 20  # lengths of a page to a point
_A4 = 11_906 * 16_838
_PAGE = 0.4  # of the page, inside whose margins a picture of a whole one stands
_SHOWN = {qn("a:blip"): qn("r:embed"), "{urn:schemas-microsoft-com:vml}imagedata": qn("r:id")}
_CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"


class Pictures:
    """The pictures of a document: which are read, and how many are not."""

    def __init__(self, document: Document) -> None:
        self._part = document.part
        sheet = next(document.element.body.iter(qn("w:pgSz")), None)
        sides = [float(sheet.get(qn(f"w:{side}"), 0)) for side in "wh"] if sheet is not None else [0.0]
        self._page = (sides[0] * sides[-1] or _A4) / _TWIP**2
        self._all = set(_pictures(document.element.body))
        self._read: set[str] = set()

    def blocks(self, paragraph: Any) -> Iterator[Block]:
        """The text of the scanned pages in a paragraph, where text recognition is installed."""
        if not is_installed():
            return
        for drawing in paragraph.iter(qn("wp:inline"), qn("wp:anchor")):
            size = drawing.find(qn("wp:extent"))
            width, height = (float(size.get(side)) / _EMU for side in ("cx", "cy"))
            for number in _pictures(drawing) if width * height >= _PAGE * self._page else ():
                yield from self._recognised(number, width)

    def remarks(self) -> Iterator[str]:
        """What a user must know of them."""
        if self._read:
            yield f"文中有 {len(self._read)} 张图片，文字由识别得来，可能有误，请对照原件。"
        if unread := self._all - self._read:
            yield f"文中有 {len(unread)} 张图片或图表，其中的文字和数字没有读入。"

    def _recognised(self, number: str, width: float) -> Iterator[Block]:
        try:
            picture = Image.open(io.BytesIO(self._part.related_parts[number].blob)).convert("RGB")
            sheet = sheet_of(picture, 1, width)
            text = PageText(1, State.PICTURE, (sheet,) if sheet.lines else ())
            found = content_of([text], number).blocks
        except (KeyError, OSError, ValueError, Image.DecompressionBombError, UnreadableFile):
            return  # it stays among those that were not read
        self._read.add(number)
        page_done(len(self._read), len(self._all))
        yield from (replace(block, page=None, level=None) for block in found)


def _pictures(element: Any) -> Iterator[str]:
    """What names the pictures and charts below an element, but for deleted and doubled ones."""
    for child in element.iterchildren():
        if child.tag in _SHOWN:
            yield child.get(_SHOWN[child.tag], "")
        elif child.tag == _CHART:
            yield child.get(qn("r:id"), "")
        elif child.tag not in SKIPPED or child.tag == qn("w:txbxContent"):
            yield from _pictures(child)
