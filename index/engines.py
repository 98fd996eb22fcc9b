"""Where a library's searches run: in its folder, or on a Milvus server that several machines share."""

import os
import secrets
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from .home import ASIDE
from .store import LexicalIndex, Mark, ScoredRow, Store, VectorIndex

Found = list[tuple[int, float]]  # row ids and scores, best first


class VectorSearch(Protocol):
    """Nearest chunks by row id, derived from a store."""

    def refresh(self) -> None:
        """Take in what has changed in the store."""

    def is_whole(self) -> bool:
        """Whether it holds what the store does."""

    def renew(self) -> None:
        """Make it anew from the store."""

    def search(self, question: NDArray[np.float32], k: int, reports: Iterable[str] | None) -> Found:
        """The k nearest (chunk row id, cosine), best first; of some reports, or of all."""

    def scored(self, paragraphs: Iterable[int], question: NDArray[np.float32]) -> list[ScoredRow]:
        """The chunks of some paragraphs (by row id), in order, each with its exact cosine."""


class WordSearch(Protocol):
    """BM25 over paragraphs by row id, as a share of the most the question could score."""

    def reload(self) -> None:
        """See what another process has added."""

    def mark(self) -> Mark:
        """Up to where in the store's log it has come, by whichever process."""

    def __len__(self) -> int: ...

    def ids(self) -> set[int]:
        """The row ids of the paragraphs that it holds."""

    def add(
        self,
        paragraphs: Iterable[tuple[int, str, str]],
        mark: Mark,
        *,
        without: Iterable[str] = (),
        anew: bool = False,
    ) -> bool:
        """Hold (paragraph row id, report id, text), without some reports, or all, from before; False: better all anew."""

    def search(self, question: str, k: int, reports: Sequence[str] | None) -> Found:
        """The k best (paragraph row id, score in [0, 1]), best first."""

    def weights(self, words: Iterable[str]) -> dict[str, float]:
        """Inverse document frequency of each (normalised) word over the paragraphs."""


class Engine(NamedTuple):
    """The two searches of one library, how to part from them, and whether several machines share them."""

    vectors: VectorSearch
    words: WordSearch
    close: Callable[[], None]
    shared: bool


def local_engine(folder: Path, store: Store) -> Engine:
    """FAISS and tantivy, in files in the folder."""
    return Engine(VectorIndex(folder, store), LexicalIndex(folder / "words"), lambda: None, shared=False)


def configured_engine(folder: Path, store: Store) -> Engine:
    """Milvus where ASKREPORT_MILVUS names a server, otherwise the folder's own. Raises LibraryError.

    Nobody asks what grows aside while a library is rebuilt: it puts nothing on a server.
    """
    address = os.environ.get("ASKREPORT_MILVUS")
    if not address or folder.name == ASIDE:
        return local_engine(folder, store)
    from .milvus import MilvusVectors, MilvusWords, Server

    server = Server(address, _identity(store))
    return Engine(MilvusVectors(server, store), MilvusWords(server), server.close, shared=True)


def _identity(store: Store) -> str:
    """What tells a library from all others that share a server."""
    if store.meta("identity") is None:
        with store.transaction():
            if store.meta("identity") is None:
                store.set_meta("identity", secrets.token_hex(8))
    return str(store.meta("identity"))
