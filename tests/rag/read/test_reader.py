"""Windows, what a reader makes of them, and what is quoted of that."""

from collections.abc import Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Candidate, Card, Extract, InputError, Library, Report, Span
from index.parse import report_from_text
from index.search import ScoredChunk
from rag.read import MAX_CHARS, Excerpt, nearest_excerpt, rank, read_excerpt
from rag.read.reader import EncoderReader, Reading, configured_reader
from rag.search import Paragraphs
from rag.search.windows import (
    MOST_CHARS,
    OF_OTHERS,
    READ,
    Window,
    sentence_runs,
    windows_of,
    windows_of_each,
)

REPORT = report_from_text(
    "甲县政协工作报告\n\n一、工作回顾\n\n"
    "全年立案交办委员建议138件，采纳85件，办复率100%；主要原因是：领导重视，部门尽责。组织视察6次。"
    "开展“请你来协商”活动13场，报送协商成果18篇，获批示26次。"
)
PARAGRAPH = REPORT.paragraphs[-1]
PLACE = Extract.of(REPORT, PARAGRAPH.number)


def place(words: str, report: Report = REPORT) -> Span:
    start = report.text.index(words)
    return Span(start, start + len(words))


def reading(evidence: str, answer: str, score: float = 1.0) -> Reading:
    text = REPORT.quote(PARAGRAPH.span)
    window = Window(REPORT.id, PARAGRAPH.number, PARAGRAPH.span, "甲县政协 一、工作回顾", text, 0.8)
    return Reading(window, score, place(evidence), place(answer))


@given(st.lists(st.integers(1, 80), max_size=12), st.integers(1, 200))
def test_runs_hold_every_sentence_whole(lengths: Sequence[int], most: int) -> None:
    ends = [sum(lengths[: i + 1]) for i in range(len(lengths))]
    sentences = [Span(end - length, end) for length, end in zip(lengths, ends, strict=True)]
    runs = list(sentence_runs(sentences, most))
    starts, stops = {s.start for s in sentences}, {s.end for s in sentences}
    assert all(run.start in starts and run.end in stops for run in runs)
    assert all(any(r.start <= s.start and s.end <= r.end for r in runs) for s in sentences)
    assert all(run.end - run.start <= most or run in sentences for run in runs)
    assert all(a.start < b.start and a.end < b.end for a, b in pairwise(runs))


def paragraphs_of(*reports: Report) -> Paragraphs:
    extracts = {
        (report.id, p.number): Extract(Card.of(report), p, report.quote(p.span))
        for report in reports
        for p in report.paragraphs
    }
    return Paragraphs(cast(Library, SimpleNamespace(extracts=lambda places: extracts)))


def candidates_of(report: Report, cosine: float = 0.5) -> list[Candidate]:
    chunks = [(p.number, (ScoredChunk(p.span, cosine),)) for p in report.paragraphs]
    return [Candidate(report.id, number, scored, lexical=0.5) for number, scored in chunks]


def test_windows_are_the_nearest_and_few(seed: Library) -> None:
    candidates = sorted(seed.candidates("民生类提案有多少件？"), key=lambda c: -c.dense)
    windows = windows_of(Paragraphs(seed), candidates)
    assert len(windows) == READ and len({(w.paragraph, w.span) for w in windows}) == READ
    assert [w.prior for w in windows] == sorted((w.prior for w in windows), reverse=True)
    for window in windows:
        report = seed.report(window.report)
        assert window.text == report.quote(window.span) and report.metadata.short_title in window.context
        sentences = report.paragraph(window.paragraph).sentences
        assert len(window.text) <= MOST_CHARS or window.span in sentences


@pytest.mark.parametrize(
    ("evidence", "answer", "most", "quote"),
    [
        # with what its sentence says before it, and after it, as far as there is room
        ("采纳85件", "85件", MAX_CHARS, "全年立案交办委员建议138件，采纳85件，办复率100%；主要原因是：领导重视，部门尽责"),
        ("采纳85件", "85件", 30, "全年立案交办委员建议138件，采纳85件，办复率100%"),
        ("采纳85件", "85件", 5, "采纳85件"),
        ("85件，办复", "85件", 5, "采纳85件，办复率100%"),  # never cut inside a clause
        ("主要原因是：", "领导重视", 5, "主要原因是：领导重视"),  # what leads on takes along what it leads to
        ("组织视察6次。开展", "6次", 5, "组织视察6次。开展“请你来协商”活动13场"),
    ],
)  # fmt: skip
def test_excerpt(evidence: str, answer: str, most: int, quote: str) -> None:
    excerpt = read_excerpt(reading(evidence, answer), PLACE, most)
    assert REPORT.quote(excerpt.span) == quote
    assert excerpt.span.start <= excerpt.clause.start


