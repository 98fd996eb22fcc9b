"""The table of figures as files: CSV for programs, XLSX for spreadsheets."""

import csv
import io
import re
from collections.abc import Iterable
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..messages import Language, text
from ..views import FigureRow, kind_text, what_text

_COLUMNS = {  # and their widths in the spreadsheet, in characters
    "report": 24,
    "figure_what": 28,
    "figure_printed": 16,
    "figure_value": 14,
    "figure_upper": 14,
    "figure_unit": 10,
    "figure_qualifier": 10,
    "figure_year": 8,
    "figure_kind": 8,
    "figure_section": 36,
    "figure_place": 10,
    "figure_sentence": 80,
}
_NOT_IN_XLSX = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]"
)  # XML has no place for them
_MOST_CHARACTERS = 32_767  # of a cell


def figures_csv(rows: Iterable[FigureRow], language: Language) -> bytes:
    """All rows as CSV, with the byte order mark that Excel needs to read Chinese."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([text(key, language) for key in _COLUMNS])
    writer.writerows([_no_formula(cell) for cell in _cells(row, language)] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def figures_xlsx(rows: Iterable[FigureRow], language: Language) -> bytes:
    """All rows as a workbook of one sheet: values as numbers, everything else as text, never a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(text("figures", language))
    for index, width in enumerate(_COLUMNS.values(), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = "A2"
    head = [WriteOnlyCell(sheet, text(key, language)) for key in _COLUMNS]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_xlsx_cell(sheet, value) for value in _cells(row, language)])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _cells(row: FigureRow, language: Language) -> list[str | Decimal]:
    """A row's cells in the order of ``_COLUMNS``; values in the base unit."""
    figure = row.said.figure
    return [
        row.report,
        what_text(row, language),
        figure.text,
        figure.value,
        "" if figure.upper is None else figure.upper,
        figure.unit,
        figure.qualifier,
        str(row.said.year or ""),
        kind_text(row, language),
        " › ".join(row.section),
        text("place", language, paragraph=row.paragraph),
        row.sentence,
    ]


def _no_formula(cell: str | Decimal) -> str:
    """A cell that a spreadsheet would run as a formula, made text."""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r") else cell


def _xlsx_cell(sheet: Worksheet, value: str | Decimal) -> Cell:
    if isinstance(value, Decimal):
        return WriteOnlyCell(sheet, float(value))
    cell = WriteOnlyCell(sheet, _NOT_IN_XLSX.sub("\ufffd", value)[:_MOST_CHARACTERS])
    cell.data_type = "s"  # text, also where it begins with "="
    return cell
