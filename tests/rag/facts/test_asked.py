"""Which figure of a sentence a question asks for."""

import pytest

from index import Extract, Span
from index.parse import report_from_text
from rag.facts import statements
from rag.facts.asked import asked_of, on_the_figure
from rag.read import MAX_CHARS, Excerpt

TARGETS = "国内生产总值增长5%左右；城镇新增就业1200万人以上；粮食产量1.3万亿斤以上；单位国内生产总值能耗降低2.5%左右"
RESULTS = "生产总值312亿元、增长5.6%，城镇化率由52.5%提高到58.5%，汽车出口20万辆、占全国四成"
RATES = "绿地面积增长率为12.7%，比上年提高1.2个百分点，财政收入31亿元、增长4%"
TARGET_MISSED = "地区生产总值188亿元，增长4.7%，没有达到年初5.2%左右的目标"
PROFITS = "规上工业企业实现营业收入96亿元，增长3.1%；利润总额4.2亿元，下降9.5%"
COUNTED = "高新技术企业由30家增加到41家"
HELPED = "委员走访企业420家，帮助解决用工、融资等问题215个"
HOTLINE = "12388热线受理来电3120件，按时答复率98.2%"
BUILT = "新建幼儿园8个、76个班，新增停车位900个"
INCOMES = "城乡居民人均可支配收入分别增长6%和7.4%"


@pytest.mark.parametrize(
    ("sentence", "question", "found", "asked"),
    [
        (TARGETS, "国内生产总值增长目标是多少？", "1.3万亿斤以上", "5%左右"),
        (TARGETS, "单位国内生产总值能耗要降低多少？", "5%左右", "2.5%左右"),
        (TARGETS, "粮食产量是多少？", "5%左右", "1.3万亿斤以上"),
        (TARGETS, "GDP增长目标是多少？", "1.3万亿斤以上", "5%左右"),
        (RESULTS, "生产总值增长多少？", "312亿元", "5.6%"),
        (RESULTS, "生产总值是多少？", "5.6%", "312亿元"),
        (RESULTS, "生产总值多少亿元？", "5.6%", "312亿元"),
        (RESULTS, "汽车出口占比是多少？", "20万辆", "四成"),
        (RESULTS, "城镇化率提高到多少？", "58.5%", None),  # as it was found: one as well named is no better
        (RESULTS, "财政收入是多少？", "312亿元", None),  # none is named
        (RATES, "绿地面积增长率是多少？", "1.2个百分点", "12.7%"),
        (RATES, "绿地面积增长率提高了多少？", "12.7%", "1.2个百分点"),
        (RATES, "财政收入增速是多少？", "31亿元", "4%"),
        (BUILT, "新建了多少个幼儿园？", "76个班", "8个"),
        (INCOMES, "农村居民人均可支配收入增长多少？", "6%", "7.4%"),
        (INCOMES, "城镇居民人均可支配收入增长多少？", "7.4%", "6%"),
        (INCOMES, "居民人均可支配收入增长多少？", "6%", None),
        (TARGET_MISSED, "年初定的地区生产总值增速目标是多少？", "4.7%", "5.2%左右"),
        (TARGET_MISSED, "地区生产总值增长多少？", "5.2%左右", "4.7%"),
        (PROFITS, "规上工业企业利润总额下降多少？", "3.1%", "9.5%"),
        (COUNTED, "高新技术企业有多少家？", "30家", "41家"),
        (HELPED, "委员帮企业解决的问题是多少个？", "215个", None),  # in the very measure word
        (HOTLINE, "12388热线按时答复率是多少？", "3120件", "98.2%"),
    ],
)
def test_the_figure_of_the_indicator_and_sort_asked_for(
    sentence: str, question: str, found: str, asked: str | None
) -> None:
    said = statements(sentence)
    chosen = asked_of(question, said, [one for one in said if one.figure.text == found])
    if asked is None:
        assert chosen is None or chosen.figure.text == found
    else:
        assert chosen is not None and chosen.figure.text == asked


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("第一产业增加值增长多少？", "2.3%"),  # which fell, and is named in another sentence than was found
        ("第二产业增加值增长多少？", "4.5%"),
        ("第四产业增加值增长多少？", "4.5%"),  # what was found stays, as none is named better
    ],
)
def test_the_figure_asked_for_may_stand_in_another_sentence_than_was_found(question: str, asked: str) -> None:
    report = report_from_text(
        "青石县公报\n一、综合\n第一产业增加值下降2.3%。第二产业增加值增长4.5%。第三产业平稳。"
    )
    (paragraph,) = report.paragraphs
    found, start = paragraph.sentences[1], report.text.index("4.5%")
    excerpt = Excerpt(report.id, paragraph.number, found, found, Span(start, start + 4))
    got = on_the_figure(question, excerpt, Extract.of(report, excerpt.paragraph), MAX_CHARS)
    assert got.answer is not None and report.quote(got.answer) == asked
    assert got.span.start <= got.answer.start and got.answer.end <= got.span.end
