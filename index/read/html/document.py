"""Web pages as they were saved: the article as it is shown, and the pictures that could not be read."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from lxml import etree, html

from ...errors import UnreadableFile
from ..blocks import Block, Content, Table
from ..tables import told
from .article import Page
from .breaks import join_breaks
from .encoding import page_text
from .flow import Flow, Printed
from .items import label_items
from .notes import lift_notes
from .styles import Styles

_WRAPPED = 200  # characters: a source with longer lines of text isn't wrapped, its line ends are spaces
_NAMES = ("ArticleTitle", "og:title")  # of <meta>, by the guideline for government sites and by common use
_SENTENCE = re.compile("[。！？；]")
_FIGURE = re.compile(r"图\s*[\d一二三四五六七八九十]")


class _Shown(NamedTuple):
    """What can be seen of a page."""

    root: Any
    names: list[str]  # that it calls itself
    lines: list[Printed]

    @property
    def says_something(self) -> bool:
        return any(line.table is not None or _SENTENCE.search(line.text) for line in self.lines)


def read(data: bytes, name: str) -> Content:
    """The article of a page. Raises UnreadableFile if its encoding isn't certain, or it is no page."""
    text, encoding = page_text(data, name)
    blocks, remarks = read_page(text, name)
    return Content(blocks, encoding, remarks)


def read_page(
    text: str, name: str, sheets: Sequence[str] = (), whole: bool = False
) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a page and what a user must know of it.

    sheets: style sheets that came beside the page. whole: it was made from a text, and no site is around it.
    """
    try:
        page = _shown(text, sheets, whole, faded=True)
        if not page.says_something:  # some sites show their text by a script
            bared = _shown(text, sheets, whole, faded=False)
            page = bared if bared.says_something else page
    except (etree.LxmlError, RecursionError) as error:
        raise UnreadableFile(
            f"网页已损坏或嵌套太深：{name}。请用浏览器打开，复制文字存为文本后再添加。"
        ) from error
    lines = Page(page.lines, page.root, whole).article(page.names)
    return tuple(told(_parts(lines, whole))), tuple(_remarks(lines))


def _root(text: str) -> Any:
    """The tree of a page. Raises LxmlError if the parser left out what is nested too deep."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.document_fromstring(text.replace("\0", "").encode(), parser)
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        raise etree.LxmlError("nested too deep")
    return root


def _shown(text: str, sheets: Sequence[str], whole: bool, faded: bool) -> _Shown:
    root = _root(text)
    names = list(_names(root))
    styles = Styles(root, sheets)
    for element in [each for each in root.iter() if each is not root and styles.hides(each, faded)]:
        element.drop_tree()
    label_items(root)
    lines = Flow(styles, lift_notes(root), whole or _is_wrapped(root)).lines(root)
    return _Shown(root, names, join_breaks(lines))


def _names(root: Any) -> Iterator[str]:
    """What a page calls itself."""
    for meta in root.iter("meta"):
        if (meta.get("name") or meta.get("property")) in _NAMES and meta.get("content"):
            yield meta.get("content")
    yield from (title.text_content() for title in root.iter("title"))


def _is_wrapped(root: Any) -> bool:
    return all(len(line) <= _WRAPPED for text in root.itertext() for line in text.split("\n"))


def _parts(lines: Sequence[Printed], plain: bool) -> Iterator[Block | Table]:
    """Lines that a <br> parts are lines of a text, all others paragraphs; beside such lines a blank one shows them.

    plain: they all come from a text, in which marks may be left.
    """
    above: Printed | None = None
    spaced = plain or any(line.broken for line in lines)
    for line in lines:
        if line.table is not None:
            yield line.table
        elif line.size:
            apart = spaced and above is not None and line.element is not above.element
            for _ in range(max(line.gap, apart)):
                yield Block("", "line")
            yield Block(
                line.text, "line" if plain or line.broken else "paragraph", level=line.level, item=line.item
            )
        above = line


def _remarks(lines: Sequence[Printed]) -> Iterator[str]:
    """What pictures show cannot be read: each that has a caption, and how many have none."""
    others = 0
    told: set[str] = set()
    for index, line in enumerate(lines):
        if not line.pictures or line.size:
            continue
        near = [lines[place].text for place in (index + 1, index - 1) if 0 <= place < len(lines)]
        captions = [" ".join(text.split()) for text in near if _FIGURE.match(text.strip())]
        words = " ".join(filter(None, line.pictures))
        caption = next((each for each in captions if each not in told), words)
        told.add(caption)
        if caption:
            yield f"“{caption}”是图片，其中的文字和数字没有读入。"
        else:
            others += len(line.pictures)
    if others:
        yield f"文件中有 {others} 张没有说明的图片，其中的文字和数字没有读入。"
