"""Markdown: what it is written for is a page, so it is read as one."""

from markdown_it import MarkdownIt

from .blocks import Content
from .decode import decode
from .html import read_page


def read(data: bytes, name: str) -> Content:
    """The headings, paragraphs, items and tables of a text in Markdown. Raises UnreadableFile as a text does."""
    text, encoding = decode(data, name)
    page = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    blocks, remarks = read_page(page, name, whole=True)
    return Content(blocks, encoding, remarks)
