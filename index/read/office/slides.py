"""Presentations in OpenDocument: each slide a page, its title a heading, then what stands on it from top to bottom.

What the speaker noted for a slide follows it, marked as that.
"""

import re
from collections.abc import Iterator
from typing import Any

from ...errors import UnreadableFile
from ..blocks import Block, Cell, Content, Table
from ..pages import check_pages
from ..safely import member_of, package_of, xml_of
from ..tables import told

_NAMES = {
    each: f"urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"
    for each in ("office", "style", "presentation", "table", "text")
} | {
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
}
_FURNITURE = frozenset({"header", "footer", "date-time", "page-number"})
_TITLES = frozenset({"title", "subtitle"})
_LENGTH = re.compile(r"-?[\d.]+")
_WIDEST = 1000  # columns that one cell may span


def read(data: bytes, name: str) -> Content:
    """The text of a presentation; hidden slides, dates and slide numbers are left out.

    Raises:
        UnreadableFile: if it is encrypted, damaged, or larger than a report is.
    """
    package = package_of(data, name)
    try:
        root = xml_of(member_of(package, "content.xml", name), name)
    except KeyError as error:
        raise UnreadableFile(f"文件已损坏：{name} 里没有内容。请用原来的软件打开并另存后再添加。") from error
    slides = list(root.iterfind("office:body/office:presentation/draw:page", _NAMES))
    check_pages(len(slides), name)
    unseen = _hidden_styles(root)
    hidden = [n for n, slide in enumerate(slides, start=1) if slide.get(_tag("draw:style-name")) in unseen]
    parts: list[Block | Table] = []
    pictures: list[int] = []  # slides that are nothing else
    pictured: list[int] = []  # slides with some beside their text
    for number, slide in enumerate(slides, start=1):
        if number in hidden:
            continue
        found = list(_parts(slide, number, begun=bool(parts)))
        parts += [*found, *_noted(slide, number)]
        if any(map(_is_picture, _shapes(slide))):
            (pictured if found else pictures).append(number)
    return Content(tuple(told(parts)), remarks=tuple(_remarks(hidden, pictures, pictured)))


def _remarks(hidden: list[int], pictures: list[int], pictured: list[int]) -> Iterator[str]:
    if hidden:
        yield f"第{'、'.join(map(str, hidden))}页是隐藏的，没有收入。"
    if pictures:
        yield f"第{'、'.join(map(str, pictures))}页是图片，没有文字，其中的内容查不到。"
    if pictured:
        yield f"第{'、'.join(map(str, pictured))}页有图片或图表，其中的文字和数字没有读入。"


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{_NAMES[prefix]}}}{local}"


def _hidden_styles(root: Any) -> set[str]:
    """The styles of slides that are not shown."""
    return {
        style.get(_tag("style:name"))
        for style in root.iterfind("office:automatic-styles/style:style", _NAMES)
        for properties in style.iterfind("style:drawing-page-properties", _NAMES)
        if properties.get(_tag("presentation:visibility")) == "hidden"
    }


def _parts(slide: Any, page: int, begun: bool) -> Iterator[Block | Table]:
    """A slide's title, and what else stands on it."""
    shapes = [shape for shape in _shapes(slide) if _class(shape) not in _FURNITURE]
    titles = [shape for shape in shapes if _class(shape) == "title"]
    heading = " ".join(text for shape in titles for text in _paragraphs(shape))
    if heading:
        yield Block(heading, "paragraph", page, level=1 if begun else 0)
    for shape in sorted((shape for shape in shapes if shape not in titles), key=_place):
        table = shape.find("table:table", _NAMES)
        if table is not None:
            yield Table(tuple(_rows(table)), page=page)
        else:
            yield from (Block(text, "paragraph", page) for text in _paragraphs(shape))


def _noted(slide: Any, page: int) -> Iterator[Block]:
    """What the speaker noted for a slide."""
    for notes in slide.iterchildren(_tag("presentation:notes")):
        for shape in _shapes(notes):
            if _class(shape) not in _FURNITURE:
                yield from (Block(f"备注：{text}", "paragraph", page) for text in _paragraphs(shape))


def _is_picture(shape: Any) -> bool:
    """Whether a shape is a picture or chart; a table has a picture of itself beside it."""
    shown = shape.find("draw:image", _NAMES) is not None or shape.find("draw:object", _NAMES) is not None
    return shown and shape.find("table:table", _NAMES) is None


def _shapes(element: Any) -> Iterator[Any]:
    """The frames and drawn shapes of a slide, those in groups too."""
    for child in element.iterchildren(tag=f"{{{_NAMES['draw']}}}*"):
        if child.tag == _tag("draw:g"):
            yield from _shapes(child)
        else:
            yield child


def _class(shape: Any) -> str:
    return str(shape.get(_tag("presentation:class"), ""))


def _place(shape: Any) -> tuple[float, float]:
    """From top to bottom, then from left to right."""
    places = [_LENGTH.match(shape.get(_tag(f"svg:{side}"), "0")) for side in "yx"]
    y, x = (float(place[0]) if place else 0.0 for place in places)
    return y, x


def _paragraphs(shape: Any) -> Iterator[str]:
    for paragraph in shape.iter(_tag("text:p"), _tag("text:h")):
        if text := _text(paragraph).strip():
            yield text


def _text(element: Any) -> str:
    """The words below an element: spaces, tabs and line breaks are elements of their own, comments are none."""
    words = element.text or ""
    for child in element:
        if child.tag in (_tag("text:s"), _tag("text:tab"), _tag("text:line-break")):
            words += " "
        elif child.tag not in (_tag("office:annotation"), _tag("text:note"), _tag("text:page-number")):
            words += _text(child)
        words += child.tail or ""
    return words


def _rows(table: Any) -> Iterator[tuple[Cell, ...]]:
    """The rows of a table; a merged cell stands in each of its places."""
    below: dict[
        int, tuple[Cell, int]
    ] = {}  # of each column: a cell from above, and the rows that it still covers
    for row in table.iter(_tag("table:table-row")):
        cells: list[Cell] = []
        for element in row.iterchildren(_tag("table:table-cell"), _tag("table:covered-table-cell")):
            column = len(cells)
            if element.tag == _tag("table:covered-table-cell"):
                cell, left = below.get(column, (cells[-1] if cells else Cell(""), 0))
                cells.append(cell)
                below[column] = cell, left - 1
                if left <= 1:
                    del below[column]
                continue
            cell = Cell(" ".join(_paragraphs(element)))
            wide = min(int(element.get(_tag("table:number-columns-spanned"), 1)), _WIDEST)
            high = int(element.get(_tag("table:number-rows-spanned"), 1))
            cells.append(cell)
            if high > 1:
                below.update({column + n: (cell, high - 1) for n in range(wide)})
        yield tuple(cells)
