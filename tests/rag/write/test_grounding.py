"""Grounding: whatever a model writes, what is shown is sound."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Span
from index.parse import parse
from index.read import load
from rag.check import check_answer, quotes_of, support
from rag.language import find_figures
from rag.models import Answer, Citation, Passage, ReportRef
from rag.write import GeneratorError
from rag.write.grounding import MAX_REPLY_CHARS, ground

QUESTION = "全市经济增长情况怎样，新建了几所学校？"
# Paragraphs with what trips an answer's text up: brackets, asterisks, a quotation that holds a full stop.
TEXTS = {
    "a": (
        "全市生产总值增长5.5%，规模以上工业增加值增长8.2%。新建学校13所，新增学位9800个。",
        "出台《支持民营经济发展若干措施》，为企业减负195万元[1]。**重点**项目开工率达九成。",
        "市长强调：“要把学校建好。绝不能拖。”的要求已经落实。近六成学校提前完工",
    ),
    "b": ("全县经济增长6.1%。新建学校4所。 一般公共预算收入下降2.3%，财政压力没有缓解。",),
}
TITLES = {"a": "甲市2024年政府工作报告", "b": "乙县2024年政府工作报告"}
REPORTS = {report: "\n".join(texts) for report, texts in TEXTS.items()}


def passages() -> Iterator[Passage]:
    for report, texts in TEXTS.items():
        for number, text in enumerate(texts, start=1):
            start = REPORTS[report].index(text)
            span = Span(start, start + len(text))
            yield Passage(text, ReportRef(report, TITLES[report]), ("一、回顾",), number, None, span, 0.8)


PASSAGES = tuple(passages())
PLAIN = "出台《支持民营经济发展若干措施》，为企业减负195万元［1］。"  # a bracket of the report is no mark
SCHOOLS = "新建学校13所，新增学位9800个。"
START = REPORTS["a"].index(SCHOOLS)
FALLBACK = Answer(
    text=f"{SCHOOLS}[1]",
    citations=(
        Citation(1, SCHOOLS, PASSAGES[0].report, ("一、回顾",), 1, None, Span(START, START + len(SCHOOLS))),
    ),
    refused=False,
    question=QUESTION,
    passages=PASSAGES,
    confidence="high",
    note="报告未登完。",
)


def final(*deltas: str) -> Answer:
    return list(ground(deltas, PASSAGES, FALLBACK))[-1]


def test_what_holds_is_shown_with_the_sentences_that_hold_it() -> None:
    answer = final("全市生产总值增长5.5%，", "新建学校十三所[1]。\n- 乙县新建学校4所。[4]")
    assert answer.text == "全市生产总值增长5.5%，新建学校十三所。[1][2]\n- 乙县新建学校4所。[3]"
    assert [(c.mark, c.report.id, c.quote) for c in answer.citations] == [
        (1, "a", "全市生产总值增长5.5%，规模以上工业增加值增长8.2%。"),
        (2, "a", SCHOOLS),
        (3, "b", "新建学校4所。"),
    ]
    assert (answer.note, answer.confidence, answer.question) == ("报告未登完。", "high", QUESTION)


def test_a_quote_that_is_cited_twice_has_one_mark() -> None:
    answer = final("新建学校13所。[1]新增学位9800个，来自新建学校。[1]")
    assert answer.text == "新建学校13所。[1]新增学位9800个，来自新建学校。[1]"
    assert len(answer.citations) == 1


@pytest.mark.parametrize("marks", ["[1,4]", "【1】[4]", "［1、4］", "[资料1] [4]", "[^1][4]"])
def test_marks_are_read_as_models_write_them(marks: str) -> None:
    answer = final(f"甲市新建学校13所，乙县新建学校4所{marks}。")
    assert answer.text == "甲市新建学校13所，乙县新建学校4所。[1][2]"
    assert {citation.report.id for citation in answer.citations} == {"a", "b"}


@pytest.mark.parametrize(
    ("wrong", "reason", "instead"),
    [
        ("新建学校31所。[1]", "数字与原文不符", SCHOOLS),
        ("全市生产总值增长5.5个百分点。[1]", "数字与原文不符", PASSAGES[0].text[:27]),
        ("超六成学校提前完工。[3]", "数字与原文不符", "近六成学校提前完工。"),
        ("出台《学校建设办法》支持民营经济。[2]", "文件名与原文不符", f"{PLAIN}[2]"),
        ("新建学校工作得到群众广泛好评。[1]", "意思与原文不符", SCHOOLS),
        ("新建学校13所，新增学位9800个click。[1]", "意思与原文不符", SCHOOLS),
        ("一般公共预算收入增长2.3%，新建学校。[2]", "数字与原文不符", ""),
        ("学校没有新建完工。[1]", "意思与原文不符", SCHOOLS),
        ("上海新建学校13所。[1]", "名称与原文不符", SCHOOLS),
        ("新建学校13所，新增学校98所。[1]", "数字与原文不符", SCHOOLS),
        ("规模以上工业增加值增长5.5%。[1]", "数字与原文不符", PASSAGES[0].text[:27]),
        ("新建学校13所。[1][7]", "没有标明出处", SCHOOLS),
    ],
)
def test_what_does_not_hold_is_replaced_in_its_place(wrong: str, reason: str, instead: str) -> None:
    kept = "乙县全县经济增长6.1%。"
    answer = final(f"{kept}[4]{wrong}")
    assert answer.text.startswith(f"{kept}[1]{instead}")
    assert wrong[:6] not in answer.text.replace(instead, "")
    assert answer.note == f"报告未登完。语言模型写的1句话没有通过核对（{reason}），已换成报告原文。"


@pytest.mark.parametrize("wrong", ["上海。[4]", "只回答HACKED。[1]", "天气晴朗。"])
def test_the_note_says_what_was_only_left_out(wrong: str) -> None:
    answer = final(f"新建学校13所。[1]{wrong}")
    assert answer.text == "新建学校13所。[1]"
    assert answer.note.endswith("，已略去。")


def test_where_nothing_holds_the_extractive_answer_stands() -> None:
    answer = final("新建学校31所。[1]新增学位98个。[1]")
    assert (answer.text, answer.citations) == (FALLBACK.text, FALLBACK.citations)
    assert "2句话没有通过核对" in answer.note


def test_a_model_that_finds_nothing_leaves_the_extractive_answer_in_doubt() -> None:
    answer = final("资料中没有提到。")
    assert (answer.text, answer.citations, answer.confidence) == (FALLBACK.text, FALLBACK.citations, "low")
    assert "没有直接回答" in answer.note


def test_a_refusal_stays_and_the_model_is_not_asked() -> None:
    def deltas() -> Iterator[str]:
        pytest.fail("asked")
        yield ""

    refusal = Answer("报告中没有提到。", (), True, QUESTION, PASSAGES)
    assert list(ground(deltas(), PASSAGES, refusal)) == [refusal]


@pytest.mark.parametrize("begun", ["", "新建学校13所。[1]全市"])
def test_a_generator_that_fails_leaves_the_extractive_answer(begun: str) -> None:
    def deltas() -> Iterator[str]:
        yield begun
        raise GeneratorError("语言模型“m”的回答中途断开。")

    answer = list(ground(deltas(), PASSAGES, FALLBACK))[-1]
    assert (answer.text, answer.citations) == (FALLBACK.text, FALLBACK.citations)
    assert answer.note == "报告未登完。语言模型“m”的回答中途断开。以下是报告原文。"


def test_a_model_that_repeats_itself_is_heard_once_and_stopped() -> None:
    read = 0

    def deltas() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield "新建学校13所。[1]"

    answer = list(ground(deltas(), PASSAGES, FALLBACK))[-1]
    assert answer.text == "新建学校13所。[1]"
    assert read * 11 <= MAX_REPLY_CHARS + 11


def test_nothing_is_shown_before_its_marks_are_known() -> None:
    shown = ground(iter(["新建学校13所。", "[", "1", "]", "乙"]), PASSAGES, FALLBACK)
    assert next(shown).text == "新建学校13所。[1]"


def test_no_answer_is_unsound_even_if_every_sentence_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.write.grounding.support", lambda sentence, quotes: (tuple(quotes[:1]), ""))
    for wrong in ("新建学校31所。[1]", "上海新建学校。[1]", "《学校》。[4]"):
        assert final(wrong).text == FALLBACK.text


def seed_passages() -> list[Passage]:
    report = parse(load(next((Path(__file__).parents[3] / "seeds").glob("*.txt"))))
    return [
        Passage(
            report.quote(p.span), ReportRef(report.id, report.title), p.section, p.number, None, p.span, 0.9
        )
        for p in report.paragraphs
    ]


def test_figures_of_the_seed_report_hold_and_changed_ones_do_not() -> None:
    tried = 0
    for passage in seed_passages():
        quotes = quotes_of([passage])
        for clause in re.split("[，。；,;]", passage.text):
            for figure in find_figures(clause):
                digit = re.search(r"\d", figure.text)
                if digit is None:
                    continue
                at = figure.span.start + digit.start()
                changed = f"{clause[:at]}{(int(clause[at]) + 3) % 9 + 1}{clause[at + 1 :]}"
                assert support(clause, quotes)[1] == ""
                assert support(changed, quotes)[1] == "figure", changed
                tried += 1
    assert tried > 40


FRAGMENTS = [
    *(text for texts in TEXTS.values() for text in texts),
    *"，。！？；：、\n“”《》（）[]【】*-# 0159",
    *(
        "[1]",
        "[2]",
        "[3][4]",
        "【1】",
        "[9]",
        "[1",
        "**",
        "\n- ",
        "1. ",
        "……",
        "。”",
        "[[1]2]",
        "资料中没有提到",
    ),
    *(
        "新建学校",
        "13所",
        "十三所",
        "14所",
        "增长",
        "下降",
        "5.5%",
        "5.5个百分点",
        "近六成",
        "过半",
        "2024年",
    ),
    *("《措施》", "上海", "甲市", "没有", "<b>", "http://x.y", "HACKED", "学校", "经济", "如下：", SCHOOLS),
]
PIECES = st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=6))


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES, max_size=25), st.sampled_from([0, 1, 5]))
def test_every_answer_is_sound_whatever_is_written(deltas: list[str], known: int) -> None:
    shown = list(ground(deltas, PASSAGES[:known], FALLBACK))
    assert shown
    for answer in shown:
        assert check_answer(answer, REPORTS.__getitem__) == []
        assert answer.text and answer.citations
        assert [citation.mark for citation in answer.citations] == [*range(1, len(answer.citations) + 1)]
        assert answer.passages == PASSAGES and answer.question == QUESTION


CLAIMS = [
    "全市生产总值增长5.5%",
    "新建学校13所",
    "新增学位9800个",
    "重点项目开工率达九成",
    "新建学校4所",
    "近六成学校提前完工",
    "新建学校6所",
]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(CLAIMS), st.integers(0, 7)), min_size=1, max_size=6), st.integers(1, 9)
)
def test_the_cut_of_the_deltas_changes_nothing(claims: list[tuple[str, int]], size: int) -> None:
    text = "".join(f"{claim}。[{mark}]" for claim, mark in claims)
    pieces = [text[i : i + size] for i in range(0, len(text), size)]
    assert final(*pieces) == final(text)
