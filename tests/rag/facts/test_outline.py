"""Answers from a report's structure: sections by name, by count, by year; headings or lead sentences."""

from collections.abc import Sequence

import pytest

from index import Report, Section, Shelf
from index.parse import report_from_text
from rag.facts import outline as outlines
from rag.facts.outline import MAX_ITEMS, Outline, children_of, wants_outline
from tests.rag.made import provincial, seed_report

SEED, ZHEJIANG = seed_report(), provincial("浙江")
REVIEW, PLAN = "2020年工作回顾", "2021年工作意见"


def outline_of(question: str, reports: Sequence[Report]) -> Outline | None:
    return outlines.outline_of(question, Shelf.of(reports))


def asks_for_whole(question: str, reports: Sequence[Report]) -> bool:
    return outlines.asks_for_whole(question, Shelf.of(reports))


def section_of(outline: Outline | None) -> str:
    assert outline is not None
    return outline.section.title if outline.section else ""


def lines(outline: Outline | None) -> list[str]:
    assert outline is not None
    return [item.report.quote(item.span) for item in outline.items]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("概括这份报告", True),
        ("總結一下報告的主要內容", True),
        ("报告讲了哪几个部分？", True),
        ("去年做了哪些工作？", True),
        ("开化县政协常委会去年做了哪些方面的工作？", True),  # the report's name, abbreviated
        ("今年有哪些打算？", True),
        ("overview of the report", True),
        ("报告的结构是什么？", True),
        ("报告由哪几个部分组成？", True),
        ("重点任务有哪些？", True),
        ("2025年的工作安排分别有哪些？", True),
        ("9个方面的工作都是什么？", True),
        ("What is the report about?", True),
        ("报告提出了哪几个目标？", False),
        ("产业结构如何调整？", False),
        ("开展了哪几项活动？", False),
        ("What does the report say about education?", False),
        ("提案立案多少件？", False),
        ("你能做什么？", False),
        ("准备工作是什么时候开始部署的？", False),
        ("采纳率是多少？", False),
        ("省政协主席是谁？", False),
    ],
)
def test_wants_outline(question: str, wanted: bool) -> None:
    assert wants_outline(question) is wanted


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("统一战线方面做了什么？", "四、坚持统一战线,广泛凝聚共识,共同思想基础更加巩固"),
        ("自身建设做了哪些工作？", "五、坚持强基固本,抓好自身建设,履职基础更加坚实"),
        ("统一战线这一块做了哪几方面工作？", "四、坚持统一战线,广泛凝聚共识,共同思想基础更加巩固"),
        ("坚持履职為民做了哪些工作？", "三、坚持履职为民,着力民生改善,“人民政协为人民”的情怀更加彰显"),
        ("强化机制建设有哪些举措？", "三、强化机制建设,更加高效地发挥专门协商机构作用"),
    ],
)
def test_section_by_name(question: str, title: str) -> None:
    assert section_of(outline_of(question, [SEED])) == title
    assert section_of(outline_of(question, [ZHEJIANG, SEED])) == title  # in the report that has it


@pytest.mark.parametrize(
    ("question", "title", "count"),
    [
        ("报告讲了哪两个部分？", "", 2),
        ("五个方面的工作分别是什么？", REVIEW, 5),
        ("四個方面的意見分別是什么？", PLAN, 4),
        ("去年做了哪些工作？", REVIEW, 5),
        ("2020年做了哪些工作？", REVIEW, 5),
        ("今年有哪些打算？", PLAN, 4),
        ("2021年有哪些打算？", PLAN, 4),
        ("概括这份报告", "", 11),
        ("报告分哪两部分", "", 2),
        ("报告分哪三部分", "", 2),
        ("第二部分讲了什么？", PLAN, 4),
        ("五个方面的工作", REVIEW, 5),
        ("用几句话说说县政协2020年都干了哪些事", REVIEW, 5),
        ("报告由哪几个部分组成", "", 2),
        ("2021年的报告分几大部分，各讲什么？", "", 2),
        ("今年工作提了哪四点要求？", PLAN, 4),
        ("报告的结构是什么", "", 2),
        ("今年重点抓的4个方面工作都是什么？", PLAN, 4),
        ("Summarise the report", "", 11),
        ("Give me an overview", "", 11),
        ("Could you give me a short summary of the Kaihua report?", "", 11),
    ],
)
def test_section_by_count_and_year(question: str, title: str, count: int) -> None:
    outline = outline_of(question, [SEED])
    assert section_of(outline) == title and len(lines(outline)) == count
    assert outline_of(question, [SEED, ZHEJIANG]) is None  # of which of the two?


@pytest.mark.parametrize("question", ["Summarise the Zhejiang report", "概括浙江的报告"])
def test_the_report_s_region_names_no_section(question: str) -> None:
    assert section_of(outline_of(question, [ZHEJIANG])) == ""


