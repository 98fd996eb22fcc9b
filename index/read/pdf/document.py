"""PDF files: their text as it is printed, paragraph by paragraph with its pages, and what of it cannot be read."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from ...errors import UnreadableFile
from ..blocks import Block, Content, Table
from ..ocr import is_installed
from ..pages import check_pages, page_done
from ..printed import Printed, PrintedPage, PrintedTable, Sheet
from ..tables import told
from .aligned import aligned_tables
from .columns import regions
from .footnotes import with_notes
from .grids import ruled_tables
from .pages import PageText, State, read_page
from .paragraphs import paragraphs, text_size
from .pictures import picture_of, recognised, shown
from .running import Page, without_running

MOST_LETTERS = 2_000_000  # of a file
_SAME_EDGE = 6.0  # points by which the columns of a table may shift on its next page
_REMARKS = {  # by the state of a page, and whether any text of it was read
    (State.PICTURE, False): "第{}页是图片，没有可以读取的文字，没有收录。",
    (State.PICTURE, True): "第{}页是图片，文字由识别得来，可能有误，请对照原件。",
    (State.GARBLED, False): "第{}页的字体没有文字编码，文字无法读取，没有收录。",
    (State.GARBLED, True): "第{}页的字体没有文字编码，文字由识别得来，可能有误，请对照原件。",
    (State.OVERFULL, False): "第{}页的文字多得不像一页，没有收录。",
    (State.GAPS, True): "第{}页有个别文字无法读取，以“〓”代替。",
    (State.RECOGNISED, True): "第{}页是扫描件，文字由识别得来，可能有误，请对照原件。",
}
_INSTALL = "图片上的文字可以识别：执行 pip install -r requirements-ocr.txt 后，移除这份报告，再重新添加。"


def read(data: bytes, name: str) -> Content:
    """The paragraphs and table rows of a PDF.

    Raises:
        UnreadableFile: if it is damaged, needs a password, has too many pages, or none with text.
    """
    document = _opened(data, name)
    try:
        check_pages(len(document), name)
        pages = list(_pages(document, name))
    finally:
        document.close()
    return content_of(pages, name)


def printed_page(data: bytes, name: str, number: int) -> PrintedPage | None:
    """A page as it is shown, with its lines; None where the file has no such page. Raises UnreadableFile."""
    document = _opened(data, name)
    try:
        if not 1 <= number <= len(document):
            return None
        page = document[number - 1]
        return shown(picture_of(page), _text(page, number))
    except pypdfium2.PdfiumError:  # a damaged page
        return None
    finally:
        document.close()


@contextmanager
def one_page(data: bytes) -> Iterator[Any]:
    """The page of a PDF that was made here, and has one."""
    document = pypdfium2.PdfDocument(data)
    try:
        yield document[0]
    finally:
        document.close()


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise UnreadableFile(f"PDF 有打开密码：{name}。请去掉密码后再添加。") from error
        raise UnreadableFile(f"PDF 已损坏：{name}。请用阅读器打开检查，另存后再添加。") from error


def content_of(pages: Sequence[PageText], name: str) -> Content:
    """The paragraphs and table rows of pages. Raises UnreadableFile if there are none."""
    blocks = tuple(told(_parts(pages)))
    if not blocks and is_installed():
        raise UnreadableFile(f"没有可以读取的文字：{name}。请添加带文字的版本，或更清晰的图片。")
    if not blocks:
        raise UnreadableFile(
            f"没有可以读取的文字：{name}。"
            "请添加带文字的版本，或执行 pip install -r requirements-ocr.txt 装上文字识别后再添加。"
        )
    return Content(blocks, remarks=tuple(_remarks(pages)))


def _pages(document: Any, name: str) -> Iterator[PageText]:
    letters = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pypdfium2.PdfiumError:
            yield PageText(index + 1, State.GARBLED)
            continue
        yield (text := _text(page, index + 1))
        page.close()
        page_done(index + 1, len(document))
        letters += sum(len(line.text) for sheet in text.sheets for line in sheet.lines)
        if letters > MOST_LETTERS:
            raise UnreadableFile(f"PDF 文字太多：{name} 超过 {MOST_LETTERS // 10_000} 万字。请拆分后再添加。")


def _text(page: Any, number: int) -> PageText:
    return recognised(read_page(page, number), lambda: picture_of(page), page.get_width())


def _parts(pages: Sequence[PageText]) -> list[Block | Table]:
    """The paragraphs and tables of the pages, in the order in which they are read."""
    size = text_size([line for page in pages for sheet in page.sheets for line in sheet.lines])
    upright = [_page(sheet) for page in pages for sheet in page.sheets]
    columns: list[list[Printed]] = []
    for page in without_running(upright, size):
        columns += with_notes(list(_columns(page)), size)
    flow = paragraphs(columns, size)
    return [part if isinstance(part, Block) else _table(part) for part in _with_whole_tables(flow)]


def _page(sheet: Sheet) -> Page:
    ruled, lines = ruled_tables(sheet)
    return Page(sheet.page, sheet.box, tuple(lines), tuple(ruled), sheet.rules)


def _columns(page: Page) -> Iterator[list[Printed]]:
    aligned, lines = aligned_tables(page.lines)
    yield from regions([*page.tables, *aligned, *lines])


def _with_whole_tables(flow: Iterable[Block | PrintedTable]) -> list[Block | PrintedTable]:
    """The flow, tables that run over the end of a page put together."""
    parts: list[Block | PrintedTable] = []
    for part in flow:
        last = parts[-1] if parts else None
        if isinstance(part, PrintedTable) and isinstance(last, PrintedTable) and _goes_on(last, part):
            parts[-1] = PrintedTable(last.rows + part.rows, last.box, part.page, part.edges)
        else:
            parts.append(part)
    return parts


def _goes_on(table: PrintedTable, other: PrintedTable) -> bool:
    """Whether a table on the next page has the columns of this one."""
    return (
        other.page == table.page + 1
        and len(other.edges) == len(table.edges)
        and all(
            abs((b - a) - (d - c)) <= _SAME_EDGE
            for (a, b), (c, d) in zip(pairwise(table.edges), pairwise(other.edges), strict=True)
        )
    )


def _table(table: PrintedTable) -> Table:
    first = next((cell.page for row in table.rows for cell in row if cell.page), table.page)
    return Table(table.rows, page=first)


def _remarks(pages: Sequence[PageText]) -> Iterator[str]:
    for kind, words in _REMARKS.items():
        numbers = [page.number for page in pages if (page.state, bool(page.sheets)) == kind]
        if numbers:
            yield words.format(_told(numbers))
    unread = any(page.state in (State.PICTURE, State.GARBLED) and not page.sheets for page in pages)
    if unread and not is_installed():
        yield _INSTALL


def _told(numbers: Sequence[int]) -> str:
    """2、4—6."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    told_runs = ["、".join(map(str, run)) if len(run) < 3 else f"{run[0]}—{run[-1]}" for run in runs]
    return "、".join(told_runs)
