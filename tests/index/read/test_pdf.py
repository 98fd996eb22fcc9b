"""PDFs as printing programs write them: what is read of pages, columns, tables, notes, doubled and hidden letters."""

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from index.errors import UnreadableFile
from index.models import PageBreak
from index.parse import parse
from index.read import Block, LoadedFile
from index.read.pdf import read
from tests.index.made_pdf import LEADING, LEFT, RIGHT, SIZE, TOP, MadePdf, set_lines, width

GROWTH = "全年实现地区生产总值186.4亿元，增长5.6%；一般公共预算收入12.46亿元，增长4.1%，固定资产投资增长6.3%，社会消费品零售总额增长4.8%。"
ROADS = "新建改建农村公路112.6公里，改造危桥9座，具备条件的自然村全部通硬化路，新增农村客运班线4条，受益群众5.2万人。"
PEOPLE = "年末户籍人口42.7万人，常住人口38.1万人，城镇化率51.4%，人均绿地面积16平方米，城镇新增就业4120人，登记失业率3.2%。"
INSTALL = "图片上的文字可以识别：执行 pip install -r requirements-ocr.txt 后，移除这份报告，再重新添加。"
SMALL = {"size": 10.0, "leading": 16.0}


def blocks(pdf: MadePdf | bytes) -> tuple[Block, ...]:
    return read(pdf if isinstance(pdf, bytes) else pdf.data(), "报告.pdf").blocks


def texts(pdf: MadePdf) -> list[str]:
    return [block.text for block in blocks(pdf)]


def remarks(pdf: MadePdf) -> tuple[str, ...]:
    return read(pdf.data(), "报告.pdf").remarks


def test_heads_of_left_and_right_pages_and_page_numbers_are_no_text() -> None:
    pdf = MadePdf()
    said = [ROADS, GROWTH, PEOPLE, ROADS + PEOPLE]
    for number, text in enumerate(said, start=1):
        if number % 2:
            pdf.text("2025年工作报告", RIGHT - 80, 50, 9)
            pdf.text(f"· {number} ·", RIGHT - 30, 800, 10)
        else:
            pdf.text("青石县人民政府文件汇编", LEFT, 50, 9)
            pdf.text(f"· {number} ·", LEFT, 800, 10)
        pdf.paragraph(text)
        pdf.page()
    assert [(block.page, block.text) for block in blocks(pdf)] == list(enumerate(said, start=1))


def test_numbers_that_count_with_the_pages_but_begin_the_text_stay() -> None:
    pdf = MadePdf()
    for number, text in enumerate((GROWTH, ROADS, PEOPLE), start=1):
        pdf.text(f"附件{number}", LEFT, TOP)
        pdf.paragraph(text, TOP + LEADING)
        pdf.page()
    assert [text for text in texts(pdf) if text.startswith("附件")] == ["附件1", "附件2", "附件3"]


def test_a_paragraph_goes_on_over_the_page_and_knows_where() -> None:
    pdf = MadePdf()
    lines = set_lines(GROWTH + ROADS, RIGHT - LEFT, SIZE)
    for place, line in enumerate(lines[:3]):
        pdf.text(line, LEFT + (0 if place else 2 * SIZE), TOP + place * LEADING)
    pdf.page()
    for place, line in enumerate(lines[3:]):
        pdf.text(line, LEFT, TOP + place * LEADING)
    pdf.paragraph(PEOPLE, TOP + len(lines) * LEADING)
    first, second = blocks(pdf)
    assert first.text == GROWTH + ROADS and second.text == PEOPLE
    assert first.breaks == (PageBreak(len("".join(lines[:3])), 2),) and (first.page, second.page) == (1, 2)
    report = parse(LoadedFile("报告.pdf", b"", "0" * 64, "", blocks(pdf)))
    paragraph = next(p for p in report.paragraphs if "地区生产总值" in report.quote(p.span))
    assert paragraph.page_at(paragraph.span.start) == 1 and paragraph.page_at(paragraph.span.end - 1) == 2