@pytest.mark.parametrize(
    "question", ["7个方面的意见分别是什么？", "坚持履职为民的九个方面分别是什么？", "第三部分讲了什么？"]
)
def test_points_that_no_section_has(question: str) -> None:
    assert wants_outline(question) and outline_of(question, [SEED]) is None


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("概括这份报告", True),
        ("Give me an overview", True),
        ("去年做了哪些工作？", True),
        ("今年的工作分几个方面？", True),
        ("统一战线方面做了什么？", False),
        ("七个方面的意见分别是什么？", False),  # none has seven
        ("提案立案多少件？", False),
        ("你能做什么？", False),
        ("准备工作是什么时候开始部署的？", False),
    ],
)
def test_a_whole_report_is_asked_for(question: str, whole: bool) -> None:
    assert asks_for_whole(question, [SEED, ZHEJIANG]) is whole


def test_a_summary_has_two_levels_of_headings() -> None:
    outline = outline_of("概括这份报告", [SEED])
    assert outline is not None
    assert [item.depth for item in outline.items] == [0] + 5 * [1] + [0] + 4 * [1]
    assert {item.section for item in outline.items} == {(), (REVIEW,), (PLAN,)}


APPENDED = report_from_text(
    "丙省政府工作报告\n\n一、2024年工作回顾\n\n（一）扩大内需\n\n增长5%。\n\n（二）改善民生\n\n就业稳定。\n\n"
    "二、2025年总体要求\n\n坚持稳中求进。\n\n总体要求是守正创新。\n\n"
    "三、2025年重点工作\n\n（一）推进科技创新\n\n新建实验室三家。\n\n（二）发展绿色产业\n\n植树造林。\n\n"
    "附件 名词解释\n\n1.两重\n\n国家重大战略。\n\n2.两新\n\n设备更新。\n",
    "丙省2025年政府工作报告.txt",
)


def test_an_appendix_is_named_and_not_spelled_out() -> None:
    found = lines(outline_of("概括这份报告", [APPENDED]))
    assert found[-3:] == ["（一）推进科技创新", "（二）发展绿色产业", "附件 名词解释"]


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("今年要抓哪几项工作？", "三、2025年重点工作"),
        ("2025年的重点工作有哪些？", "三、2025年重点工作"),
        ("今年的总体要求主要内容是什么？", "二、2025年总体要求"),
    ],
)
def test_of_the_sections_of_a_year_the_one_that_is_like_the_question(question: str, title: str) -> None:
    assert section_of(outline_of(question, [APPENDED])) == title


def test_headings_leads_and_sentences() -> None:
    assert lines(outline_of("2025年工作安排有哪些？", [ZHEJIANG])) == ["（一）扩大内需", "（二）改善民生"]
    leads = ["凝心聚力,扩大联络面", "深化合作,画好同心圆", "关注文史,传播好声音"]
    assert lines(outline_of("统一战线方面做了什么？", [SEED])) == leads
    assert lines(outline_of("改善民生有哪些举措？", [ZHEJIANG])) == [
        "新建养老服务中心100个，改造老旧小区2000个"
    ]


@pytest.mark.parametrize("question", ["火山喷发讲了什么？", "元宇宙产业做了哪些工作？"])
def test_section_that_is_not_there(question: str) -> None:
    assert outline_of(question, [SEED]) is None
    assert outline_of(question, []) is None


def test_only_what_reaches_the_end_is_cut_off() -> None:
    cut = {
        q: o.cut_off
        for q in ("概括报告", "去年做了哪些工作？", "今年有哪些打算？")
        if (o := outline_of(q, [SEED]))
    }
    assert cut == {"概括报告": True, "去年做了哪些工作？": False, "今年有哪些打算？": True}
    whole = outline_of("概括报告", [ZHEJIANG])
    assert whole is not None and not whole.cut_off


@pytest.mark.parametrize("section", [None, *SEED.sections])
def test_items_are_verbatim_and_in_order(section: Section | None) -> None:
    question = f"{section.title}有哪些工作？" if section else "概括报告"
    outline = outline_of(question, [SEED])
    assert outline is not None and outline.items and outline.section == section
    spans = [item.span for item in outline.items]
    assert spans == sorted(spans)
    for item in outline.items:
        quote = SEED.quote(item.span)
        assert quote and quote == quote.strip(" ，。；：、,;") and "\n" not in quote
        holders = [item.paragraph.span, *(heading.span for heading in SEED.sections)]
        assert any(h.start <= item.span.start < item.span.end <= h.end for h in holders)


def test_long_outlines_end() -> None:
    points = "\n\n".join(f"第{n}项举措落地见效，群众满意。" for n in range(1, 40))
    long = report_from_text(f"甲县工作报告\n\n一、工作回顾\n\n{points}\n\n二、工作安排\n\n继续努力。\n")
    assert [child.title for child in children_of(long, None)] == ["一、工作回顾", "二、工作安排"]
    assert len(lines(outline_of("工作回顾有哪些？", [long]))) == MAX_ITEMS


def test_a_section_of_another_year_is_not_the_one_that_is_named() -> None:
    report = report_from_text(
        "一、2022年主要工作\n\n（一）充分发挥代表作用\n\n走访代表120名。\n\n办理建议38件。\n\n"
        "二、2023年工作安排\n\n（一）更好发挥代表作用\n\n新建联络站6个。\n\n培训代表80名。\n",
        "甲县人大2022年工作报告.txt",
    )
    for year, line in (("2022", "走访代表120名"), ("2023", "新建联络站6个")):
        assert lines(outline_of(f"{year}年发挥代表作用做了哪些工作？", [report]))[0] == line
