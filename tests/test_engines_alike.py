"""The same answers with either engine: tests/benchmarks/engines.py over the report of the project, in small."""

from dataclasses import replace
from pathlib import Path

import pytest
from engines import Run, compared, farthest, on_milvus, run, spread

from index import Library
from rag.evaluate.evalset import read_questions
from tests.fake_reader import FakeReader
from tests.milvus import milvus_server
from tests.processes import ROOT

QUESTIONS = 12


@pytest.mark.e2e
def test_the_same_answers(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.read.reader._default_reader", FakeReader)
    cases = read_questions(ROOT / "tests" / "eval" / "seen" / "seed_report.jsonl")[::9][:QUESTIONS]
    folder, milvus = Run(), Run()
    run(library, cases, folder)
    with milvus_server(tmp_path / "milvus") as address, on_milvus(library, address) as other:
        run(other, cases, milvus)
    assert compared(folder, milvus).report() == f"{QUESTIONS} the same, 0 different"
    assert len(set(folder.answers)) == QUESTIONS
    assert compared(folder, replace(milvus, answers=milvus.answers[::-1])).different
    assert farthest(folder, milvus) < 1e-6 < farthest(folder, replace(folder, scores=folder.scores[::-1]))
    assert len(milvus.asking) == QUESTIONS and milvus.searching and "ms" in spread(milvus.asking)
