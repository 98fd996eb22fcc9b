"""What only an office program reads: RTF on its own, the others through LibreOffice."""

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook

from index import UnreadableFile
from index.read import loaded
from index.read.formats import read
from index.read.office import convert as converting
from index.read.office import rtf, slides
from index.read.office.convert import convert
from index.read.signatures import OLE
from tests.index.made_word import p, word_report

_HEAD = r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 SimSun;}}"


def gbk(words: str) -> str:
    """Words as WPS writes them: each byte that is no ASCII as a number."""
    return "".join(chr(byte) if byte < 0x80 else f"\\'{byte:02x}" for byte in words.encode("gbk"))


def halves(words: str) -> str:
    """Words as Word writes them: the second half of a letter as a sign, where it looks like one."""
    parts = []
    for word in words:
        first, *second = word.encode("gbk")
        parts.append(f"\\'{first:02x}" if second else word)
        parts += [chr(byte) if 0x40 <= byte < 0x5B else f"\\'{byte:02x}" for byte in second]
    return "".join(parts)


def unicode(words: str, fallback: str = "?") -> str:
    """Words as numbers, with what an older program shows in their place."""
    numbers = (ord(word) - 0x10000 if ord(word) > 0x7FFF else ord(word) for word in words)
    return "".join(f"\\u{number}{fallback}" for number in numbers)


def texts(body: str) -> list[str]:
    """What is read of an RTF text with this body, before and after LibreOffice is thought of."""
    return [block.text for block in rtf.read(f"{_HEAD}{body}}}".encode("latin-1")).blocks if block.text]


@pytest.mark.parametrize(
    "body",
    [
        gbk("补贴3420万元。"),
        halves("补贴3420万元。"),
        r"\uc1 " + unicode("补贴") + "3420" + unicode("万元。"),
        r"\uc2 " + unicode("补贴", r"\'b2\'b9") + "3420" + unicode("万元。", r"\'cd\'f2"),
        r"\uc0 " + unicode("补贴", "") + " 3420" + unicode("万元。", ""),
        r"{\rtlch \af0 \ltrch\fcs0 \loch\f0 " + gbk("补贴3420万元。") + "}",
        r"{\header " + gbk("内部资料") + r"\par}{\footer 1\par}" + gbk("补贴3420万元。"),
        gbk("补贴") + r"{\v " + gbk("内部") + "1200}" + gbk("3420万元。"),
        gbk("补贴") + r"\v " + gbk("内部") + r"1200\v0 " + gbk("3420万元。"),
        gbk("补贴") + r"{\deleted " + gbk("删去") + "}" + gbk("3420万元。"),
        gbk("补贴3420万元") + r"{\*\annotation " + gbk("批注") + "}" + gbk("。"),
        "补贴3420万元。".encode("gbk").decode("latin-1"),
    ],
)
def test_letters_of_rtf(body: str) -> None:
    assert texts(rf"\pard {body}\par") == ["补贴3420万元。"]


def test_letters_whose_second_half_is_a_sign() -> None:
    assert texts(rf"\pard {halves('朱镕基丂瀍')}\par") == ["朱镕基丂瀍"]


def test_rows_of_rtf() -> None:
    rows = [("指标", "产量（万吨）", "增长"), (r"粮食\par 总产量", "16.3", "1.9%"), ("水稻", "9.7", "-2.0%")]
    body = "".join(
        r"\trowd " + "".join(rf"\pard\intbl {gbk(cell)}\cell " for cell in row) + r"\row " for row in rows
    )
    assert texts(body) == ["粮食 总产量｜产量16.3万吨｜增长1.9%", "水稻｜产量9.7万吨｜增长-2.0%"]


# ---- slides

_URN = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = "".join(
    f' xmlns:{name}="{_URN}{urn}:1.0"'
    for name, urn in {
        **{each: each for each in ("office", "style", "presentation", "table", "text")},
        "draw": "drawing",
        "svg": "svg-compatible",
    }.items()
)


def frame(kind: str, top: int, body: str) -> str:
    place = f'svg:x="2cm" svg:y="{top}cm" svg:width="20cm" svg:height="3cm"'
    return (
        f'<draw:frame presentation:class="{kind}" {place}><draw:text-box>{body}</draw:text-box></draw:frame>'
    )


def slides_file(*pages: str) -> bytes:
    hidden = '<style:drawing-page-properties presentation:visibility="hidden"/>'
    style = f'<style:style style:name="hidden" style:family="drawing-page">{hidden}</style:style>'
    body = f"<office:body><office:presentation>{''.join(pages)}</office:presentation></office:body>"
    kind = "application/vnd.oasis.opendocument.presentation"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_URN}manifest:1.0" manifest:version="1.2">'
        f"{entry.format('/', kind)}{entry.format('content.xml', 'text/xml')}</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", kind)
        package.writestr(
            "content.xml",
            f'<office:document-content{_SPACES} office:version="1.2"><office:automatic-styles>{style}'
            f"</office:automatic-styles>{body}</office:document-content>",
        )
        package.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


