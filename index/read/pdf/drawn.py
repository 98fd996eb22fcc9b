"""What is drawn on a page of a PDF beside its letters: ruling lines, and pictures."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from ..printed import Box
from .letters import turned

MOST_OBJECTS = 100_000  # of a page that are looked at
MOST_RULES = 4_000  # of tables: a page with more is a map or a plan
_MOST_NESTED = 4  # forms in each other
_THICKEST = 3.0  # points of a ruling line
_SHORTEST = 6.0
_FULL_PAGE = 0.6  # of the page that the picture of a scan covers

_Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: _Matrix = (1, 0, 0, 1, 0, 0)
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Boxes lie as in the file, heights counted upwards."""

    rules: tuple[Box, ...]
    pictured: float  # share of the page that its largest picture covers
    shapes: int  # how many paths are drawn
    under: frozenset[int]  # addresses of the text objects that a picture of the whole page covers

    def rules_of(self, turn: int) -> tuple[Box, ...]:
        """The rules as they lie when text turned this often is upright."""
        return tuple(turned(rule, turn) for rule in self.rules)

    @property
    def is_picture(self) -> bool:
        """Whether a picture makes up the page."""
        return self.pictured >= _FULL_PAGE


def drawn_on(page: Any) -> Drawn:
    """Everything drawn on a page."""
    width, height = page.get_size()
    rules: list[Box] = []
    texts: list[int] = []
    covered = 0  # of ``texts``
    pictured = 0.0
    shapes = 0
    for number, (raw, matrix) in enumerate(_objects(page.raw, _IDENTITY, 0)):
        if number >= MOST_OBJECTS:
            break
        kind = pdfium.FPDFPageObj_GetType(raw)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _rules(raw, matrix)
            shapes += 1
        elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
            texts.append(ctypes.addressof(raw.contents))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            box = _bounds(raw, matrix)
            share = box.width * box.height / (width * height)
            pictured = max(pictured, share)
            covered = len(texts) if share >= _FULL_PAGE else covered
    return Drawn(
        tuple(rules) if len(rules) <= MOST_RULES else (), pictured, shapes, frozenset(texts[:covered])
    )


def _objects(holder: Any, matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """What a page or a form holds, from the back to the front, forms looked into."""
    count, get = (
        (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
        if depth
        else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
    )
    for index in range(count(holder)):
        raw = get(holder, index)
        if pdfium.FPDFPageObj_GetType(raw) != pdfium.FPDF_PAGEOBJ_FORM:
            yield raw, matrix
        elif depth < _MOST_NESTED:
            yield from _objects(raw, _times(_matrix(raw), matrix), depth + 1)


def _matrix(raw: Any) -> _Matrix:
    own = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(raw, own)
    return own.a, own.b, own.c, own.d, own.e, own.f


def _times(first: _Matrix, then: _Matrix) -> _Matrix:
    a, b, c, d, e, f = first
    x, y = _moved((e, f), then)
    return (
        a * then[0] + b * then[2],
        a * then[1] + b * then[3],
        c * then[0] + d * then[2],
        c * then[1] + d * then[3],
        x,
        y,
    )


def _moved(point: _Point, matrix: _Matrix) -> _Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _spanned(*points: _Point) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _bounds(raw: Any, matrix: _Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(raw, left, bottom, right, top)
    corners = ((x.value, y.value) for x in (left, right) for y in (bottom, top))
    return _spanned(*(_moved(corner, matrix) for corner in corners))


def _rules(raw: Any, matrix: _Matrix) -> Iterator[Box]:
    """The straight lines of a path: a thin shape as a whole, else the sides that are stroked."""
    whole = _bounds(raw, matrix)
    if _is_rule(whole):
        yield whole
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(raw, fill, stroke)
    count = pdfium.FPDFPath_CountSegments(raw)
    if count > MOST_OBJECTS:
        return
    place = _times(_matrix(raw), matrix)
    shape: list[_Point] = []
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(raw, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = _moved((x.value, y.value), place)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield from _sides(shape, bool(stroke.value))
            shape = []
        shape.append(point)
        if pdfium.FPDFPathSegment_GetClose(segment) and len(shape) > 1:
            shape.append(shape[0])
    yield from _sides(shape, bool(stroke.value))


def _sides(shape: list[_Point], stroked: bool) -> Iterator[Box]:
    if len(shape) > 1 and _is_rule(whole := _spanned(*shape)):
        yield whole
    elif stroked:
        sides = (_spanned(*ends) for ends in pairwise(shape))
        yield from (side for side in sides if _is_rule(side))


def _is_rule(box: Box) -> bool:
    thin, long = sorted((box.width, box.height))
    return thin <= _THICKEST and long >= _SHORTEST
