"""RTF where LibreOffice is not installed: paragraphs, and the rows of simple tables.

``striprtf`` reads it, after what it does not know has been put into words that it does.
"""

import re

from striprtf.striprtf import rtf_to_text

from ..blocks import Block, Content
from ..tables import told, with_tables

_PLAIN = ("安装 LibreOffice 后重新添加，可以读到文本框、合并的单元格和标题的级别。",)
_CODE_PAGE = re.compile(r"\\ansicpg(936|950|932|949)\b")
_CHARSET = re.compile(r"\\fcharset\d+")
_BYTES = re.compile(r"((?:\\'[0-9a-f]{2})+)([@-\[\]-z|~]|\\[\\{}])", re.IGNORECASE)
_HIDDEN_RUN = re.compile(r"\\v\b(?!\d)([^{}]*?)\\(?:v0|plain)\b ?")
_HIDDEN_GROUP = re.compile(r"\\(?:v|deleted)(?![a-z\d-])")
_ROW = re.compile(r"\\trowd\b.*?\\row\b", re.DOTALL)
_PARAGRAPH = re.compile(r"\\(?:par|line)(?![a-z\d])")


def read(data: bytes) -> Content:
    """The lines and table rows of an RTF text; headers, footers, notes and what is hidden are left out."""
    text = re.sub(r"[\x80-\xff]", lambda byte: f"\\'{ord(byte[0]):02x}", data.decode("latin-1"))
    if page := _CODE_PAGE.search(text):
        text = _CHARSET.sub("", text)  # Word names the font of the letters that are not Chinese
        text = _BYTES.sub(lambda match: _whole(match, f"cp{page[1]}"), text)
    text = _HIDDEN_RUN.sub(r"{\\*\\v\1}", text)
    text = _HIDDEN_GROUP.sub(r"\\*", text)
    text = _ROW.sub(lambda row: _PARAGRAPH.sub(" ", row[0]), text)
    lines = rtf_to_text(text, errors="replace").splitlines()
    return Content(tuple(told(with_tables([Block(line, "paragraph") for line in lines]))), remarks=_PLAIN)


def _whole(match: re.Match[str], encoding: str) -> str:
    """Bytes whose last letter is half of one: its other half was written as the sign that it looks like."""
    run = bytes.fromhex(match[1].replace("\\'", ""))
    try:
        run.decode(encoding)
    except UnicodeDecodeError as error:
        if error.start == len(run) - 1:
            return f"{match[1]}\\'{ord(match[2][-1]):02x}"
    return match[0]
