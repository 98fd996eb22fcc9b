"""Evaluation sets: questions, what a right answer says, and where the reports say it."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import InputError, Report
from index.parse import report_from_paragraphs
from index.text import split_sentences

from ..models import Turn


@dataclass(frozen=True, slots=True)
class Case:
    """One question of a set; the fields are those of tests/eval/README.md."""

    id: str
    question: str
    answerable: bool
    gold_quotes: tuple[str, ...] = ()  # as printed; empty when not answerable
    gold_answers: tuple[str, ...] = ()
    match_all: bool = False  # whether every gold answer must appear, or any one
    history: tuple[Turn, ...] = ()
    type: str = "question"
    reports: tuple[str, ...] = ()  # part of the title or file name of the reports meant
    paragraph: int | None = None  # 1-based number of the paragraph that holds the gold quotes, where known


def is_squad(path: Path) -> bool:
    """Whether the file is one JSON document in SQuAD's format, rather than one question a line."""
    return path.suffix.lower() == ".json"


Skip = Callable[[InputError], None]


def _stop(error: InputError) -> None:
    raise error


def read_questions(path: Path, skip: Skip = _stop) -> list[Case]:
    """The questions of a JSON Lines file. Raises InputError.

    skip: told of each question that cannot be used, and why; by default that ends the reading.
    """
    cases: list[Case] = []
    for number, line in enumerate(_read(path).splitlines(), start=1):
        if line.strip():
            try:
                cases.append(_case(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                unusable = InputError(
                    f"题集 {path} 第 {number} 行无法使用（{type(error).__name__}: {error}）：{line[:80]!r}。"
                    "每行应是一个 JSON 对象，字段见 tests/eval/README.md。"
                )
                unusable.__cause__ = error
                skip(unusable)
    return _not_empty(path, cases)


def _case(fields: dict[str, Any]) -> Case:
    case = Case(
        id=str(fields["id"]),
        question=fields["question"].strip(),
        answerable=fields["answerable"],
        gold_quotes=tuple(fields["gold_quotes"]),
        gold_answers=tuple(fields["gold_answers"]),
        match_all=fields.get("gold_match", "any") == "all",
        history=tuple({"role": turn["role"], "content": turn["content"]} for turn in fields["history"]),
        type=fields["type"],
        reports=tuple(fields["report"]),
    )
    if not case.question or not isinstance(case.answerable, bool):
        raise ValueError("question 不能为空，answerable 应为 true 或 false")
    if {case.answerable} != {bool(case.gold_quotes), bool(case.gold_answers)}:
        raise ValueError("有答案的题应给出 gold_quotes 和 gold_answers，没有答案的题不应给出")
    return case


def read_squad(path: Path, skip: Skip = _stop) -> tuple[Report, list[Case]]:
    """A report whose paragraphs are the set's contexts, and the questions. Raises InputError.

    skip: as for ``read_questions``, of an empty question.
    Gold quotes are the sentences that the answers lie in. The report has no title, so that the contexts
    are searched as they stand.
    """
    try:
        paragraphs = [p for article in json.loads(_read(path))["data"] for p in article["paragraphs"]]
        read = [case for number, p in enumerate(paragraphs, 1) for case in _squad_cases(p, number)]
        contexts = [p["context"] for p in paragraphs]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{path} 不是 SQuAD 格式的题集（{type(error).__name__}: {error}）。"
            "应为 data → paragraphs → context、qas；逐行一题的题集请用 .jsonl 作扩展名。"
        ) from error
    for case in read:
        if not case.question:
            skip(InputError(f"题集 {path} 中编号为 {case.id!r} 的题没有问题文字。"))
    cases = [case for case in read if case.question]
    return report_from_paragraphs(contexts, ""), _not_empty(path, cases)


def _squad_cases(paragraph: dict[str, Any], number: int) -> Iterator[Case]:
    context = paragraph["context"]
    sentences = split_sentences(context, 0, len(context))
    for qa in paragraph["qas"]:
        answerable = not qa.get("is_impossible", False)  # SQuAD 2.0
        answers = [(a["text"], a["answer_start"]) for a in qa["answers"] if answerable]
        yield Case(
            id=str(qa["id"]),
            question=qa["question"].strip(),
            answerable=answerable,
            gold_quotes=tuple(
                dict.fromkeys(
                    context[start:end]
                    for start, end in sentences
                    if any(start < at + len(text) and at < end for text, at in answers)
                )
            ),
            gold_answers=tuple(dict.fromkeys(text for text, _ in answers)),
            type="squad",
            paragraph=number,
        )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"题集 {path} 读不出来（{error}）。请检查路径；文件应为 UTF-8 编码。") from error


def _not_empty(path: Path, cases: list[Case]) -> list[Case]:
    if not cases:
        raise InputError(f"题集 {path} 中一道题也没有。")
    return cases
