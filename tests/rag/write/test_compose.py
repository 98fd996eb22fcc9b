"""Quotes put together: marks and citations, bold, and text that only looks like either."""

import re
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Extract, Library, Paragraph, Report, Span
from index.parse import report_from_text
from rag.search import Paragraphs
from rag.write import Composer, focus_of
from tests.rag.made import provincial, seed_report

SEED, ZHEJIANG = seed_report(), provincial("浙江")
BRIDGE = report_from_text("甲县工作报告\n\n一、工作回顾\n\n甲县大桥于2021年2月5日通车。\n")


def composer(*reports: Report) -> Composer:
    """One that needs nothing of a library but its reports."""
    return Composer(Paragraphs(cast(Library, SimpleNamespace(report={r.id: r for r in reports}.__getitem__))))


def span_of(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


def paragraph_of(report: Report, span: Span) -> Paragraph:
    return next(p for p in report.paragraphs if p.span.start <= span.start < p.span.end)


def test_marks_and_citations() -> None:
    filed, adopted = span_of(SEED, "立案交办委员建议138件"), span_of(SEED, "所提建议被采纳85件")
    jobs = span_of(ZHEJIANG, "新增城镇就业4100人")
    made = composer(SEED, ZHEJIANG)
    made.add_quote(SEED, paragraph_of(SEED, filed), filed, focus=[span_of(SEED, "138件")])
    made.add_quote(ZHEJIANG, paragraph_of(ZHEJIANG, jobs), jobs, before="浙江：")
    made.add_quote(SEED, paragraph_of(SEED, adopted), adopted)
    made.add_quote(SEED, paragraph_of(SEED, filed), filed)  # again: the same mark
    assert made.text.split("\n") == [
        "立案交办委员建议**138件**[1]",
        "浙江：新增城镇就业4100人[2]",
        "所提建议被采纳85件[3]",
        "立案交办委员建议138件[1]",
    ]
    assert [(c.mark, c.report.id, c.span) for c in made.citations] == [
        (1, SEED.id, filed),
        (2, ZHEJIANG.id, jobs),
        (3, SEED.id, adopted),
    ]
    for citation, report in zip(made.citations, (SEED, ZHEJIANG, SEED), strict=True):
        assert citation.quote == report.quote(citation.span) and citation.report.title == report.title
        assert citation.section == report.paragraph(citation.paragraph).section != ()


def test_section_of_title_lines_and_of_headings() -> None:
    made = composer(SEED)
    made.add_quote(SEED, None, span_of(SEED, "华寿军"))
    heading = SEED.sections[1]
    made.add_quote(SEED, SEED.paragraph(1), heading.span, section=heading.path[:-1])
    author, lead = made.citations
    assert (author.paragraph, author.section, author.page) == (0, (), None)
    assert lead.section == ("2020年工作回顾",)


def test_nothing_added() -> None:
    assert composer().text == "" and composer().citations == ()


@pytest.mark.parametrize("focus", [[], [Span(0, 3)], [Span(5, 5)]])
def test_focus_outside_the_quote_is_not_set_in_bold(focus: list[Span]) -> None:
    filed = span_of(SEED, "立案交办委员建议138件")
    made = composer(SEED)
    made.add_quote(SEED, SEED.paragraph(1), filed, focus=focus)
    assert made.text == "立案交办委员建议138件[1]"


@given(st.text(st.sampled_from("[]0123456789*甲，《》 "), min_size=1, max_size=30))
def test_text_that_looks_like_marks_or_bold_is_defused(odd: str) -> None:
    report = report_from_text(f"甲县工作报告\n\n一、工作回顾\n\n办理提案{odd}共十二件。\n")
    paragraph = report.paragraphs[-1]
    made = composer(report)
    made.add_quote(report, paragraph, paragraph.span, focus=[span_of(report, "十二件")])
    assert re.findall(r"\[(\d{1,3})\]", made.text) == ["1"] and made.text.endswith("[1]")
    assert made.text.count("**") == 2 and "**十二件**" in made.text and "\n" not in made.text
    assert made.citations[0].quote == report.quote(paragraph.span)  # stays verbatim


def test_words_over_two_lines_are_parted_as_their_script_is() -> None:
    report = report_from_text("关于印发\n甲县方案的通知\n\nPlan of\nthe county\n\n办理提案十二件。\n")
    made = composer(report)
    for words in ("印发\n甲县", "Plan of\nthe county", "的通知\nPlan"):
        made.add_quote(report, None, span_of(report, words), section=())
    assert made.text.split("\n") == ["印发甲县[1]", "Plan of the county[2]", "的通知 Plan[3]"]


@pytest.mark.parametrize(
    ("answer", "focus"),
    [
        ("138", "138件"),  # a figure whole, with its unit
        ("59.4%", "59.4%"),
        ("2021年2月", "2021年2月5日"),
        ("72个", "72个"),
        ("《开化县政协委员会客室管理办法》", "《开化县政协委员会客室管理办法》"),
        ("立案交办委员建议138件,", "立案交办委员建议138件"),
    ],
)
def test_focus(answer: str, focus: str) -> None:
    report = next(report for report in (BRIDGE, SEED) if answer in report.text)
    span = span_of(report, answer)
    assert report.quote(focus_of(Extract.of(report, paragraph_of(report, span).number), span)) == focus
