"""The many texts of a report, embedded: those of like length together, and each vector in its text's place."""

from collections.abc import Sequence
from itertools import chain

import numpy as np

from index.embed import Vectors
from index.embed.batches import embed_all
from index.progress import Step, keep_quiet


class Lengths:
    """Of each text its length, as a vector of one; keeps what it was given at once."""

    name = "lengths"

    def __init__(self) -> None:
        self.given: list[list[int]] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.given.append([len(text) for text in texts])
        return np.array([[len(text)] for text in texts], np.float32)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        raise NotImplementedError


def test_short_texts_come_before_long_ones_and_each_gets_its_vector() -> None:
    embedder, told = Lengths(), list[Step]()
    lengths = [(number * 37) % 151 for number in range(151)]
    vectors = embed_all(embedder, ["字" * length for length in lengths], "甲.txt", told.append)
    assert vectors[:, 0].tolist() == lengths
    assert len(embedder.given) > 1 and list(chain(*embedder.given)) == sorted(lengths)
    done = [0, *np.cumsum([len(texts) for texts in embedder.given])]
    assert told == [Step("embedding", "甲.txt", each, len(lengths)) for each in done]


def test_nothing_to_embed_needs_no_model() -> None:
    embedder = Lengths()
    assert embed_all(embedder, [], "甲.txt", keep_quiet).shape == (0, 0) and embedder.given == []
