"""The tantivy index over paragraphs: BM25 on words. Derived from the store.

Scores are given as a share of the most that the question's words could score, so that they lie in [0, 1]
and mean the same for short and long questions: BM25's term weight is bounded by idf · (k1 + 1)
(Robertson & Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond").
"""

import json
import math
import shutil
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tantivy

from ..files import write_atomically
from ..text import REVISION, content_words, tokenise

_WORDS = f"words{REVISION}"  # an index of other words has another schema, and is made anew
_K1 = 1.2  # tantivy's constant
_HEAP_BYTES = 64_000_000
_CHECKSUMS = "checksums.json"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("id", stored=True, indexed=True, fast=True)
    builder.add_text_field("report", tokenizer_name="raw")
    builder.add_text_field(_WORDS, tokenizer_name="words")
    return builder.build()


class LexicalIndex:
    """BM25 search by paragraph row id. Text goes in as words, questions as the words that carry meaning."""

    def __init__(self, folder: Path) -> None:
        """Open the index, or make an empty one where it is missing, damaged or of another schema.

        As for ``ids`` and ``update``, no other process may write it meanwhile.
        """
        self._folder = folder
        self._index = self._open() or self._create()
        self._index.config_reader("Manual")  # not by itself between two steps of one search
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self._index.register_tokenizer("words", words)

    def _open(self) -> tantivy.Index | None:
        # tantivy maps its files into memory and trusts them: a damaged one can end the process.
        sums = self._folder / _CHECKSUMS
        if not sums.is_file() or sums.read_bytes() != self._checksums():
            return None
        try:
            return tantivy.Index(_schema(), str(self._folder))
        except ValueError:
            return None

    def _create(self) -> tantivy.Index:
        if self._folder.is_dir():
            shutil.rmtree(self._folder)
        self._folder.unlink(missing_ok=True)
        self._folder.mkdir()
        return tantivy.Index(_schema(), str(self._folder))

    def _checksums(self) -> bytes:
        """CRC-32 of each file that tantivy wrote, by name; its locks come and go."""
        files = sorted(f for f in self._folder.iterdir() if f.name != _CHECKSUMS and f.suffix != ".lock")
        return json.dumps({file.name: zlib.crc32(file.read_bytes()) for file in files}).encode()

    def ids(self) -> set[int]:
        """The row ids of the paragraphs that it holds."""
        self._index.reload()
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.all_query(), limit=max(1, searcher.num_docs)).hits
        return set(_rows(searcher, hits))

    def add(self, paragraphs: Iterable[tuple[int, str, str]], *, anew: bool = False) -> None:
        """Commit (paragraph row id, report id, text) in one step; ``anew`` without those held so far.

        There is no removing some: tantivy goes on counting what was deleted in the frequencies of words.
        """
        writer = self._index.writer(_HEAP_BYTES, num_threads=1)
        if anew:
            writer.delete_all_documents()
        for row, report, text in paragraphs:
            document = tantivy.Document()
            document.add_unsigned("id", row)
            document.add_text("report", report)
            document.add_text(_WORDS, " ".join(tokenise(text)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        write_atomically(self._folder / _CHECKSUMS, self._checksums())
        self._index.reload()

    def search(self, question: str, k: int, reports: Sequence[str] | None) -> list[tuple[int, float]]:
        """The k best (paragraph row id, score in [0, 1]), best first.

        The question is only ever words: query syntax in it has no meaning.
        """
        searcher = self._index.searcher()
        words = content_words(question)
        most = sum(self._idf(searcher, word) for word in words) * (_K1 + 1)
        if not words or not searcher.num_docs:
            return []
        schema = self._index.schema
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
        searcher = self._index.searcher()
        return {word: self._idf(searcher, word) for word in words}

    @staticmethod
    def _idf(searcher: tantivy.Searcher, word: str) -> float:
        documents, having = searcher.num_docs, searcher.doc_freq(_WORDS, word)
        return math.log(1 + (documents - having + 0.5) / (having + 0.5))


def _rows(searcher: tantivy.Searcher, hits: Sequence[tuple[Any, tantivy.DocAddress]]) -> list[int]:
    """Paragraph row ids of search hits."""
    values = searcher.fast_field_values("id", [address for _, address in hits])
    return [int(value) for value in values if value is not None]
