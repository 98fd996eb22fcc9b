"""Files in: formats, encodings, and everything that is not a report."""

import io
import zipfile
from pathlib import Path

import docx
import docx.oxml
import pytest
from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UnreadableFile
from index.read import MAX_FILE_BYTES, LoadedFile, Member, left_out, load, members
from index.read.decode import decode
from index.read.formats import format_of
from index.read.word.numbering import chinese

SIMPLIFIED = "开化县政协召开常委会会议，听取关于“请你来协商”平台建设的汇报。会议指出，全年开展13场活动。\n"
TRADITIONAL = "開化縣政協召開常委會會議，聽取關於平臺建設的匯報。會議指出，全年開展協商活動十三場。\n"
RARE = "会议由朱镕基同志主持，张堃、李㛃在会上发言，与会人员进行了认真讨论，形成了广泛的共识。\n"


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def text_of(loaded: LoadedFile) -> str:
    return "\n".join(block.text for block in loaded.blocks)


@pytest.mark.parametrize("text", [SIMPLIFIED, SIMPLIFIED * 200, SIMPLIFIED[:9], RARE])
@pytest.mark.parametrize(
    ("encoding", "recorded"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("gb18030", "gb18030"),
    ],
)
def test_simplified_text_in_any_encoding(tmp_path: Path, text: str, encoding: str, recorded: str) -> None:
    loaded = load(write(tmp_path, "报告 一.txt", text.encode(encoding)))
    assert text_of(loaded) == text.rstrip("\n")
    assert loaded.encoding == recorded
    assert loaded.source == "报告 一.txt"
    assert loaded.data == text.encode(encoding)


@pytest.mark.parametrize("encoding", ["big5", "cp950", "big5hkscs", "gb18030", "utf-8", "utf-16-le"])
@pytest.mark.parametrize("text", [TRADITIONAL, TRADITIONAL * 200, TRADITIONAL[:12]])
def test_traditional_text_is_not_read_as_rare_simplified(tmp_path: Path, text: str, encoding: str) -> None:
    loaded = load(write(tmp_path, "報告.txt", text.encode(encoding)))
    assert text_of(loaded) == text.rstrip("\n")


