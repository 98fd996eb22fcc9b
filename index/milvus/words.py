"""The search by words on Milvus: BM25 over paragraphs, as the local index reckons it.

A paragraph is a sparse vector of what each of its words would add to a score but for its rarity, a question one of the
rarities of its words; BM25 is their inner product. Milvus can reckon BM25 by itself, but tells neither how rare a word is
nor what a question could score at most, and milvus-lite counts words segment by segment.
"""

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from ..store import Mark
from ..text import REVISION, content_words, tokenise
from .kept import SPARSE_INDEX, Kept, State, within
from .server import Row, Server

_K1, _B = 1.2, 0.75  # those of tantivy
_KEYS = (1 << 32) - 2  # places of sparse vectors that words may have
_NO_WORD = _KEYS  # the last one: that of a paragraph without words, as no vector may be empty
_SAMPLE = 20_000  # paragraphs whose lengths tell the average where none is known
_DRIFT = 0.01  # by how much the average may differ from the one that rows were weighed by
_EXACT_LENGTHS = 40

_FIELDS = {"length": {"datatype": "INT64"}, "words": {"datatype": "SPARSE_FLOAT_VECTOR"}}


class _Counted(NamedTuple):
    row: int
    report: str
    words: Counter[int]  # how often each stands in the paragraph


class MilvusWords:
    """BM25 search by paragraph row id. Text goes in as words, questions as the words that carry meaning."""

    def __init__(self, server: Server) -> None:
        self._kept = Kept(server, "words", REVISION)

    def reload(self) -> None:
        """See what another server has added."""
        self._kept.read()

    def mark(self) -> Mark:
        """Up to where in the library's log it has come, by whichever server."""
        return self._kept.state.mark if self._kept.state else Mark()

    def __len__(self) -> int:
        return int(self._kept.state.figures.get("rows", 0)) if self._kept.state else 0

    def ids(self) -> set[int]:
        """The row ids of the paragraphs that it holds."""
        return {row["id"] for batch in self._kept.rows("id > 0", ["id"]) for row in batch}

    def add(
        self,
        paragraphs: Iterable[tuple[int, str, str]],
        mark: Mark,
        *,
        without: Iterable[str] = (),
        anew: bool = False,
    ) -> bool:
        """Write (paragraph row id, report id, text), once the paragraphs of some reports, or all, are taken out.

        mark: up to where that brings it. False when the paragraphs have become so much longer or shorter that all of them
        should be added anew.
        """
        counted = map(_counted, paragraphs)
        sample = list(islice(counted, _SAMPLE))
        state = self._kept.state
        if anew or state is None:
            number = self._kept.begin(_FIELDS, ("words", SPARSE_INDEX))
            average = self._average(sample)
            totals = _Totals()
        else:
            number, average = state.number, state.figures["average"]
            totals = _Totals(int(state.figures["rows"]), int(state.figures["length"]), Counter(state.counts))
            self._take_out(number, list(without), totals)
        self._kept.put(number, self._rows(chain(sample, counted), average, totals))
        figures = {"rows": totals.rows, "length": totals.length, "average": average}
        self._kept.commit(State(mark, number, figures, totals.counts))
        return abs(totals.length - average * totals.rows) <= _DRIFT * totals.length

    def _average(self, sample: Sequence[_Counted]) -> float:
        """How many words a paragraph has: of all where they are few, as known of others, or of a sample."""
        state = self._kept.state
        if len(sample) == _SAMPLE and state and state.figures.get("rows"):
            return state.figures["length"] / state.figures["rows"]
        return sum(each.words.total() for each in sample) / max(1, len(sample)) or 1.0

    def _take_out(self, number: int, reports: Sequence[str], totals: "_Totals") -> None:
        gone = self._kept.rows(within(reports), ["id", "length", "words"]) if reports else ()
        found = [row for batch in gone for row in batch]
        if not found:
            return
        self._kept.distrust()
        for row in found:
            totals.count(row["words"].keys() - {_NO_WORD}, row["length"], -1)
        self._kept.take_out(number, [row["id"] for row in found])

    def _rows(self, paragraphs: Iterable[_Counted], average: float, totals: "_Totals") -> Iterator[Row]:
        for row, report, words in paragraphs:
            length = words.total()
            totals.count(words, length, 1)
            weighed = _weighed(words, length, average) or {_NO_WORD: 1.0}
            yield {"id": row, "report": report, "length": length, "words": weighed}

    def search(self, question: str, k: int, reports: Sequence[str] | None) -> list[tuple[int, float]]:
        """The k best (paragraph row id, score in [0, 1]), best first."""
        weights = self.weights(content_words(question))
        most = sum(weights.values()) * (_K1 + 1)
        if not weights or not len(self):
            return []
        asked = {_key(word): weight for word, weight in weights.items()}
        return [(row, score / most) for row, score in self._kept.search("words", asked, k, reports)]

    def weights(self, words: Iterable[str]) -> dict[str, float]:
        """How much each word tells: its inverse document frequency over the paragraphs."""
        return {word: self._idf(word) for word in words}

    def _idf(self, word: str) -> float:
        rows = len(self)
        having = min(rows, self._kept.state.counts.get(_key(word), 0)) if self._kept.state else 0
        return math.log(1 + (rows - having + 0.5) / (having + 0.5))


class _Totals:
    """What is known of all paragraphs together."""

    def __init__(self, rows: int = 0, length: int = 0, counts: Counter[int] | None = None) -> None:
        self.rows = rows
        self.length = length
        self.counts = counts or Counter[int]()  # in how many paragraphs each word stands

    def count(self, words: Iterable[int], length: int, times: int) -> None:
        """Count a paragraph in, or out."""
        self.rows += times
        self.length += times * length
        for word in words:
            self.counts[word] += times


def _counted(paragraph: tuple[int, str, str]) -> _Counted:
    row, report, text = paragraph
    return _Counted(row, report, Counter(map(_key, tokenise(text))))


def _key(word: str) -> int:
    """The place of a word in sparse vectors. Of 300,000 words, some ten pairs share one."""
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) % _KEYS


def _weighed(words: Counter[int], length: int, average: float) -> dict[int, float]:
    """What each word adds to a score but for its rarity: BM25's saturated count."""
    damping = _K1 * (1 - _B + _B * _as_tantivy(length) / average)
    return {word: count * (_K1 + 1) / (count + damping) for word, count in words.items()}


def _as_tantivy(length: int) -> int:
    """A length as tantivy keeps it in a byte, so that both engines rank alike: past 40 words to four binary digits."""
    if length <= _EXACT_LENGTHS:
        return length
    over = length - 24
    spare = over.bit_length() - 4
    return (over >> spare << spare) + 24