@pytest.mark.parametrize(("mark", "raised"), [("①", False), ("1", True), ("[1]", True), ("*", True)])
def test_a_note_follows_the_paragraph_with_its_mark(mark: str, raised: bool) -> None:
    pdf = MadePdf()
    before, after = "全年开展“三下乡”活动13场", "，覆盖17个乡镇。"
    x = LEFT + 2 * SIZE + width(before, SIZE)
    pdf.text(before, LEFT + 2 * SIZE, TOP)
    pdf.text(mark, x, TOP - 6 if raised else TOP, 9 if raised else SIZE)
    pdf.text(after, x + width(mark, 9 if raised else SIZE), TOP)
    pdf.paragraph(ROADS, TOP + LEADING)
    note = "指文化、科技、卫生下乡，由县委宣传部牵头组织实施，每年不少于十场，覆盖全部乡镇。"
    pdf.paragraph(f"{mark} {note}", 700, size=9, leading=14, indent=0)
    assert texts(pdf) == [before + after, f"注：{note}", ROADS]


def test_an_exponent_is_no_mark_of_a_note() -> None:
    pdf = MadePdf()
    words = "新增绿地面积16万m"
    pdf.text(words, LEFT + 2 * SIZE, TOP)
    pdf.text("2", LEFT + 2 * SIZE + width(words, SIZE), TOP - 6, 9)
    pdf.text("。", LEFT + 2 * SIZE + width(words, SIZE) + 6, TOP)
    pdf.paragraph(ROADS, TOP + LEADING)
    assert texts(pdf) == [f"{words}²。", ROADS]


@pytest.mark.parametrize("shift", [0.0, 7.0])
def test_columns_are_read_one_after_the_other_and_go_on_over_the_page(shift: float) -> None:
    pdf = MadePdf()
    left, right = (LEFT, 285.0), (311.0, RIGHT)
    pdf.centred("青石县2025年统计公报", 70, 20)
    y = pdf.paragraph(GROWTH + ROADS, TOP, *left, **SMALL)
    pdf.paragraph(PEOPLE, y, *left, **SMALL)
    y = pdf.paragraph(ROADS + ROADS, TOP + shift, *right, **SMALL)
    lines = set_lines(PEOPLE + GROWTH, right[1] - right[0], 10)
    for place, line in enumerate(lines[:4]):
        pdf.text(line, right[0] + (0 if place else 20), y + 16 * place, 10)
    pdf.page()
    for place, line in enumerate(lines[4:]):
        pdf.text(line, LEFT, TOP + 16 * place, 10)
    pdf.paragraph(ROADS, TOP + 16 * (len(lines) - 4), *left, **SMALL)
    pdf.paragraph(GROWTH, TOP + shift, *right, **SMALL)
    said = [GROWTH + ROADS, PEOPLE, ROADS + ROADS, PEOPLE + GROWTH, ROADS, GROWTH]
    assert texts(pdf) == ["青石县2025年统计公报", *said]


def test_a_short_headline_stands_over_its_columns() -> None:
    pdf = MadePdf()
    said = [GROWTH + ROADS, ROADS + PEOPLE, PEOPLE + GROWTH]
    pdf.centred("青石县公报", 60, 20)
    for (left, right), text in zip(((60, 205), (225, 370), (390, 535)), said, strict=True):
        pdf.paragraph(text, TOP, left, right, **SMALL)
    assert texts(pdf) == ["青石县公报", *said]


def test_lines_of_a_cell_and_of_contents_stay_what_they_are() -> None:
    pdf = MadePdf()
    for place, line in enumerate(("一、2025年工作回顾", "二、2026年工作安排")):
        dots = "." * int((RIGHT - LEFT - width(line + "9", SIZE)) / width(".", SIZE))
        pdf.text(f"{line}{dots}{place + 1}", LEFT, TOP + place * LEADING)
    pdf.grid((80, 180, 400, 500), (200, 230, 280))
    for text, x, y in (("项目", 86, 220), ("内容", 186, 220), ("投资（万元）", 406, 220), ("公路", 86, 250)):
        pdf.text(text, x, y, 10)
    for text, x, y in (("路面宽7.5米，全长", 186, 247), ("38.6公里", 186, 263), ("42300", 410, 255)):
        pdf.text(text, x, y, 10)
    first, second, row = texts(pdf)
    assert (first[:3], first[-2:], second[:3], second[-2:]) == ("一、2", ".1", "二、2", ".2")
    assert row == "公路｜路面宽7.5米，全长38.6公里｜投资42300万元"


