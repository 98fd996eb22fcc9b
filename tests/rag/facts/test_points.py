"""Numbered points in running text, found whole and in order."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Report, Shelf, Span
from index.parse import report_from_text
from rag.facts import outline_of
from rag.facts.points import points_at, points_of, points_of_outline
from rag.question import asked_count
from tests.rag.made import seed_report

WORK = report_from_text(
    "甲县工作报告\n\n一、重点工作\n\n推进医药卫生改革。要坚持公益性质。\n\n今年重点抓好以下三项工作。\n\n"
    "一是健全医疗保障制度。参保率达到90%。\n\n二是建立药物制度。一要公布目录；二要降低药价。\n\n三是改革公立医院。\n\n"
    "二、不足\n\n我们也看到存在的不足：一是调查不深，有的建议不实；二是监督不多。我们将认真改进。\n\n"
    "做法有三：①下乡，②走访，③座谈。第一，要敢闯。第三，要实干。\n\n"
    "要有闯劲。一是闯出新路；第三，不算。二是干出实绩。\n"
)


def texts(report: Report, clause: str, count: int = 0) -> list[str]:
    start = report.text.index(clause)
    found = points_at(report, Span(start, start + len(clause)), count)
    return [report.quote(item.span) for item in found.items] if found else []


REFORM = ["一是健全医疗保障制度", "二是建立药物制度", "三是改革公立医院"]


@pytest.mark.parametrize(
    ("clause", "count", "points"),
    [
        ("今年重点抓好以下三项工作。", 3, REFORM),
        ("今年重点抓好以下三项工作。", 0, REFORM),
        ("推进医药卫生改革。", 3, REFORM),  # what they are of stands one paragraph before
        ("参保率达到90%。", 3, REFORM),
        ("推进医药卫生改革。", 0, []),
        ("参保率达到90%。", 0, []),  # one of them is spoken of
        ("今年重点抓好以下三项工作。", 4, []),
        ("一要公布目录；", 2, ["一要公布目录", "二要降低药价"]),  # a list within a point
        ("我们也看到存在的不足：", 0, ["一是调查不深，有的建议不实", "二是监督不多"]),
        ("做法有三：", 0, ["①下乡", "②走访", "③座谈"]),
        ("第一，要敢闯。", 2, []),  # the second is missing
        ("要有闯劲。", 2, ["一是闯出新路", "二是干出实绩"]),  # 第三 belongs to no list
    ],
)
def test_points_at(clause: str, count: int, points: list[str]) -> None:
    assert texts(WORK, clause, count) == points


SECTIONS = report_from_text(
    "甲县工作报告\n\n一、稳定物价\n\n物价上涨较快。一是管好货币。把握力度。二是发展生产。落实责任。三是加强监管。\n\n"
    "二、改善民生\n\n民生是根本。\n\n扩大就业。\n\n做法不少：一是培训，二是补贴。\n\n办好教育。\n\n建好医院。\n"
)


@pytest.mark.parametrize(
    ("question", "points"),
    [
        ("稳定物价提了哪几条措施？", ["一是管好货币", "二是发展生产", "三是加强监管"]),
        ("改善民生这部分讲了什么？", []),  # its points are but a part of it
        ("概括这份报告", []),  # by its headings
    ],
)
def test_points_that_make_up_a_section(question: str, points: list[str]) -> None:
    outline = outline_of(question, Shelf.of([SECTIONS]))
    assert outline
    found = points_of_outline(outline)
    assert ([SECTIONS.quote(item.span) for item in found.items] if found else []) == points


@pytest.mark.parametrize(
    ("question", "count"),
    [
        ("重点抓哪五项工作？", 5),
        ("把握哪几条原则？", 0),
        ("提了4点要求，是什么？", 4),
        ("这两件事是什么？", 0),
    ],
)
def test_asked_count(question: str, count: int) -> None:
    assert asked_count(question) == count


ORDINALS = "一二三四五六七八九十"


@given(
    points=st.lists(st.text("甲乙丙丁", min_size=3, max_size=12), min_size=2, max_size=10),
    apart=st.sampled_from(["。", "；", "。\n\n", "。详情如下。"]),
)
def test_every_point_is_found_verbatim(points: list[str], apart: str) -> None:
    numbered = [f"{ordinal}是{point}" for ordinal, point in zip(ORDINALS, points, strict=False)]
    report = report_from_text(f"甲县工作报告\n\n要做好以下工作：\n\n{apart.join(numbered)}。\n")
    (found,) = points_of(report)
    assert [report.quote(item.span) for item in found.items] == numbered
    for item in found.items:
        paragraph = item.paragraph
        assert paragraph == report.paragraph(paragraph.number)
        assert paragraph.span.start <= item.span.start < item.span.end <= paragraph.span.end


def test_points_of_the_seed_are_in_order_and_apart() -> None:
    report = seed_report()
    assert points_of(report)
    for points in points_of(report):
        spans = [item.span for item in points.items]
        assert all(a.end <= b.start for a, b in pairwise(spans))
