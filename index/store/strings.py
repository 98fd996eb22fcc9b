"""The tantivy index over whole reports: which of them hold a string, to the letter, and which have headings of some words.

Derived from the store. A question that names what no report speaks of is told so without reading any.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import tantivy

from ..models import Report
from ..shelf import OPENING
from ..text import tokenise
from .feed import Mark
from .folder import TantivyFolder

_SPACE = "\u2423"  # stands for white space, at which pairs are told apart


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("report", stored=True, tokenizer_name="raw")
    builder.add_text_field("text", tokenizer_name="words", index_option="position")
    builder.add_text_field("opening", tokenizer_name="words", index_option="position")
    builder.add_text_field("headings", tokenizer_name="words", index_option="basic")
    return builder.build()


class StringIndex(TantivyFolder):
    """Reports by the strings in their texts."""

    def __init__(self, folder: Path) -> None:
        """As ``TantivyFolder``."""
        super().__init__(folder, _schema())

    def ids(self) -> set[str]:
        """The ids of the reports that it holds."""
        return set(self._found(tantivy.Query.all_query(), None, max(1, len(self))))

    def add(
        self, reports: Iterable[Report], mark: Mark, *, without: Iterable[str] = (), anew: bool = False
    ) -> None:
        """Commit reports in one step, once some others, or all, are taken out."""
        self.commit(map(_document, reports), mark, without=without, anew=anew)

    def holding(
        self, words: str, reports: Collection[str] | None, *, opening: bool = False, most: int | None = None
    ) -> list[str]:
        """Ids of the reports, of some (None: of all), whose text, or whose opening, has the words.

        In no order; at most so many.
        """
        searcher, schema = self.searcher(), self.index.schema
        field = "opening" if opening else "text"
        has = _query(schema, field, _solid(words))
        if not words or not searcher.num_docs:
            return []
        return self._found(tantivy.Query.const_score_query(has, 1.0), reports, most or searcher.num_docs)

    def headed(self, words: Sequence[str], reports: Collection[str] | None, most: int) -> list[str]:
        """Ids of the reports, of some (None: of all), whose headings have most of the (normalised) words."""
        schema = self.index.schema
        each = [
            tantivy.Query.const_score_query(tantivy.Query.term_query(schema, "headings", word), 1.0)
            for word in words
        ]
        any_of_them = tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in each])
        return self._found(any_of_them, reports, most) if len(self) else []

    def _found(self, query: tantivy.Query, reports: Collection[str] | None, most: int) -> list[str]:
        searcher = self.searcher()
        if reports is not None:
            inside = tantivy.Query.term_set_query(self.index.schema, "report", list(reports))
            within = tantivy.Query.const_score_query(inside, 0.0)
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, within)])
        hits = searcher.search(query, limit=most).hits
        return [str(searcher.doc(address)["report"][0]) for _, address in hits]


def _solid(text: str) -> str:
    return "".join(_SPACE if character.isspace() else character for character in text)


def _pairs(solid: str) -> list[str | tuple[int, str]]:
    """All pairs of neighbouring characters."""
    return [solid[i : i + 2] for i in range(len(solid) - 1)]


def _query(schema: tantivy.Schema, field: str, solid: str) -> tantivy.Query:
    if len(solid) == 2:
        return tantivy.Query.term_query(schema, field, solid)
    if len(solid) < 2:
        return tantivy.Query.regex_query(schema, field, f"{re.escape(solid)}.|.{re.escape(solid)}")
    return tantivy.Query.phrase_query(schema, field, _pairs(solid))


def _document(report: Report) -> tantivy.Document:
    document, solid = tantivy.Document(), _solid(report.text)
    document.add_text("report", report.id)
    document.add_text("text", " ".join(map(str, _pairs(solid))))
    document.add_text("opening", " ".join(map(str, _pairs(solid[:OPENING]))))
    document.add_text("headings", " ".join(tokenise(" ".join(section.title for section in report.sections))))
    return document
