"""Plain text in any encoding; a form feed starts a new page."""

from ..errors import UnreadableFile
from .blocks import Block, Content
from .decode import decode
from .tables import told, with_tables

_UNPACK = "请解压后添加其中的文件。"
_SAVE = "请用原来的软件另存为 .docx、PDF 或文本后再添加。"
# What is no text, and has no reader: where its signature stands, what it is, and the way out.
_SIGNATURES = (
    (0, b"\xd0\xcf\x11\xe0", "不完整的旧版 Office 文档，或不是文字、表格和演示文稿", _SAVE),
    (0, b"MZ", "Windows 程序", _SAVE),
    (0, b"\x7fELF", "Linux 程序", _SAVE),
    (0, b"GIF8", "GIF 图片", "请另存为 .png 后再添加。"),
    (4, b"ftyp", "HEIC 照片或视频", "照片请另存为 .jpg 后再添加。"),
    (0, b"\x1f\x8b", "GZIP 压缩包", _UNPACK),
    (0, b"7z\xbc\xaf", "7z 压缩包", _UNPACK),
    (0, b"Rar!", "RAR 压缩包", _UNPACK),
    (0, b"SQLite format 3\0", "SQLite 数据库", _SAVE),
    (0, b"CAJ\0", "CAJ 文献", "请用 CAJViewer 另存为 PDF 后再添加。"),
)


def read(data: bytes, name: str) -> Content:
    """The lines and table rows of a text. Raises UnreadableFile if the bytes are none, or in no certain encoding."""
    for place, signature, kind, way_out in _SIGNATURES:
        if data.startswith(signature, place):
            raise UnreadableFile(f"不支持的格式：{name} 的内容是{kind}。{way_out}")
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
