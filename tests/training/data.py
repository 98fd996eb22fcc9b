"""Questions, where their documents answer them, and which of them may be trained on.

Quotes are found by comparing without white space and punctuation, as parsers join lines in their own ways.
"""

import json
import unicodedata
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tests.training.base import (
    ROOT,
    Case,
    Document,
    InputError,
    Report,
    Span,
    as_document,
    locate,
    read_document,
    read_questions,
    read_squad,
    simplified,
)

QUESTIONS = ROOT / "tests" / "training" / "questions"
_SEEN = "seen-*.jsonl"  # the committed adapters were trained on these
_UNSEEN = "unseen-*.jsonl"  # and never saw these
MOST_UNSEEN = 2 / 3  # of their documents; the others always stay to judge


@dataclass(frozen=True)
class Question:
    """A question as its file has it; quotes are empty where there are none."""

    id: str
    text: str
    document: str  # its name
    evidence: str = ""  # of an answerable question: the clauses that answer it,
    answer: str = ""  # and the words of them that do
    near: str = ""  # of a near miss: the clauses that tempt


@dataclass(frozen=True)
class Example:
    """A question with its document, and where in its text the quotes lie."""

    id: str
    text: str
    document: Document
    evidence: Span | None = None  # None for a near miss
    answer: Span | None = None
    near: Span | None = None

    def evidence_in(self, span: Span) -> bool:
        """Whether a span holds some of the evidence."""
        return self.evidence is not None and max(span[0], self.evidence[0]) < min(span[1], self.evidence[1])

    def answered_by(self, span: Span) -> bool:
        """Whether a span may answer: it holds some of the evidence, or says the words of the answer, too."""
        if self.evidence is None or self.evidence_in(span):
            return self.evidence is not None
        report = self.document.report
        words = _letters(report.quote(self.answer or self.evidence))[0]
        return words in _letters(report.quote(span))[0]


def read(path: Path) -> list[Question]:
    """The questions of a file of ``questions/``. Raises InputError."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        quotes = ("evidence", "answer", "near")
        return [
            Question(row["id"], row["question"], row["report"], *(row.get(name, "") for name in quotes))
            for row in rows
        ]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"题目文件 {path} 无法使用（{type(error).__name__}: {error}）。") from error


def read_set(path: Path) -> list[Question]:
    """The questions of a set in the format of tests/eval that stand alone, as of their first report."""
    cases = [case for case in read_questions(path) if case.reports and not case.history]
    return [_question(case, case.reports[0], case.gold_quotes[:1]) for case in cases]


def training_questions(folder: Path = QUESTIONS, unseen: float = 0.0) -> list[Question]:
    """All seen questions, and the unseen ones about this share of their documents: none unless asked for."""
    return _all(folder, _SEEN) + [q for q in _all(folder, _UNSEEN) if _joins(q.document, unseen)]


def held_out_questions(folder: Path = QUESTIONS, unseen: float = 0.0) -> list[Question]:
    """The unseen questions that ``training_questions`` leaves out."""
    return [question for question in _all(folder, _UNSEEN) if not _joins(question.document, unseen)]


def _all(folder: Path, pattern: str) -> list[Question]:
    return [question for path in sorted(folder.glob(pattern)) for question in read(path)]


def _joins(document: str, unseen: float) -> bool:
    """By its name alone, so that every run and script draws the same line."""
    return zlib.crc32(document.encode()) / 2**32 < min(unseen, MOST_UNSEEN)


def placed(questions: Sequence[Question], folders: Sequence[Path]) -> list[Example]:
    """The questions with their documents, read from the folders; those whose quote isn't found are left out.

    Raises InputError where a document is missing.
    """
    names = sorted({question.document for question in questions})
    files = locate(names, [folder for folder in folders if folder.is_dir()])
    if missing := [name for name in names if name not in files]:
        raise InputError(
            f"缺少 {len(names)} 份文档中的 {len(missing)} 份：{'、'.join(missing[:5])}{'……' * (len(missing) > 5)}。"
            f"在 {'、'.join(map(str, folders))} 中按文件名查找（.docx、.txt），文档不在本仓库中；"
            "请用 --documents 给出文件夹，或用 --only 只取部分文档。"
            f" (Missing documents: {len(missing)} of {len(names)}; give their folders by --documents.)"
        )
    documents = {name: read_document(name, files[name]) for name in names}
    examples = [_placed(question, documents[question.document]) for question in questions]
    return [example for example in examples if example is not None]


def squad(path: Path, share: float = 1.0) -> list[Example]:
    """The first ``share`` of the questions of a SQuAD file (CMRC, DRCD), whose paragraphs make one document."""
    report, cases = read_squad(path)
    document = as_document(path.stem, report)
    examples: list[Example] = []
    for case in cases[: round(share * len(cases))]:
        within = report.paragraph(case.paragraph).span if case.paragraph else None
        example = _placed(_question(case, path.stem, case.gold_quotes), document, within)
        if example is not None:
            examples.append(example)
    return examples


def _question(case: Case, document: str, quotes: Sequence[str]) -> Question:
    evidence = quotes[0] if quotes else ""
    inside = [answer for answer in case.gold_answers if answer in evidence]
    return Question(case.id, case.question, document, evidence, inside[0] if inside else "")


def _placed(question: Question, document: Document, within: Span | None = None) -> Example | None:
    report = document.report
    evidence = find(report, question.evidence, within)
    if question.evidence and evidence is None:
        return None
    answer = find(report, question.answer, evidence) if evidence else None
    near = find(report, question.near)
    return Example(question.id, simplified(question.text), document, evidence, answer, near)


def find(report: Report, quote: str, within: Span | None = None) -> Span | None:
    """Where a quote first stands in one paragraph of a report, or within a span of one."""
    wanted, _ = _letters(quote)
    if not wanted:
        return None
    for start, end in [within] if within else [paragraph.span for paragraph in report.paragraphs]:
        letters, places = _letters(report.text[start:end])
        at = letters.find(wanted)
        if at >= 0:
            return Span(start + places[at], start + places[at + len(wanted) - 1] + 1)
    return None


@lru_cache(maxsize=20_000)
def _letters(text: str) -> tuple[str, list[int]]:
    """The characters that are neither white space nor punctuation, and their places; 13.3% keeps its sign."""
    places = [
        i for i, each in enumerate(text) if each in "%‰％" or unicodedata.category(each)[0] not in "PZC"
    ]
    return "".join(text[i] for i in places), places
