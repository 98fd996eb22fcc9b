"""A deterministic stand-in for the embedding model."""

import zlib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from operator import add

import numpy as np

from index.embed import Vectors

_DIMENSION = 256


class FakeEmbedder:
    """Bags of hashed character bigrams: texts that share words are near, and it loads at once."""

    name = "fake/bigrams"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([_bigram_vector(text) for text in texts])

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)


def _bigram_vector(text: str) -> Vectors:
    vector = np.zeros(_DIMENSION, np.float32)
    padded = f" {text} "
    for bigram, times in Counter(map(add, padded, padded[1:])).items():
        vector[_place(bigram)] += times
    return vector / np.linalg.norm(vector)


@cache
def _place(bigram: str) -> int:
    return zlib.crc32(bigram.encode("utf-8", "surrogatepass")) % _DIMENSION
