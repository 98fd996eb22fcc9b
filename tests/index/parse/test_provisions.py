"""Which 款 and 项 of its article a paragraph is."""

from index.parse import provision_of, report_from_text

RULES = report_from_text(
    "青石县停车场管理办法\n第一章 总则\n第一条 为规范停车场的管理，制定本办法。\n"
    "第二条 停车场按照下列规定收费：\n（一）公共停车场实行政府定价；\n（二）其他停车场实行市场调节价：\n1.按次收费的，应当公示；\n2.按时收费的，不足半小时的不收费。\n"
    "停车场应当公布投诉电话。\n有下列行为之一的，处500元以上2000元以下罚款：\n（一）擅自停用停车场的；\n（二）占用消防通道停车的。\n"
    "第三条 本办法自2025年5月1日起施行。\n"
)


def provisions() -> dict[str, str]:
    return {RULES.quote(p.span)[:8]: provision_of(RULES, p) for p in RULES.paragraphs}


def test_parts_of_articles() -> None:
    assert provisions() == {
        "第一条 为规范停": "",
        "第二条 停车场按": "第一款",
        "（一）公共停车场": "第一款第（一）项",
        "（二）其他停车场": "第一款第（二）项",
        "1.按次收费的，": "第一款第（二）项",
        "2.按时收费的，": "第一款第（二）项",
        "停车场应当公布投": "第二款",
        "有下列行为之一的": "第三款",
        "（一）擅自停用停": "第三款第（一）项",
        "（二）占用消防通": "第三款第（二）项",
        "第三条 本办法自": "",
    }


def test_an_article_of_one_part_counts_none() -> None:
    report = report_from_text(
        "青石县停车场管理办法\n第一条 停车场不得有下列行为：\n（一）擅自停用；\n（二）乱收费。\n第二条 本办法自公布之日起施行。\n"
    )
    assert [provision_of(report, p) for p in report.paragraphs] == ["", "第（一）项", "第（二）项", ""]


def test_no_article_has_no_provision() -> None:
    report = report_from_text(
        "青石县人民政府工作报告\n一、工作回顾\n一是植树91亩。\n（一）林业\n植树91亩。\n"
    )
    assert not any(provision_of(report, p) for p in report.paragraphs)


def test_articles_with_a_name_and_articles_put_between_others() -> None:
    report = report_from_text(
        "上海市促进科技成果转化办法\n第一章 总则\n第一条（适用范围）\n本市行政区域内的活动，适用本办法。\n法律另有规定的，从其规定。\n"
        "第二条（奖励）有下列情形之一的，不予奖励：\n（一）弄虚作假的；\n第二条之一 单位违规的，处10万元罚款。\n负责人处1万元罚款。\n"
        "第三条 本办法自2025年5月1日起施行。\n"
    )
    assert [(p.section[-1], provision_of(report, p)) for p in report.paragraphs] == [
        ("第一条（适用范围）", "第一款"),
        ("第一条（适用范围）", "第二款"),
        ("第二条", ""),
        ("第二条", "第（一）项"),
        ("第二条之一", "第一款"),
        ("第二条之一", "第二款"),
        ("第三条", ""),
    ]
    assert report.quote(report.paragraphs[2].span).startswith("第二条（奖励）有下列情形")
