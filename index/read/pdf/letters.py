"""The letters of a page of a PDF with their places, and what of them can be trusted."""

import ctypes
import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

import pypdfium2.raw as pdfium

from ..decode import plausibility
from ..printed import Box
from .radicals import real_letter

MISSING = "〓"  # what printers set for a letter that they do not have
_ASCENT = 0.88  # of a letter's size, above the line that it stands on
_NO_LETTERS = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_FIRST, _SECOND = range(0xD800, 0xDC00), range(0xDC00, 0xE000)  # halves of a letter in UTF-16
_SLANT = 0.02  # of a direction that still counts as straight
_FULL_WIDTH = 0.95  # of its size: no ASCII letter but one of these is as wide
_WIDE_LETTERS = "MWmw@%&-_"
_JUDGED = 20  # Chinese letters of a font on a page: fewer may be names
_LIKELY = 0.7  # of them are common: 0.9 or more in text, about half in what a wrong code makes of it


@dataclass(frozen=True, slots=True)
class Letter:
    """A character as it is printed; ``box`` is upright in the direction of its text."""

    text: str
    box: Box
    size: float
    font: str
    turn: int  # quarter turns anticlockwise of its text
    state: Literal["seen", "hidden", "garbled"] = "seen"
    spaced: bool = False  # a space stands before it in the file

    @property
    def base(self) -> float:
        """The height of the line that it stands on."""
        return self.box.top + _ASCENT * self.size


class Letters:
    """Reads the letters of one page, in the order of the file."""

    def __init__(self, page: Any, under: frozenset[int]) -> None:
        """``under``: addresses of the text objects that a picture covers."""
        self.text = page.get_textpage()
        self.count = self.text.count_chars()
        self._under = under
        self._objects: dict[int, tuple[bool, str]] = {}

    def read(self) -> list[Letter]:
        letters = list(self._read())
        garbled = _garbled_fonts(letters)
        return [
            replace(letter, text=MISSING, state="garbled")
            if letter.font in garbled and letter.state == "seen"
            else letter
            for letter in letters
        ]

    def _read(self) -> Iterator[Letter]:
        spaced = False
        for index, character in self._characters():
            if character.isspace() and pdfium.FPDFText_HasUnicodeMapError(self.text, index) != 1:
                spaced = True
            elif (letter := self._letter(index, character, spaced)) is not None:
                yield letter
                spaced = False

    def _characters(self) -> Iterator[tuple[int, str]]:
        """What is printed, each with its number; a letter that PDFium tells in two halves comes with the first."""
        codes = [pdfium.FPDFText_GetUnicode(self.text, index) for index in range(self.count)]
        for index, (before, code, after) in enumerate(zip([0, *codes], codes, [*codes[1:], 0], strict=False)):
            if pdfium.FPDFText_IsGenerated(self.text, index) == 1 or (before in _FIRST and code in _SECOND):
                continue
            if code in _FIRST and after in _SECOND:
                code = 0x10000 + (code - _FIRST.start) * len(_SECOND) + after - _SECOND.start
            yield index, chr(code) if 0 < code < 0x110000 else "\ufffd"

    def _letter(self, index: int, character: str, spaced: bool) -> Letter | None:
        """None for what stands aslant, such as a watermark."""
        matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium.FPDFText_GetMatrix(self.text, index, matrix)
        pdfium.FPDFText_GetLooseCharBox(self.text, index, box)
        pdfium.FPDFText_GetCharOrigin(self.text, index, x, y)
        turn = _quarter_turns(matrix.a, matrix.b)
        size = pdfium.FPDFText_GetFontSize(self.text, index) * math.hypot(matrix.c, matrix.d)
        if turn is None or size <= 0:
            return None
        left, _, right, _ = turned(Box(box.left, box.bottom, box.right, box.top), turn)
        _, base, _, _ = turned(Box(x.value, y.value, x.value, y.value), turn)
        place = Box(left, base - _ASCENT * size, right, base + (1 - _ASCENT) * size)
        hidden, font = self._object(index)
        error = pdfium.FPDFText_HasUnicodeMapError(self.text, index) == 1
        garbled = error or unicodedata.category(character) in _NO_LETTERS or character == "\ufffd"
        state: Literal["seen", "hidden", "garbled"] = "hidden" if hidden else "garbled" if garbled else "seen"
        return Letter(MISSING if garbled else real_letter(character), place, size, font, turn, state, spaced)

    def _object(self, index: int) -> tuple[bool, str]:
        """Whether the text that a letter belongs to cannot be seen, and the name of its font."""
        raw = pdfium.FPDFText_GetTextObject(self.text, index)
        address = ctypes.addressof(raw.contents) if raw else 0
        if address not in self._objects:
            mode = pdfium.FPDFTextObj_GetTextRenderMode(raw) if raw else 0
            invisible = mode in (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
            name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
            pdfium.FPDFText_GetFontInfo(self.text, index, name, len(name), flags)
            font = name.value.decode("utf-8", "replace")
            self._objects[address] = (invisible or address in self._under, font)
        return self._objects[address]


def turned(box: Box, turn: int) -> Box:
    """A box of the file, whose heights count upwards, as it lies when text turned this often is upright."""
    for _ in range(turn):
        box = Box(box.top, -box.right, box.bottom, -box.left)
    return Box(box.left, -box.bottom, box.right, -box.top)


def _quarter_turns(a: float, b: float) -> int | None:
    if abs(b) <= _SLANT * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= _SLANT * abs(b):
        return 1 if b > 0 else 3
    return None


def _garbled_fonts(letters: list[Letter]) -> set[str]:
    """Fonts whose codes are no letters, or others than are seen."""
    of_font: dict[str, list[Letter]] = {}
    for letter in letters:
        of_font.setdefault(letter.font, []).append(letter)
    return {font for font, printed in of_font.items() if _is_ascii(printed) or _is_unlikely(printed)}


def _is_ascii(letters: list[Letter]) -> bool:
    """Whether most of what a font prints is named in ASCII, and as wide as a Chinese letter."""
    wide = [letter for letter in letters if letter.text.isascii() and letter.text not in _WIDE_LETTERS]
    return 2 * sum(letter.box.width >= _FULL_WIDTH * letter.size for letter in wide) > len(letters)


def _is_unlikely(letters: list[Letter]) -> bool:
    """Whether the Chinese letters that a font is said to print make no text, as too many are rare ones."""
    chinese = [letter.text for letter in letters if "\u4e00" <= letter.text <= "\u9fff"]
    return len(chinese) >= _JUDGED and plausibility("".join(chinese)) < _LIKELY
