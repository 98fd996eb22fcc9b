"""Tables of any format become rows of text that can be quoted."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Library, Report
from index.parse import report_from_text
from index.read.blocks import Block, Cell, Table
from index.read.tables.tables import tell, told
from tests.index.made_word import body_of, p, tbl, tc, tr, word_report

COMMUNIQUE = """青石县2024年国民经济和社会发展统计公报
青石县统计局
2025年3月20日
一、综合
初步核算，全年地区生产总值215.6亿元，按不变价格计算，比上年增长5.8%。
{table}
二、人口
年末常住人口42.37万人，出生率7.2‰，死亡率7.9‰，自然增长率-0.7‰。
"""


def rows_of(report: Report) -> list[str]:
    return [report.quote(paragraph.span) for paragraph in report.paragraphs if paragraph.row]


def cells_of(report: Report) -> list[list[str | None]]:
    """The cells of each row, as their spans tell them."""
    return [
        [cell and report.quote(cell) for cell in paragraph.row.cells]
        for paragraph in report.paragraphs
        if paragraph.row
    ]


def within(table: str) -> Report:
    return report_from_text(COMMUNIQUE.format(table=table.strip("\n")))


# ---- tables in plain text


def test_tabs_with_a_numbered_caption_and_a_column_of_units() -> None:
    report = within("""
表1 2024年主要农产品产量
指标	单位	产量	比上年增长（%）
粮食	万吨	38.2	1.6
油料	万吨	4.15	-2.3
茶叶	吨	2860	7.9
""")
    assert rows_of(report) == [
        "表1 2024年主要农产品产量：粮食｜产量38.2万吨｜比上年增长1.6%",
        "表1 2024年主要农产品产量：油料｜产量4.15万吨｜比上年增长-2.3%",
        "表1 2024年主要农产品产量：茶叶｜产量2860吨｜比上年增长7.9%",
    ]
    assert cells_of(report)[1] == ["油料", "万吨", "4.15", "-2.3"]
    assert [section.title for section in report.sections][-2:] == ["一、综合", "二、人口"]
    assert report.paragraphs[-1].section[-1] == "二、人口"


def test_unit_of_the_whole_table_stands_with_each_amount_but_no_rate() -> None:
    report = within("""
2024年一般公共预算收入
单位：万元
项目	预算数	决算数	增长率	为预算%
税收收入	78,000	80,125	3.1	102.7
非税收入	43900		－1.4	98.6
""")
    assert rows_of(report) == [
        "2024年一般公共预算收入（单位：万元）：税收收入｜预算数78,000万元｜决算数80,125万元｜增长率3.1｜为预算102.7%",
        "2024年一般公共预算收入（单位：万元）：非税收入｜预算数43900万元｜增长率－1.4｜为预算98.6%",
    ]
    assert cells_of(report)[1] == ["非税收入", "43900", None, "－1.4", "98.6"]


def test_markdown_table() -> None:
    report = within("""
| 项目 | 预算数（万元） | 决算数（万元） |
|---|---:|:---:|
| **税收收入** | 78000 | 80125 |
| 非税收入 | | 43275 |
""")
    assert rows_of(report) == [
        "税收收入｜预算数78000万元｜决算数80125万元",
        "非税收入｜决算数43275万元",
    ]


def test_markdown_table_of_words_without_outer_bars() -> None:
    report = within("""
任务 | 牵头单位
--- | ---
柳林大桥 | 县交通局
白水\\|青石水库 | 县水利局
""")
    assert rows_of(report) == ["柳林大桥｜牵头单位 县交通局", "白水|青石水库｜牵头单位 县水利局"]


def test_columns_set_apart_by_wide_gaps() -> None:
    report = within("""
指标        2023年   2024年
新建公厕      12座      27座
新增停车位    1500个    1860个
""")
    assert rows_of(report) == ["新建公厕｜2023年12座｜2024年27座", "新增停车位｜2023年1500个｜2024年1860个"]


def test_heads_in_two_rows() -> None:
    report = within("""
表2-1：人口
	2023年		2024年
	常住人口（万人）	城镇化率（%）	常住人口（万人）	城镇化率（%）
