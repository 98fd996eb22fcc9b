"""What the tests of both engines say of a library's searches."""

from math import log
from pathlib import Path

import pytest

from index import Candidate, Library
from index.engines import local_engine
from index.search import Searches, _indexed_text
from index.text import tokenise
from tests.index.conftest import CountingEmbedder
from tests.index.reports import TOPICS, found, ids

QUESTIONS = ("提案办理", "第3号报告", "小麦工作完成多少件", "群众表示满意 港口", "没有的词")


def again(library: Library) -> Library:
    """The same library, as another process opens it."""
    return Library.open(library.folder, embedder=CountingEmbedder(), seeds=False)


def shown(candidates: list[Candidate]) -> dict[tuple[str, int], tuple[object, object]]:
    """By their places; single precision tells shares apart."""
    return {
        (each.report, each.paragraph): (each.chunks, pytest.approx(each.lexical, abs=1e-6))
        for each in candidates
    }


def assert_searches_as_a_folder_does(library: Library, folder: Path) -> None:
    """As FAISS and tantivy over the same store: the same paragraphs, cosines, shares and weights, none at fault."""
    folder.mkdir(exist_ok=True)
    local = Searches(folder, library.store, local_engine)
    local.refresh(library.store.report)
    for question in QUESTIONS:
        [vector] = library.embedder.embed_questions([question])
        for scope in (None, ids(library)[:2], []):
            mine = library.candidates(question, k=500, reports=scope)
            assert shown(mine) == shown(local.candidates(question, vector, 500, scope))
    words = [*TOPICS, "第", "完成", "没有的词"]
    assert library.word_weights(words) == pytest.approx(local.word_weights(words))
    assert library.faults_of_indexes(mend=False) == []


def assert_whole(library: Library) -> None:
    """Everything is found, and each word weighs what counting it says."""
    assert library.faults_of_indexes(mend=False) == []
    assert found(library, "群众表示满意") == set(ids(library))
    paragraphs = [
        set(tokenise(_indexed_text(report, paragraph.number)))
        for report in library.reports()
        for paragraph in report.paragraphs
    ]
    having = {word: sum(word in paragraph for paragraph in paragraphs) for word in TOPICS}
    weights = {n: log(1 + (len(paragraphs) - n + 0.5) / (n + 0.5)) for n in having.values()}
    assert library.word_weights(TOPICS) == pytest.approx({word: weights[n] for word, n in having.items()})
