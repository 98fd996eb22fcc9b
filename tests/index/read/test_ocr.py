"""Pictures of pages: what is read off them, offline, how far it is certain, and what is said without the extra."""

import io
import socket
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from index.errors import UnreadableFile
from index.models import Span
from index.parse import parse
from index.read import LoadedFile, load
from index.read.image import MOST_PIXELS
from index.read.image import read as read_image
from index.read.ocr import RecognisedLine, read_picture
from index.read.pdf import read as read_pdf
from tests.index.made_pdf import HEIGHT, LEADING, LEFT, SIZE, TOP, WIDTH, MadePdf

GROWTH = "全年实现地区生产总值186.4亿元，增长5.6%；一般公共预算收入12.46亿元，增长4.1%。"
ROADS = "新建改建农村公路112.6公里，改造危桥9座，新增农村客运班线4条，受益群众5.2万人。"
DPI = 150


def printed(*texts: str) -> Image.Image:
    """A page of print as a picture."""
    pdf = MadePdf()
    y = TOP
    for text in texts:
        y = pdf.paragraph(text, y)
    with pypdfium2.PdfDocument(pdf.data()) as document:
        picture: Image.Image = document[0].render(scale=DPI / 72).to_pil()
    return picture.convert("L")


def scanned(picture: Image.Image, degrees: float = 0) -> Image.Image:
    """The picture as a scanner gives it: grey, aslant, with noise."""
    picture = picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)
    noise = np.random.default_rng(7).normal(0, 12, (picture.height, picture.width))
    return Image.fromarray(np.clip(np.asarray(picture) * 0.85 + 20 + noise, 0, 255).astype(np.uint8))


def file_of(*pictures: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    file = io.BytesIO()
    more = {"save_all": True, "append_images": pictures[1:]} if len(pictures) > 1 else {}
    pictures[0].save(file, kind, **more, **options)
    return file.getvalue()


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".bmp", ".webp"])
def test_without_the_extra_a_picture_is_refused_with_the_way_out(suffix: str, tmp_path: Path) -> None:
    kind = Image.registered_extensions()[suffix]
    path = tmp_path / f"扫描{suffix}"
    path.write_bytes(file_of(Image.new("RGB", (60, 80)), kind=kind))
    with pytest.raises(UnreadableFile, match="扫描.*pip install -r requirements-ocr.txt"):
        load(path)


def test_without_the_extra_a_pdf_of_pictures_is_refused_with_the_way_out() -> None:
    pdf = MadePdf()
    pdf.picture()
    with pytest.raises(UnreadableFile, match="pip install -r requirements-ocr.txt"):
        read_pdf(pdf.data(), "扫描.pdf")


def test_pages_of_a_tiff_are_read_offline(recogniser: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("text recognition went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    data = file_of(scanned(printed(GROWTH), 1.0), scanned(printed(ROADS), -0.7), kind="TIFF")
    content = read_image(data, "扫描.tiff")
    assert [(block.page, block.text) for block in content.blocks] == [(1, GROWTH), (2, ROADS)]
    assert content.remarks == ("第1、2页是图片，文字由识别得来，可能有误，请对照原件。",)


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_a_page_that_lies_on_its_side_or_head_is_stood_up(turns: int, recogniser: None) -> None:
    picture = scanned(printed(GROWTH, ROADS)).rotate(90 * turns, expand=True)
    content = read_image(file_of(picture), "横放.png")
    assert [block.text for block in content.blocks] == [GROWTH, ROADS]


def test_a_picture_without_words_is_refused(recogniser: None) -> None:
    with pytest.raises(UnreadableFile, match="没有可以读取的文字：空白.png"):
        read_image(file_of(Image.new("L", (600, 800), 230)), "空白.png")


def test_a_damaged_and_a_huge_picture_are_refused(recogniser: None) -> None:
    with pytest.raises(UnreadableFile, match="图片已损坏：坏.png"):
        read_image(file_of(printed(GROWTH))[:300], "坏.png")
    side = int(MOST_PIXELS**0.5) + 1
    with pytest.raises(UnreadableFile, match="图片太大：大.png"):
        read_image(file_of(Image.new("1", (side, side))), "大.png")


def lines_of(*texts: str, doubtful: str = "", fall: float = 0.0) -> list[RecognisedLine]:
    """Lines as a recogniser gives them for a page of 595 × 842 pixels, each lower at its end by ``fall``."""
    lines = []
    for number, text in enumerate(texts):
        x, y = LEFT + (0 if number else 2 * SIZE), TOP + number * LEADING
        right = x + sum(SIZE / 2 if each.isascii() else SIZE for each in text)
        down = fall * (right - LEFT)
        corners = ((x, y), (right, y + down), (right, y + 20 + down), (x, y + 20))
        confidence = tuple(0.4 if each in doubtful else 0.99 for each in text)
        lines.append(RecognisedLine(text, corners, confidence))
    return lines


def test_what_is_uncertain_keeps_its_place_through_joining(monkeypatch: pytest.MonkeyPatch) -> None:
    recognised = lines_of(
        "全年实现地区生产总值186.4亿元，比上年增长5.6%；一般公共预", "算收入12.46亿元。", doubtful="46"
    )
    monkeypatch.setattr("index.read.ocr.sheets.recognise", lambda picture: recognised)
    monkeypatch.setattr("index.read.image.is_installed", lambda: True)
    content = read_image(file_of(Image.new("L", (int(WIDTH), int(HEIGHT)))), "扫描.png")
    report = parse(LoadedFile("扫描.png", b"", "0" * 64, "", content.blocks))
    assert [report.quote(span) for span in report.doubtful] == ["6", "4", "6", "46"]
    assert report.doubtful_in(Span(0, report.text.index("186"))) == ()


def test_marks_beside_chinese_letters_are_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    recognised = lines_of("各位代表:(一)见效,12:30(GDP)增3,200")
    monkeypatch.setattr("index.read.ocr.sheets.recognise", lambda picture: recognised)
    (line,) = read_picture(np.zeros((int(HEIGHT), int(WIDTH), 3), np.uint8), 1, WIDTH).lines
    assert line.text == "各位代表：（一）见效，12:30(GDP）增3,200"


def test_lines_that_fall_are_turned_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    recognised = lines_of(GROWTH[:25], GROWTH[25:], fall=0.02)
    monkeypatch.setattr("index.read.ocr.sheets.recognise", lambda picture: recognised)
    sheet = read_picture(np.zeros((int(HEIGHT), int(WIDTH), 3), np.uint8), 1, WIDTH)
    assert sheet.skew == pytest.approx(0.02, abs=1e-3)
    heights = [line.box.centre[1] for line in sheet.lines]
    assert [b - a for a, b in pairwise(heights)] == [pytest.approx(LEADING, abs=1.5)]
    assert all(line.box.height == pytest.approx(SIZE, abs=1) for line in sheet.lines)
