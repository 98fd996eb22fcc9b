"""A page of an OFD drawn as a page of a PDF, for which there are readers and painters.

Its letters become text in a font that every reader of PDF has, so that they can be read; or, for a picture, the shapes
that they have in a font of the file. Annotations and seals are left out.
"""

import io
from contextlib import suppress
from typing import Any, Literal

from fontTools.misc.transform import Transform
from fontTools.pens.basePen import BasePen
from fontTools.pens.transformPen import TransformPen
from fontTools.svgLib.path import parse_path
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from .pages import OfdPage
from .paint import Paint
from .text import numbers, placed_letters

_FONT = "STSong-Light"  # named in the PDF, not in it: whoever shows it takes a font of the machine
_POINT = 25.4 / 72  # millimetres
_WIDTH = 0.353  # of a line, where nothing is said
_MOST_NESTED = 8  # objects in each other
_INVISIBLE: Literal[3] = 3  # way to set text that can be read and not seen
_UNSEEN = (False, "false", "0")
_SVG = {"S": "M", "B": "C", "C": "Z"}  # what a path's commands are called there, where they differ

pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
rl_config.useA85 = 0  # a picture as text takes ten times as long


def drawing(page: OfdPage, *, shapes: bool) -> bytes:
    """A PDF of one page; ``shapes``: with letters as their fonts draw them, where these lie in the file."""
    left, top, width, height = page.box
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(width / _POINT, height / _POINT))
    upright = Transform().scale(1 / _POINT, -1 / _POINT).translate(-left, -top - height)
    drawn = _Drawing(page, canvas, shapes)
    for layer in page.layers:
        drawn.objects(layer, layer, upright, 0)
    canvas.showPage()
    canvas.save()
    return file.getvalue()


class _Drawing:
    """Draws the objects of a page."""

    def __init__(self, page: OfdPage, canvas: Canvas, shapes: bool) -> None:
        self._page, self._canvas, self._shapes = page, canvas, shapes
        self._kinds = {
            "TextObject": self._text,
            "PathObject": self._path,
            "ImageObject": self._image,
        }

    def objects(self, holder: Any, layer: Any, around: Transform, depth: int) -> None:
        """Draw what a layer, a block or a drawing in the drawing holds; ``around`` takes it to the page."""
        for item in holder.iterchildren("{*}*"):
            kind = item.tag.rpartition("}")[2]
            if item.get("Visible", "true").lower() in _UNSEEN or depth > _MOST_NESTED:
                continue
            if kind == "PageBlock":
                self.objects(item, layer, around, depth + 1)
                continue
            place = _placed(item, around)
            if kind == "CompositeObject":
                unit = self._page.resources.element(item.get("ResourceID"))
                for content in unit.iterfind("{*}Content") if unit is not None else ():
                    self.objects(content, layer, place, depth + 1)
            elif kind in self._kinds:
                self._canvas.saveState()
                self._clip(item, place)
                self._kinds[kind](item, place, Paint(item, layer, self._page.resources))
                self._canvas.restoreState()

    def _text(self, item: Any, place: Transform, paint: Paint) -> None:
        colour = paint.colour("FillColor")
        self._canvas.setFillColor(colour)
        font = self._page.fonts.get(item.get("Font")) if self._shapes else None
        for letter in placed_letters(item, place):
            outline = self._canvas.beginPath()
            if font is not None and font.draw(letter, _Pen(outline)):
                self._canvas.drawPath(outline, stroke=0, fill=1)
                continue
            text = self._canvas.beginText()
            text.setFont(_FONT, 1)
            text.setTextRenderMode(0 if colour.alpha else _INVISIBLE)
            # Letters of the same words touch, as it is white that parts words for who reads them.
            width = 1.0 if self._shapes else letter.reach / pdfmetrics.stringWidth(letter.text, _FONT, 1)
            text.setTextTransform(*letter.place.scale(width, 1))
            text.textOut(letter.text)
            self._canvas.drawText(text)

    def _path(self, item: Any, place: Transform, paint: Paint) -> None:
        stroke = item.get("Stroke", "true") != "false"
        fill = item.get("Fill", "false") != "false"
        self._canvas.setFillColor(paint.colour("FillColor"))
        self._canvas.setStrokeColor(paint.colour("StrokeColor"))
        scale = abs(place[0] * place[3] - place[1] * place[2]) ** 0.5
        self._canvas.setLineWidth(paint.number("LineWidth", _WIDTH) * scale)
        self._canvas.setDash([length * scale for length in paint.numbers("DashPattern")])
        rule = 0 if item.get("Rule") == "Even-Odd" else 1
        self._canvas.drawPath(self._outline(item, place), stroke, fill, rule)

    def _image(self, item: Any, place: Transform, paint: Paint) -> None:
        """A picture fills the unit square; one that cannot be opened is shown grey."""
        self._canvas.transform(*place.transform((1, 0, 0, -1, 0, 1)))
        number = item.get("ResourceID")
        picture = _reader(self._page.resources.file(number, "MediaFile") if self._shapes else None)
        self._canvas.drawImage(picture, 0, 0, 1, 1, mask="auto")

    def _clip(self, item: Any, place: Transform) -> None:
        for area in item.iterfind("{*}Clips/{*}Clip/{*}Area"):
            inside = place.transform(numbers(area.get("CTM"), "1 0 0 1 0 0"))
            for path in area.iterfind("{*}Path"):
                self._canvas.clipPath(self._outline(path, _placed(path, inside)), stroke=0, fill=0)

    def _outline(self, item: Any, place: Transform) -> Any:
        """The path of an object; one that is not understood ends there."""
        path = self._canvas.beginPath()
        words = (item.findtext("{*}AbbreviatedData") or "").split()
        with suppress(ValueError, LookupError):
            parse_path(" ".join(_SVG.get(word, word) for word in words), TransformPen(_Pen(path), place))
        return path


class _Pen(BasePen):  # type: ignore[misc]
    """Draws on a path of a PDF."""

    def __init__(self, path: Any) -> None:
        super().__init__(None)
        self._moveTo = lambda point: path.moveTo(*point)
        self._lineTo = lambda point: path.lineTo(*point)
        self._curveToOne = lambda first, second, end: path.curveTo(*first, *second, *end)
        self._closePath = path.close


def _placed(item: Any, around: Transform) -> Transform:
    """Takes a point in the lengths of an object to the page."""
    left, top, *_ = numbers(item.get("Boundary"), "0 0 0 0")
    matrix = numbers(item.get("CTM"), "1 0 0 1 0 0")
    return around.translate(left, top).transform(matrix)


def _reader(data: bytes | None) -> ImageReader:
    """What draws a picture; a grey one for that which cannot be opened."""
    try:
        picture = Image.open(io.BytesIO(data or b""))
        picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ImageReader(Image.new("RGB", (1, 1), "lightgrey"))
    if picture.format == "JPEG":
        return ImageReader(io.BytesIO(data or b""))  # goes into the PDF as it is
    return ImageReader(picture.convert("RGBA" if picture.has_transparency_data else "RGB"))