青石镇	12.1	70.2	12.3	71.4
柳林镇	3.4	40.8	3.3	41.9
""")
    assert rows_of(report)[1] == (
        "表2-1：人口：柳林镇｜2023年常住人口3.4万人｜2023年城镇化率40.8%｜2024年常住人口3.3万人｜2024年城镇化率41.9%"
    )


@pytest.mark.parametrize(
    "lines",
    [
        "1.\t建设柳林大桥，改善出行条件。\n2.\t新建公厕，改善卫生条件。\n3.\t新建公园，改善环境。",
        "（一）\t加快发展。\n（二）\t改善民生。\n（三）\t保护生态。",
        "第一条\t为了加强管理，制定本办法。\n第二条\t本办法适用于全县。\n第三条\t县水利局负责。",
        "\t全县经济平稳增长。\n\t民生持续改善。\n\t生态不断向好。",
        "联系人：张三\t电话：见官网\n地址：青石路\t邮编：见官网",
        "张 三  李 四\n王 五  赵 六\n孙 七  周 八",
        "甲乙|丙丁是一种写法。\n戊己|庚辛是另一种。",
    ],
)
def test_what_only_looks_like_rows(lines: str) -> None:
    assert not rows_of(within(lines))


def test_table_before_any_text_leaves_the_title_alone() -> None:
    report = report_from_text("青石县2024年主要指标\n指标\t数值\n粮食\t38.2万吨\n油料\t4.15万吨\n")
    assert rows_of(report) == ["粮食｜数值38.2万吨", "油料｜数值4.15万吨"]
    assert report.text.startswith("青石县2024年主要指标\n")


def test_sentence_and_heading_above_a_table_are_no_captions() -> None:
    report = within("""
