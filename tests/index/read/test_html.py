"""Web pages: the article of each kind of site, by structure."""

from collections.abc import Callable
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.models import Report
from index.parse import parse
from index.read import TITLE as TITLE_LEVEL
from index.read import load
from index.read.formats import format_of, read
from tests.index.made_pages import FOREIGN, HEADINGS, OTHERS, PAGES, PARAGRAPHS, SIGNATURE, TITLE, trs, word


def parsed(data: str | bytes, folder: Path, name: str = "a.html") -> Report:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return parse(load(path))


def texts(report: Report) -> list[str]:
    return [report.quote(paragraph.span) for paragraph in report.paragraphs]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_the_article_of_any_site_is_the_same(page: Callable[[], str], tmp_path: Path) -> None:
    report = parsed(page(), tmp_path)
    assert report.metadata.title == TITLE
    assert tuple(section.title for section in report.sections) == HEADINGS
    assert tuple(texts(report)[: len(PARAGRAPHS)]) == PARAGRAPHS
    assert all(line in report.text for line in SIGNATURE)
    assert [words for words in FOREIGN if words in report.text] == []


def test_a_text_that_is_shorter_than_the_foot_of_its_page(tmp_path: Path) -> None:
    text = "因管道维修，城关镇1月20日停水12小时，请提前储水。"
    links = "".join(f'<li><a href="{n}.html">{other}</a></li>' for n, other in enumerate(OTHERS))
    page = (
        f"<html><head><title>关于停水的通知</title></head><body><div><h1>关于停水的通知</h1><p>{text}</p></div>"
        f"<ul>{links}</ul><div>建议使用1024×768以上分辨率浏览本站，未经授权，禁止转载。</div></body></html>"
    )
    report = parsed(page, tmp_path)
    assert (report.metadata.title, report.text) == ("关于停水的通知", f"关于停水的通知\n{text}")


def test_those_who_are_addressed_are_no_entry_without_a_value() -> None:
    """They stand among the paragraphs of the text; 分享到： stands among the entries above."""
    page = (
        "<ul><li><a href=1>首页</a><li><a href=2>公开</a></ul><h1>工作报告</h1><div>来源：县政府办 分享到：</div><div>分享到：</div>"
        "<div><p>各位代表：</p><p>同志们：</p><p>现在，我报告工作，请予审议。</p><p>一、2025年工作</p><p>全年植树4321亩。</p></div>"
    )
    text = ["各位代表：", "同志们：", "现在，我报告工作，请予审议。", "一、2025年工作", "全年植树4321亩。"]
    assert blocks(page) == ["工作报告", "来源：县政府办", *text]


def blocks(body: str, head: str = "") -> list[str]:
    """What is read of a page with this body."""
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    return [block.text for block in read(page.encode(), "a.html").blocks if block.text.strip()]


@pytest.mark.parametrize(
    "encoding", ["gbk", "gb18030", "big5hkscs", "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("declared", ["", "utf-8", "gb2312", "iso-8859-1"])
def test_the_bytes_tell_the_encoding(encoding: str, declared: str) -> None:
    page = trs().replace("<head>", f'<head><meta charset="{declared}">' if declared else "<head>")
    content = read(page.encode(encoding, "ignore"), "a.html")
    title = TITLE.encode(encoding, "ignore").decode(encoding).lstrip("\ufeff")
    assert content.blocks[0].text == title


def test_a_character_that_a_site_cut_costs_only_itself() -> None:
    data = trs().encode("gbk")
    cut = data.index("互动".encode("gbk"))
    content = read(data[: cut + 1] + data[cut + 2 :], "a.html")
    assert PARAGRAPHS[1] in [block.text.strip() for block in content.blocks]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("总结.doc", word().encode("gbk")),
        ("表.xls", "<table><tr><td>镇</td><td>亩</td></tr></table>".encode()),
        ("a.txt", b"\n<!-- saved -->\n<!DOCTYPE HTML PUBLIC '-//W3C'><p>x"),
        ("a.html", "<p>全年".encode()),
        ("a", "<?xml version='1.0'?><html/>".encode("utf-16")),
    ],
)
def test_a_page_is_told_by_what_it_holds(name: str, data: bytes) -> None:
    assert format_of(data, Path(name).suffix).module == "html"


