"""The sentence that leads a list is known of each of its items."""

from index.models import Report
from index.parse import chunk_report, embedded_text, report_from_text
from index.parse.leads import lead_of

OPINION = """关于深化农村改革的实施意见
一、重点任务
要抓好以下工作：
1.盘活闲置宅基地。完成确权登记1.2万宗。
2.发展新型集体经济。
村集体经营性收入50万元以上的村达到60%。
二、保障措施
各乡镇党委书记是第一责任人。要做到：
一是每季度专题研究一次；
二是每半年督查一次，督查下列事项：
（1）资金使用；
（2）工程进度；
三是年终述职必须报告。
县财政每年安排3000万元。
（一）另行规定的除外。
"""
RULES = """青石县停车场管理办法
第一条 有下列行为之一的，处500元以上2000元以下罚款：
（一）擅自停用停车场的；
（二）占用消防通道停车的。
逾期不改正的，加处罚款。
第二条 本办法自公布之日起施行。
"""


def leads(report: Report) -> dict[str, str]:
    found = {report.quote(p.span): lead_of(report, p) for p in report.paragraphs}
    return {text: report.quote(lead) for text, lead in found.items() if lead}


def test_items_outside_articles() -> None:
    """1.盘活闲置宅基地。 is a heading of its own, and none of them."""
    assert leads(report_from_text(OPINION)) == {
        "一是每季度专题研究一次；": "要做到：",
        "二是每半年督查一次，督查下列事项：": "要做到：",
        "（1）资金使用；": "二是每半年督查一次，督查下列事项：",
        "（2）工程进度；": "二是每半年督查一次，督查下列事项：",
        "三是年终述职必须报告。": "要做到：",
    }


def test_items_of_an_article() -> None:
    sentence = "第一条 有下列行为之一的，处500元以上2000元以下罚款："
    assert leads(report_from_text(RULES)) == {
        "（一）擅自停用停车场的；": sentence,
        "（二）占用消防通道停车的。": sentence,
    }


def test_an_item_of_several_sentences_is_led_by_its_first() -> None:
    points = "一是全力惠民生。新建学校7所。\n二是修缮文化站；"
    report = report_from_text(f"青石县政府工作报告\n一、工作回顾\n一年来，我们做了以下工作：\n{points}")
    assert leads(report) == {"二是修缮文化站；": "一年来，我们做了以下工作："}


def test_an_item_is_embedded_with_its_lead() -> None:
    report = report_from_text(RULES)
    texts = [embedded_text(report, chunk) for chunk in chunk_report(report)]
    assert any("罚款： （二）占用消防通道停车的。" in text for text in texts)
