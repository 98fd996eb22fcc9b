"""OFD files are read by where their text stands."""

import pytest

from index import UnreadableFile
from index.parse import parse
from index.read import loaded
from index.read.ofd import advance, read
from tests.index.made_ofd import SIZE, drawn, ofd, picture, text

_UNSEEN = '<ofd:FillColor Value="0 0 0" Alpha="0"/>'
LEFT, INDENT, STEP = 30.0, 40.0, 9.0
# 28 letters fill a line; the first is indented by two.
LINES = (
    "全县新建公路一百一十二公里，改造危桥九座，新增停车位一千个",
    "完成投资十二亿元，比上年增长百分之五，群众出行更加方便快捷",
    "满意度达到百分之九十八。",
)


def paragraph(top: float, lines: tuple[str, ...] = LINES) -> list[str]:
    """The lines of a paragraph whose first is indented and two letters shorter."""
    first, *others = lines
    objects = [text(first[:26], INDENT, top)]
    rest = first[26:] + "".join(others)
    parts = [rest[start : start + 28] for start in range(0, len(rest), 28)]
    return objects + [text(part, LEFT, top + STEP * n) for n, part in enumerate(parts, start=1)]


def texts(data: bytes) -> list[tuple[str, int | None]]:
    return [(block.text, block.page) for block in loaded(data, "a.ofd").blocks]


WHOLE = "".join(LINES)


@pytest.mark.parametrize("prefix", ["ofd:", ""])
def test_lines_are_ordered_by_place_and_joined(prefix: str) -> None:
    page = paragraph(60) + paragraph(100)
    assert texts(ofd([page[::-1]], prefix=prefix)) == [(WHOLE, 1), (WHOLE, 1)]


def test_a_paragraph_goes_on_over_pages_without_head_and_number() -> None:
    lines = paragraph(250)
    head = text("青石县人民代表大会会议文件", 60, 15)
    first = [head, *paragraph(60), lines[0], text("— 1 —", 100, 280)]
    second = [text("— 2 —", 100, 280), text(WHOLE[26:54], LEFT, 40), text(WHOLE[54:], LEFT, 40 + STEP), head]
    report = parse(loaded(ofd([first, second]), "a.ofd"))
    last = report.paragraphs[-1]
    assert report.quote(last.span) == WHOLE
    assert (last.page, [each.page for each in last.breaks]) == (1, [2])
    assert last.page_at(last.breaks[0].offset - 1) == 1
    assert report.text[last.breaks[0].offset :] == WHOLE[26:]
    assert "会议文件" not in report.text and "—" not in report.text


def test_a_red_head_in_the_template_stays_once() -> None:
    head = text("青石县人民政府文件", 40, 20, size=12)
    found = texts(ofd([paragraph(60), paragraph(90)], template=[head]))
    assert found == [("青石县人民政府文件", 1), (WHOLE, 1), (WHOLE, 2)]


def test_pages_that_say_the_same_are_text() -> None:
    form = [*paragraph(40), *paragraph(90)]
    assert texts(ofd([form, form])) == [(WHOLE, 1), (WHOLE, 1), (WHOLE, 2), (WHOLE, 2)]


def test_the_number_of_a_single_page_is_no_text() -> None:
    assert texts(ofd([[*paragraph(60), text("1", 100, 270)]])) == [(WHOLE, 1)]


def test_letters_one_by_one_turned_by_a_matrix_and_printed_twice() -> None:
    words = "粮食产量12.5万吨。"
    places = [LEFT + SIZE * sum(map(advance, words[:n])) for n in range(len(words))]
    letters = [text(letter, x, 40) for letter, x in zip(words, places, strict=True)]
    bold = [text(letter, x + 0.2, 40) for letter, x in zip(words, places, strict=True)]
    codes = f'<ofd:TextCode X="0" Y="1" DeltaX="g {len(words) - 1} 1">{words}</ofd:TextCode>'
    scaled = text(words, LEFT, 100, size=1, more='CTM="5 0 0 5 0 0"', codes=codes)
    assert texts(ofd([[*letters, *bold, *paragraph(60), scaled]])) == [(words, 1), (WHOLE, 1), (words, 1)]


def test_codes_of_one_object_are_lines_where_they_stand_apart() -> None:
    codes = (
        '<ofd:TextCode X="0" Y="5" DeltaX="g 9 5">青石县人民政府办公室</ofd:TextCode>'
        '<ofd:TextCode X="0" Y="15">2026年3月2日</ofd:TextCode>'
    )
    found = texts(ofd([[*paragraph(60), text("青", 110, 120, codes=codes)]]))
    assert [words for words, _ in found[1:]] == ["青石县人民政府办公室", "2026年3月2日"]


