"""Inputs that were misread once: what each says of itself, and its paragraphs under their headings."""

from pathlib import Path
from typing import Any

import pytest

from index.parse import parse
from index.read import Member, load, members

from .made_cases import case_file

REVIEW = "一、2024年工作回顾"
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
        ("26", {"title": "青石县人民政府工作报告"}),
        ("27", {"title": "青石县综合交通规划", "genre": "规划"}),
        ("29", {"region": "青石县", "body": "党委", "author": "李长河", "date": "2021年8月26日"}),
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
