"""Embeds a report, but for what the library has embedded before: of the same text, a model makes the same vector."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

import numpy as np

from .embed import Embedder, Vectors, embed_all
from .models import Chunk, Report
from .parse import chunk_report, embedded_text
from .progress import Progress

Known = Callable[
    [str, Sequence[bytes]], Mapping[bytes, Vectors]
]  # a model's vectors by digest, of those it has


class Embedded(NamedTuple):
    """A report's chunks, in order, with their vectors by an embedder, shape (chunks, dimension)."""

    embedder: Embedder
    chunks: list[Chunk]
    vectors: Vectors


def digest_of(text: str) -> bytes:
    """By which a text that was embedded is known again."""
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


def embed_report(report: Report, embedder: Embedder, known: Known, tell: Progress) -> Embedded:
    """Cut a report into chunks and embed those whose vectors are not known."""
    chunks: list[Chunk] = []
    texts: dict[bytes, str] = {}
    for chunk in chunk_report(report):
        text = embedded_text(report, chunk)
        chunks.append(replace(chunk, digest=digest_of(text)))
        texts[chunks[-1].digest] = text
    vectors = dict(known(embedder.name, list(texts)))
    missing = {digest: text for digest, text in texts.items() if digest not in vectors}
    made = embed_all(embedder, list(missing.values()), report.source or report.title, tell)
    vectors.update(zip(missing, made, strict=True))
    rows = [vectors[chunk.digest] for chunk in chunks]
    return Embedded(embedder, chunks, np.stack(rows) if rows else made)
