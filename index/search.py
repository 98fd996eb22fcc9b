"""The searches over a store, by vectors and by words, and what they find together; and which reports hold a string.

Their indexes are derived from the store, whose log tells what they lack. That of strings lies in the library's folder with
either engine: it needs the places of words in whole reports, which Milvus does not keep, and no model to be made.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .engines import Engine, configured_engine
from .models import Report, Span
from .store import Change, Store, StringIndex

_SOON_DONE = 20_000  # paragraphs whose words are counted anew in a few seconds
_DRIFT = 0.02  # share of removed paragraphs that words may go on being counted in


class ScoredChunk(NamedTuple):
    """A chunk's place and its cosine with the question."""

    span: Span
    cosine: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph that one of the two searches found, with both scores."""

    report: str
    paragraph: int  # 1-based number
    chunks: tuple[ScoredChunk, ...]  # all of the paragraph's, in order; never empty
    lexical: float  # BM25 as a share of the most the question could score, in [0, 1]

    @property
    def place(self) -> tuple[str, int]:
        return self.report, self.paragraph

    @property
    def dense(self) -> float:
        """The cosine of its best chunk."""
        return max(chunk.cosine for chunk in self.chunks)


class Searches:
    """The dense and the lexical index of one library.

    engine: where they are. Whoever makes or refreshes them holds the library's file lock, and then has its ``turn``;
    whoever uses them holds its thread lock.
    """

    def __init__(
        self, folder: Path, store: Store, engine: Callable[[Path, Store], Engine] = configured_engine
    ) -> None:
        self._store = store
        self._vectors, self._lexical, self.close, self._shared = engine(folder, store)
        self.strings = StringIndex(folder / "strings")

    def turn(self) -> AbstractContextManager[None]:
        """Nobody else makes or refreshes them meanwhile, on another machine either where machines share them."""
        return self._store.turn() if self._shared else nullcontext()

    def refresh(self, report_of: Callable[[str], Report]) -> None:
        """Bring the indexes up to the store. Nothing is embedded: the store has the vectors."""
        for index in (self._lexical, self.strings):
            index.reload()
        self._refresh_lexical(report_of)
        self._refresh_strings(report_of)
        self._vectors.refresh()

    def faults(self) -> list[str]:
        """What of the indexes is not as the store says, in words."""
        found = []
        if self._lexical.ids() != set(self._store.paragraph_ids()):
            found.append("词语索引与数据库不一致")
        if self.strings.ids() != {report for _, report in self._store.positions()}:
            found.append("字符串索引与数据库不一致")
        if not self._vectors.is_whole():
            found.append("向量索引与数据库不一致")
        return found

    def renew(self, report_of: Callable[[str], Report]) -> None:
        """Make all indexes anew from the store."""
        self._refresh_lexical(report_of, anew=True)
        self._refresh_strings(report_of, anew=True)
        self._vectors.renew()

    def _refresh_lexical(self, report_of: Callable[[str], Report], anew: bool = False) -> None:
        changes = self._store.changes_since(self._lexical.mark())
        anew = anew or changes is None or _is_much(changes, len(self._lexical))
        added = [] if anew or not changes else [c.report for c in changes if c.added]
        if anew or changes:
            keys = self._store.paragraph_keys(self._store.paragraph_ids(None if anew else added))
            well_weighed = self._lexical.add(
                (
                    (row, key.report, _indexed_text(report_of(key.report), key.number))
                    for row, key in keys.items()
                ),
                self._store.mark(),
                without=[] if anew or not changes else [c.report for c in changes],
                anew=anew,
            )
            if not well_weighed and not anew:
                self._refresh_lexical(report_of, anew=True)

    def _refresh_strings(self, report_of: Callable[[str], Report], anew: bool = False) -> None:
        changes = None if anew else self._store.changes_since(self.strings.mark())
        if changes is None or changes:
            touched = None if changes is None else {change.report for change in changes}
            held = [report for _, report in self._store.positions() if touched is None or report in touched]
            self.strings.add(
                map(report_of, held), self._store.mark(), without=touched or (), anew=touched is None
            )

    def candidates(
        self, question: str, vector: NDArray[np.float32], k: int, reports: Sequence[str] | None
    ) -> list[Candidate]:
        """Paragraphs among the k best chunks or the k best paragraphs by words, in no order."""
        with self._store.snapshot():
            near = self._vectors.search(vector, k, reports)
            nearest = self._store.chunk_paragraphs(row for row, _ in near)
            lexical = dict(self._lexical.search(question, k, reports))
            # Whichever search found a paragraph, all its chunks get their exact cosine.
            scored = self._vectors.scored(lexical.keys() | set(nearest.values()), vector)
        found = []
        for (paragraph, report, number), parts in groupby(scored, key=lambda chunk: chunk[1:4]):
            each = tuple(ScoredChunk(Span(start, end), cosine) for *_, start, end, cosine in parts)
            found.append(Candidate(report, number, each, lexical.get(paragraph, 0.0)))
        return found

    def word_weights(self, words: Iterable[str]) -> dict[str, float]:
        """Inverse document frequency of each (normalised) word over the paragraphs."""
        return self._lexical.weights(words)


def _is_much(changes: Sequence[Change], held: int) -> bool:
    """Whether so much is removed that the words' frequencies are worth counting anew: while it is soon done, any."""
    removed = sum(change.paragraphs.size for change in changes if not change.added)
    return removed > (held * _DRIFT if held > _SOON_DONE else 0)


def _indexed_text(report: Report, number: int) -> str:
    """A paragraph with what it stands under, as words see it."""
    paragraph = report.paragraph(number)
    return " ".join([report.metadata.short_title, *paragraph.section, report.quote(paragraph.span)])
