"""Pages that are pictures, or whose text cannot be trusted: read by a recogniser, where it is installed."""

from collections.abc import Callable
from dataclasses import replace
from math import degrees
from typing import Any

import numpy as np
from PIL import Image

from ..ocr import is_installed, read_picture
from ..printed import PrintedLine, PrintedPage, Sheet
from .columns import regions
from .pages import PageText, State

# A layer of text under a scan came from a recogniser that nobody knows: this one says how certain it is.
_READ = (State.PICTURE, State.GARBLED, State.RECOGNISED)
_DOTS = 200 / 72  # a point, of a page that is looked at
_MOST_DOTS = 3400  # along a side: A3


def picture_of(page: Any) -> Image.Image:
    """The page as it is shown."""
    scale = min(_DOTS, _MOST_DOTS / max(page.get_size()))
    picture: Image.Image = page.render(scale=scale).to_pil()
    return picture.convert("RGB")


def recognised(text: PageText, picture: Callable[[], Image.Image], width: float) -> PageText:
    """The page with its picture, so many points wide, read if it needs to be and can be; else as it was."""
    if text.state not in _READ or not is_installed():
        return text
    sheet = sheet_of(picture(), text.number, width)
    return replace(text, sheets=(sheet,)) if sheet.lines else text


def sheet_of(picture: Image.Image, number: int, width: float) -> Sheet:
    """The print on the picture of a page that is so many points wide."""
    return read_picture(np.asarray(picture.convert("RGB")), number, width)


def shown(picture: Image.Image, text: PageText) -> PrintedPage:
    """A page to be looked at; a picture that lay aslant is turned straight, as its lines were."""
    skew = next((sheet.skew for sheet in text.sheets), 0.0)
    if skew:
        picture = picture.rotate(degrees(skew), Image.Resampling.BICUBIC, fillcolor="white")
    sheets = (replace(sheet, lines=tuple(shown_lines(sheet))) for sheet in text.sheets)
    return PrintedPage(picture, tuple(sheets))


def shown_lines(sheet: Sheet) -> list[PrintedLine]:
    """The lines in the order in which they are read."""
    return [line for region in regions(sheet.lines) for line in region if isinstance(line, PrintedLine)]
