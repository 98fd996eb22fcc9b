"""Tables of a plain text whose cells only spaces part, or that stand a cell a line."""

import pytest

from index.parse import report_from_text

from .test_tables import rows_of, within

PRICES = "表1 2024年居民消费价格比上年涨跌幅度（单位：%）"
BUDGET = "一般公共预算收入完成情况表 单位：万元"


def test_gaps_inside_a_head_and_figures_of_uneven_width() -> None:
    report = within("""
表1  2024年居民消费价格比上年涨跌幅度
单位：%
指  标          全市    城市    农村
居民消费价格    -0.1    -0.2     0.1
  食品烟酒       0.4     0.3     0.6
""")
    assert rows_of(report) == [
        f"{PRICES}：居民消费价格｜全市-0.1%｜城市-0.2%｜农村0.1%",
        f"{PRICES}：食品烟酒｜全市0.4%｜城市0.3%｜农村0.6%",
    ]


def test_numbered_labels_and_a_unit_beside_the_caption_are_no_headings() -> None:
    report = within("""
一般公共预算收入完成情况表        单位：万元
项        目      预算数    执行数   完成率(%)
一、税收收入      178000    180350     101.3
    增值税         68000     69420     102.1
二、非税收入       67400     68250     101.3
""")
    assert rows_of(report)[::2] == [
        f"{BUDGET}：一、税收收入｜预算数178000万元｜执行数180350万元｜完成率101.3%",
        f"{BUDGET}：二、非税收入｜预算数67400万元｜执行数68250万元｜完成率101.3%",
    ]
    assert not any("税收入" in section.title for section in report.sections)


def test_an_empty_cell_keeps_its_column() -> None:
    report = within("""
镇名        2023年     2024年     增减
青石镇        12.1       12.3      0.2
柳林镇                    3.3
白水镇         3.4        3.1     -0.3
""")
    assert rows_of(report)[1] == "柳林镇｜2024年3.3"


def test_a_narrow_gap_after_a_long_label() -> None:
    report = within("""
表2　2024年主要农产品产量
指标　　　单位　　产量　　比上年增长（%）
油料　　　万吨　　4.15　　-2.3
其中：花生　万吨　2.10　　-4.1
蔬菜　　　万吨　　86.4　　3.2
""")
    caption = "表2 2024年主要农产品产量"
    assert rows_of(report)[1] == f"{caption}：其中：花生｜产量2.10万吨｜比上年增长-4.1%"


def test_single_spaces() -> None:
    report = within("""
表2 2024年主要农产品产量
产品 产量（万吨） 比上年增长（%）
粮食 128.3 1.8
油料 9.6 -2.3
""")
    caption = "表2 2024年主要农产品产量"
    assert rows_of(report) == [
        f"{caption}：粮食｜产量128.3万吨｜比上年增长1.8%",
        f"{caption}：油料｜产量9.6万吨｜比上年增长-2.3%",
    ]


def test_single_spaces_with_words_in_the_last_column_and_numbers_in_the_first() -> None:
    report = within("""
专栏1　主要指标
序号　指标　单位　2025年　2030年　属性
1　高速公路通车里程　公里　427　520　预期性
2　万车死亡人数下降率　%　—　12　约束性
""")
    assert rows_of(report) == [
        "专栏1 主要指标：序号1｜高速公路通车里程｜2025年427公里｜2030年520公里｜属性 预期性",
        "专栏1 主要指标：序号2｜万车死亡人数下降率｜2025年 —｜2030年12%｜属性 约束性",
    ]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_cell_on_each_line(between: str) -> None:
    cells = "指标 单位 产量 比上年增长（%） 粮食 万吨 38.2 1.2 油料 万吨 4.15 -2.3".split()
    text = between.join(["表1 2024年主要农产品产量", *cells, "二、工业"])
    report = within(f"\n{text}\n\n全年规模以上工业增加值增长6.8%。\n")
    caption = "表1 2024年主要农产品产量"
    assert rows_of(report) == [
        f"{caption}：粮食｜产量38.2万吨｜比上年增长1.2%",
        f"{caption}：油料｜产量4.15万吨｜比上年增长-2.3%",
    ]
    assert "二、工业" in [section.title for section in report.sections]


def test_a_cell_on_each_line_with_numbered_rows_and_figures_in_words() -> None:
    cells = "序号 指标 预期值 属性 1 事故死亡人数 下降15% 约束性 2 受灾人次 <15000 预期性".split()
    report = within("\n" + "\n".join(["专栏1　主要指标", *cells]) + "\n")
    assert rows_of(report) == [
        "专栏1 主要指标：序号1｜事故死亡人数｜预期值 下降15%｜属性 约束性",
        "专栏1 主要指标：序号2｜受灾人次｜预期值 <15000｜属性 预期性",
    ]


def test_a_line_for_each_cell_after_a_caption_without_number() -> None:
    text = "柳林镇发展平稳。\n主要产品产量\n产品\n产量（万吨）\n粮食\n38.2\n油料\n4.15\n蔬菜\n56.8\n以上数据由县统计局提供。"
    report = within(f"\n{text}\n")
    assert rows_of(report) == [
        "主要产品产量：粮食｜产量38.2万吨",
        "主要产品产量：油料｜产量4.15万吨",
        "主要产品产量：蔬菜｜产量56.8万吨",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "第一组 组长 李强\n第二组 组长 王霞\n第三组 组长 张敏",
        "联系人\n张敏\n联系电话\n6012345\n传真\n6012346",
        "2023年 全县\n生产总值 增长\n人口 减少",
        "第一章 总则    1\n第二章 分则    3\n第三章 附则    8",
    ],
)
def test_what_only_looks_like_cells(lines: str) -> None:
    assert not rows_of(within(f"\n{lines}\n"))


def test_contents_with_tabs_are_no_table() -> None:
    body = "第一章 总则\n为了加强管理，制定本规划。\n第二章 任务\n新建公路86公里。"
    report = report_from_text(f"青石县公路规划\n目录\n第一章 总则\t1\n第二章 任务\t6\n\n{body}")
    assert [section.title for section in report.sections] == ["第一章 总则", "第二章 任务"]
    assert [report.quote(note) for note in report.notes] == ["目录", "第一章 总则 1", "第二章 任务 6"]
