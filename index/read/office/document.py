"""Each kind of office file by the format that keeps most of it."""

from ...errors import UnreadableFile
from ..blocks import Content
from ..sheets import read as read_workbook
from ..signatures import office_kind
from ..word import read as read_word
from . import rtf, slides
from .convert import convert, program

# What LibreOffice makes of a kind, and what reads that.
_ROADS = {
    **dict.fromkeys(("doc", "odt", "rtf", "word.xml"), ("docx", read_word)),
    **dict.fromkeys(("xls", "ods", "excel.xml"), ("xlsx", read_workbook)),
    **dict.fromkeys(("ppt", "pptx", "odp"), ("odp", slides.read)),
}


def read(data: bytes, name: str) -> Content:
    """The content of an office file.

    Raises:
        UnreadableFile: if it is encrypted or damaged, or LibreOffice is not installed or does not finish.
    """
    kind = office_kind(data, name[name.rfind(".") :].lower())
    if kind == "encrypted":
        raise UnreadableFile(f"文件有密码：{name}。请去掉密码后再添加。")
    if kind == "rtf" and program() is None:
        return rtf.read(data)
    target, reader = _ROADS[kind]
    return reader(data if kind == target else convert(data, kind, target, name), name)
