"""Passages for a question: how many, in which order, and where they stand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import BadQuestion, Library, UnknownReport
from rag import Passage, retrieve
from rag.retrieve import MAX_QUESTION_CHARS, checked_question

QUESTIONS = [
    "委员提案办理情况如何？",
    "地区生产总值增长多少",
    "請你來協商活動",
    "GDP growth",
    "无关的问题：足球比赛",
]


def assert_sound(passages: list[Passage], library: Library) -> None:
    scores = [passage.score for passage in passages]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)
    places = [(passage.report.id, passage.paragraph) for passage in passages]
    assert len(places) == len(set(places))
    for passage in passages:
        report = library.report(passage.report.id)
        paragraph = report.paragraph(passage.paragraph)
        assert passage.report.title == report.title
        assert (passage.section, passage.page, passage.span) == (
            paragraph.section,
            paragraph.page,
            paragraph.span,
        )
        assert passage.text == report.text[passage.span.start : passage.span.end]
        assert json.loads(json.dumps(passage.to_dict(), ensure_ascii=False)) == passage.to_dict()


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("k", [1, 3, 5, 10])
def test_k_best(provinces: Library, question: str, k: int) -> None:
    passages = retrieve(question, k, library=provinces)
    assert len(passages) == k
    assert_sound(passages, provinces)
    assert passages == retrieve(question, 10, library=provinces)[:k]  # and the same each time


def test_more_wanted_than_there_are(provinces: Library) -> None:
    passages = retrieve("工作", 10_000, library=provinces)
    assert len(passages) <= sum(len(report.paragraphs) for report in provinces.reports())
    assert_sound(passages, provinces)


def test_within_reports(provinces: Library) -> None:
    ids = [report.id for report in provinces.reports()]
    for within in ([ids[1]], ids[1:], [ids[2], ids[2]]):
        passages = retrieve("委员提案和生产总值", 5, library=provinces, reports=within)
        assert passages and {passage.report.id for passage in passages} <= set(within)
        assert_sound(passages, provinces)
    assert retrieve("提案", 5, library=provinces, reports=[]) == []
    assert retrieve("提案", 5, library=provinces, reports=ids) == retrieve("提案", 5, library=provinces)


def test_unknown_report(provinces: Library) -> None:
    with pytest.raises(UnknownReport, match="0123456789ab"):
        retrieve("提案", library=provinces, reports=["0123456789ab"])


def test_empty_library(empty: Library) -> None:
    assert retrieve("提案", library=empty) == []


def test_named_report_comes_first(provinces: Library) -> None:
    for region in ("浙江省", "江苏省"):
        best = retrieve(f"{region}地区生产总值增长多少", 1, library=provinces)[0]
        assert provinces.report(best.report.id).metadata.region == region


def test_longest_question() -> None:
    assert checked_question("案" * MAX_QUESTION_CHARS)
    with pytest.raises(BadQuestion, match=str(MAX_QUESTION_CHARS + 1)):
        checked_question("案" * (MAX_QUESTION_CHARS + 1))


@given(st.text(max_size=1100))
def test_any_question(seed: Library, question: str) -> None:
    try:
        passages = retrieve(question, 3, library=seed)
    except BadQuestion as error:
        assert "问题" in str(error)
    else:
        assert len(passages) == 3
        assert_sound(passages, seed)
