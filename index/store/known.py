"""Vectors that need not be made again: those of the texts that were embedded before, by SHA-256."""

import threading
from collections.abc import Iterable

from ..embed import Vectors
from .store import Store


class KnownVectors:
    """Looks in one store, and in others that are named later. Holds the lock that keeps threads off them."""

    def __init__(self, store: Store, lock: threading.RLock) -> None:
        self.stores = [store]
        self._lock = lock

    def __call__(self, model: str, digests: Iterable[bytes]) -> dict[bytes, Vectors]:
        """The vectors of a model, by the digest of the text that it embedded, of those that are held."""
        wanted, found = set(digests), dict[bytes, Vectors]()
        for store in self.stores:
            with self._lock, store.snapshot():
                if store.meta("model") == model:
                    held = {digest: store.vector_of(digest) for digest in wanted - found.keys()}
                    found |= {digest: vector for digest, vector in held.items() if vector is not None}
        return found