def test_gbk_file_with_characters_outside_gb2312(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.txt", "镕堃喆淼同志在会上作了发言，大家一致同意。".encode("gbk")))
    assert text_of(loaded) == "镕堃喆淼同志在会上作了发言，大家一致同意。"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf8_is_always_read_as_utf8(text: str) -> None:
    data = text.encode()
    if not text.startswith("\ufeff"):
        assert decode(data, "a.txt") == (text, "utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_decode_exactly_or_are_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data, "a.txt")
    except UnreadableFile:
        return
    assert "\ufffd" not in text or "\ufffd".encode(encoding.removesuffix("-sig")) in data
    assert text == data.decode(encoding)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.txt", b"", "是空的"),
        ("空白.txt", "　 \n\t\r\n".encode(), "没有文字"),
        ("零宽.txt", "\u200b\n\ufeff\n".encode(), "没有文字"),
        ("程序.txt", b"MZ\x90\x00" + bytes(200), "Windows 程序"),
        ("图片.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "pip install -r requirements-ocr.txt"),
        ("压缩.txt", b"PK\x03\x04" + bytes(50), "压缩包"),
        ("数据.txt", bytes(range(1, 256)) * 20, "编码"),
        ("控制.txt", b"ab\x01\x02\x03" * 50, "控制字符"),
        ("西文.txt", "résumé déjà vu café".encode("latin-1") * 5, "编码"),
        ("截断.txt", SIMPLIFIED.encode("utf-16")[:-3], "UTF-16"),
        ("旧.doc", b"\xd0\xcf\x11\xe0", "另存为 .docx"),
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "旧版 Office"),
        ("密.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        ("坏.docx", b"PK\x03\x04" + bytes(300), "损坏"),
        ("材料.rar", b"Rar!\x1a\x07\x01" + bytes(99), "请解压后添加"),
        ("照片.heic", b"\0\0\0\x18ftypheic" + bytes(99), "另存为 .jpg"),
        ("文献.caj", b"CAJ\0" + bytes(range(256)) * 9, "另存为 PDF"),
        ("数据.dat", bytes(range(256)) * 20, "不是文字文件"),
        ("表.xlsx", b"PK\x03\x04", "损坏"),
    ],
)
def test_unusable_file_is_named_with_the_reason(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        load(write(tmp_path, name, data))
    assert name in str(caught.value)
    assert words in str(caught.value)


@pytest.mark.parametrize("name", ["报告", "报告.docx", "报告.text"])
def test_a_format_is_told_by_what_the_file_holds(tmp_path: Path, name: str) -> None:
    assert text_of(load(write(tmp_path, name, SIMPLIFIED.encode()))) == SIMPLIFIED.rstrip("\n")


def test_a_package_is_what_it_holds_whatever_it_is_called(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "空.docx"))
    with zipfile.ZipFile(tmp_path / "材料.docx", "w") as package:
        package.writestr("总结.txt", SIMPLIFIED)
    found = [each.name for each in members(tmp_path / "材料.docx") if isinstance(each, Member)]
    assert found == ["总结.txt"]
    assert format_of((tmp_path / "空.docx").read_bytes(), ".xlsx").module == "word"


@pytest.mark.parametrize(
    "kind", ["ms-word.document.macroEnabled", "openxmlformats-officedocument.wordprocessingml.template"]
)
def test_word_files_with_macros_and_templates(tmp_path: Path, kind: str) -> None:
    document = docx.Document()
    document.add_paragraph("全年新建公路112公里。")
    document.save(str(tmp_path / "报告.docx"))
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(tmp_path / "报告.docx") as old, zipfile.ZipFile(tmp_path / "报告.docm", "w") as new:
        for name in old.namelist():
            new.writestr(
                name, old.read(name).replace(plain.encode(), f"application/vnd.{kind}.main+xml".encode())
            )
    assert text_of(load(tmp_path / "报告.docm")) == "全年新建公路112公里。"


def test_what_is_left_out_of_a_folder(tmp_path: Path) -> None:
    for name in ("甲/报告.DOCX", "甲/材料.rar", "甲/~$报告.docx", "甲/Thumbs.db", ".git/a.bin", "乙.mp4"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in left_out(tmp_path)] == ["乙.mp4", "材料.rar"]
    assert left_out(tmp_path / "乙.mp4") == []


def test_missing_path_and_directory(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="找不到文件"):
        load(tmp_path / "没有.txt")
    (tmp_path / "目录.txt").mkdir()
    with pytest.raises(UnreadableFile, match="文件夹"):
        load(tmp_path / "目录.txt")


def test_too_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "大.txt"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 2**20)
    with pytest.raises(UnreadableFile, match=r"有 201\.0 MB，上限是 200 MB"):
        load(path)


def test_stray_nul_and_lone_surrogate_do_not_stop_a_text(tmp_path: Path) -> None:
    stray = SIMPLIFIED * 10 + "\0" + SIMPLIFIED
    assert load(write(tmp_path, "a.txt", stray.encode())).encoding == "utf-8"
    lone = b"\xff\xfe" + SIMPLIFIED.encode("utf-16-le") + b"\x00\xd8"
    with pytest.raises(UnreadableFile, match="UTF-16"):
        load(write(tmp_path, "b.txt", lone))


def test_form_feeds_are_pages(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, "a.txt", "第一页文字\n\f第二页文字\n".encode()))
    assert [(block.text, block.page) for block in loaded.blocks] == [("第一页文字", 1), ("第二页文字", 2)]


def save(document: Document, path: Path) -> Path:
    document.save(str(path))
    return path