@pytest.mark.parametrize("data", ["一、公路\n全年新建86公里。", "a < b，c > d。"])
def test_a_text_stays_one_whatever_it_is_called(data: str) -> None:
    assert format_of(data.encode(), ".html").module == "plain"


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">{}</p>',
        "<p style='DISPLAY : NONE !important'>{}</p>",
        '<span style="visibility: hidden">{}</span>',
        "<span style='mso-hide:all'>{}</span>",
        '<b style="font-size:0px">{}</b>',
        '<div style="position:absolute;left:-9999px">{}</div>',
        '<p class="hid big">{}</p>',
        '<div id="draft"><p><span>{}</span></p></div>',
        '<ul class="menu"><li><ul><li>{}</li></ul></li></ul>',
        "<p hidden>{}</p>",
        '<p aria-hidden="true">{}</p>',
        "<del>{}</del>",
        "<s>{}</s>",
        '<span style="text-decoration: line-through">{}</span>',
        "<!-- {} -->",
        "<template><p>{}</p></template>",
        "<script>'{}'</script>",
        "<noscript>{}</noscript>",
        "<textarea>{}</textarea>",
        "<!--[if gte mso 9]><p>{}</p><![endif]-->",
        "<ruby>字<rt>{}</rt></ruby>",
    ],
)
def test_what_cannot_be_seen_is_not_read(hidden: str) -> None:
    styles = "<style>.hid{display:none} #draft{visibility:hidden} .menu>li ul{display:none}</style>"
    found = blocks(
        f"<p>全年造林3.6万亩。</p>{hidden.format('初稿为2.9万亩。')}<p>其中人工造林1.9万亩。</p>", styles
    )
    assert found[0] == "全年造林3.6万亩。" and found[-1] == "其中人工造林1.9万亩。"
    assert not any("2.9" in text for text in found)