def draw_table(pdf: MadePdf, top: float = 200.0) -> None:
    """A table with two rows of heads and merged cells."""
    xs, ys = (80, 200, 300, 400, 500), [top + 25 * row for row in range(6)]
    for x in (80, 200, 400, 500):
        pdf.rule(x, ys[0], x, ys[-1])
    pdf.rule(300, ys[1], 300, ys[-1])
    for y in ys:
        first, last = (200, 400) if y == ys[1] else (80, 500)
        pdf.rule(first, y, last, y)
    for text, x, y in (("地区", 100, 30), ("粮食产量（万吨）", 250, 17), ("增速（%）", 420, 30)):
        pdf.text(text, x, top + y, 10)
    pdf.text("2024年", 220, top + 42, 10)
    pdf.text("2025年", 320, top + 42, 10)
    rows = (
        ("青石镇", "3.1", "3.3", "6.5"),
        ("白水镇", "2.0", "2.2", "10.0"),
        ("合　计", "5.1", "5.5", "7.8"),
    )
    for place, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            pdf.text(text, x + 10, top + 67 + 25 * place, 10)


ROWS = [
    "青石镇｜粮食产量2024年3.1万吨｜粮食产量2025年3.3万吨｜增速6.5%",
    "白水镇｜粮食产量2024年2.0万吨｜粮食产量2025年2.2万吨｜增速10.0%",
    "合计｜粮食产量2024年5.1万吨｜粮食产量2025年5.5万吨｜增速7.8%",
]


@pytest.mark.parametrize("turn", [0, 90, -90])
def test_a_ruled_table_is_read_whichever_way_it_is_turned(turn: int) -> None:
    pdf = MadePdf()
    if turn:
        pdf.canvas.translate(297, 421)
        pdf.canvas.rotate(turn)
        pdf.canvas.translate(-297, -600)
    draw_table(pdf)
    assert texts(pdf) == ROWS


def test_a_table_goes_on_over_the_page_with_its_heads() -> None:
    pdf = MadePdf()
    xs = (80, 260, 380, 500)
    pdf.paragraph(GROWTH)
    pages = (
        (("项目", "预算数（万元）", "执行数（万元）"), ("教育支出", "92300", "91200")),
        (("农林水支出", "58420", "56300"),),
    )
    for rows in pages:
        top = 700.0 if len(rows) > 1 else 80.0
        pdf.grid(xs, [top + 25 * row for row in range(len(rows) + 1)])
        for place, row in enumerate(rows):
            for x, text in zip(xs, row, strict=False):
                pdf.text(text, x + 8, top + 17 + 25 * place, 10)
        pdf.page()
    told = [(block.page, block.text) for block in blocks(pdf) if block.kind == "row"]
    assert told == [
        (1, "教育支出｜预算数92300万元｜执行数91200万元"),
        (2, "农林水支出｜预算数58420万元｜执行数56300万元"),
    ]


def test_a_table_without_upright_rules_is_known_by_its_columns() -> None:
    pdf = MadePdf()
    pdf.paragraph(GROWTH)
    for y in (220, 245, 340):
        pdf.rule(80, y, 500, y)
    rows = (
        ("项目", "2024年", "2025年"),
        ("办理提案（件）", "205", "213"),
        ("新建学校（所）", "13", "14"),
        ("植树（亩）", "", "5000"),
    )
    for place, row in enumerate(rows):
        for x, text in zip((90, 250, 400), row, strict=True):
            pdf.text(text, x, 237 + 25 * place, 10)
    pdf.paragraph(ROADS, 380)
    assert texts(pdf) == [
        GROWTH,
        "办理提案（件）｜2024年205件｜2025年213件",
        "新建学校（所）｜2024年13所｜2025年14所",
        "植树（亩）｜2025年5000亩",
        ROADS,
    ]


@pytest.mark.parametrize("shifts", [(0.0, 0.4), (0.0, 0.0), (0.0, 0.3, 0.6)])
def test_letters_drawn_again_for_bold_are_read_once(shifts: tuple[float, ...]) -> None:
    pdf = MadePdf()
    text = "人人参与、层层负责，支出1166.5万元，比上年减少3300万元。"
    for shift in shifts:
        for line_number, line in enumerate(set_lines(text, RIGHT - LEFT, SIZE, 0)):
            pdf.text(line, LEFT + shift, TOP + line_number * LEADING)
    assert texts(pdf) == [text]


@pytest.mark.parametrize(
    ("printed", "spacing", "title"),
    [
        ("青石县2025年部门预算说明", 7.0, "青石县2025年部门预算说明"),
        ("关 于 2025 年 工 作 的 报 告", 0.0, "关于2025年工作的报告"),
        ("目　　录", 0.0, "目录"),
    ],
)
def test_a_title_set_wide_is_closed_up(printed: str, spacing: float, title: str) -> None:
    pdf = MadePdf()
    pdf.text(printed, 140, 70, 20, charSpace=spacing)
    pdf.paragraph(GROWTH)
    assert texts(pdf) == [title, GROWTH]


