"""Chunks: whole sentences, each in exactly one."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.parse import report_from_paragraphs, report_from_text
from index.parse.chunk import MAX_SENTENCES, MIN_CHARS, chunk_report, embedded_text
from index.text import split_clauses

LONG = "县政协围绕县委县政府中心工作积极建言资政、凝聚共识。"


def quotes(*paragraphs: str) -> list[str]:
    report = report_from_paragraphs(paragraphs, "报告")
    return [report.quote(chunk.span) for chunk in chunk_report(report)]


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        ([LONG], [LONG]),
        ([LONG + LONG], [LONG, LONG]),
        (["好。" + LONG], ["好。" + LONG]),
        ([LONG + "好。"], [LONG, "好。"]),
        (["好。好。好。好。"], ["好。好。好。", "好。"]),
        (["好。", "好。"], ["好。", "好。"]),
        (["短句"], ["短句"]),
        ([], []),
    ],
)
def test_chunks(paragraphs: list[str], expected: list[str]) -> None:
    assert quotes(*paragraphs) == expected


def test_what_is_embedded_names_the_report_and_the_quote_does_not() -> None:
    report = report_from_text(f"2021年浙江省政府工作报告\n\n{LONG}")
    [chunk] = chunk_report(report)
    assert embedded_text(report, chunk) == f"{report.metadata.short_title} {LONG}"
    assert "浙江省" in embedded_text(report, chunk) and "浙江省" not in report.quote(chunk.span)


TEXTS = st.text(
    alphabet=st.sampled_from("工作提案，。；！？…“”《》（）\n 　1一、：.a"), max_size=300
) | st.text(max_size=200)


@given(TEXTS)
def test_every_sentence_lies_in_exactly_one_chunk(text: str) -> None:
    report = report_from_text(text)
    chunks = chunk_report(report)
    assert [chunk.paragraph for chunk in chunks] == sorted(chunk.paragraph for chunk in chunks)
    for paragraph in report.paragraphs:
        own = [chunk.span for chunk in chunks if chunk.paragraph == paragraph.number]
        held = [[s for s in paragraph.sentences if c.start <= s.start and s.end <= c.end] for c in own]
        assert [sentence for part in held for sentence in part] == list(paragraph.sentences)
        for span, sentences in zip(own, held, strict=True):
            assert (span.start, span.end) == (sentences[0].start, sentences[-1].end)
            assert 1 <= len(sentences) <= MAX_SENTENCES
            assert len(sentences) == 1 or sentences[-2].end - span.start < MIN_CHARS


@given(TEXTS)
def test_clauses_cover_the_sentence_with_nothing_between_them(text: str) -> None:
    report = report_from_text(text)
    for paragraph in report.paragraphs:
        for sentence in paragraph.sentences:
            clauses = split_clauses(report.text, sentence)
            assert [clause.start for clause in clauses] == [sentence.start, *(c.end for c in clauses[:-1])]
            assert clauses[-1].end == sentence.end


def test_what_is_embedded_names_the_nearest_heading_in_part() -> None:
    report = report_from_text(f"2021年浙江省政府工作报告\n\n{LONG}")
    [paragraph], heading = report.paragraphs, "二、坚持围绕中心、服务大局" * 5
    report = replace(report, paragraphs=(replace(paragraph, section=("一、工作回顾", heading)),))
    [chunk] = chunk_report(report)
    assert embedded_text(report, chunk) == f"{report.metadata.short_title} {heading[:40]} {LONG}"


def test_what_is_embedded_is_in_simplified_characters_and_the_quote_is_not() -> None:
    report = report_from_text("縣政協常委會圍繞中心工作積極建言資政、凝聚共識。")
    [chunk] = chunk_report(report)
    assert embedded_text(report, chunk).endswith("县政协常委会围绕中心工作积极建言资政、凝聚共识。")
    assert report.quote(chunk.span) == "縣政協常委會圍繞中心工作積極建言資政、凝聚共識。"
