"""Markdown: what it is written for is a page, so it is read as one."""

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from ..blocks import Content
from ..decode import decode
from .document import read_page

# A line end may be one of the source or of the text: it is told as in any text.
_PARSER = (
    MarkdownIt("commonmark", {"breaks": True})
    .enable(["table", "strikethrough"])
    .use(footnote_plugin)
    .use(front_matter_plugin)
)


def read(data: bytes, name: str) -> Content:
    """The headings, paragraphs, items and tables of a text in Markdown. Raises UnreadableFile as a text does."""
    text, encoding = decode(data, name)
    page = _PARSER.render(text)
    blocks, remarks = read_page(page, name, whole=True)
    return Content(blocks, encoding, remarks)