@pytest.mark.parametrize(
    ("most", "quote"),
    [
        (50, "组织视察6次。开展“请你来协商”活动13场，报送协商成果18篇，获批示26次"),
        (MAX_CHARS, REPORT.quote(PARAGRAPH.span).rstrip("。")),
        (10, "组织视察6次"),
    ],
)
def test_a_doubtful_excerpt_has_the_sentences_around_it_that_fit(most: int, quote: str) -> None:
    found = reading("组织视察6次", "6次")
    assert REPORT.quote(read_excerpt(found, PLACE, most, doubtful=True).span) == quote
    assert REPORT.quote(read_excerpt(found, PLACE, most).span) == "组织视察6次"


def test_answer_outside_the_evidence_is_none() -> None:
    assert read_excerpt(reading("组织视察6次", "13场"), PLACE, 5).answer is None
    assert read_excerpt(reading("组织视察6次", "6次"), PLACE, 5).answer == place("6次")


def test_without_a_reader_the_nearest_chunk_is_quoted() -> None:
    first, second = (Span(s.start, s.end) for s in PARAGRAPH.sentences[:2])
    candidate = Candidate(
        REPORT.id, PARAGRAPH.number, (ScoredChunk(first, 0.7), ScoredChunk(second, 0.9)), 0.5
    )
    assert nearest_excerpt(candidate, PLACE, 10) == Excerpt(
        REPORT.id, PARAGRAPH.number, place("组织视察6次"), place("组织视察6次。")
    )


class Preferring:
    """A reader that believes in one window."""

    def __init__(self, text: str) -> None:
        self._text = text

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        return [
            Reading(window, 9.0 if self._text == window.text else -9.0, window.span, window.span)
            for window in windows
        ]


def test_what_the_reader_believes_in_comes_first(seed: Library) -> None:
    question = "民生类提案有多少件？"
    plain = rank(seed, question, None)
    assert not plain.readings and list(plain.scores) == sorted(plain.scores, reverse=True)
    last = windows_of(Paragraphs(seed), plain.candidates)[-1]
    ranking = rank(seed, question, Preferring(last.text))
    assert (ranking.candidates[0].report, ranking.candidates[0].paragraph) == (last.report, last.paragraph)
    assert ranking.readings[0].window.text == last.text
    assert list(ranking.scores) == sorted(ranking.scores, reverse=True)
    assert all(0 <= score <= 1 for score in ranking.scores)
    assert len(ranking.candidates) == len(plain.candidates)


@pytest.mark.parametrize("setting", ["off", "OFF", " off "])
def test_reader_that_is_switched_off(monkeypatch: pytest.MonkeyPatch, setting: str) -> None:
    monkeypatch.setenv("ASKREPORT_READER", setting)
    assert configured_reader() is None


def test_reader_setting_that_means_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKREPORT_READER", "maybe")
    with pytest.raises(InputError, match="maybe"):
        configured_reader()


@pytest.mark.weights
def test_real_reader_finds_the_figure_asked_for() -> None:
    windows = [
        Window(REPORT.id, PARAGRAPH.number, span, "甲县政协 一、工作回顾", REPORT.quote(span), 0.8)
        for span in (PARAGRAPH.span, place("组织视察6次。"))
    ]
    for question, answer in (("采纳了多少件建议？", "85件"), ("報送協商成果多少篇？", "18篇")):
        found, other = EncoderReader().read(question, windows)
        assert found.score > 0 > other.score
        assert REPORT.quote(found.answer) == answer
        assert found.evidence.start <= found.answer.start and found.answer.end <= found.evidence.end
    long = "请问" * 200 + "采纳了多少件建议？"
    assert [r.window for r in EncoderReader().read(long, windows)] == windows
    blank = Window(REPORT.id, 1, Span(0, 1), "", " ", 0.0)
    assert EncoderReader().read("多少？", [blank])[0].evidence == Span(0, 1)
    assert EncoderReader().read("多少？", []) == []


def test_the_day_of_a_signature_is_not_read() -> None:
    report = report_from_text(
        "青石县人民政府关于养护公路的通知\n\n现就有关事项通知如下，请认真贯彻执行。\n\n青石县人民政府\n2025年3月18日\n"
    )
    assert [w.text for w in windows_of(paragraphs_of(report), candidates_of(report))] == [
        "现就有关事项通知如下，请认真贯彻执行。",
        "青石县人民政府",
    ]


def test_what_other_reports_may_say_takes_nothing_from_the_nearest() -> None:
    near = report_from_text(
        "\n".join(["甲县政协工作报告", *(f"全年修建公路{n}公里。" for n in range(READ + 2))])
    )
    far = [
        report_from_text(f"{name}县政协工作报告\n全年植树{name}批。\n办理提案若干。\n")
        for name in "乙丙丁戊己庚"
    ]
    candidates = [*candidates_of(near, 0.9), *(c for report in far for c in candidates_of(report, 0.1))]
    order = [report.id for report in reversed([near, *far])]
    paragraphs = paragraphs_of(near, *far)
    windows = windows_of_each(paragraphs, candidates, order)
    assert windows[:READ] == windows_of(paragraphs, candidates)
    assert [window.report for window in windows[READ:]] == order[:OF_OTHERS]


def test_the_mark_after_an_answer_is_no_part_of_it() -> None:
    excerpt = read_excerpt(reading("获批示26次。", "26次。"), PLACE)
    assert excerpt.answer == place("26次")