def test_word_file_in_document_order_with_tables(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("一、过去一年工作回顾", level=1)
    document.add_paragraph("各项工作取得新进展。")
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate([("指标", "2020年", "2021年"), ("生产总值", "150亿元", "165亿元")]):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    merged = table.cell(2, 0).merge(table.cell(2, 2))
    merged.text = "注：为初步统计数"
    document.add_paragraph("二、今年工作安排")
    loaded = load(save(document, tmp_path / "报告.docx"))
    rows = [(block.text, block.kind, block.level) for block in loaded.blocks]
    assert rows == [
        ("一、过去一年工作回顾", "paragraph", 1),
        ("各项工作取得新进展。", "paragraph", None),
        ("生产总值｜2020年150亿元｜2021年165亿元", "row", None),
        ("注：为初步统计数", "row", None),
        ("二、今年工作安排", "paragraph", None),
    ]
    assert loaded.encoding == ""


def test_word_file_keeps_line_breaks_links_and_insertions_but_no_deletions(tmp_path: Path) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("来源：日报")
    paragraph.add_run().add_break()
    paragraph.add_run("2021年2月5日")
    changed = document.add_paragraph("全年立案")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for xml in (
        f"<w:ins {space}><w:r><w:t>138</w:t></w:r></w:ins>",
        f"<w:del {space}><w:r><w:delText>140</w:delText></w:r></w:del>",
        f"<w:hyperlink {space}><w:r><w:t>件提案。</w:t></w:r></w:hyperlink>",
    ):
        changed._p.append(docx.oxml.parse_xml(xml))
    loaded = load(save(document, tmp_path / "a.docx"))
    assert [block.text for block in loaded.blocks] == ["来源：日报\n2021年2月5日", "全年立案138件提案。"]


def test_word_file_inside_a_content_control(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("控件中的一段文字。")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    control = docx.oxml.parse_xml(f"<w:sdt {space}><w:sdtContent/></w:sdt>")
    body = document.element.body
    control[0].append(body[0])
    body.insert(0, control)
    assert text_of(load(save(document, tmp_path / "a.docx"))) == "控件中的一段文字。"


def test_numbers_that_word_prints_by_itself(tmp_path: Path) -> None:
    """Two levels of an automatic list, 一、 and （一）, the second starting anew; bullets print no number."""
    document = docx.Document()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kinds = [("chineseCounting", "%1、"), ("chineseCountingThousand", "（%2）"), ("decimal", "%1.%3")]
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for depth, (kind, text) in enumerate([*kinds, ("bullet", "●")])
    )
    root = document.part.numbering_part.element
    for xml in (
        f'<w:abstractNum {space} w:abstractNumId="77">{levels}</w:abstractNum>',
        f'<w:num {space} w:numId="77"><w:abstractNumId w:val="77"/></w:num>',
    ):
        root.append(docx.oxml.parse_xml(xml))
    for depth, words in [
        (0, "工作回顾"),
        (1, "经济"),
        (1, "民生"),
        (0, "工作安排"),
        (1, "改革"),
        (3, "要点"),
        (None, "正文"),
    ]:
        paragraph = document.add_paragraph(words)
        if depth is not None:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val = 77
            properties.get_or_add_ilvl().val = depth
    loaded = load(save(document, tmp_path / "a.docx"))
    assert [block.text for block in loaded.blocks] == [
        "一、工作回顾",
        "（一）经济",
        "（二）民生",
        "二、工作安排",
        "（一）改革",
        "要点",
        "正文",
    ]


@pytest.mark.parametrize(
    ("number", "han"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (105, "一百零五")]
)
def test_chinese_numerals_of_word(number: int, han: str) -> None:
    assert chinese(number) == han


@given(cut=st.integers(4, 20_000), position=st.integers(4, 20_000), value=st.integers(0, 255))
def test_damaged_word_files_are_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, cut: int, position: int, value: int
) -> None:
    buffer = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("各项工作取得新进展。")
    document.save(buffer)
    data = bytearray(buffer.getvalue())
    data[position % len(data)] = value
    path = tmp_path_factory.mktemp("damaged") / "坏.docx"
    for damaged in (bytes(data), bytes(data[:cut])):
        path.write_bytes(damaged)
        try:
            assert load(path).blocks
        except UnreadableFile as error:
            assert "坏.docx" in str(error)


def test_other_office_package_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "表格.docx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    with pytest.raises(UnreadableFile, match="损坏"):
        load(path)
