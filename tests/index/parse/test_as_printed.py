"""Texts as printed: what a text's own lines, marks and numbers say is read, however it was copied."""

import pytest

from index.models import Report
from index.parse import report_from_text

FRONT = "——2026年1月25日在青石县第十六届人民代表大会第四次会议上\n县长 陈立新\n各位代表：\n"
BODY = "现在，我代表县人民政府，向大会报告工作。\n一、2025年工作回顾\n全年新建公路112公里。"


def paragraphs(report: Report) -> list[str]:
    return [report.quote(paragraph.span) for paragraph in report.paragraphs]


def placed(report: Report) -> list[tuple[tuple[str, ...], str]]:
    return [(paragraph.section, report.quote(paragraph.span)) for paragraph in report.paragraphs]


def notes(report: Report) -> list[str]:
    return [report.quote(span) for span in report.notes]


# Blank lines and dictionary words.


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n"])
@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("七、推进更高水平对外开放，稳住外贸外资基本盘", "面对外部环境变化，要坚定不移扩大对外开放。"),
        ("三、稳住农业基本盘", "面向未来，要坚定不移发展粮食生产。"),
        ("（二）全面加强队伍建设工作", "作风要实，责任要明，各项任务都要落到人头。"),
    ],
)
def test_a_heading_is_not_joined_by_a_dictionary_word(heading: str, text: str, between: str) -> None:
    report = report_from_text(f"{heading}{between}{text}")
    assert placed(report) == [((heading,), text)]


def test_a_blank_line_parts_lines_without_an_end() -> None:
    text = "国务院\n\n2021年12月30日\n\n(本文有删减)\n\n为全面贯彻落实有关部署，制定本规划。"
    assert paragraphs(report_from_text(f"现将规划印发给你们。\n\n{text}"))[1:] == text.split("\n\n")


def test_a_title_is_not_joined_with_the_text_under_it() -> None:
    title = "青石经济开发区管理委员会2025年工作总结和2026年工作计划"
    report = report_from_text(f"{title}\n一年来，开发区产值86亿元。\n一、主要工作\n新建公路12公里。")
    assert report.metadata.title == title and report.metadata.region == "青石经济开发区"
    assert paragraphs(report)[0] == "一年来，开发区产值86亿元。"


# Long words and entries.

MINUTES = [
    "标题：青石县住建局党组会议纪要",
    "来源：青石县人民政府",
    "URL：https://www.example.invalid/szfhcxjsj/zfxxgk/fdzdgknr/qtzdgknr_34504/202410/t20241024_5385934.html",
    "抓取时间：2026-04-03",
    "文种：会议纪要",
]
HELD = "2024年4月3日下午，局党组书记、局长王大鹏同志在五楼会议室主持召开党组会议。"


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_entries_stay_apart_from_each_other_and_from_the_text(between: str) -> None:
    report = report_from_text("\n".join(MINUTES) + between + HELD + "\n会议研究了校车补贴事项。")
    assert [text for text in report.text.split("\n") if text in MINUTES] == MINUTES
    assert paragraphs(report)[-2:] == [HELD, "会议研究了校车补贴事项。"]


def test_a_long_address_sets_no_width() -> None:
    words = (
        "会议听取了县住房和城乡建设局关于城镇老旧小区改造情况的汇报，研究了校车补贴和农村供水等事项，议定如下意见。"
        * 3
    )
    wrapped = [words[start : start + 28] for start in range(0, len(words), 28)]
    report = report_from_text("\n".join([*wrapped, "", MINUTES[2], "", *wrapped]))
    assert paragraphs(report) == [words, MINUTES[2], words]


# Full stops.


@pytest.mark.parametrize("end", [".", "。"])
def test_a_full_stop_of_either_kind_ends_a_sentence(end: str) -> None:
    text = f"一、2024年工作回顾\n（一）农业稳产增收{end}粮食产量38.2万吨{end}改造危桥9座{end}\n二、2025年工作安排\n新建公路130公里{end}"
    report = report_from_text(text)
    assert [(p.section[-1], len(p.sentences)) for p in report.paragraphs] == [
        ("（一）农业稳产增收", 3),
        ("二、2025年工作安排", 1),
    ]
    assert paragraphs(report)[-1] == f"新建公路130公里{end}"


def test_a_point_inside_a_name_or_number_ends_nothing() -> None:
    report = report_from_text("一、2024年工作回顾\n区长艾尔肯.吐尼亚孜说，增加值增长6.5%。粮食38.2万吨。")
    assert len(report.paragraphs[0].sentences) == 2


