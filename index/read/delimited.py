"""Tables in text, a line a row: comma-separated values and their like, in any encoding."""

import csv
import io
import re
from collections import Counter

from ..errors import UnreadableFile
from .blocks import Cell, Content
from .decode import decode
from .sheets import book_parts
from .tables import told

_MARKS = ",\t;|"
_SAID = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel is told the mark by a first line of its own
_SAMPLE = 200  # lines that show which mark parts the cells
_LONGEST = 1024 * 1024  # characters of a cell; more is a quote that was never closed


def read(data: bytes, name: str) -> Content:
    """The tables of a .csv or .tsv file, with the lines above and below them.

    Raises:
        UnreadableFile: if the bytes are no text, or in no certain encoding, or a quote is never closed.
    """
    text, encoding = decode(data, name)
    said = _SAID.match(text)
    text = text[said.end() :] if said else text
    csv.field_size_limit(_LONGEST)
    try:
        mark = said[1] if said else _mark(text)
        rows = [list(map(Cell, row)) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)]
    except csv.Error as error:
        raise UnreadableFile(
            f"表格文件有误：{name} 里有没有配对的引号。请用 Excel 或 WPS 另存后再添加。"
        ) from error
    return Content(tuple(told(book_parts([("", rows)]))), encoding)


def _mark(text: str) -> str:
    """The mark that parts most lines into the same number of cells: titles and remarks have their own commas."""
    lines = text.splitlines()[:_SAMPLE]
    best, most = ",", 0
    for mark in _MARKS:
        counts = Counter(len(row) for row in csv.reader(lines, delimiter=mark) if len(row) > 1)
        same = max(counts.values(), default=0)
        if same > most:
            best, most = mark, same
    return best
