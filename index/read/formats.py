"""The formats that can be read, told by what a file holds and not by its name.

Each format has a module of this room with ``read(data, name) -> Content``; it is imported when a file of the format comes.
"""

import re
from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from ..errors import UnreadableFile
from .blocks import Content
from .signatures import OLE, ZIP, members_of, office_kind

_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
_START = 4096  # bytes looked at
_PAGES = (".html", ".htm", ".shtml", ".xhtml")
_TAG = re.compile(rb"</?[a-z][^<>]*>|<!", re.IGNORECASE)
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s|<\?xml[^>]*>|<!--.*?-->)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|style|table)\b",
    re.IGNORECASE | re.DOTALL,
)
_MESSAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:[\w-]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*)*?"
    rb"content-type:\s*(?:multipart/(?:related|alternative|mixed)|text/html)",
    re.IGNORECASE,
)


class Format(NamedTuple):
    """A kind of file."""

    label: str  # as a user calls it
    suffixes: tuple[str, ...]  # that it mostly has: files of a folder are taken by them
    recognises: Callable[[bytes, str], bool]  # of a file's bytes, and its suffix in lower case
    module: str  # that reads it, in this room
    pictured: bool = (
        False  # has pages that look as they were printed: ``printed_page`` of the module shows them
    )


def _begins(*signatures: bytes) -> Callable[[bytes, str], bool]:
    return lambda data, suffix: data.startswith(signatures)


def _packs(member: str, *suffixes: str) -> Callable[[bytes, str], bool]:
    """Whether a zip package has a member of this name; a damaged one, or one without its member, is told by its suffix."""

    def recognises(data: bytes, given: str) -> bool:
        names = members_of(data)
        lacks = data.startswith(ZIP) and not names & _MEMBERS and (not names or _TYPES in names)
        return member in names or (given in suffixes and lacks)

    return recognises


_MEMBERS = {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "OFD.xml"}  # one in each format
_TYPES = "[Content_Types].xml"  # in each package of Office
_OFFICE = (
    *(".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt"),
    *(".xls", ".et", ".ett", ".ods"),
    *(".ppt", ".pps", ".pptx", ".ppsx", ".dps", ".odp"),
)
_WORD = (".docx", ".docm", ".dotx")
_EXCEL = (".xlsx", ".xlsm")
_ROWS = (".csv", ".tsv")


def _is_pdf(data: bytes, suffix: str) -> bool:
    """Some programs put a few bytes before its signature; a damaged one may have lost it."""
    return b"%PDF-" in data[:1024] or (suffix == ".pdf" and b"startxref" in data[-1024:])


def _is_image(data: bytes, suffix: str) -> bool:
    return data.startswith(_IMAGES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP")


def _is_page(data: bytes, suffix: str) -> bool:
    """Whether it begins like a web page, whatever it is called, or is called one and has tags."""
    start = data[:_START].replace(b"\0", b"")
    if _PAGE.match(start):
        return True
    return suffix in _PAGES and not data.startswith((ZIP, OLE, b"%PDF")) and bool(_TAG.search(start))


def _is_rows(data: bytes, suffix: str) -> bool:
    """Whether it is called a table, and is no workbook: many programs write a text and call it .xls."""
    return suffix in _ROWS or (suffix in (".xls", ".et", *_EXCEL) and not data.startswith(OLE))


def _is_message(data: bytes, suffix: str) -> bool:
    return bool(_MESSAGE.match(data[:_START]))


# In this order: the first that recognises a file reads it. A text has no signature, so it comes last.
FORMATS = (
    Format(
        "图片", (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"), _is_image, "image", pictured=True
    ),
    Format("网页存档", (".mhtml", ".mht"), _is_message, "html.mhtml"),
    Format("网页", _PAGES, _is_page, "html"),
    Format(
        "旧版 Office、WPS、OpenDocument、RTF 和演示文稿",
        _OFFICE,
        lambda data, suffix: bool(office_kind(data, suffix)),
        "office",
    ),
    Format("Word 文档", _WORD, _packs("word/document.xml", *_WORD), "word"),
    Format("Excel 工作簿", _EXCEL, _packs("xl/workbook.xml", *_EXCEL), "sheets"),
    Format("PDF", (".pdf",), _is_pdf, "pdf", pictured=True),
    Format("OFD", (".ofd",), _packs("OFD.xml", ".ofd"), "ofd", pictured=True),
    Format("压缩包", (".zip",), _begins(ZIP, b"PK\x05\x06"), "archive"),
    Format("CSV 表格", _ROWS, _is_rows, "delimited"),
    Format(
        "Markdown", (".md", ".markdown"), lambda data, suffix: suffix in (".md", ".markdown"), "html.markdown"
    ),
    Format("文本", (".txt",), lambda data, suffix: True, "plain"),
)
SUFFIXES = tuple(suffix for kind in FORMATS for suffix in kind.suffixes)


def format_of(data: bytes, suffix: str) -> Format:
    """The format of a file's bytes; ``suffix`` decides where they cannot."""
    return next(kind for kind in FORMATS if kind.recognises(data, suffix.lower()))


def read(data: bytes, name: str) -> Content:
    """The content of a file.

    Raises:
        UnreadableFile: if it is damaged, encrypted, too large when unpacked, or of no known format.
    """
    kind = format_of(data, name[name.rfind(".") :] if "." in name else "")
    content: Content = import_module(f".{kind.module}", __package__).read(data, name)
    if not any(any(map(str.isalnum, block.text)) for block in content.blocks):
        raise UnreadableFile(f"文件没有文字：{name}。请检查内容后再添加。")
    return content
