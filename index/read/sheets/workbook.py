"""Workbooks: what is seen of each sheet, with what formulas gave when the file was saved."""

import io
import re
import warnings
import zlib
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from ...errors import UnreadableFile
from ..blocks import Content
from ..safely import package_of
from ..tables import told
from .parts import book_parts
from .seen import Seen

# What openpyxl was seen to raise on files with bytes changed at random.
_DAMAGE = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
_NO_RESULT = re.compile(rb"<f\b[^>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v>\s*</v>)?\s*</c>")


def read(data: bytes, name: str) -> Content:
    """The tables and lines of a workbook; hidden rows, columns and sheets are left out and told of.

    Raises:
        UnreadableFile: if the file is encrypted, damaged, or larger than a report is.
    """
    try:
        package = package_of(data, name)
        with warnings.catch_warnings(action="ignore"):  # of what openpyxl leaves out: pictures, extensions
            book = load_workbook(io.BytesIO(data), data_only=True)
        remarks = [
            f"工作表“{sheet.title}”是隐藏的，没有收入。"
            for sheet in book.worksheets
            if sheet.sheet_state != "visible"
        ]
        sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        seen = [Seen(sheet, book.epoch, name) for sheet in sheets]
        parts = book_parts([(sheet.title, each.rows()) for sheet, each in zip(sheets, seen, strict=True)])
        blocks = tuple(told(parts))
        remarks += [remark for each in seen for remark in each.remarks()]
        if missing := _without_result(package):
            remarks.append(
                f"有{missing}个公式没有保存结果，没有收入；用 Excel 或 WPS 打开并保存后再添加即可。"
            )
        return Content(blocks, remarks=tuple(remarks))
    except _DAMAGE as error:
        raise UnreadableFile(
            f"Excel 文件已损坏：{name}。请用 Excel 或 WPS 打开修复并另存为 .xlsx 后再添加。"
        ) from error


def _without_result(package: ZipFile) -> int:
    sheets = [entry for entry in package.infolist() if entry.filename.startswith("xl/worksheets/sheet")]
    return sum(len(_NO_RESULT.findall(package.read(sheet))) for sheet in sheets)
