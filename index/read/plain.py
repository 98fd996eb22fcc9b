"""Plain text in any encoding; a form feed starts a new page."""

from ..errors import UnreadableFile
from .blocks import Block, Content
from .decode import decode
from .tables import told, with_tables

# What is no text, and has no reader.
_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "旧版 Office 文档"),  # of a kind that is no text, table or slides
    (b"MZ", "Windows 程序"),
    (b"\x7fELF", "Linux 程序"),
    (b"GIF8", "GIF 图片"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"Rar!", "RAR 压缩包"),
    (b"SQLite format 3\0", "SQLite 数据库"),
)


def read(data: bytes, name: str) -> Content:
    """The lines and table rows of a text. Raises UnreadableFile if the bytes are none, or in no certain encoding."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(f"不支持的格式：{name} 的内容是{kind}。请另存为 .docx 或文本后再添加。")
    text, encoding = decode(data, name)
    return Content(text_blocks(text), encoding)


def text_blocks(text: str) -> tuple[Block, ...]:
    """The lines and table rows of a plain text."""
    pages = text.split("\f")
    paged = len(pages) > 1
    lines = [
        Block(line, "line", number if paged else None)
        for number, page in enumerate(pages, start=1)
        for line in page.splitlines()
    ]
    return tuple(told(with_tables(lines)))
