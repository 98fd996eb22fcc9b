"""The page as it was printed: the picture of a page, and the places of quotes among its lines."""

import io
import sys
from pathlib import Path

import pytest
from PIL import Image

from index.errors import UnreadableFile
from index.read import Box, cell_places, facsimile, has_facsimile, quote_places
from index.read.facsimile import PrintedText
from tests.index.made_cases import case_file
from tests.index.made_pdf import HEIGHT, LEADING, LEFT, SIZE, TOP, WIDTH, MadePdf, set_lines, width
from tests.processes import run

TEXT = "全县新建农村公路112.6公里，改造危桥9座。全县新建供水工程9处，受益人口2.7万人，覆盖17个乡镇。"


def lines(*texts: str, turn: int = 0) -> list[PrintedText]:
    return [
        PrintedText(text, Box(0.1, 0.1 * n, 0.9, 0.1 * n + 0.02), turn) for n, text in enumerate(texts, 1)
    ]


def test_a_quote_is_marked_on_each_of_its_lines() -> None:
    page = lines("青石县工作报告", "全县新建农村", "公路86公里。", "第1页")
    paragraph = "全县新建农村公路86公里。"
    start = paragraph.index("农村")
    first, second = quote_places(page, paragraph, start, len(paragraph) - 1)
    assert (first.left, first.right) == pytest.approx((0.1 + 0.8 * 4 / 6, 0.9))
    assert first.top == pytest.approx(0.2) and second.top == pytest.approx(0.3)
    assert (second.left, second.right) == pytest.approx((0.1, 0.1 + 0.8 * 5 / 6))


def test_words_that_come_twice_are_marked_where_the_paragraph_is() -> None:
    page = lines("甲镇新建公路9公里。", "乙镇新建公路9公里。")
    paragraph = "乙镇新建公路9公里。"
    assert [box.top for box in quote_places(page, paragraph, 2, 8)] == [pytest.approx(0.2)]


def test_what_stands_between_the_lines_of_a_quote_is_not_marked() -> None:
    page = lines("全县新建农村公路①", "①不含柳林镇境内路段。", "112.6公里，改造危桥9座。")
    paragraph = "全县新建农村公路112.6公里，改造危桥9座。"
    found = quote_places(page, paragraph, 0, len(paragraph))
    assert [box.top for box in found] == [pytest.approx(0.1), pytest.approx(0.3)]


def test_a_quote_that_is_not_on_the_page_is_not_marked() -> None:
    assert quote_places(lines("全县新建农村公路86公里。"), "县医院增加床位120张。", 0, 11) == []


def test_the_cells_of_a_row_are_marked_on_its_height() -> None:
    page = [
        PrintedText(text, Box(left, top, left + 0.1, top + 0.02))
        for top, row in ((0.1, ("收入", "120", "95")), (0.2, ("支出", "95", "120")))
        for left, text in zip((0.1, 0.4, 0.7), row, strict=True)
    ]
    found = cell_places(page, ["支出", "95", "120"])
    assert [(box.left, box.top) for box in found] == [(0.1, 0.2), (0.4, 0.2), (0.7, 0.2)]


def test_a_line_that_runs_upwards_is_marked_upright() -> None:
    (box,) = quote_places(lines("白水县工作报告", turn=1), "白水县工作报告", 0, 3)
    assert box.bottom == pytest.approx(0.9) and box.height == pytest.approx(0.8 * 3 / 7)
    assert (box.left, box.right) == pytest.approx((0.1, 0.12))


def test_a_page_of_a_pdf_is_shown_with_its_lines_where_they_are_printed() -> None:
    pdf = MadePdf()
    pdf.text("第一页", LEFT, TOP)
    pdf.page()
    pdf.paragraph(TEXT)
    shown = facsimile(pdf.data(), "报告.pdf", 2)
    with Image.open(io.BytesIO(shown.picture)) as picture:
        assert picture.format == "PNG" and picture.height <= 1800
        assert picture.width / picture.height == pytest.approx(WIDTH / HEIGHT, abs=0.01)
        start = TEXT.index("112.6")
        (box,) = quote_places(shown.lines, TEXT, start, start + len("112.6公里"))
        first = set_lines(TEXT, 432, SIZE)[0]
        left = LEFT + 2 * SIZE + width(first[: first.index("112.6")], SIZE)
        assert box.left == pytest.approx(left / WIDTH, abs=0.005)
        assert box.centre[1] == pytest.approx((TOP - SIZE / 3) / HEIGHT, abs=0.003)
        at = [round(share * side) for share, side in zip(box, (*picture.size, *picture.size), strict=True)]
        inked = picture.convert("L").crop((at[0], at[1], at[2], at[3])).getextrema()
        assert inked[0] == 0  # there is print under the mark
        below = round(LEADING / 2 / HEIGHT * picture.height)
        assert picture.convert("L").crop((at[0], at[3] + 4, at[2], at[1] + below + 12)).getextrema() == (
            255,
            255,
        )


@pytest.mark.parametrize(("case", "words"), [("51", "会议文件（三）"), ("60", "防汛抗旱工作方案")])
def test_the_lines_of_a_case_lie_on_its_print(tmp_path: Path, case: str, words: str) -> None:
    """The pages of the PDF have their size from the file's page tree, those of the OFD a template."""
    path = case_file(case, tmp_path)
    shown = facsimile(path.read_bytes(), path.name, 1)
    assert any(words in line.text for line in shown.lines)
    with Image.open(io.BytesIO(shown.picture)) as picture:
        grey = picture.convert("L")
        for line in shown.lines:
            sides = zip(line.box, (*grey.size, *grey.size), strict=True)
            part = grey.crop(tuple(round(share * side) for share, side in sides))  # type: ignore[arg-type]
            assert sum(part.histogram()[:128]) > 0.05 * part.width * part.height, line.text


@pytest.mark.parametrize(("name", "number"), [("报告.pdf", 3), ("报告.pdf", 0), ("报告.txt", 1)])
def test_a_page_that_is_not_there_is_refused(name: str, number: int) -> None:
    pdf = MadePdf()
    pdf.paragraph(TEXT)
    data = pdf.data() if name.endswith("pdf") else TEXT.encode()
    with pytest.raises(UnreadableFile, match="没有这一页的原样"):
        facsimile(data, name, number)


def test_no_page_is_drawn_in_the_program_itself() -> None:
    pdf = MadePdf()
    pdf.paragraph(TEXT)
    program = f"""
import sys
from index.read import facsimile
shown = facsimile({pdf.data()!r}, "报告.pdf", 1)
assert shown.picture.startswith(b"\\x89PNG")
assert not {{"PIL", "pypdfium2"}} & sys.modules.keys()
"""
    result = run(sys.executable, "-c", program)
    assert result.returncode == 0, result.stderr


def test_which_files_have_pages_to_show() -> None:
    assert [has_facsimile(name) for name in ("a.PDF", "a.ofd", "a.docx", "a.txt", "pdf")] == [
        True,
        True,
        False,
        False,
        False,
    ]
