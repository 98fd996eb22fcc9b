"""Which way something went, and that a share stands beside an amount, are read off the values that are quoted."""

import pytest

from index import Extract
from index.parse import report_from_text
from rag.facts import Value, tells_share, turned
from rag.facts.values import values_of

REPORT = report_from_text(
    "青石县2024年预算执行情况的报告\n——2025年1月8日在青石县第十八届人民代表大会第五次会议上\n各位代表：\n"
    "国有资本经营收入6.8亿元，增长22%。\n社会融资规模下降3.4%。\n案件平均审理天数由54天缩短到47天。\n"
    "一般公共预算收入完成186.4亿元，为预算的98.6%，增长3.1%。\n产品合格率99%，工业投资12亿元。\n"
)


def values(part: str) -> list[Value]:
    paragraph = next(p for p in REPORT.paragraphs if part in REPORT.quote(p.span))
    place = Extract.of(REPORT, paragraph.number)
    return [value for sentence in paragraph.sentences for value in values_of(place, sentence)]


@pytest.mark.parametrize(
    ("question", "part", "course"),
    [
        ("国有资本经营收入为什么减少了？", "国有资本", 1),
        ("国有资本经营收入为什么增长了？", "国有资本", 0),
        ("国有资本经营收入是多少？", "国有资本", 0),
        ("国有资本经营收入是增长还是下降？", "国有资本", 0),  # takes neither for granted
        ("社会融资规模增长了多少？", "融资", -1),
        ("工业用电量为什么减少了？", "国有资本", 0),  # of something else
        ("案件平均审理天数为什么增加了？", "审理天数", -1),  # from an earlier value to a lower one
        ("案件平均审理天数缩短了吗？", "审理天数", 0),
    ],
)
def test_a_change_that_is_taken_for_granted_and_went_the_other_way(
    question: str, part: str, course: int
) -> None:
    assert turned(question, values(part)) == course


@pytest.mark.parametrize(
    ("question", "part", "told"),
    [
        ("一般公共预算收入完成多少，占预算的比例是多少？", "98.6%", True),
        ("工业投资占固定资产投资的比重是多少？", "12亿元", False),  # the share beside it is of something else
        ("国有资本经营收入占全部收入的比重是多少？", "国有资本", False),  # a change is no share
    ],
)
def test_a_share_of_what_is_asked_about(question: str, part: str, told: bool) -> None:
    assert tells_share(question, values(part)) is told
