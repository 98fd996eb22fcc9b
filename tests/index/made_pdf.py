"""PDF files for tests, as printing programs write them: text at places, rules, pictures, turned pages."""

import io
from collections.abc import Sequence
from typing import Any

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
FONT = "STSong-Light"  # of every reader of PDF, so that none is embedded
SIZE = 16.0
LEADING = 28.0
LEFT, RIGHT, TOP = 83.0, 515.0, 100.0  # of the text: 27 letters a line
_BEGINS_NO_LINE = "，。、；：！？）”》%"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


class MadePdf:
    """Pages of print; heights count from the top of the page."""

    def __init__(self, **options: Any) -> None:
        self._file = io.BytesIO()
        self.canvas = Canvas(self._file, pagesize=(WIDTH, HEIGHT), **options)

    def text(self, text: str, x: float, y: float, size: float = SIZE, **drawn: Any) -> None:
        """A line of text; ``drawn``: charSpace, mode."""
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - y, text, **drawn)

    def centred(self, text: str, y: float, size: float = SIZE) -> None:
        self.text(text, (WIDTH - width(text, size)) / 2, y, size)

    def paragraph(
        self,
        text: str,
        y: float = TOP,
        left: float = LEFT,
        right: float = RIGHT,
        size: float = SIZE,
        leading: float = LEADING,
        indent: float = 2,
    ) -> float:
        """A paragraph, its first line indented by so many letters; returns the height of the next line."""
        for number, line in enumerate(set_lines(text, right - left, size, indent)):
            self.text(line, left + (indent * size if number == 0 else 0), y, size)
            y += leading
        return y

    def rule(self, x: float, y: float, to_x: float, to_y: float) -> None:
        self.canvas.line(x, HEIGHT - y, to_x, HEIGHT - to_y)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        """The rules of a table without merged cells."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)

    def picture(self) -> None:
        """A picture over the whole page."""
        self.canvas.drawImage(ImageReader(Image.new("L", (60, 84), 230)), 0, 0, WIDTH, HEIGHT)

    def page(self) -> None:
        """End the page."""
        self.canvas.showPage()

    def data(self) -> bytes:
        if not self._file.getvalue():
            self.canvas.save()
        return self._file.getvalue()


def width(text: str, size: float) -> float:
    return float(pdfmetrics.stringWidth(text, FONT, size))


def set_lines(text: str, measure: float, size: float, indent: float = 2) -> list[str]:
    """A text as lines of this width; what may not begin a line goes with the letter before it."""
    lines = [""]
    for place, character in enumerate(text):
        room = measure - (indent * size if len(lines) == 1 else 0)
        goes = text[place : place + 2] if text[place + 1 : place + 2] in tuple(_BEGINS_NO_LINE) else character
        if width(lines[-1] + goes, size) > room + 0.01 and character not in _BEGINS_NO_LINE:
            lines.append("")
        lines[-1] += character
    return lines
