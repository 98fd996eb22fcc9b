"""Inputs that were misread once: what each says of itself, and its paragraphs under their headings."""

from pathlib import Path
from typing import Any

import pytest

from index.parse import parse
from index.read import Member, load, members

from .made_cases import case_file

REVIEW = "一、2024年工作回顾"
BUDGET = "表1 2025年一般公共预算执行情况表（单位：万元、%）"
PLAN = "青石县2025年国民经济和社会发展计划主要指标完成情况"
PLANNED = "表1 主要指标完成情况：生态环境｜"
NOTICE = "青石县人民政府关于印发青石县农村公路养护管理办法的通知"


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("04", {"region": "青石县", "body": "政府", "year": 2025}),
        (
            "06",
            {
                "author": "陈立新",
                "date": "2026年1月25日",
                "venue": "在青石县第十六届人民代表大会第四次会议上",
            },
        ),
        ("07", {"title": NOTICE, "region": "青石县", "body": "政府", "year": 2025, "date": "2025年3月18日"}),
        ("07", {"number": "青政发〔2025〕12号", "attachment": "青石县农村公路养护管理办法"}),
        ("11", {"author": "陈立新", "date": "2025年1月8日"}),
        ("14", {"date": "２０２５年１月８日", "year": 2025, "reported": 2024}),
        ("20", {"body": "统计局", "date": "2025年3月20日", "reported": 2024}),
        ("21", {"title": "青石县2024年财政决算报告"}),
        (
            "22",
            {
                "title": "关于加快推进数字化转型的通知",
                "number": "国办发〔2026〕15号",
                "author": "国务院办公厅",
            },
        ),
        ("23", {"author": "青石县科学技术局", "attachment": "青石县技术交易场所管理细则"}),
        ("25", {"title": "青石县住建局党组会议纪要", "date": "2024年4月3日", "year": 2024}),
        ("26", {"title": "青石县人民政府工作报告"}),
        ("27", {"title": "青石县综合交通规划", "genre": "规划"}),
        ("29", {"region": "青石县", "body": "党委", "author": "李长河", "date": "2021年8月26日"}),
        ("51", {"title": "青石县人民政府工作报告", "author": "陆文川", "date": "2026年1月12日"}),
        ("52", {"title": "青石县2025年国民经济和社会发展统计公报（摘要）", "date": "2026年3月18日"}),
        ("53b", {"title": "白水县2026年重点建设项目计划"}),
        ("55", {"title": "青石县2025年部门预算公开说明", "author": "青石县财政局", "date": "2025年2月24日"}),
        ("56b", {"title": "白水县2025年财政预算执行情况", "reported": 2025}),
        ("57a", {"title": "青石县人口与经济基本情况（２０２５年）", "region": "青石县", "year": 2025}),
        ("57b", {"title": "白水县2025年国民经济和社会发展情况", "date": "2026年2月3日"}),
        ("58a", {"title": "青石县2025年就业和社会保障工作情况", "region": "青石县", "year": 2025}),
        ("58b", {"title": "白水县2025年林业生态建设情况", "region": "白水县", "year": 2025}),
        ("59a", {"title": PLAN, "author": "青石县发展和改革局", "date": "2026年1月22日"}),
        ("59b", {"title": "白水县2026年十件民生实事", "region": "白水县", "year": 2026}),
        ("62b", {"title": "白水县教育局2025年工作总结", "genre": "总结", "reported": 2025}),
        (
            "60",
            {
                "title": "关于印发2026年防汛抗旱工作方案的通知",
                "number": "青政办发〔2026〕6号",
                "author": "青石县人民政府办公室",
            },
        ),
        ("61", {"title": "青石县2025年重点项目进展情况表", "region": "青石县", "year": 2025}),
        ("61b", {"title": "白水县2025年主要经济指标完成情况表", "region": "白水县", "year": 2025}),
        ("62a/2026年工作计划.txt", {"title": "青石县水利局2026年工作计划", "region": "青石县"}),
        ("62c", {"title": "云台县2025年粮食生产情况"}),
    ],
)
def test_what_a_case_says_of_itself(case: str, expected: dict[str, Any], tmp_path: Path) -> None:
    metadata = parse(load(case_file(case, tmp_path))).metadata
    assert {name: getattr(metadata, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("case", "section", "text"),
    [
        (
            "05",
            ("七、推进更高水平对外开放，稳住外贸外资基本盘",),
            "面对外部环境变化，要坚定不移扩大对外开放。",
        ),
        ("05", ("八、围绕保障和改善民生，推动社会事业改革发展",), "面对困难，基本民生的底线要坚决兜牢。"),
        ("06", ("一、2025年工作回顾",), "全年新建公路112公里。"),
        ("07", ("第一章 总则", "第二条"), "第二条 本办法适用于县道、乡道和村道。"),
        ("09", (REVIEW,), "新增停车位｜数值1860个"),
        ("09", (REVIEW,), "新建公厕｜数值27座"),
        ("10", (REVIEW,), "全年人均绿地面积增长率为12.7%，比上年提高1.2个百分点。"),
        ("14", ("一、２０２４年工作回顾",), "本年收入共为２９，７３１，７３２元，新建公路１１２．５公里。"),
        ("15", (REVIEW,), "青石-白水公路｜里程38.6公里"),
        ("16", (REVIEW,), "空气中PM2.5平均浓度29微克/立方米，绿地面积16万m²。"),
        ("17", (REVIEW,), "全年办理提案205件，办复率100%。"),
        ("20", ("一、综合",), "表1 2024年主要农产品产量：油料｜产量4.15万吨｜比上年增长-2.3%"),
        ("20", ("二、人口",), "年末常住人口42.37万人，出生率7.2‰，死亡率7.9‰，自然增长率-0.7‰。"),
        ("21", ("一、收入情况",), "一般公共预算收入完成12.34亿元，为预算的101.2%。"),
        ("21", ("一、收入情况",), "税收收入｜预算数78000万元｜决算数80125万元"),
        ("25", (), "文种：会议纪要"),
        ("25", (), "2024年4月3日下午，局党组书记、局长王大鹏同志在五楼会议室主持召开党组会议。"),
        ("26", ("二、2025年工作安排",), "新建公路130公里."),
        ("27", ("1. 现状", "1.2 桥梁"), "改造危桥9座。"),
        ("27", ("2. 安排", "2.1 公路"), "新建公路130公里。"),
        ("29", ("一、过去五年的工作",), "五年来，全县累计脱贫32108人。"),
        (
            "51",
            (REVIEW.replace("2024", "2025"),),
            "注：农村公路里程不含高新区托管的柳林镇境内路段；柳林镇全年另建农村公路20.4公里。",
        ),
        (
            "53a",
            (),
            f"{BUDGET}：农林水支出｜2024年决算数54320万元｜2025年预算数58420万元｜2025年执行数56300万元｜为预算的96.4%",
        ),
        (
            "55",
            ("四、政府采购",),
            "2025年政府采购预算总额1.1亿元，其中货物类4400万元，工程类5500万元，服务类1100万元。",
        ),
        ("57b", (), "全年新建改建农村公路78.5公里，改造危桥6座，新增公交线路2条。"),
        (
            "58a",
            ("二、社会保险",),
            "年末城乡居民基本养老保险参保19.8万人，职工养老保险参保3.42万人，失业保险参保1.96万人，工伤保险参保2.31万人。全年发放城乡居民养老金2.17亿元。",
        ),
        (
            "58b",
            (),
            "全年完成造林3.6万亩，其中人工造林1.9万亩、封山育林1.7万亩；森林抚育5.2万亩，退化林修复8400亩。",
        ),
        (
            "59a",
            (),
            PLANNED + "植树造林｜2024年计划7500亩｜2024年完成7620亩｜2025年计划8200亩｜2025年完成8640亩",
        ),
        (
            "59a",
            (),
            PLANNED
            + "治理水土流失面积｜2024年计划12平方公里｜2024年完成12.4平方公里｜2025年计划、2025年完成 15（计划与完成数相同）",
        ),
        ("62b", (), "2026年计划新增学位800个，招聘教师80人。"),
        (
            "60",
            ("四、预警转移",),
            "四、预警转移。完善县乡村三级预警体系，新建雨量站18处、水位站7处；逐户登记危险区群众1842户5730人，确定安置点64处。",
        ),
        ("60", (), "2026年3月2日"),
        (
            "61",
            ("重点项目",),
            "青石县2025年重点项目进展情况表（单位：万元）：序号2｜柳溪河综合治理工程｜投资规模总投资9,750万元"
            "｜投资规模2025年计划3,150万元｜完成情况完成投资3,240万元｜完成情况完成率102.9%"
            "｜开工日期 2025年3月18日｜责任单位 县水利局",
        ),
        (
            "61",
            ("重点项目",),
            "青石县2025年重点项目进展情况表（单位：万元）：合计｜投资规模总投资129,850万元"
            "｜投资规模2025年计划42,050万元｜完成情况完成投资39,870万元｜完成情况完成率94.8%",
        ),
        ("61", ("重点项目",), "注：柳溪河综合治理工程因提前供料，超计划完成。"),
        (
            "61",
            ("财政收支",),
            "青石县2025年财政收支情况（单位：亿元）：政府性基金收入｜2024年决算8.02亿元｜2025年执行6.31亿元｜增长-21.3%",
        ),
        (
            "61b",
            (),
            "白水县2025年主要经济指标完成情况表：生猪出栏｜2024年168,300头｜2025年161,900头｜增长-3.8%",
        ),
        ("61b", (), "制表：白水县统计局　2026年2月6日"),
        ("61b", (), "备注：地区生产总值增速按不变价格计算,其他为现价"),
        (
            "62c",
            ("云台县2025年粮食生产情况",),
            "落实耕地地力保护补贴3420万元，发放种粮农民一次性补贴610万元。",
        ),
    ],
)
def test_paragraph_of_a_case(case: str, section: tuple[str, ...], text: str, tmp_path: Path) -> None:
    report = parse(load(case_file(case, tmp_path)))
    assert (section, text) in [(p.section, report.quote(p.span)) for p in report.paragraphs]


def test_footnote_and_item_follow_what_they_belong_to(tmp_path: Path) -> None:
    footnoted, listed = (parse(load(case_file(case, tmp_path))) for case in ("18", "23"))
    texts = [footnoted.quote(paragraph.span) for paragraph in footnoted.paragraphs]
    assert texts[-2].startswith("全县常住人口城镇化率达到61.4%") and texts[-1].endswith(
        "不含高新区托管的柳林镇。"
    )
    item = next(p for p in listed.paragraphs if "变更名称" in listed.quote(p.span))
    assert item.section[0] == "第一条"


def test_a_sentence_over_the_end_of_a_page_is_one(tmp_path: Path) -> None:
    report = parse(load(case_file("51", tmp_path)))
    sentence = next(
        s for p in report.paragraphs for s in p.sentences if "农村公路112.6公里" in report.quote(s)
    )
    paragraph = next(p for p in report.paragraphs if p.span.start <= sentence.start < p.span.end)
    assert [paragraph.page_at(offset) for offset in (sentence.start, sentence.end - 1)] == [1, 2]
    assert "会议文件（三）" not in report.text and not {"1", "2", "3"} & set(report.text.split("\n"))


def test_columns_of_two_articles_are_read_in_order(tmp_path: Path) -> None:
    report = parse(load(case_file("52", tmp_path)))
    places = [
        report.text.index(words)
        for words in ("初步核算", "粮食总产量18.7万吨", "高速公路58公里", "12.46亿元", "“三保”")
    ]
    assert places == sorted(places) and "18.7元" not in report.text and "17" not in report.text.split("\n")


@pytest.mark.parametrize(
    ("case", "remark"),
    [
        ("54", "第2页的字体没有文字编码，文字无法读取，没有收录。"),
        ("56a", "第2、3页是图片，没有可以读取的文字，没有收录。"),
        ("56b", "第1页是扫描件，文字由识别得来，可能有误，请对照原件。"),
    ],
)
def test_what_cannot_be_read_of_a_case_is_said(case: str, remark: str, tmp_path: Path) -> None:
    report = parse(load(case_file(case, tmp_path)))
    assert report.remarks[0] == remark
    assert all(character.isprintable() for character in report.text.replace("\n", ""))


@pytest.mark.parametrize(
    ("case", "remark", "text"),
    [
        (
            "54",
            "第2页的字体没有文字编码，文字由识别得来，可能有误，请对照原件。",
            "四是旅游项目加快建设。柳溪漂流提升、松林营地等6个项目完成投资2.35亿元，新增民宿床位780张，培训从业人员2150人次。",
        ),
        (
            "56a",
            "第2、3页是图片，文字由识别得来，可能有误，请对照原件。",
            "四、经费安排。2026年拟安排安全生产专项经费845万元，其中县级财政520万元，争取上级补助325万元。主要用于应急物资储备、监测预警系统升级和宣传培训。",
        ),
        (
            "56b",
            "第1页是扫描件，文字由识别得来，可能有误，请对照原件。",
            "2025年，白水县财政运行总体平稳。全县一般公共预算收入完成9.81亿元，为预算的100.6%，比上年增长3.5%。",
        ),
    ],
)
def test_what_is_a_picture_of_a_case_is_recognised(
    case: str, remark: str, text: str, tmp_path: Path, recogniser: None
) -> None:
    report = parse(load(case_file(case, tmp_path)))
    assert report.remarks == (remark,)
    assert text in [report.quote(paragraph.span) for paragraph in report.paragraphs]


@pytest.mark.parametrize(
    ("case", "foreign"),
    [
        ("58a", "首页 当前位置 打印 字体 浏览次数 上一篇 下一篇 白水县 春节 主办 备案号"),
        ("58b", "无障碍 【 分享 审核稿 2.9 相关链接 热点 云台县 2024年 版权所有 网站地图"),
        ("59b", "=E4 MultipartBoundary @charset 首页 政务公开"),
        ("62b", "MsoNormal Style 120 内部测算 教育局办公室"),
    ],
)
def test_what_is_not_of_the_article_is_not_in_the_report(case: str, foreign: str, tmp_path: Path) -> None:
    text = parse(load(case_file(case, tmp_path))).text
    assert [words for words in foreign.split() if words in text] == []


def test_what_a_picture_shows_is_said_to_be_unread(tmp_path: Path) -> None:
    report = parse(load(case_file("58b", tmp_path)))
    assert report.remarks == ("“图1 2021—2025年各年造林面积”是图片，其中的文字和数字没有读入。",)
    assert "图1　2021—2025年各年造林面积" in report.text
    assert [section.title for section in report.sections] == []


def test_sections_of_a_page(tmp_path: Path) -> None:
    report = parse(load(case_file("58a", tmp_path)))
    assert [section.title for section in report.sections] == [
        "一、就业工作",
        "二、社会保险",
        "三、劳动关系",
        "四、2026年安排",
    ]


def test_pages_of_a_sentence_and_what_is_no_text(tmp_path: Path) -> None:
    report = parse(load(case_file("60", tmp_path)))
    supplies = next(p for p in report.paragraphs if "编织袋" in report.quote(p.span))
    place = report.text.index("12.8万条")
    assert (supplies.page, supplies.page_at(place - 1), supplies.page_at(place)) == (1, 1, 2)
    assert report.text.count("青石县人民政府办公室文件") == 1
    assert not {"1", "2"} & set(report.text.splitlines())
    workbook = load(case_file("61", tmp_path))
    assert not any("青石温泉小镇" in block.text or "=" in block.text for block in workbook.blocks)
    assert workbook.remarks == ("工作表“重点项目”的第8行是隐藏的，没有收入。",)
    assert [each.name for each in members(case_file("62a", tmp_path)) if isinstance(each, Member)] == [
        "2025年工作总结.txt",
        "2026年工作计划.txt",
    ]
    rtf = parse(load(case_file("62c", tmp_path))).text
    assert "内部资料" not in rtf and "\\u" not in rtf and "?" not in rtf
