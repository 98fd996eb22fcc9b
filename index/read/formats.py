"""The formats that can be read, told by what a file holds and not by its name.

Each format has a module of this room with ``read(data, name) -> Content``; it is imported when a file of the format comes.
"""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from ..errors import UnreadableFile
from .blocks import Content
from .signatures import ZIP, members_of, office_kind


class Format(NamedTuple):
    """A kind of file."""

    label: str  # as a user calls it
    suffixes: tuple[str, ...]  # that it mostly has: files of a folder are taken by them
    recognises: Callable[[bytes, str], bool]  # of a file's bytes, and its suffix in lower case
    module: str  # that reads it, in this room


def _begins(*signatures: bytes) -> Callable[[bytes, str], bool]:
    return lambda data, suffix: data.startswith(signatures)


def _packs(member: str, suffix: str) -> Callable[[bytes, str], bool]:
    """Whether a zip package has a member of this name; one that has no format's member is told by this suffix."""

    def recognises(data: bytes, given: str) -> bool:
        names = members_of(data)
        return member in names or (given == suffix and data.startswith(ZIP) and not names & _MEMBERS)

    return recognises


_MEMBERS = {"word/document.xml", "xl/workbook.xml", "ppt/presentation.xml", "OFD.xml"}  # one in each format
_OFFICE = (".doc", ".wps", ".rtf", ".odt", ".xls", ".et", ".ods", ".ppt", ".pptx", ".dps", ".odp")

# In this order: the first that recognises a file reads it. A text has no signature, so it comes last.
FORMATS = (
    Format(
        "旧版 Office、WPS、OpenDocument、RTF 和演示文稿",
        _OFFICE,
        lambda data, suffix: bool(office_kind(data, suffix)),
        "office",
    ),
    Format("Word 文档", (".docx",), _packs("word/document.xml", ".docx"), "word"),
    Format("Excel 工作簿", (".xlsx",), _packs("xl/workbook.xml", ".xlsx"), "sheets"),
    Format("CSV 表格", (".csv", ".tsv"), lambda data, suffix: suffix in (".csv", ".tsv"), "delimited"),
    Format("OFD", (".ofd",), _packs("OFD.xml", ".ofd"), "ofd"),
    Format("压缩包", (".zip",), _begins(ZIP, b"PK\x05\x06"), "archive"),
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