（一）农业
主要产品产量如下：
产品	产量（万吨）
粮食	38.2
油料	4.15
""")
    assert rows_of(report) == ["粮食｜产量38.2万吨", "油料｜产量4.15万吨"]
    assert "主要产品产量如下：" in [report.quote(paragraph.span) for paragraph in report.paragraphs]
    assert "（一）农业" in [section.title for section in report.sections]


# ---- tables in Word


def test_merged_and_empty_cells_keep_their_columns(tmp_path: Path) -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    two, four = '<w:gridSpan w:val="2"/>', '<w:gridSpan w:val="4"/>'
    report = word_report(
        tmp_path,
        p("表1 财政收支"),
        p("（单位：亿元）"),
        tbl(
            tr(tc("类别", properties=down), tc("项目", properties=down), tc("执行情况", properties=two)),
            tr(tc(properties=on), tc(properties=on), "2023年", "2024年"),
            tr(tc("收入", properties=down), "税收收入", "7.8", "8.01"),
            tr(tc(properties=on), "非税收入", "", "4.33"),
            tr(tc("合计", properties=two), tc("12.34", properties=two)),
            tr(tc("注：2024年为初步数", properties=four)),
        ),
    )
    assert body_of(report) == [
        "表1 财政收支（单位：亿元）：收入｜税收收入｜执行情况2023年7.8亿元｜执行情况2024年8.01亿元",
        "表1 财政收支（单位：亿元）：收入｜非税收入｜执行情况2024年4.33亿元",
        "表1 财政收支（单位：亿元）：合计｜执行情况2023年、执行情况2024年12.34亿元",
        "表1 财政收支（单位：亿元）：注：2024年为初步数",
    ]
    assert cells_of(report)[1] == ["收入", "非税收入", None, "4.33"]
    assert cells_of(report)[2] == ["合计", "合计", "12.34", "12.34"]
    assert all(paragraph.section == ("一、2024年工作回顾",) for paragraph in report.paragraphs[1:])


def test_line_across_a_table_is_told_with_the_rows_under_it(tmp_path: Path) -> None:
    across = '<w:gridSpan w:val="2"/>'
    report = word_report(
        tmp_path,
        tbl(
            tr(tc("2024年居民收入（单位：元）", properties=across)),
            tr("指标", "数值"),
            tr(tc("城镇居民", properties=across)),
            tr("可支配收入", "38000"),
            tr("人均消费", "24000"),
            tr(tc("农村居民", properties=across)),
            tr("可支配收入", "21000"),
        ),
    )
    caption = "2024年居民收入（单位：元）"
    assert body_of(report) == [
        f"{caption}：城镇居民｜可支配收入｜数值38000元",
        f"{caption}：城镇居民｜人均消费｜数值24000元",
        f"{caption}：农村居民｜可支配收入｜数值21000元",
    ]


@pytest.mark.parametrize(
    ("above", "said"),
    [
        (["", "", "", "", "单位：万元"], []),
        (["编制单位：县财政局", "", "", "", "单位：万元"], ["编制单位：县财政局"]),
        (["单位：万元"] * 5, []),
    ],
)
def test_title_and_unit_inside_a_table_stand_above_its_heads(above: list[str], said: list[str]) -> None:
    title = Cell("2024年财政决算表")
    unit = {text: Cell(text) for text in above if text}
    item, last, this = Cell("项目"), Cell("2023年"), Cell("2024年")
    table = Table(
        (
            (title,) * 5,
            tuple(unit[text] if text else Cell("") for text in above),
            (item, last, last, this, this),
            (item, *map(Cell, ("预算", "决算", "预算", "决算"))),
            tuple(map(Cell, ("契税", "6000", "6120", "6500", "5980"))),
        )
    )
    row = "2024年财政决算表（单位：万元）：契税｜2023年预算6000万元｜2023年决算6120万元｜2024年预算6500万元｜2024年决算5980万元"
    assert [block.text for block in tell(table)] == [*said, row]


def test_a_head_beside_an_empty_one_and_a_title_with_a_colon_are_no_labels() -> None:
    year = Cell("2024年：亿元")
    rows = [(Cell("表：收支"),) * 2, (Cell(""), year), (Cell("收入"), Cell("12.46"))]
    assert [block.text for block in tell(Table(tuple(rows)))] == ["表：收支：收入｜2024年：亿元12.46"]


def test_rows_marked_as_heads_and_indented_rows(tmp_path: Path) -> None:
    head = "<w:tblHeader/>"
    report = word_report(
        tmp_path,
        tbl(
            tr("项目", "负责人", properties=head),
            tr("柳林大桥", "王大鹏"),
            tr("白水水库", "李小山"),
            tr("县交通局负责。", properties='<w:gridBefore w:val="1"/>'),
        ),
    )
    assert body_of(report) == [
        "柳林大桥｜负责人 王大鹏",
        "白水水库｜负责人 李小山",
        "县交通局负责。",
    ]
    assert cells_of(report)[2] == [None, "县交通局负责。"]


def test_table_in_a_cell_and_frame_around_text(tmp_path: Path) -> None:
    inner = tbl(tr("月份", "产量（吨）"), tr("上半年", "12"), tr("下半年", "15"))
    report = word_report(
        tmp_path,
        tbl(tr("产品", "总产量（吨）", "分期"), tr("茶叶", "27", tc(inner)), tr("蚕茧", "9", "略")),
        tbl(tr(tc(p("框中的一段文字。"), p("框中的另一段文字。")))),
    )
    assert body_of(report) == [
        "茶叶｜总产量27吨",
        "蚕茧｜总产量9吨｜分期 略",
        "茶叶：上半年｜产量12吨",
        "茶叶：下半年｜产量15吨",
        "框中的一段文字。",
        "框中的另一段文字。",
    ]


def test_words_have_heads_and_forms_have_none(tmp_path: Path) -> None:
    report = word_report(
        tmp_path,
        tbl(
            tr("任务", "单位名称", "完成时限"),
            tr("建成柳林大桥", "县交通局", "2025年底"),
            tr("建成白水水库", "县水利局", "2026年底"),
        ),
        p("有关情况见下。"),
        tbl(tr("项目名称", "青石水库"), tr("建设地点", "柳林镇"), tr("主管部门", "县水利局")),
        p("与会名单。"),
        tbl(tr("张三", "李四", "王五"), tr("赵六", "孙七", "周八"), tr("吴九", "郑十", "冯一")),
    )
    assert rows_of(report) == [
        "建成柳林大桥｜单位名称 县交通局｜完成时限 2025年底",
        "建成白水水库｜单位名称 县水利局｜完成时限 2026年底",
        "项目名称｜青石水库",
        "建设地点｜柳林镇",
        "主管部门｜县水利局",
        "张三｜李四｜王五",
        "赵六｜孙七｜周八",
        "吴九｜郑十｜冯一",
    ]


@pytest.mark.parametrize(
    ("head", "cell", "told_as"),
    [
        ("产量（万吨）", "4.15", "产量4.15万吨"),
        ("旅游人次（万人次）", "310", "旅游人次310万人次"),
        ("密度（人/平方公里）", "96", "密度96人/平方公里"),
        ("面积(km²)", "1,204", "面积1,204km²"),
        ("增幅%", "−2.3", "增幅−2.3%"),
        ("比上年增减（个百分点）", "0.5", "比上年增减0.5个百分点"),
        ("产量（万吨）", "4.15万吨", "产量4.15万吨"),
        ("2024年（预计）", "4.15", "2024年（预计）4.15"),
        ("增加值（现价）", "４.15", "增加值（现价）４.15"),
        ("产量（万吨）", "—", "产量（万吨） —"),
        ("建成年份", "2024", "建成年份2024"),
        ("2024", "38.2", "2024 38.2"),
    ],
)
def test_unit_of_a_head_stands_with_its_figure(head: str, cell: str, told_as: str) -> None:
    rows = (("指标", head), ("甲产品", cell), ("乙产品", "1"), ("丙产品", "2"))
    block = tell(Table(tuple(tuple(map(Cell, row)) for row in rows)))[0]
    assert block.text == f"甲产品｜{told_as}"


@pytest.mark.parametrize(
    ("caption", "told_as"),
    [
        ("主要指标（单位：亿元）", "绝对数215.6亿元｜比上年增长5.8"),
        ("主要指标（单位：亿元、%）", "绝对数215.6亿元｜比上年增长5.8%"),
        ("占比情况（单位：%）", "绝对数215.6%｜比上年增长5.8%"),
        ("主要指标（单位：亿元、万人）", "绝对数215.6｜比上年增长5.8"),
        ("主要指标", "绝对数215.6｜比上年增长5.8"),
    ],
)
def test_units_of_a_caption(caption: str, told_as: str) -> None:
    rows = (("指标", "绝对数", "比上年增长"), ("生产总值", "215.6", "5.8"))
    block = tell(Table(tuple(tuple(map(Cell, row)) for row in rows), caption=caption))[0]
    assert block.text == f"{caption}：生产总值｜{told_as}"


def test_unit_of_a_label_is_its_rows() -> None:
    rows = (
        ("指标", "2024年", "比上年增长%"),
        ("生产总值（亿元）", "215.6", "5.8"),
        ("人口（万人）", "42.37", "-0.2"),
    )
    assert [block.text for block in tell(Table(tuple(tuple(map(Cell, row)) for row in rows)))] == [
        "生产总值（亿元）｜2024年215.6亿元｜比上年增长5.8%",
        "人口（万人）｜2024年42.37万人｜比上年增长-0.2%",
    ]


def test_remark_on_one_label_is_no_unit_and_long_rows_are_cut_between_cells() -> None:
    places = "\n".join(f"{name}\t{number}" for name, number in zip("甲乙丙", "123", strict=True))
    assert rows_of(within(f"乡镇\t人口\n柳林（乡）\t4\n{places}"))[0] == "柳林（乡）｜人口4"
    heads = [f"第{number}项重点任务完成数量" for number in range(40)]
    report = within(
        "\n".join(["\t".join(["乡镇", *heads]), *("\t".join([name, *["12.5"] * 40]) for name in "甲乙")])
    )
    for paragraph in report.paragraphs:
        cuts = [sentence.end for sentence in paragraph.sentences[:-1]]
        assert not paragraph.row or all(report.text[cut - 1] == "｜" for cut in cuts)


def test_blank_line_after_each_row_and_unit_beside_the_caption() -> None:
    report = within(
        "2024年居民收支情况                 单位：元\n\n项目\t2023年\t2024年\n\n收入\t38000\t40100\n\n支出\t24000\t25000\n\n"
    )
    assert rows_of(report) == [
        "2024年居民收支情况 单位：元：收入｜2023年38000元｜2024年40100元",
        "2024年居民收支情况 单位：元：支出｜2023年24000元｜2024年25000元",
    ]


def test_rows_end_where_text_comes_between() -> None:
    report = within("指标\t2023年\t2024年\n\n收入\t38000\t40100\n插入的一句话。\n支出\t24000\t25000\n\n")
    assert rows_of(report) == ["收入｜2023年38000｜2024年40100"]
    assert "插入的一句话。\n支出 24000 25000" in report.text


def test_head_printed_again_and_table_without_text_say_nothing() -> None:
    head, blank = tuple(map(Cell, ("指标", "数值"))), tuple(map(Cell, ("", "—")))
    again = Table((head, tuple(map(Cell, ("粮食", "38.2"))), tuple(map(Cell, ("指标", "数值"))), blank))
    assert [block.text for block in tell(again)] == ["粮食｜数值38.2"]
    caption = Block("表1 空表", "paragraph")
    assert told([caption, Table((blank, blank))]) == [caption]


# ---- whatever table is given

_WORDS = st.text(st.sampled_from("粮油茶镇县产量工业"), min_size=1, max_size=6)
_FIGURES = st.decimals(-999, 9999, places=1).map(str)
_GRIDS = st.lists(st.lists(st.one_of(st.just(""), _WORDS, _FIGURES), max_size=5), max_size=6)


def _table(rows: list[list[str]], heads: int | None) -> Table:
    return Table(tuple(tuple(map(Cell, row)) for row in rows), heads)


@given(_GRIDS, st.sampled_from([None, 0, 1, 2]))
def test_each_cell_is_told_once_in_order_in_its_row(rows: list[list[str]], heads: int | None) -> None:
    width = max(map(len, rows), default=0)
    printed = [
        tuple([text or None for text in row] + [None] * (width - len(row))) for row in rows if any(row)
    ]
    told_rows: list[tuple[str | None, ...]] = []
    for block in tell(_table(rows, heads)):
        assert block.row is not None
        cells = [cell for cell in block.row.cells if cell]
        assert all(left.end <= right.start for left, right in pairwise(cells))
        told_rows.append(tuple(cell and block.text[cell.start : cell.end] for cell in block.row.cells))
    remaining = iter(printed)
    assert all(row in remaining for row in told_rows)  # in order
    above = printed[: len(printed) - len(told_rows)]
    assert set(printed) - set(told_rows) <= set(above)  # only heads are no rows of their own


@given(
    st.lists(_WORDS, min_size=2, max_size=5),
    st.lists(
        st.tuples(_WORDS, st.lists(_FIGURES | st.just(""), min_size=4, max_size=4)), min_size=1, max_size=5
    ),
)
def test_each_figure_stands_behind_its_own_head(heads: list[str], rows: list[tuple[str, list[str]]]) -> None:
    width = len(heads)
    grid = [heads, *([label, *figures[: width - 1]] for label, figures in rows)]
    blocks = tell(_table(grid, heads=1))
    assert len(blocks) == len(rows)
    for block, (label, figures) in zip(blocks, rows, strict=True):
        told_cells = [head + figure for head, figure in zip(heads[1:], figures, strict=False) if figure]
        assert block.text == "｜".join([label, *told_cells])


@given(st.lists(st.text(st.sampled_from("粮 产1.5%\t|-—：。一、\u3000"), max_size=20), max_size=12))
def test_any_lines_keep_all_their_letters_and_figures(lines: list[str]) -> None:
    report = report_from_text("\n".join(["开头的一段话。", *lines]))
    heads = (head for paragraph in report.paragraphs if paragraph.row for head in paragraph.row.heads)
    kept = report.text + "".join(heads)  # a head over an empty column is told with no row
    for line in lines:
        for character in filter(str.isalnum, line):
            assert character in kept
    for paragraph in report.paragraphs:
        for cell in paragraph.row.cells if paragraph.row else ():
            assert cell is None or paragraph.span.start <= cell.start < cell.end <= paragraph.span.end


def test_rows_come_back_from_the_library(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "公报.txt"
    path.write_text(COMMUNIQUE.format(table="指标\t产量（万吨）\n粮食\t38.2\n油料\t"), encoding="utf-8")
    library.add([path])
    report = library.report(library.reports()[-1].id)
    row = next(paragraph.row for paragraph in report.paragraphs if paragraph.row)
    assert row.heads == ("指标", "产量（万吨）")
    assert cells_of(report) == [["粮食", "38.2"], ["油料", None]]
