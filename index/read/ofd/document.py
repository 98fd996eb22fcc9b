"""OFD files: each page is drawn as one of a PDF, and read and shown as such."""

from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image

from ...errors import UnreadableFile
from ..blocks import Content
from ..pages import check_pages, page_done
from ..pdf import PageText, content_of, one_page, picture_of, read_page, recognised, shown
from ..printed import PrintedPage
from .drawing import drawing
from .package import Package
from .pages import OfdPage, OfdPages

# What a document that is no OFD by its XML makes of reading it: a member, an attribute or a number is not there.
_DAMAGE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_ENCRYPTED = "Encryptions.xml"  # lists which members are encrypted


def read(data: bytes, name: str) -> Content:
    """The paragraphs and table rows of an OFD file; annotations and seals are left out.

    Raises:
        UnreadableFile: if the file is encrypted, damaged, or larger than a report is.
    """
    with _opened(data, name) as pages:
        check_pages(len(pages), name)
        texts: list[PageText] = []
        for number, page in enumerate(pages, start=1):
            texts.append(_text(page, number))
            page_done(number, len(pages))
    return content_of(texts, name)


def printed_page(data: bytes, name: str, number: int) -> PrintedPage | None:
    """A page as it is shown, with its lines; None where the file has no such page. Raises UnreadableFile."""
    with _opened(data, name) as pages:
        if not 1 <= number <= len(pages):
            return None
        page = pages[number - 1]
        return shown(_picture(page), _text(page, number))


def _text(page: OfdPage, number: int) -> PageText:
    with one_page(drawing(page, shapes=False)) as drawn:
        return recognised(read_page(drawn, number), lambda: _picture(page), drawn.get_width())


def _picture(page: OfdPage) -> Image.Image:
    with one_page(drawing(page, shapes=True)) as drawn:
        return picture_of(drawn)


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[OfdPages]:
    try:
        package = Package(data, name)
        if _ENCRYPTED in package:
            raise UnreadableFile(f"文件有密码：{name}。请去掉密码后再添加。")
        yield OfdPages(package)
    except _DAMAGE as error:
        raise UnreadableFile(f"OFD 文件已损坏：{name}。请用 OFD 阅读器打开并另存后再添加。") from error
