"""Asks every question of a set, and judges the answers."""

import logging
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from index import InputError, Library, Progress, Step

from ..answer import ask
from ..check import check_answer
from ..models import Answer, Turn
from ..retrieve import default_library
from .evalset import Case, Skip, is_squad, read_questions, read_squad
from .evaluation import Evaluation
from .metrics import Outcome, QuoteFinder, contains, overlap, recall


class Answerer(Protocol):
    """What is evaluated: ``rag.ask``, or anything called like it."""

    def __call__(self, question: str, history: Sequence[Turn], *, library: Library) -> Answer: ...


def evaluate(
    set_path: str | Path,
    library: Library | None = None,
    progress: Progress | None = None,
    answerer: Answerer = ask,
    skip: Skip = lambda error: logging.getLogger(__name__).warning("%s", error),
) -> Evaluation:
    """Ask every question of a set and judge the answers.

    set_path: one question a line (.jsonl, see tests/eval/README.md), or SQuAD's format (.json).
    library: the reports that the questions are about; the default library when None. For SQuAD only its
        embedding model is used: the contexts become a library of their own, for the run.
    progress: told of the questions asked, and of the contexts embedded.
    skip: told of each question that is broken or empty; the others are asked.

    Raises InputError when the set cannot be read, or when no gold quote of it stands in the library.
    """
    path = Path(set_path)
    if not is_squad(path):
        return _ask_all(
            path.name, read_questions(path, skip), library or default_library(), progress, answerer
        )
    report, cases = read_squad(path, skip)
    embedder = library.embedder if library else None
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(folder, embedder=embedder, seeds=False) as contexts,
    ):
        contexts.add_reports([report], progress)
        return _ask_all(path.name, cases, contexts, progress, answerer)


def _ask_all(
    name: str, cases: Sequence[Case], library: Library, progress: Progress | None, answerer: Answerer
) -> Evaluation:
    finder = QuoteFinder(library.reports())
    answerable = [case for case in cases if case.answerable]
    if answerable and not any(finder.places(case) for case in answerable):
        raise InputError(
            f"题集 {name} 的依据在资料库 {library.home.name} 中一处也没有找到。"
            "请用 --library 指定题集所依据的报告的资料库。"
        )
    answerer(cases[0].question, cases[0].history, library=library)  # the model loads outside the timing
    outcomes: list[Outcome] = []
    for done, case in enumerate(cases):
        if progress:
            progress(Step("asking", name, done, len(cases)))
        outcomes.append(_ask_one(case, library, finder, answerer))
    if progress:
        progress(Step("asking", name, len(cases), len(cases)))
    return Evaluation(name, tuple(outcomes))


def _ask_one(case: Case, library: Library, finder: QuoteFinder, answerer: Answerer) -> Outcome:
    start = time.perf_counter()
    answer = answerer(case.question, case.history, library=library)
    seconds = time.perf_counter() - start
    gold = finder.places(case)
    return Outcome(
        case=case,
        answer=answer,
        seconds=seconds,
        gold=gold,
        recall=recall(finder.paragraphs(gold), answer.passages),
        right_citations=sum(
            any(place.report == citation.report.id and overlap(place.span, citation.span) for place in gold)
            for citation in answer.citations
        ),
        contains=not answer.refused and contains(answer.text, case.gold_answers, case.match_all),
        problems=tuple(check_answer(answer, lambda report_id: library.report(report_id).text)),
    )