# Decimal numbers.


@pytest.mark.parametrize("mark", ["{}. ", "{} ", "{}、"])
def test_decimal_numbers_nest(mark: str) -> None:
    one, two = mark.format(1) + "现状", mark.format(2) + "安排"
    text = [
        one,
        "1.1 公路",
        "全年新建公路112公里。",
        "1.2 桥梁",
        "1.2.1 危桥",
        "改造危桥9座。",
        two,
        "2.1 公路",
    ]
    report = report_from_text("\n".join([*text, "新建公路130公里。", "3.5万名群众受益。"]))
    assert placed(report) == [
        ((one, "1.1 公路"), "全年新建公路112公里。"),
        ((one, "1.2 桥梁", "1.2.1 危桥"), "改造危桥9座。"),
        ((two, "2.1 公路"), "新建公路130公里。"),
        ((two, "2.1 公路"), "3.5万名群众受益。"),
    ]


# Web pages.


def test_buttons_between_two_titles_are_notes() -> None:
    buttons = ["下载", "打印", "全屏", "收藏", "【字号：", "加大", "还原", "减小", "】"]
    title = "2026年青石县政府工作报告"
    report = report_from_text("\n".join([title, *buttons, title, FRONT + BODY]))
    got = report.metadata
    assert (got.title, got.author, got.date) == (title, "陈立新", "2026年1月25日")
    assert notes(report) == [title, *buttons]
    assert [p.section for p in report.paragraphs] == [(), ("一、2025年工作回顾",)]


@pytest.mark.parametrize(
    "control",
    [
        "首页 > 政务公开 > 政府工作报告",
        "当前位置：首页 » 政务公开 » 报告",
        "字体：【大 中 小】 打印 关闭",
        "【打印】【关闭】",
    ],
)
def test_a_control_above_the_text_is_a_note(control: str) -> None:
    for text in (
        f"{control}\n青石县政府工作报告\n{FRONT}{BODY}",
        f"青石县政府工作报告\n{control}\n{FRONT}{BODY}",
    ):
        report = report_from_text(text)
        assert (report.metadata.title, report.metadata.author) == ("青石县政府工作报告", "陈立新")
        assert notes(report) == [control]
        assert len(report.paragraphs) == 2


@pytest.mark.parametrize(
    "after",
    [
        ["相关报道："],
        ["责任编辑：", "李莎莎", "扫一扫在手机打开当前页"],
        ["相关链接>>", "abcd39f1fb7f426d9dfb6bd0fa1f2146:", "青石县人大会议关于政府工作报告的决议"],
        ["青石县2025年财政预算执行情况的报告", "青石县2024年国民经济和社会发展统计公报", "【打印】【关闭】"],
        ["分享到", "微信", "微博"],
        ["上一篇：青石县财政预算", "下一篇：没有了", "分享到", "打印本页", "关闭窗口"],
        ["打印本页>>", "各位代表：现在，我代表县人民政府，向大会报告工作。"],
    ],
)
def test_what_a_page_puts_under_the_text_is_notes(after: list[str]) -> None:
    report = report_from_text("\n".join([f"青石县政府工作报告\n{FRONT}{BODY}", *after]))
    assert notes(report) == after
    assert paragraphs(report)[-1] == "全年新建公路112公里。"


@pytest.mark.parametrize(
    "end",
    [
        "青石县人民政府\n2025年3月27日",
        "王大鹏\n陈立新\n李小明",
        "附件：\n青石县水利工程名录",
        "二、工作安排\n1.新建学校10所",
    ],
)
def test_signatures_attachments_and_lists_stay(end: str) -> None:
    report = report_from_text(f"青石县政府工作报告\n{FRONT}{BODY}\n{end}")
    assert notes(report) == []
    assert all(line in report.text for line in end.split("\n"))


def test_the_heads_of_columns_are_no_buttons() -> None:
    report = report_from_text(
        "指标 单位 数值 增长\n粮食 万吨 38.2 1.5%\n油料 万吨 2.6 -2.3%\n全年农业稳产增收。"
    )
    assert notes(report) == []


# Markdown.


