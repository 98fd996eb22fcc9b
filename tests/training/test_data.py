"""Questions find their places in documents, and unseen documents stay out of training."""

import json
from pathlib import Path

import pytest

from tests.training.base import DOCUMENTS, InputError, windows
from tests.training.conftest import DOCUMENT, OTHER
from tests.training.data import (
    MOST_UNSEEN,
    QUESTIONS,
    Example,
    find,
    held_out_questions,
    placed,
    read,
    read_set,
    squad,
    training_questions,
)

_MOST_BYTES = 1_000_000


@pytest.fixture(scope="module")
def examples(folder: Path) -> list[Example]:
    return placed(read(folder / "questions" / "seen-a.jsonl"), [folder / "documents"])


def test_evidence_and_answer_are_found(examples: list[Example]) -> None:
    example = examples[1]
    report = example.document.report
    assert example.evidence and example.answer
    assert report.quote(example.evidence) == "比上年增长3.5%"
    assert report.quote(example.answer) == "3.5%"
    assert example.near is None


def test_what_tempts_in_a_near_miss_is_found_and_answers_nothing(examples: list[Example]) -> None:
    example = examples[-2]
    assert example.evidence is None and example.near
    assert example.document.report.quote(example.near) == "蔬菜种植面积有所扩大"
    assert not example.answered_by(example.near)


def test_what_says_the_same_may_answer_too(examples: list[Example]) -> None:
    example = examples[4]
    report = example.document.report
    assert example.answered_by(report.paragraphs[4].span)
    assert not example.answered_by(report.paragraphs[0].span)


@pytest.mark.parametrize("quote", ["全年 植树4321亩", "全年植树\n4321亩，", "“全年植树”4321亩"])
def test_quotes_are_compared_without_space_and_punctuation(quote: str, examples: list[Example]) -> None:
    report = examples[0].document.report
    found = find(report, quote)
    assert found and report.quote(found) == "全年植树4321亩"


@pytest.mark.parametrize("quote", ["", "，。", "全年植树4322亩", "改造农房87户。新建公园三个，粮食"])
def test_what_stands_in_no_paragraph_is_not_found(quote: str, examples: list[Example]) -> None:
    assert find(examples[0].document.report, quote) is None


@pytest.mark.parametrize("size", [1, 30, 260])
def test_windows_are_whole_sentences_and_leave_none_out(size: int, examples: list[Example]) -> None:
    document = examples[0].document
    cut = windows(document, size)
    for paragraph in document.report.paragraphs:
        spans = [window.span for window in cut if window.paragraph == paragraph.number]
        assert all(
            any(start <= s.start and s.end <= end for start, end in spans) for s in paragraph.sentences
        )
        ends = {(s.start, e.end) for s in paragraph.sentences for e in paragraph.sentences}
        assert set(spans) <= ends
        assert all(end - start <= size or (start, end) in paragraph.sentences for start, end in spans)
    assert cut[0].before.endswith("工作回顾：")


def test_unseen_documents_stay_out_unless_asked_for(folder: Path) -> None:
    questions = folder / "questions"
    assert {question.document for question in training_questions(questions)} == {DOCUMENT}
    assert {question.document for question in held_out_questions(questions)} == {OTHER}


def test_the_committed_questions_are_split_by_who_has_seen_them() -> None:
    trained, held_out = training_questions(), held_out_questions()
    assert (len(trained), len(held_out)) == (4278, 2577)
    assert {question.id[0] for question in trained} == {"w", "x"}
    assert {question.id[0] for question in held_out} == {"y", "z", "r"}
    assert not any(question.document.startswith("made_") for question in trained)
    assert all(file.stat().st_size < _MOST_BYTES for file in QUESTIONS.iterdir())


@pytest.mark.parametrize("share", [0.3, 1.0])
def test_a_third_of_the_unseen_documents_always_judges(share: float) -> None:
    trained, held_out = training_questions(unseen=share), held_out_questions(unseen=share)
    kept = {question.document for question in held_out}
    joined = {
        question.document
        for question in trained
        if question.id[0] in "yzr" and question.document.startswith("made_")
    }
    assert len(trained) + len(held_out) == 6855
    assert joined and not joined & kept
    assert len(kept) / len(kept | joined) == pytest.approx(1 - min(share, MOST_UNSEEN), abs=0.15)


def test_more_near_misses_in_everyday_wording_keep_what_they_lack() -> None:
    asked = {question.id: question for path in QUESTIONS.glob("*.jsonl") for question in read(path)}
    reworded = [question for question in asked.values() if question.id.startswith("r-")]
    assert len(reworded) == 1451
    for question in reworded:
        first = asked[question.id.removeprefix("r-")]
        assert (question.document, question.near) == (first.document, first.near)
        assert question.text != first.text and not question.evidence


def test_missing_documents_are_named(folder: Path) -> None:
    questions = read(folder / "questions" / "unseen-b.jsonl")
    with pytest.raises(InputError, match=f"缺少 1 份文档中的 1 份：{OTHER}.*Missing documents: 1 of 1"):
        placed(questions, [folder / "no such folder"])


def test_questions_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    (tmp_path / "broken.jsonl").write_text('{"id": "a"}', "utf-8")
    with pytest.raises(InputError, match="broken.jsonl 无法使用"):
        read(tmp_path / "broken.jsonl")


def test_sets_of_the_evaluation_can_be_trained_on(tmp_path: Path, folder: Path) -> None:
    row = {"id": "a", "question": "修多少公里路", "answerable": True, "type": "figure", "history": []}
    row |= {"gold_quotes": ["新修农村公路120公里"], "gold_answers": ["120公里"], "report": ["石滩县"]}
    (tmp_path / "set.jsonl").write_text(json.dumps(row), "utf-8")
    [example] = placed(read_set(tmp_path / "set.jsonl"), [folder / "documents"])
    assert example.answer and example.document.report.quote(example.answer) == "120公里"


def test_squad_files_are_one_document_read_in_simplified_characters(tmp_path: Path) -> None:
    paragraphs = [
        {
            "context": f"{name}位於歐洲。{name}的人口是30萬。",
            "qas": [
                {
                    "id": name,
                    "question": f"{name}有多少人口？",
                    "answers": [{"text": "30萬", "answer_start": 13}],
                }
            ],
        }
        for name in ("甲國", "乙國")
    ]
    (tmp_path / "DRCD.json").write_text(json.dumps({"data": [{"paragraphs": paragraphs}]}), "utf-8")
    first, second = squad(tmp_path / "DRCD.json")
    assert first.document is second.document
    assert second.text == "乙国有多少人口？"
    assert second.evidence and second.document.report.quote(second.evidence) == "乙國的人口是30萬"
    assert windows(second.document, 260)[1].text == "乙国位于欧洲。乙国的人口是30万。"
    assert [example.text for example in squad(tmp_path / "DRCD.json", share=0.5)] == [first.text]


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the documents are not in this repository")
def test_the_committed_questions_are_found_in_their_documents() -> None:
    questions = [
        q for q in training_questions() + held_out_questions() if q.document in ("二十大报告", "made_xian_a")
    ]
    assert len(placed(questions, [DOCUMENTS])) == len(questions) == 184
