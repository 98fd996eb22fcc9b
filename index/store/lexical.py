"""The tantivy index over paragraphs: BM25 on words. Derived from the store.

Scores are given as a share of the most that the question's words could score, so that they lie in [0, 1]
and mean the same for short and long questions: BM25's term weight is bounded by idf · (k1 + 1)
(Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond").
"""

import math
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from ..text import REVISION, content_words, tokenise
from .feed import Mark
from .folder import TantivyFolder

_WORDS = f"words{REVISION}"  # an index of other words has another schema, and is made anew
_K1 = 1.2  # tantivy's constant


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    builder.add_text_field("report", tokenizer_name="raw")
    builder.add_text_field(_WORDS, tokenizer_name="words")
    return builder.build()


class LexicalIndex(TantivyFolder):
    """BM25 search by paragraph row id. Text goes in as words, questions as the words that carry meaning."""

    def __init__(self, folder: Path) -> None:
        """As ``TantivyFolder``."""
        super().__init__(folder, _schema())

    def ids(self) -> set[int]:
        """The row ids of the paragraphs that it holds."""
        searcher = self.searcher()
        hits = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs)).hits
        return set(_rows(searcher, hits))

    def add(
        self,
        paragraphs: Iterable[tuple[int, str, str]],
        mark: Mark = Mark(),  # noqa: B008
        *,
        without: Iterable[str] = (),
        anew: bool = False,
    ) -> bool:
        """Commit (paragraph row id, report id, text) in one step.

        mark: up to where that brings it. without: reports to take out before; tantivy goes on counting what they held
        in the frequencies of words, until it is made ``anew`` from all paragraphs. True: words are weighed as they should.
        """
        self.commit(map(_document, paragraphs), mark, without=without, anew=anew)
        return True

    def search(self, question: str, k: int, reports: Sequence[str] | None) -> list[tuple[int, float]]:
        """The k best (paragraph row id, score in [0, 1]), best first.

        The question is only ever words: query syntax in it has no meaning.
        """
        searcher = self.searcher()
        words = content_words(question)
        most = sum(self._idf(searcher, word) for word in words) * (_K1 + 1)
        if not words or not searcher.num_docs:
            return []
        schema = self.index.schema
        any_word = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(schema, _WORDS, word)) for word in words]
        )
        query = any_word
        if reports is not None:
            inside = tantivy.Query.term_set_query(schema, "report", list(reports))
            query = tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Must, any_word),
                    (tantivy.Occur.Must, tantivy.Query.const_score_query(inside, 0.0)),
                ]
            )
        hits = searcher.search(query, limit=k).hits
        return [(row, score / most) for row, (score, _) in zip(_rows(searcher, hits), hits, strict=True)]

    def weights(self, words: Iterable[str]) -> dict[str, float]:
        """How much each word tells: its inverse document frequency over the paragraphs."""
        searcher = self.searcher()
        return {word: self._idf(searcher, word) for word in words}

    @staticmethod
    def _idf(searcher: tantivy.Searcher, word: str) -> float:
        documents, having = searcher.num_docs, searcher.doc_freq(_WORDS, word)
        having = min(having, documents)  # of which some may be removed
        return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def _document(paragraph: tuple[int, str, str]) -> tantivy.Document:
    row, report, text = paragraph
    document = tantivy.Document()
    document.add_unsigned("id", row)
    document.add_text("report", report)
    document.add_text(_WORDS, " ".join(tokenise(text)))
    return document


def _rows(searcher: tantivy.Searcher, hits: Sequence[tuple[Any, tantivy.DocAddress]]) -> list[int]:
    """Paragraph row ids of search hits."""
    values = searcher.fast_field_values("id", [address for _, address in hits])
    return [int(value) for value in values if value is not None]
