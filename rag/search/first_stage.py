"""Paragraphs of the library that may answer a question, by their fused scores alone."""

from collections.abc import Collection

from index import Candidate, Library

from .fusion import fused_score

_LOOKED_AT = 200  # chunks, and paragraphs by words
_CHUNKS_EACH = 20  # about as many as a paragraph has


def first_stage(
    library: Library, question: str, reports: Collection[str] | None = None, k: int = 0
) -> list[Candidate]:
    """At least k paragraphs of the library, or of some reports of it (by id), best first.

    Fewer where there are no more; equal ones keep a fixed order. Raises UnknownReport for an id not held.
    """
    within = None if reports is None else list(reports)
    found = library.candidates(question, max(_LOOKED_AT, _CHUNKS_EACH * k), within)
    return sorted(found, key=lambda c: (-fused_score(c), c.report, c.paragraph))
