"""Reports named by their titles, whole, shortened and in any order; and names of reports that are not held."""

from collections.abc import Sequence

import pytest

from index import Card, Report, Shelf
from index.parse import report_from_text
from rag.language import find_places
from rag.question import named as names
from rag.question.named import Named, of_body, unheld_body

DIGITAL = report_from_text(
    "国务院关于数字经济发展情况的报告\n——2022年10月28日在第十三届全国人民代表大会常务委员会第三十七次会议上\n"
    "国家发展和改革委员会主任 何志强\n全国人民代表大会常务委员会：\n按照安排，现就数字经济发展情况报告如下，请审议。\n"
    "一、成效\n网络零售额13.1万亿元。\n"
)
COUNTY = report_from_text(
    "青石县人民政府工作报告\n——2025年1月8日在青石县第十八届人民代表大会第四次会议上\n各位代表：\n"
    "现在，我代表县人民政府，向大会报告工作，请予审议。\n一、2024年工作回顾\n全年新建公路112公里，办理提案90件。\n"
)
COURT = report_from_text(
    "青石县人民法院工作报告\n——2025年1月9日在青石县第十八届人民代表大会第四次会议上\n院长 周明\n各位代表：\n"
    "现在，我代表县人民法院，向大会报告工作。\n一、2024年工作回顾\n受理案件2310件。\n"
)
PLAN = report_from_text(
    "青石县人民政府关于印发青石县“十四五”应急体系规划的通知\n各镇人民政府：\n现将规划印发给你们。\n"
    "一、总体要求\n到2025年建成应急中心1个。\n"
)
HELD = (DIGITAL, COUNTY, COURT, PLAN)


def reports_named(question: str, reports: Sequence[Report], *places: str) -> Named:
    return names.reports_named(question, find_places(question, places), Shelf.of(reports))


@pytest.mark.parametrize(
    ("question", "report"),
    [
        ("数字经济发展情况的报告是谁作的？", DIGITAL),
        ("数字经济报告是在哪次会议上作的？", DIGITAL),
        ("谁作的数字经济报告？", DIGITAL),
        ("国务院数字经济报告是哪天作的？", DIGITAL),
        ("关于数字经济发展的报告里网络零售额是多少？", DIGITAL),
        ("青石县政府工作报告是哪天作的？", COUNTY),
        ("2025年青石县政府报告是谁作的", COUNTY),
        ("县法院的报告是谁作的？", COURT),
        ("青石县法院工作报告里受理案件多少件？", COURT),
        ("青石县法院的工作报告由谁作的？", COURT),
        ("应急体系规划里提出了哪些目标？", PLAN),
        ("应急规划中建成应急中心几个？", PLAN),
    ],
)
def test_a_report_named_by_its_title(question: str, report: Report) -> None:
    assert reports_named(question, HELD) == Named((Card.of(report),))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("乡村振兴报告是谁作的？", "乡村振兴报告"),
        ("乡村振兴工作报告是哪天作的？", "乡村振兴工作报告"),
        ("青石县检察院工作报告是谁作的？", "青石县检察院工作报告"),
        ("农业规划里提出了哪些目标？", "农业规划"),
    ],
)
def test_a_report_that_is_not_held(question: str, name: str) -> None:
    assert reports_named(question, HELD) == Named((), name)


@pytest.mark.parametrize(
    "question",
    [
        "新建公路多少公里？",
        "防汛措施有哪些？",
        "办理了多少件建议？",
        "这份报告是哪天作的？",
        "去年的报告是谁作的？",
        "报告里说的公路有几公里？",
        "听取了多少份专项工作报告？",
        "工作报告是谁作的？",
        "",
    ],
)
def test_a_question_that_names_no_report(question: str) -> None:
    assert reports_named(question, HELD) == Named(())


CONGRESS = report_from_text(
    "坚定信心 奋力前行\n——在中国共产党青石县第十五次代表大会上的报告\n（2021年8月26日）\n李长河\n同志们：\n"
    "现在，我代表中共青石县第十四届委员会向大会作报告。\n一、过去五年\n新建公路112公里。\n"
)


@pytest.mark.parametrize(
    "question", ["党代会报告是谁作的？", "县党代会的报告是哪天作的？", "谁作的党代会报告？"]
)
def test_a_name_may_leave_out_most_of_the_whole(question: str) -> None:
    assert reports_named(question, (CONGRESS, COUNTY)) == Named((Card.of(CONGRESS),))
    assert reports_named(question, (CONGRESS,)) == Named(())


def test_a_name_that_all_have_tells_none_apart() -> None:
    assert reports_named("青石县的工作报告是哪天作的？", (COUNTY, COURT)) == Named(())


@pytest.mark.parametrize(
    ("question", "of"),
    [
        ("县法院去年受理案件多少件？", COURT),
        ("青石县法院2024年受理案件多少件？", COURT),
        ("2024年县法院的案件有多少？", COURT),
        ("去年支持法院办理案件多少件？", None),  # it is not who is asked about
        ("县政协提案多少件？", None),  # none of them is its
    ],
)
def test_the_body_that_a_question_begins_with(question: str, of: Report | None) -> None:
    held = Shelf.of(HELD)
    found = of_body(question, find_places(question, ["青石"]), held)
    assert [card.id for card in found] == ([of.id] if of else [report.id for report in HELD])


BUDGET = report_from_text(
    "关于岐墩县2024年预算执行情况和2025年预算草案的报告\n——2025年1月7日在岐墩县第十八届人民代表大会第五次会议上\n"
    "各位代表：\n一、2024年预算执行情况\n一般公共预算收入12亿元。\n"
)


def test_a_place_is_one_word_of_a_name_though_no_dictionary_has_it() -> None:
    question = "岐墩县2025年预算草案的报告是谁作的？"
    assert reports_named(question, (BUDGET, COURT)) == Named(())
    assert reports_named(question, (BUDGET, COURT), "岐墩") == Named((Card.of(BUDGET),))
    city = report_from_text(
        "岐墩市人民政府工作报告\n——2025年1月8日在岐墩市人民代表大会上\n各位代表：\n一、回顾\n新建公路9公里。\n"
    )
    called = reports_named(
        "岐墩市政府工作报告是谁作的？", (city, BUDGET), "岐墩"
    )  # jieba has 市政府 as a word
    assert called == Named((Card.of(city),))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("青石县检察院2024年工作报告是谁作的？", "检察院2024年工作报告"),
        ("政协常委会的工作报告里提案有多少件？", "政协常委会的工作报告"),
        ("青石县法院工作报告是谁作的？", ""),  # it is held
        ("向县人大报告工作几次？", ""),  # it names no report
        ("检察院办理案件多少件？", ""),
    ],
)
def test_the_work_report_of_a_body_of_which_none_is_held(question: str, name: str) -> None:
    assert unheld_body(question, Shelf.of(HELD)) == name