def test_a_title_in_two_lines_is_one() -> None:
    title = [text("关于印发防汛抗旱工作", 60, 30, size=8), text("方案的通知", 80, 42, size=8)]
    report = parse(loaded(ofd([title + paragraph(60)]), "a.ofd"))
    assert report.metadata.title == "关于印发防汛抗旱工作方案的通知"


def test_rows_of_cells_are_a_table() -> None:
    rows = [("指标", "产量（万吨）"), ("粮食", "12.5"), ("油料", "4.15")]
    cells = [
        text(cell, LEFT + 50 * column, 100 + STEP * row)
        for row, line in enumerate(rows)
        for column, cell in enumerate(line)
    ]
    found = [words for words, _ in texts(ofd([paragraph(60) + cells[::-1]]))]
    assert found[-2:] == ["粮食｜产量12.5万吨", "油料｜产量4.15万吨"]


def test_hidden_text_watermarks_and_annotations_are_left_out() -> None:
    hidden = text("内部掌握一百二十公里。", LEFT, 200, more='Visible="false"')
    watermark = text("仅供内部使用", 60, 150, more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    annotation = {"Doc_0/Annots/A.xml": f"<a>{text('批注', 10, 10)}</a>"}
    assert texts(ofd([[*paragraph(60), hidden, watermark]], extra=annotation)) == [(WHOLE, 1)]


def test_a_table_is_read_by_its_rules() -> None:
    cells = [("项目", "内容"), ("责任单位", "县水利局、县应急局"), ("完成时限", "六月底前")]
    words = [
        text(cell, LEFT + 2 + 40 * column, 101 + 10 * row)
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
    ]
    lines = [f"M {LEFT} {y} L 160 {y}" for y in (100, 110, 120, 130)]
    lines += [f"M {x} 100 L {x} 130" for x in (LEFT, LEFT + 40, 160)]
    found = [line for line, _ in texts(ofd([[*paragraph(60), *words, *map(drawn, lines)]]))]
    assert found[-2:] == ["责任单位｜县水利局、县应急局", "完成时限｜六月底前"]


def test_a_letter_beyond_the_common_plane_is_one() -> None:
    assert texts(ofd([[*paragraph(60), text("吡𬭛合成", LEFT, 100)]]))[-1] == ("吡𬭛合成", 1)


def test_what_lies_in_blocks_and_in_drawings_of_the_resources_is_read() -> None:
    unit = f"<ofd:Content>{text('县应急管理局', 0, 0)}</ofd:Content>"
    resources = f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="20">{unit}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>'
    block = f"<ofd:PageBlock>{text('二〇二六年三月', LEFT, 120)}</ofd:PageBlock>"
    used = f'<ofd:CompositeObject ID="5" Boundary="{LEFT} 100 50 10" ResourceID="20"/>'
    found = texts(ofd([[*paragraph(60), block, used]], resources=resources))
    assert found == [(WHOLE, 1), ("县应急管理局", 1), ("二〇二六年三月", 1)]


@pytest.fixture
def without_recognition(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKREPORT_OCR", "off")


@pytest.mark.usefixtures("without_recognition")
def test_a_page_that_is_a_picture_is_told_of() -> None:
    content = read(ofd([paragraph(60), [picture(1, "0 0 210 297")]]), "a.ofd")
    assert content.remarks[0] == "第2页是图片，没有可以读取的文字，没有收录。"


@pytest.mark.usefixtures("without_recognition")
def test_text_that_is_not_seen_is_what_a_recogniser_found_on_the_picture_and_else_no_text() -> None:
    unseen = text(
        "新增停车位一千个",
        LEFT,
        100,
        codes=f'{_UNSEEN}<ofd:TextCode X="0" Y="5" DeltaX="g 7 5">新增停车位一千个</ofd:TextCode>',
    )
    over, without = read(ofd([[picture(1, "0 0 210 297"), unseen], [*paragraph(60), unseen]]), "a.ofd").blocks
    assert (over.text, over.page, len(over.doubtful)) == ("新增停车位一千个", 1, 1)
    assert (without.text, without.page) == (WHOLE, 2)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (ofd([paragraph(60)], extra={"Encryptions.xml": "<a/>"}), "密码"),
        (ofd([paragraph(60)])[:-300], "损坏"),
        (ofd([paragraph(60)], extra={"Doc_0/Pages/P0.xml": "<ofd:Page>"}), "损坏"),
        (ofd([['<ofd:TextObject Size="五"/>']]), "损坏"),
        (ofd([[]]), "没有可以读取的文字"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(UnreadableFile, match=message):
        loaded(data, "坏.ofd")


def test_entities_are_not_resolved() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "机密">]><ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>'
    bomb += text("&x;公开", 30, 40) + "</ofd:Layer></ofd:Content></ofd:Page>"
    words = [
        block.text
        for block in loaded(ofd([paragraph(60), []], extra={"Doc_0/Pages/P1.xml": bomb}), "a.ofd").blocks
    ]
    assert not any("机密" in each for each in words)