def test_pages_that_are_pictures_are_named() -> None:
    pdf = MadePdf()
    pdf.paragraph(GROWTH)
    for _ in range(3):
        pdf.page()
        pdf.picture()
    assert texts(pdf) == [GROWTH]
    assert remarks(pdf) == ("第2—4页是图片，没有可以读取的文字，没有收录。", INSTALL)


@pytest.mark.parametrize("covered", [False, True])
def test_text_laid_under_a_picture_is_said_to_be_recognised(covered: bool) -> None:
    pdf = MadePdf()
    if not covered:
        pdf.picture()
    pdf.text("2O25年公共预算收入9.8l亿元，为预算的1OO.6%。", LEFT, TOP, mode=0 if covered else 3)
    if covered:
        pdf.picture()
    assert texts(pdf) == ["2025年公共预算收入9.81亿元，为预算的100.6%。"]
    assert remarks(pdf) == ("第1页是扫描件，文字由识别得来，可能有误，请对照原件。",)


def test_invisible_text_and_marks_across_the_page_are_not_read() -> None:
    pdf = MadePdf()
    pdf.text("内部数字99999万元。", LEFT, 60, mode=3)
    pdf.paragraph(GROWTH)
    pdf.canvas.rotate(30)
    pdf.text("征求意见稿", 300, 500, 40)
    assert texts(pdf) == [GROWTH]


def test_a_page_whose_font_names_no_letters_is_left_out() -> None:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    pdf = MadePdf()
    pdf.paragraph(GROWTH)
    pdf.page()
    pdf.canvas.setFont("Vera", 14)
    pdf.canvas.drawString(LEFT, 700, "éèêëàâäîïôöùûüç")  # whose codes mean something in this font alone
    data = pdf.data().replace(b"/ToUnicode", b"/NoUnicode")
    content = read(data, "报告.pdf")
    assert [block.text for block in content.blocks] == [GROWTH]
    assert content.remarks == ("第2页的字体没有文字编码，文字无法读取，没有收录。", INSTALL)


def test_a_page_whose_font_names_other_letters_is_left_out() -> None:
    pdf = MadePdf()
    pdf.paragraph(GROWTH)
    pdf.page()
    pdf.paragraph("".join(chr(ord(letter) + 1) if letter > "一" else letter for letter in GROWTH))
    pdf.page()
    pdf.paragraph("代表：王喆、李珺、张翀、陈芳、赵堃、周明、吴强、郑焱、孙丽、钱涛。")
    content = read(pdf.data(), "报告.pdf")
    assert [block.page for block in content.blocks] == [1, 3]
    assert content.remarks[0].startswith("第2页的字体没有文字编码")


def test_letters_named_by_their_radicals_are_put_right() -> None:
    pdf = MadePdf()
    pdf.text("⼈⼝增⻓，粮⻝⽣产", LEFT, TOP)
    assert not any("\u2e80" <= character <= "\u2fdf" for text in texts(pdf) for character in text)
    assert texts(pdf)[0].startswith("人口")


def test_a_file_locked_only_against_copying_is_read() -> None:
    pdf = MadePdf(encrypt=StandardEncryption("", "密", canPrint=0, canCopy=0))
    pdf.paragraph(GROWTH)
    assert texts(pdf) == [GROWTH]


def _locked() -> bytes:
    pdf = MadePdf(encrypt=StandardEncryption("user", "owner"))
    pdf.paragraph(GROWTH)
    return pdf.data()


def _empty() -> bytes:
    pdf = MadePdf()
    pdf.picture()
    return pdf.data()


@pytest.mark.parametrize(
    ("data", "words"),
    [(_locked(), "有打开密码"), (b"%PDF-1.7\n1 0 obj <<", "已损坏"), (_empty(), "没有可以读取的文字")],
)
def test_what_cannot_be_read_is_refused_with_the_way_out(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile, match=rf"{words}：报告\.pdf。请"):
        read(data, "报告.pdf")


def test_too_many_pages_are_refused_before_any_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.read.pages.MAX_PAGES", 2)
    pdf = MadePdf()
    for _ in range(3):
        pdf.paragraph(GROWTH)
        pdf.page()
    with pytest.raises(UnreadableFile, match="有 3 页，上限是 2 页"):
        blocks(pdf)
