"""Pictures in Word files: said where they are not read, and scanned pages read where they can be."""

import io

import docx
import pytest
from docx.shared import Cm
from PIL import Image

from index.read.ocr import RecognisedLine
from index.read.word import read
from tests.index.made_pdf import HEIGHT, LEADING, LEFT, TOP, WIDTH

OPENING = "青石县2025年农村公路建设情况"
WORDS = "新建改建农村公路112.6公里，改造危桥9座，新增农村客运班线4条。"
UNREAD = "文中有 {} 张图片或图表，其中的文字和数字没有读入。"


def picture(shade: int) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("L", (int(WIDTH), int(HEIGHT)), shade).save(file, "PNG")
    return file


def word(*widths: float) -> bytes:
    """A report with a picture of each of these widths in centimetres, as high as a page is to its width."""
    document = docx.Document()
    document.add_paragraph(OPENING)
    for shade, width in enumerate(widths):
        document.add_picture(picture(shade), Cm(width), Cm(width * HEIGHT / WIDTH))
    document.add_paragraph("以上情况，特此报告。")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    """A recogniser that reads ``WORDS`` off each picture."""
    corners = ((LEFT, TOP), (500.0, TOP), (500.0, TOP + LEADING / 2), (LEFT, TOP + LEADING / 2))
    line = RecognisedLine(WORDS, corners, tuple(0.4 if each == "9" else 0.99 for each in WORDS))
    monkeypatch.setattr("index.read.ocr.sheets.recognise", lambda picture: [line])
    monkeypatch.setattr("index.read.word.pictures.is_installed", lambda: True)


def test_pictures_that_are_not_read_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKREPORT_OCR", "off")
    content = read(word(16, 5), "报告.docx")
    assert content.remarks == (UNREAD.format(2),)
    assert [block.text for block in content.blocks if block.text] == [OPENING, "以上情况，特此报告。"]


def test_a_file_without_pictures_has_nothing_to_say() -> None:
    assert read(word(), "报告.docx").remarks == ()


@pytest.mark.usefixtures("recognised")
def test_a_scanned_page_is_read_in_its_place_and_a_small_picture_is_not() -> None:
    content = read(word(16, 5), "报告.docx")
    (block,) = [block for block in content.blocks if block.text == WORDS]
    assert [WORDS[span.start : span.end] for span in block.doubtful] == ["9"]
    texts = [block.text for block in content.blocks if block.text]
    assert texts == [OPENING, WORDS, "以上情况，特此报告。"]
    assert all(each.page is None for each in content.blocks)
    assert content.remarks == (
        "文中有 1 张图片，文字由识别得来，可能有误，请对照原件。",
        UNREAD.format(1),
    )
