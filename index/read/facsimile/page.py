"""One page of a file as a picture, and its lines in the order in which they are read."""

import io
from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from ...errors import UnreadableFile
from ..formats import FORMATS, format_of
from ..printed import Box, PrintedPage

_LONGEST_SIDE = 1800  # pixels of a picture that is shown


@dataclass(frozen=True, slots=True)
class PrintedText:
    """A line of print; its box in shares of the page that is stood up for it, by ``turn`` quarter turns clockwise."""

    text: str
    box: Box
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Facsimile:
    """A page as it was printed."""

    __pydantic_config__: ClassVar = {"ser_json_bytes": "base64", "val_json_bytes": "base64"}
    picture: bytes  # PNG
    lines: tuple[PrintedText, ...]


def has_facsimile(name: str) -> bool:
    """Whether a file of this name has pages that can be shown."""
    return name.lower().endswith(
        tuple(suffix for kind in FORMATS if kind.pictured for suffix in kind.suffixes)
    )


def page_of(data: bytes, name: str, number: int) -> Facsimile:
    """A page of a file, whose number counts from 1: a pure function, as readers are.

    Raises:
        UnreadableFile: if the file has no such page, or none that can be shown.
    """
    kind = format_of(data, name[name.rfind(".") :].lower())
    page: PrintedPage | None = None
    if kind.pictured:
        page = import_module(f"..{kind.module}", __package__).printed_page(data, name, number)
    if page is None:
        raise UnreadableFile(f"没有这一页的原样：{name} 第 {number} 页。请下载原件查看。")
    picture = page.picture
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    file = io.BytesIO()
    picture.save(file, "PNG")
    return Facsimile(file.getvalue(), tuple(_shares(page)))


def _shares(page: PrintedPage) -> list[PrintedText]:
    return [
        PrintedText(
            line.text,
            Box(
                (line.box.left - sheet.box.left) / sheet.box.width,
                (line.box.top - sheet.box.top) / sheet.box.height,
                (line.box.right - sheet.box.left) / sheet.box.width,
                (line.box.bottom - sheet.box.top) / sheet.box.height,
            ),
            sheet.turn,
        )
        for sheet in page.sheets
        for line in sheet.lines
    ]