def test_markdown_is_read_as_what_it_is() -> None:
    text = (
        "# 青石县2024年财政决算报告\n\n## 一、收入情况\n\n**一般公共预算收入**完成12.34亿元，为预算的101.2%。\n\n"
        "- 教育支出9.8亿元\n- 卫生支出4.1亿元，增长5%\n- 就业支出1.2亿元\n\n## 二、问题\n\n见[网站](https://www.example.invalid/a)。"
    )
    report = report_from_text(text)
    assert report.metadata.title == "青石县2024年财政决算报告"
    assert placed(report) == [
        (("一、收入情况",), "一般公共预算收入完成12.34亿元，为预算的101.2%。"),
        (("一、收入情况",), "教育支出9.8亿元"),
        (("一、收入情况",), "卫生支出4.1亿元，增长5%"),
        (("一、收入情况",), "就业支出1.2亿元"),
        (("二、问题",), "见网站。"),
    ]
    assert notes(report) == ["https://www.example.invalid/a"]


def test_levels_of_markdown_nest_without_numbers() -> None:
    text = "# 计划\n\n## 目标\n\n### 产量\n\n粮食38.2万吨。\n\n### 收入\n\n增长**6%**。\n\n## 措施\n\n抓好*春耕*。"
    assert placed(report_from_text(text)) == [
        (("目标", "产量"), "粮食38.2万吨。"),
        (("目标", "收入"), "增长6%。"),
        (("措施",), "抓好春耕。"),
    ]


def test_a_text_without_markdown_keeps_its_marks() -> None:
    text = "每户补助5*3元，编号A_1_2，# 是占位。"
    assert paragraphs(report_from_text(text)) == [text]


# Texts without line breaks.

UNBROKEN = (
    "青石县人民政府工作报告{0}——2025年1月8日在青石县第十八届人民代表大会第四次会议上{0}县长 陈立新{0}各位代表：{0}"
    "现在，我代表县人民政府，向大会报告工作，请予审议。{0}一、2024年工作回顾{0}全年新建公路112公里。改造危桥9座。{0}"
    "（一）农业{0}粮食产量38.2万吨。{0}（二）工业{0}增加值增长6%。{0}二、2025年工作安排{0}新建公路130公里。"
)


@pytest.mark.parametrize("gap", [" ", "　　", "   "])
def test_a_text_without_line_breaks_is_parted_at_its_headings(gap: str) -> None:
    report = report_from_text(UNBROKEN.format(gap))
    assert report.metadata.date == "2025年1月8日"
    assert placed(report)[1:] == [
        (("一、2024年工作回顾",), "全年新建公路112公里。改造危桥9座。"),
        (("一、2024年工作回顾", "（一）农业"), "粮食产量38.2万吨。"),
        (("一、2024年工作回顾", "（二）工业"), "增加值增长6%。"),
        (("二、2025年工作安排",), "新建公路130公里。"),
    ]


def test_articles_without_line_breaks() -> None:
    text = (
        "棠溪县供水管理办法 第一章 总则 第一条 为了规范供水管理，制定本办法。第二条 本县行政区域内的供水适用本办法。"
        "第二章 供水 第三条 供水单位应当连续供水，因施工需要停水的，应当提前二十四小时通知用水户。"
    )
    assert [p.section for p in report_from_text(text).paragraphs][-3:] == [
        ("第一章 总则", "第一条"),
        ("第一章 总则", "第二条"),
        ("第二章 供水", "第三条"),
    ]


def test_a_page_tells_of_its_last_update_below_the_text() -> None:
    text = "关于防汛工作的意见\n一、总体要求\n全县粮食产量稳定在12万吨。\n\n更新时间: 2026-01-26 11:25:39"
    report = report_from_text(text)
    assert paragraphs(report) == ["全县粮食产量稳定在12万吨。"]
    assert notes(report) == ["更新时间: 2026-01-26 11:25:39"]


def test_rows_of_words_that_spaces_set_in_columns_are_never_one_line() -> None:
    rows = [
        "项  目        牵头单位    责任人",
        "柳林大桥      县交通局    张文博",
        "  其中：引桥  柳林镇      李  强",
    ]
    text = "一、收入\n\n全县收入78562万元。\n\n" + "\n".join(rows) + "\n\n二、支出\n\n全县支出265420万元。"
    assert paragraphs(report_from_text(text))[1:-1] == [row.strip() for row in rows]


def test_links_to_other_texts_below_a_page_are_no_text() -> None:
    page = "首页 > 政务公开 > 报告\n青石县人民政府工作报告\n" + FRONT + BODY
    links = "上一篇：2025年财政预算报告\n下一篇：2026年重点项目清单"
    report = report_from_text(f"{page}\n扫一扫打开当前页\n{links}\n主办：青石县人民政府办公室")
    assert paragraphs(report) == ["现在，我代表县人民政府，向大会报告工作。", "全年新建公路112公里。"]
    assert report.sections[-1].title == "一、2025年工作回顾"
