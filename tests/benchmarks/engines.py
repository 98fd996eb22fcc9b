"""Answers over one library with its searches in its folder (FAISS and tantivy), and on Milvus: how many are the same, how long both take.

The same is what is so byte for byte, but for the last digits of scores: both engines add up in single precision, each in its
own order. Without `--milvus` milvus-lite is started, which searches in Python, row by row: its times say nothing of a server's.
"""

import json
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from operator import eq
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from common import DATA, SEED, SETS, are_shipped, arguments, asked_about, library_of, reports_of
from same_answers import NAMES, Comparison

from index import Candidate, Library
from rag.answer import ask
from rag.evaluate.evalset import Case, read_questions
from tests.milvus import milvus_server


@dataclass
class Run:
    """One engine's answers as JSON, and the seconds of each, and of each search for candidates."""

    answers: list[str] = field(default_factory=list)
    scores: list[list[float]] = field(default_factory=list)  # of each answer's passages
    asking: list[float] = field(default_factory=list)
    searching: list[float] = field(default_factory=list)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--questions", type=int, default=200, help="how many, taken evenly from the sets")
    parser.add_argument("--milvus", metavar="ADDRESS", help="of a server that runs")
    options = parser.parse_args()
    names = [name for name in NAMES if is_here(asked_about(name))]
    folder, milvus = Run(), Run()
    with served(options.milvus, options.cache) as address:
        for name, cases in taken(names, options.questions).items():
            with library_of(reports_of(name), options.cache) as library:
                run(library, cases, folder)
                with on_milvus(library, address) as other:
                    run(other, cases, milvus)
    print(f"\n{len(folder.answers)} questions over the reports of {len(names)} sets\n")
    print("| searches | answer p50 / p95 | candidates p50 / p95 |\n| --- | --- | --- |")
    for name, one in (("in the folder", folder), ("on Milvus", milvus)):
        print(f"| {name} | {spread(one.asking)} | {spread(one.searching)} |")
    print(f"\nAnswers, byte for byte but for scores: {compared(folder, milvus).report()}")
    exactly = sum(map(eq, folder.scores, milvus.scores))
    print(f"Scores: {exactly} the same in all digits; they differ by {farthest(folder, milvus):.0e} at most")


def is_here(reports: set[str]) -> bool:
    return reports == SEED or are_shipped(reports) or DATA.exists()


def taken(names: Sequence[str], most: int) -> dict[str, list[Case]]:
    """So many questions, taken evenly, by their set."""
    cases = [(name, case) for name in names for case in read_questions(SETS / f"{name}.jsonl")]
    chosen = cases[:: max(1, len(cases) // most)][:most]
    return {name: [case for each, case in chosen if each == name] for name in names}


@contextmanager
def served(address: str | None, cache: Path) -> Iterator[str]:
    """The server of this address, or one that is started."""
    if address:
        yield address
        return
    with milvus_server(cache / "milvus") as started:
        yield started


def on_milvus(library: Library, address: str) -> Library:
    """The same library, searched on a server."""
    with patch.dict(os.environ, ASKREPORT_MILVUS=address):
        start = time.perf_counter()
        opened = Library.open(library.folder, embedder=library.embedder, seeds=False)
        print(
            f"opened on Milvus, and indexed where it was not: {time.perf_counter() - start:.1f} s", flush=True
        )
    return opened


def run(library: Library, cases: Sequence[Case], done: Run) -> None:
    """Put questions to a library, and note down what comes."""
    library.candidates("预热")

    def candidates(*arguments: Any, **options: Any) -> list[Candidate]:
        start = time.perf_counter()
        found = Library.candidates(library, *arguments, **options)
        done.searching.append(time.perf_counter() - start)
        return found

    with patch.object(library, "candidates", candidates):
        for case in cases:
            start = time.perf_counter()
            told = ask(case.question, case.history, library=library).to_dict()
            done.asking.append(time.perf_counter() - start)
            done.scores.append([each.pop("score") for each in told["passages"]])
            done.answers.append(json.dumps({"id": case.id, **told}, ensure_ascii=False))


def compared(one: Run, other: Run) -> Comparison:
    pairs = list(zip(one.answers, other.answers, strict=True))
    different = [(before, after) for before, after in pairs if before != after]
    return Comparison(len(pairs) - len(different), different)


def farthest(one: Run, other: Run) -> float:
    """By how much two scores of the same answer differ at most; nothing can be said where they are not as many."""
    pairs = [
        pair for scores in zip(one.scores, other.scores, strict=True) for pair in zip(*scores, strict=False)
    ]
    return max((abs(a - b) for a, b in pairs), default=0.0)


def spread(seconds: Sequence[float]) -> str:
    p50, p95 = np.percentile(seconds, [50, 95]) * 1000
    return f"{p50:.0f} ms / {p95:.0f} ms"


if __name__ == "__main__":
    main()
