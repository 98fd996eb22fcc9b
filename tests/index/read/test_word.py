"""Word files are read as they are printed."""

from pathlib import Path

import pytest

from tests.index.made_word import body_of, p, run, sdt, tbl, tc, tr, word_report

_PROMPT = "<w:showingPlcHdr/>"


def _field(instruction: str, result: str) -> str:
    parts = ("begin", instruction, "separate", result, "end")
    return "".join(
        f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>' if part in ("begin", "separate", "end") else part
        for part in parts
    )


def _code(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


# ---- content controls


def test_content_controls_around_cells_rows_runs_and_paragraphs(tmp_path: Path) -> None:
    report = word_report(
        tmp_path,
        tbl(
            tr("指标", "数值"),
            tr("新增停车位", sdt(tc("1860个"))),
            sdt(tr("新建公厕", "27座")),
            tr(sdt(sdt(tc("新建口袋公园"))), tc(sdt(p("6个")))),
        ),
        sdt(p("改造老旧小区35个。")),
        p("新建学校", sdt(run("12所")), "。"),
    )
    assert body_of(report) == [
        "新增停车位｜数值1860个",
        "新建公厕｜数值27座",
        "新建口袋公园｜数值6个",
        "改造老旧小区35个。",
        "新建学校12所。",
    ]


def test_prompt_of_an_empty_content_control_is_no_text(tmp_path: Path) -> None:
    report = word_report(
        tmp_path,
        tbl(
            tr("指标", "2023年", "2024年"),
            tr("公厕（座）", sdt(tc("单击输入"), _PROMPT), "27"),
            tr("公园", "5", "6"),
        ),
        p("新建学校", sdt(run("单击此处输入文字"), _PROMPT), "12所。"),
    )
    assert body_of(report) == ["公厕（座）｜2024年27座", "公园｜2023年5｜2024年6", "新建学校12所。"]


# ---- equations


def _m(tag: str, *content: str) -> str:
    inner = "".join(part if part.startswith("<") else f"<m:r><m:t>{part}</m:t></m:r>" for part in content)
    return f"<m:{tag}>{inner}</m:{tag}>"


@pytest.mark.parametrize(
    ("equation", "text"),
    [
        (_m("oMath", "12.7%"), "12.7%"),
        (_m("oMath", _m("f", _m("num", "a+b"), _m("den", "c")), "×100%"), "(a+b)/c×100%"),
        (_m("oMath", _m("f", _m("num", "2"), _m("den", "3"))), "2/3"),
        (_m("oMath", "3×", _m("sSup", _m("e", "10"), _m("sup", "4"))), "3×10⁴"),
        (_m("oMath", _m("sSup", _m("e", "(1+r)"), _m("sup", "n+1"))), "(1+r)^(n+1)"),
        (_m("oMath", _m("sSub", _m("e", "CO"), _m("sub", "2"))), "CO2"),
        (_m("oMath", _m("sSub", _m("e", "x"), _m("sub", "i"))), "x_i"),
        (_m("oMath", _m("sSubSup", _m("e", "x"), _m("sub", "1"), _m("sup", "2"))), "x1²"),
        (_m("oMath", _m("rad", _m("deg"), _m("e", "x+1"))), "√(x+1)"),
        (_m("oMath", _m("d", _m("e", "1.2"))), "(1.2)"),
        (_m("oMath", _m("func", _m("fName", "ln"), _m("e", "x"))), "ln(x)"),
        (
            _m(
                "oMath",
                _m(
                    "nary",
                    '<m:naryPr><m:chr m:val="∑"/></m:naryPr>',
                    _m("sub", "i=1"),
                    _m("sup", "n"),
                    _m("e", "x"),
                ),
            ),
            "∑_(i=1)^n x",
        ),
        (_m("oMathPara", _m("oMath", "12.7%")), "12.7%"),
    ],
)
def test_equation_is_told_on_one_line(tmp_path: Path, equation: str, text: str) -> None:
    report = word_report(tmp_path, p("人均绿地面积增长率为", equation, "，比上年提高1.2个百分点。"))
    assert body_of(report) == [f"人均绿地面积增长率为{text}，比上年提高1.2个百分点。"]


def test_equation_in_a_cell(tmp_path: Path) -> None:
    report = word_report(tmp_path, tbl(tr("指标", "数值"), tr("绿地率", tc(p(_m("oMath", "12.7%"))))))
    assert body_of(report) == ["绿地率｜数值12.7%"]


# ---- numbers that Word prints by itself


def _list(number_format: str, text: str) -> str:
    return (
        '<w:abstractNum w:abstractNumId="77"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        f'<w:numFmt w:val="{number_format}"/><w:lvlText w:val="{text}"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="77"><w:abstractNumId w:val="77"/></w:num>'
        '<w:num w:numId="78"><w:abstractNumId w:val="77"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def _in_list(number: int = 77) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def test_number_of_a_list_does_not_run_into_a_figure(tmp_path: Path) -> None:
    report = word_report(
        tmp_path,
        p("38.6公里的青石—白水公路建成通车。", properties=_in_list()),
        p("12所学校投入使用。", properties=_in_list()),
        numbering=_list("decimal", "%1."),
    )
    assert body_of(report) == ["1. 38.6公里的青石—白水公路建成通车。", "2. 12所学校投入使用。"]


@pytest.mark.parametrize(
    ("number_format", "text", "labels"),
    [
        ("decimal", "%1、", ("1、 ", "2、 ", "1、 ")),
        ("decimal", "（%1）", ("（1） ", "（2） ", "（1） ")),
        ("decimal", "%1)", ("1) ", "2) ", "1) ")),
        ("lowerRoman", "%1.", ("i. ", "ii. ", "i. ")),
        ("ideographTraditional", "%1、", ("甲、", "乙、", "甲、")),
    ],
)
def test_kinds_of_numbers_and_lists_that_begin_anew(
    tmp_path: Path, number_format: str, text: str, labels: tuple[str, ...]
) -> None:
    words = ("38.6公里公路建成。", "12所学校启用。", "27座公厕开放。")
    places = (_in_list(), _in_list(), _in_list(78))
    report = word_report(
        tmp_path,
        *(p(each, properties=place) for each, place in zip(words, places, strict=True)),
        numbering=_list(number_format, text),
    )
    assert body_of(report) == [label + each for label, each in zip(labels, words, strict=True)]


def test_number_of_a_cell_counts_rows(tmp_path: Path) -> None:
    report = word_report(
        tmp_path,
        tbl(
            tr("序号", "路段", "里程"),
            tr(tc(p(properties=_in_list())), "青石—白水公路", tc(p("38.6公里", properties=_in_list(78)))),
            tr(tc(p(properties=_in_list())), "柳林大桥", tc(p("1.2公里", properties=_in_list(78)))),
        ),
        numbering=_list("decimal", "%1."),
    )
    assert body_of(report) == [
        "序号1｜青石—白水公路｜里程38.6公里",
        "序号2｜柳林大桥｜里程1.2公里",
    ]


# ---- struck-out and hidden text

_STYLES = """
<w:style w:type="character" w:styleId="Old"><w:name w:val="Old"/><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Older"><w:name w:val="Older"/><w:basedOn w:val="Old"/></w:style>
<w:style w:type="character" w:styleId="Shown"><w:name w:val="Shown"/><w:basedOn w:val="Old"/>
  <w:rPr><w:strike w:val="0"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Inner"><w:name w:val="Inner"/><w:basedOn w:val="Secret"/></w:style>
<w:style w:type="character" w:styleId="Open"><w:name w:val="Open"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    "properties",
    [
        "<w:strike/>",
        '<w:strike w:val="true"/>',
        "<w:dstrike/>",
        "<w:vanish/>",
        '<w:rStyle w:val="Old"/>',
        '<w:rStyle w:val="Older"/>',
    ],
)
def test_what_is_struck_out_or_hidden_is_left_out(tmp_path: Path, properties: str) -> None:
    report = word_report(
        tmp_path,
        p("PM2.5平均浓度", run("38", properties), "29微克/立方米。"),
        tbl(tr("指标", "数值"), tr("提案", tc(p(run("198件", properties), "205件")))),
        styles=_STYLES,
    )
    assert body_of(report) == ["PM2.5平均浓度29微克/立方米。", "提案｜数值205件"]
    assert report.remarks == ("文中有隐藏或划去的文字，没有收录。",)


@pytest.mark.parametrize(
    "properties",
    ['<w:strike w:val="0"/>', '<w:vanish w:val="false"/>', '<w:rStyle w:val="Shown"/>', "<w:b/>"],
)
def test_what_is_not_struck_out_stays(tmp_path: Path, properties: str) -> None:
    report = word_report(tmp_path, p("平均浓度", run("29", properties), "微克。"), styles=_STYLES)
    assert body_of(report) == ["平均浓度29微克。"]
    assert report.remarks == ()


@pytest.mark.parametrize("style", ["Secret", "Inner"])
def test_paragraph_of_a_hidden_style(tmp_path: Path, style: str) -> None:
    named = f'<w:pStyle w:val="{style}"/>'
    report = word_report(
        tmp_path,
        p("内部口径：实为198件。", properties=named),
        p("内部", run("办理提案205件。", '<w:vanish w:val="0"/>'), properties=named),
        p("内部", run("办复率100%。", '<w:rStyle w:val="Open"/>'), properties=named),  # two styles cancel out
        styles=_STYLES,
    )
    assert body_of(report) == ["办理提案205件。", "办复率100%。"]


def test_raised_figures_are_characters_of_their_own(tmp_path: Path) -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    lowered = '<w:vertAlign w:val="subscript"/>'
    report = word_report(
        tmp_path, p("绿地面积16万m", run("2", raised), "，PM", run("2.5", lowered), "浓度29微克。")
    )
    assert body_of(report) == ["绿地面积16万m²，PM2.5浓度29微克。"]


# ---- tracked changes


def test_changes_are_read_as_accepted(tmp_path: Path) -> None:
    deleted = "<w:del><w:r><w:delText>140</w:delText></w:r></w:del>"
    report = word_report(
        tmp_path,
        p("全年立案", f"<w:ins>{run('138')}</w:ins>", deleted, "件提案。"),
        p(f"<w:moveFrom>{run('移走的一句。')}</w:moveFrom>"),
        p(f"<w:moveTo>{run('移来的一句。')}</w:moveTo>"),
        p("办复率", properties="<w:rPr><w:del/></w:rPr>"),
        p("100%。"),
        tbl(
            tr("指标", "数值"),
            tr("旧指标", "1个", properties="<w:del/>"),
            tr("新指标", "2个", properties="<w:ins/>"),
        ),
    )
    assert body_of(report) == ["全年立案138件提案。", "移来的一句。", "办复率100%。", "新指标｜数值2个"]


# ---- notes


def _mark(kind: str, number: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def test_notes_follow_the_paragraph_that_bears_their_mark(tmp_path: Path) -> None:
    report = word_report(
        tmp_path,
        p(
            "全县常住人口城镇化率达到61.4%",
            _mark("footnote", 2),
            "，民生支出占比78%",
            _mark("endnote", 1),
            "。",
        ),
        p("二、2025年工作安排", _mark("footnote", 3)),
        p("抓好十件实事。"),
        notes={
            "footnote": {
                -1: p("<w:r><w:separator/></w:r>"),
                2: p("<w:r><w:footnoteRef/></w:r>", "城镇化率不含高新区托管的柳林镇。"),
                3: p("安排已经县委同意。"),
            },
            "endnote": {1: p("民生支出按八项口径统计，") + p("为初步数。")},
        },
    )
    assert body_of(report) == [
        "全县常住人口城镇化率达到61.4%，民生支出占比78%。",
        "注：城镇化率不含高新区托管的柳林镇。",
        "注：民生支出按八项口径统计，为初步数。",
        "抓好十件实事。",
        "注：安排已经县委同意。",
    ]
    assert report.paragraphs[-1].section == ("二、2025年工作安排",)
    assert report.paragraphs[2].section == ("一、2024年工作回顾",)


def test_note_of_a_cell_follows_the_table_and_a_note_of_the_title_the_opening(tmp_path: Path) -> None:
    report = word_report(
        tmp_path,
        tbl(tr("指标", "数值"), tr("提案", tc(p("205件", _mark("footnote", 2))))),
        p("各项工作取得新进展。"),
        notes={"footnote": {2: p("不含并案。")}},
    )
    assert body_of(report) == ["提案｜数值205件", "注：不含并案。", "各项工作取得新进展。"]


def test_mark_without_a_note_and_hidden_mark(tmp_path: Path) -> None:
    hidden = '<w:r><w:rPr><w:vanish/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    report = word_report(
        tmp_path, p("进展", _mark("footnote", 9), hidden, "顺利。"), notes={"footnote": {2: p("内部。")}}
    )
    assert body_of(report) == ["进展顺利。"]


# ---- fields, links, boxes


def test_fields_and_links_are_read_by_their_results(tmp_path: Path) -> None:
    nested = _field(_code(" IF ") + _field(_code("PAGE"), run("7")) + _code("=7 "), run("首页"))
    report = word_report(
        tmp_path,
        p("见", _field(_code("REF x"), run("表1")), "和", nested, "。"),
        p(
            "详见",
            f"<w:hyperlink>{run('县政府网站')}</w:hyperlink>",
            f'<w:fldSimple w:instr="DATE">{run("1月8日")}</w:fldSimple>',
            "。",
        ),
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', _code("TOC")),
        p("没有写完的域不吞掉后面的文字。"),
    )
    assert body_of(report) == ["见表1和首页。", "详见县政府网站1月8日。", "没有写完的域不吞掉后面的文字。"]


def test_text_box_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('专栏：十件实事全部办成。')}</w:txbxContent>"
    both = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    old = f"<w:r><w:pict><v:textbox>{box.replace('十', '九')}</v:textbox></w:pict></w:r>"
    report = word_report(tmp_path, p("各项工作取得新进展。", both), p("民生持续改善。", old))
    assert body_of(report) == [
        "各项工作取得新进展。",
        "专栏：十件实事全部办成。",
        "民生持续改善。",
        "专栏：九件实事全部办成。",
    ]


def test_tabs_and_page_breaks_part_words_and_lines(tmp_path: Path) -> None:
    report = word_report(
        tmp_path,
        p("各项工作", "<w:r><w:tab/></w:r>", "取得新进展。"),
        p("民生改善。", '<w:r><w:br w:type="page"/></w:r>', "生态向好。"),
        p("青石", "<w:r><w:noBreakHyphen/></w:r>", "白水公路通车。"),
    )
    assert body_of(report) == ["各项工作 取得新进展。", "民生改善。", "生态向好。", "青石-白水公路通车。"]