_CELL = "<table:table-cell{}><text:p>{}</text:p></table:table-cell>"
_TABLE = (
    '<draw:frame svg:x="2cm" svg:y="9cm"><table:table><table:table-row>'
    + _CELL.format("", "指标")
    + _CELL.format(' table:number-columns-spanned="2"', "产量（万吨）")
    + "<table:covered-table-cell/></table:table-row><table:table-row>"
    + "".join(_CELL.format("", cell) for cell in ("粮食", "12.5", "13.5"))
    + "</table:table-row></table:table></draw:frame>"
)
SLIDES = slides_file(
    f"<draw:page>{frame('outline', 6, '<text:p>县发展改革局</text:p>')}"
    f"{frame('title', 2, '<text:p>青石县2025年经济运行情况汇报</text:p>')}"
    f"{frame('page-number', 18, '<text:p><text:page-number>7</text:page-number></text:p>')}</draw:page>",
    f"<draw:page>{_TABLE}{frame('outline', 5, '<text:p>新建公路112<text:s/>公里。</text:p>')}"
    f"{frame('title', 2, '<text:p>一、总体情况</text:p>')}"
    f"<presentation:notes>{frame('notes', 2, '<text:p>不含柳林镇。</text:p>')}"
    f"{frame('page-number', 18, '<text:p><text:page-number>7</text:page-number></text:p>')}</presentation:notes></draw:page>",
    f'<draw:page draw:style-name="hidden">{frame("title", 2, "<text:p>内部</text:p>")}</draw:page>',
)


def test_slides_are_pages_read_from_top_to_bottom() -> None:
    content = slides.read(SLIDES, "a.odp")
    assert [(block.text, block.page, block.level) for block in content.blocks] == [
        ("青石县2025年经济运行情况汇报", 1, 0),
        ("县发展改革局", 1, None),
        ("一、总体情况", 2, 1),
        ("新建公路112 公里。", 2, None),
        ("粮食｜产量12.5万吨｜产量13.5万吨", 2, None),
        ("备注：不含柳林镇。", 2, None),
    ]
    assert content.remarks == ("第3页是隐藏的，没有收入。",)


def test_pictures_and_charts_of_slides_are_told() -> None:
    title, picture = frame("title", 2, "<text:p>造林</text:p>"), "<draw:frame><draw:image/></draw:frame>"
    chart = "<draw:g><draw:frame><draw:object/><draw:image/></draw:frame></draw:g>"
    seen = _TABLE.replace("</table:table>", "</table:table><draw:image/>")  # a table as it looked when saved
    pages = (title + chart, picture, title + seen, title + picture)
    content = slides.read(slides_file(*(f"<draw:page>{page}</draw:page>" for page in pages)), "a.odp")
    assert content.remarks == (
        "第2页是图片，没有文字，其中的内容查不到。",
        "第1、4页有图片或图表，其中的文字和数字没有读入。",
    )


# ---- LibreOffice


def test_without_libreoffice_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(converting, "program", lambda: None)
    with pytest.raises(UnreadableFile, match=r"报告\.wps.*安装 LibreOffice.*另存为"):
        read(OLE + "WordDocument".encode("utf-16-le"), "报告.wps")


def test_a_file_with_a_password_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="密码"):
        loaded(OLE + "EncryptedPackage".encode("utf-16-le"), "表.xlsx")


def test_a_converter_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hanging = tmp_path / "soffice"
    hanging.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    hanging.chmod(0o755)
    monkeypatch.setattr(converting, "program", lambda: hanging)
    monkeypatch.setattr(converting, "SECONDS", 0.1)
    with pytest.raises(UnreadableFile, match="没有读完"):
        convert(b"x", "doc", "docx", "慢.doc")


@pytest.mark.parametrize("kind", ["doc", "odt", "rtf"])
def test_texts(kind: str, tmp_path: Path, office: Path) -> None:
    word_report(tmp_path, p("全年新建公路112公里。"), p("改造危桥9座。"))
    made = (tmp_path / "报告.docx").read_bytes()
    found = loaded(convert(made, "docx", kind, "报告.docx"), f"报告.{kind}").blocks
    assert [b.text for b in found if b.text] == [b.text for b in loaded(made, "报告.docx").blocks if b.text]


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_sheets(kind: str, office: Path) -> None:
    workbook = Workbook()
    for row in (("项目", "完成率"), ("甲", 0.95), ("乙", 1.02)):
        workbook.worksheets[0].append(row)
    for cell in ("B2", "B3"):
        workbook.worksheets[0][cell].number_format = "0.0%"
    buffer = io.BytesIO()
    workbook.save(buffer)
    found = loaded(convert(buffer.getvalue(), "xlsx", kind, "表.xlsx"), f"表.{kind}").blocks
    assert [block.text for block in found] == ["甲｜完成率95.0%", "乙｜完成率102.0%"]


@pytest.mark.parametrize("kind", ["ppt", "pptx"])
def test_slides(kind: str, office: Path) -> None:
    found = loaded(convert(SLIDES, "odp", kind, "稿.odp"), f"稿.{kind}").blocks
    assert [(b.text, b.page) for b in found if b.text] == [
        (b.text, b.page) for b in slides.read(SLIDES, "").blocks
    ]


def test_what_libreoffice_cannot_open_is_refused(office: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"打不开：坏\.doc"):
        loaded(OLE + "WordDocument".encode("utf-16-le") + bytes(500), "坏.doc")