def test_the_last_and_most_specific_rule_decides() -> None:
    head = (
        "<style>.a{display:none} div.a{display:block} .b{display:none!important} .b{display:block}"
        " .c{display:none} @media print{.d{display:none}} @media (max-width:9em){.d{display:none}}"
        " .e:hover{display:none} .f{display:none</style>"
    )
    body = "".join(f'<div class="{name}">{name}项完成。</div>' for name in "abdef")
    shown = '<div class="c" style="display:block">c项完成。</div>'
    assert blocks(body + shown, head) == [f"{name}项完成。" for name in "adec"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>新建\n公路</p>", ["新建公路"]),
        ("<p>GDP growth\nrate is 5%</p>", ["GDP growth rate is 5%"]),
        ("<p><span>20</span><b>25</b>年  公路</p>", ["2025年 公路"]),
        ("<div>甲<div>乙</div>丙</div>", ["甲", "乙", "丙"]),
        ('<span style="display:block">甲</span><span>乙</span><span>丙</span>', ["甲", "乙丙"]),
        ("<p>第一句。　　第二段。</p>", ["第一句。", "　　第二段。"]),
        ("<p>绿地16万m<sup>2</sup></p>", ["绿地16万m²"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<ol start=3><li>公路<li>桥梁</ol>", ["3. 公路", "4. 桥梁"]),
        ("<ol><li>一、公路</ol><ul><li>桥梁</ul>", ["一、公路", "桥梁"]),
    ],
)
def test_lines_are_those_that_a_browser_shows(body: str, expected: list[str]) -> None:
    assert blocks(body) == expected


def test_headings_have_levels_and_items_are_items() -> None:
    page = b"<html><body><h1>t</h1><h2>a</h2><p>b</p><h2>c</h2><h3><i>d</i></h3><ul><li>e</ul></body></html>"
    found = [(block.text, block.level, block.item) for block in read(page, "a.html").blocks]
    assert found == [
        ("t", TITLE_LEVEL, False),
        ("a", 2, False),
        ("b", None, False),
        ("c", 2, False),
        ("d", 3, False),
        ("e", None, True),
    ]


def test_word_prints_the_numbers_of_its_lists() -> None:
    label = "<p><![if !supportLists]><span style='font-family:{}'><span style='mso-list:Ignore'>{}<span>&nbsp;&nbsp;</span></span></span><![endif]>{}</p>"
    body = (
        label.format("仿宋", "一、", "公路")
        + label.format("Wingdings", "l", "桥梁")
        + label.format("", "1.", "38.6公里")
    )
    assert blocks(body) == ["一、公路", "桥梁", "1. 38.6公里"]


@pytest.mark.parametrize(
    "page",
    [
        '<p>城镇化率61.4%<sup><a href="#f1" id="r1">[1]</a></sup>，增加。</p><p>下一段。</p><ol><li id="f1">不含柳林镇。<a href="#r1">↩</a></li></ol>',
        '<p>城镇化率61.4%<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>，增加。</p><p>下一段。</p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> 不含柳林镇。</p></div>',
        '<p>城镇化率61.4%<a name="s1anc" href="#s1sym"><sup>1</sup></a>，增加。</p><p>下一段。</p><div id="s1"><p><a name="s1sym" href="#s1anc">1</a>不含柳林镇。</p></div>',
    ],
    ids=["site", "Word", "LibreOffice"],
)
def test_a_footnote_follows_the_paragraph_that_bears_its_mark(page: str) -> None:
    assert blocks(page) == ["城镇化率61.4%，增加。", "注：不含柳林镇。", "下一段。"]


def test_merged_cells_stand_in_each_of_their_places() -> None:
    table = (
        "<table border=1><tr><th rowspan=2>镇<th colspan=2>2024年<th>2025年<tr><th>计划<th>完成<th>计划"
        "<tr><td>柳林<td colspan=2>12<td>15<tr style='display:none'><td>草稿<td>1<td>2<td>3"
        "<tr><td>城关<td>7<td>8<td>9</table>"
    )
    assert blocks(table) == [
        "柳林｜2024年计划、2024年完成12｜2025年计划15",
        "城关｜2024年计划7｜2024年完成8｜2025年计划9",
    ]


def test_a_caption_belongs_to_its_table_and_a_span_may_be_any_number() -> None:
    table = "<table><caption>表1 水利投资（单位：万元）</caption><tr><td>镇<td>投资<tr><td>柳林<td rowspan=0>320<tr><td colspan=99999>注</table>"
    assert blocks(table)[0] == "表1 水利投资（单位：万元）：柳林｜投资320万元"


def test_labels_with_values_in_a_table_are_lines(tmp_path: Path) -> None:
    rows = (
        ("索 引 号：", "0143/2025-12", "成文日期：", "2025年03月18日"),
        ("发文字号：", "青政发〔2025〕12号", "", ""),
    )
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    text = (
        "<p>青石县人民政府关于印发青石县农村公路养护管理办法的通知</p><p>各乡镇人民政府：</p>"
        "<p>现将《青石县农村公路养护管理办法》印发给你们，请遵照执行。</p><p>青石县人民政府</p><p>2025年3月18日</p>"
    )
    nav = '<ul><li><a href="/">首页</a></li><li><a href="/gk">公开</a></li></ul>'
    report = parsed(
        f"<html><body>{nav}<table>{cells}</table><div id=zoom>{text}</div>{nav}</body></html>", tmp_path
    )
    assert "索引号：0143/2025-12" in report.text and "首页" not in report.text
    assert (
        report.metadata.attachment == "青石县农村公路养护管理办法" and report.metadata.date == "2025年3月18日"
    )


def test_a_link_to_a_file_or_within_the_text_is_text_and_a_link_elsewhere_is_not() -> None:
    body = (
        '<ul><li><a href="/">首页</a></li><li><a href="/gk">公开</a></li></ul><p>全年工作有序，成效明显。</p>'
        '<p><a href="#p2">二、公路</a></p><p>新建公路86公里，改造危桥5座。</p>'
        '<p>附件：<a href="P020.docx">1.青石县公路一览表</a></p><p><a href="t1.html">白水县公路建设情况</a></p>'
    )
    assert blocks(body) == [
        "全年工作有序，成效明显。",
        "二、公路",
        "新建公路86公里，改造危桥5座。",
        "附件：1.青石县公路一览表",
    ]


def test_pictures_without_words_leave_a_remark() -> None:
    page = (
        "<html><body><p>情况如下。</p><p><img src=a.png></p><p>图1 各年面积</p><p>面积增加。</p><p><img src=b.png></p>"
        "<p>产值提高。</p><p><img src=c.png alt=产值结构></p><p>比重<img src=d.gif>上升。</p></body></html>"
    )
    assert read(page.encode(), "a.html").remarks == (
        "“图1 各年面积”是图片，其中的文字和数字没有读入。",
        "“产值结构”是图片，其中的文字和数字没有读入。",
        "文件中有 1 张没有说明的图片，其中的文字和数字没有读入。",
    )


@pytest.mark.parametrize(
    "body", ["<div>" * 3000 + "公路86公里。", "<table border=1><tr><td>甲<td>" * 500 + "公路86公里。"]
)
def test_a_page_that_is_nested_too_deep_is_refused(body: str) -> None:
    with pytest.raises(UnreadableFile, match="网页已损坏或嵌套太深：a.html"):
        blocks(body)


@pytest.mark.parametrize("body", ["", "<script>'全年'</script>", "<p>&nbsp;</p>", '<img src="a.png">'])
def test_a_page_without_words_is_refused(body: str) -> None:
    with pytest.raises(UnreadableFile, match="文件没有文字：a.html"):
        blocks(body)
