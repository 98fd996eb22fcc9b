"""Pictures of pages, such as scans and photographs: read by text recognition, a file of several pages page by page."""

import io
import warnings
from collections.abc import Iterator

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from ..errors import UnreadableFile
from .blocks import Content
from .ocr import is_installed
from .pages import page_done
from .pdf import MOST_PAGES, PageText, State, content_of, sheet_of, shown
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
    for number, picture in enumerate(pictures(data, name), 1):
        pages.append(_page(picture, number))
        page_done(number, number)  # how many are still to come, the file does not tell
    return content_of(pages, name)


def printed_page(data: bytes, name: str, number: int) -> PrintedPage | None:
    """A page as it is shown, with its lines; None where the file has no such page. Raises UnreadableFile."""
    picture = next((each for at, each in enumerate(pictures(data, name), 1) if at == number), None)
    if picture is None:
        return None
    return shown(picture, _page(picture, number) if is_installed() else PageText(number, State.PICTURE))


def pictures(data: bytes, name: str) -> Iterator[Image.Image]:
    """The pages of a file of pictures, upright as the camera says. Raises UnreadableFile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as file:
                for number, frame in enumerate(ImageSequence.Iterator(file), 1):
                    _check(frame, number, name)
                    yield ImageOps.exif_transpose(frame).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise UnreadableFile(f"图片已损坏：{name}。请打开检查，另存后再添加。") from error


def _check(frame: Image.Image, number: int, name: str) -> None:
    if number > MOST_PAGES:
        raise UnreadableFile(f"图片页数太多：{name} 超过 {MOST_PAGES} 页。请拆分后再添加。")
    if frame.width * frame.height > MOST_PIXELS:
        raise UnreadableFile(
            f"图片太大：{name} 有 {frame.width}×{frame.height} 点，上限是 {MOST_PIXELS // 10_000} 万点。请缩小后再添加。"
        )


def _page(picture: Image.Image, number: int) -> PageText:
    sheet = sheet_of(picture, number, _LONGEST_SIDE * picture.width / max(picture.size))
    return PageText(number, State.PICTURE, (sheet,) if sheet.lines else (), by_picture=True)
