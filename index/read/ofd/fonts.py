"""Fonts that lie in the file: the shapes of their letters, whatever codes they have."""

import io
from typing import Any

from fontTools.pens.basePen import AbstractPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont, TTLibError

from .resources import Resources
from .text import PlacedLetter

# What fontTools makes of a damaged font.
_DAMAGE = (TTLibError, AssertionError, LookupError, ArithmeticError, TypeError, ValueError, OSError, EOFError)


class EmbeddedFont:
    """Draws letters with a font of the file."""

    def __init__(self, font: Any) -> None:
        self._font = font
        self._size: int = font["head"].unitsPerEm
        self._shapes = font.getGlyphSet()
        self._codes: dict[int, str] = font.getBestCmap() or {} if "cmap" in font else {}

    def draw(self, letter: PlacedLetter, pen: AbstractPen) -> bool:
        """Draw a letter; False where the font has none."""
        name = self._name(letter)
        if name not in self._shapes:
            return False
        try:
            self._shapes[name].draw(TransformPen(pen, letter.place.scale(1 / self._size)))
        except _DAMAGE:
            return False
        return True

    def _name(self, letter: PlacedLetter) -> str | None:
        if letter.glyph is None:
            return self._codes.get(ord(letter.text))
        names = self._font.getGlyphOrder()
        return names[letter.glyph] if 0 <= letter.glyph < len(names) else None


class Fonts:
    """The fonts of a document that lie in its file, each opened once."""

    def __init__(self, resources: Resources) -> None:
        self._resources = resources
        self._opened: dict[str | None, EmbeddedFont | None] = {}

    def get(self, number: str | None) -> EmbeddedFont | None:
        """The font of this number; None where it does not lie in the file, or is damaged."""
        if number not in self._opened:
            self._opened[number] = _opened(self._resources.file(number, "FontFile"))
        return self._opened[number]


def _opened(data: bytes | None) -> EmbeddedFont | None:
    if not data:
        return None
    try:
        return EmbeddedFont(TTFont(io.BytesIO(data), fontNumber=0, lazy=True))
    except _DAMAGE:
        return None
