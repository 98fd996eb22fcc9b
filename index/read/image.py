"""Pictures of pages, such as scans and photographs: read by text recognition, a file of several pages page by page."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps, UnidentifiedImageError

from ..errors import UnreadableFile
from .blocks import Content
from .ocr import is_installed
from .pages import check_pages, page_done
from .pdf import PageText, State, content_of, sheet_of, shown
from .printed import PrintedPage

MOST_PIXELS = 100_000_000  # of a page: A2 at 400 dpi
_LONGEST_SIDE = 842.0  # points: a page of A4, as a picture does not tell


def read(data: bytes, name: str) -> Content:
    """The paragraphs and table rows on the pictures of a file.

    Raises:
        UnreadableFile: if it is damaged or too large, shows no text, or text recognition is not installed.
    """
    if not is_installed():
        raise UnreadableFile(
            f"图片要经文字识别才能读取：{name}。请执行 pip install -r requirements-ocr.txt 后再添加。"
        )
    pages = []
    with _opened(data, name) as file:
        total = _count(file)
        check_pages(total, name)
        for number in range(1, total + 1):
            pages.append(_page(_picture(file, number, name), number))
            page_done(number, total)
    return content_of(pages, name)


def printed_page(data: bytes, name: str, number: int) -> PrintedPage | None:
    """A page as it is shown, with its lines; None where the file has no such page. Raises UnreadableFile."""
    with _opened(data, name) as file:
        if not 1 <= number <= _count(file):
            return None
        picture = _picture(file, number, name)
    return shown(picture, _page(picture, number) if is_installed() else PageText(number, State.PICTURE))


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as file:
                yield file
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableFile(f"图片已损坏：{name}。请打开检查，另存后再添加。") from error


def _count(file: Image.Image) -> int:
    """How many pages a file of pictures has."""
    return int(getattr(file, "n_frames", 1))


def _picture(file: Image.Image, number: int, name: str) -> Image.Image:
    """A page, upright as the camera says."""
    file.seek(number - 1)
    if file.width * file.height > MOST_PIXELS:
        raise UnreadableFile(
            f"图片太大：{name} 有 {file.width}×{file.height} 点，上限是 {MOST_PIXELS // 10_000} 万点。请缩小后再添加。"
        )
    return ImageOps.exif_transpose(file).convert("RGB")


def _page(picture: Image.Image, number: int) -> PageText:
    sheet = sheet_of(picture, number, _LONGEST_SIDE * picture.width / max(picture.size))
    return PageText(number, State.PICTURE, (sheet,) if sheet.lines else ())
