"""The text objects of a page: which letters stand where."""

from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise
from typing import Any, NamedTuple

from ..pieces import Piece, advance
from ..printed import Box

_ASCENT, _DESCENT = 0.85, 0.15  # of the size, above and below the line that letters stand on
_JUMP = 1.0  # sizes to the right beyond the letter, or any way back, at which words begin anew
_SLANT = 0.05  # of the size: text that climbs so much from letter to letter is no line


class Matrix(NamedTuple):
    """Takes a point of an object to where it lies in the object's box."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class _Letter(NamedTuple):
    text: str
    x: float
    y: float  # of the line that it stands on
    width: float


def pieces_of(page: Any) -> Iterator[Piece]:
    """The pieces of text in the XML of a page or template; what is hidden, and slanting watermarks, left out."""
    for layer in page.iterfind("{*}Content/{*}Layer"):
        for item in layer.iter("{*}TextObject"):
            if item.get("Visible", "true").lower() not in ("false", "0"):
                yield from _pieces(item)


def _pieces(item: Any) -> Iterator[Piece]:
    left, top, *_ = _numbers(item.get("Boundary", "0 0 0 0"))
    matrix = Matrix(*_numbers(item.get("CTM", "1 0 0 1 0 0")))
    if abs(matrix.b) > _SLANT * abs(matrix.a) and abs(matrix.b) > _SLANT:
        return
    size = float(item.get("Size"))
    scale = float(item.get("HScale", 1.0))
    x = y = 0.0
    for code in item.iterfind("{*}TextCode"):
        x, y = float(code.get("X", x)), float(code.get("Y", y))
        letters = _letters(code, x, y, size, scale)
        for word in _words(letters, size):
            text = "".join(letter.text for letter in word)
            if text.strip():
                yield Piece(text, _box(word, size, matrix, left, top), size * abs(matrix.d))


def _letters(code: Any, x: float, y: float, size: float, scale: float) -> list[_Letter]:
    text = code.text or ""
    if not text:
        return []
    widths = [advance(letter) * size * scale for letter in text]
    across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
    if down and not across:  # written from top to bottom
        across = [0.0] * len(down)
    across += widths[len(across) : len(text) - 1]
    down += [0.0] * (len(text) - 1 - len(down))
    xs = accumulate(across[: len(text) - 1], initial=x)
    ys = accumulate(down[: len(text) - 1], initial=y)
    return [_Letter(*each) for each in zip(text, xs, ys, widths, strict=True)]


def _words(letters: list[_Letter], size: float) -> Iterator[list[_Letter]]:
    """The letters that follow each other closely; evenly spaced ones do, whatever the space is."""
    gaps = [b.x - a.x - a.width for a, b in pairwise(letters)]
    usual = sorted(gaps)[len(gaps) // 2] if gaps else 0.0
    widest = max(_JUMP * size, 1.5 * usual)
    numbers = accumulate(
        (
            gap > widest or gap < -size or abs(b.y - a.y) > size / 2
            for gap, a, b in zip(gaps, letters, letters[1:], strict=False)
        ),
        initial=0,
    )
    for _, word in groupby(zip(numbers, letters, strict=False), key=lambda pair: pair[0]):
        yield [letter for _, letter in word]


def _box(word: list[_Letter], size: float, matrix: Matrix, left: float, top: float) -> Box:
    first, last = word[0], word[-1]
    corners = [
        matrix.point(first.x, first.y - _ASCENT * size),
        matrix.point(last.x + last.width, last.y + _DESCENT * size),
    ]
    xs, ys = zip(*corners, strict=True)
    return Box(left + min(xs), top + min(ys), left + max(xs), top + max(ys))


def _numbers(text: str) -> list[float]:
    return [float(each) for each in text.split()]


def _steps(text: str | None) -> list[float]:
    """The ways from letter to letter: ``g 3 5.5 2.0`` is 5.5 three times, then 2.0."""
    steps: list[float] = []
    parts = iter((text or "").split())
    for part in parts:
        if part == "g":
            count, step = int(next(parts)), float(next(parts))
            if count > 1_000_000:
                raise ValueError("no text has as many letters")
            steps += [step] * count
        else:
            steps.append(float(part))
    return steps
