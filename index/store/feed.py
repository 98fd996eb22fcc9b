"""What is read of a store without its texts: the cards of its reports, the rows that derived indexes are made from, and the
log of what was added and removed, by which those are kept up.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..embed import Vectors
from ..models import Metadata, Span
from ..shelf import Card
from .database import Database
from .schema import LOG_CARDS

_CARD = "report, metadata, source, sha256, opening, front, characters, paragraphs"


class Mark(NamedTuple):
    """A place in the log: what a derived index holds goes up to here."""

    position: int = 0
    stamp: str = ""


class Rows(NamedTuple):
    """Row ids of one report's paragraphs or chunks, which follow one another."""

    first: int
    size: int

    @property
    def last(self) -> int:
        return self.first + self.size - 1


class Change(NamedTuple):
    """A report that was added, or removed, with its rows then."""

    report: str
    added: bool
    paragraphs: Rows
    chunks: Rows


class ParagraphKey(NamedTuple):
    """Where a paragraph row belongs."""

    report: str
    number: int


class ChunkRow(NamedTuple):
    """A chunk's row id, its paragraph's row id, and its place in the report."""

    row: int
    paragraph: int
    span: Span


class Feed(Database):
    """The part of a store from which lists, scopes and derived indexes are made."""

    def positions(self) -> list[tuple[int, str]]:
        """(position, report id) of all reports in the order in which they were added.

        A report that was changed has another position than before.
        """
        return [(row[0], row[1]) for row in self.rows("SELECT position, report FROM cards ORDER BY position")]

    def cards(self, positions: Sequence[int]) -> dict[int, Card]:
        """The cards of some reports, by position."""
        return {
            position: Card(report, Metadata(**json.loads(metadata)), *others)
            for position, report, metadata, *others in self.rows(
                f"SELECT position, {_CARD} FROM cards WHERE position IN (SELECT value FROM json_each(?))",
                json.dumps(list(positions)),
            )
        }

    def chunk_rows(self, reports: Iterable[str]) -> list[Rows]:
        """The rows of some reports' chunks, a run for each report that has any."""
        found = self.rows(
            "SELECT first_chunk, chunks FROM cards WHERE report IN (SELECT value FROM json_each(?)) AND chunks",
            json.dumps(list(reports)),
        )
        return [Rows(*row) for row in found]

    def mark(self) -> Mark:
        """The end of the log."""
        last = self.rows("SELECT position, stamp FROM changes ORDER BY position DESC LIMIT 1")
        return Mark(*last[0]) if last else Mark()

    def changes_since(self, mark: Mark) -> list[Change] | None:
        """What was added and removed after a mark, in order; None for a mark of another library's log."""
        if mark.position and not self.rows(
            "SELECT 1 FROM changes WHERE position = ? AND stamp = ?", mark.position, mark.stamp
        ):
            return None
        return [
            Change(report, bool(added), Rows(*rows[:2]), Rows(*rows[2:]))
            for report, added, *rows in self.rows(
                "SELECT report, added, first_paragraph, paragraphs, first_chunk, chunks FROM changes"
                " WHERE position > ? ORDER BY position",
                mark.position,
            )
        ]

    def paragraph_ids(self, reports: Iterable[str] | None = None) -> list[int]:
        """Row ids of all paragraphs, or of those of some reports."""
        if reports is None:
            return [row[0] for row in self.rows("SELECT id FROM paragraphs")]
        # json_each takes a list of any length as one parameter
        query = "SELECT id FROM paragraphs WHERE report IN (SELECT value FROM json_each(?))"
        return [row[0] for row in self.rows(query, json.dumps(list(reports)))]

    def dimension(self) -> int:
        """How many numbers a vector has; 0 where there is none."""
        found = self.rows("SELECT length(vector) / 4 FROM chunks LIMIT 1")
        return int(found[0][0]) if found else 0

    def last_chunk(self) -> int:
        """The greatest row id of a chunk."""
        return int(self.rows("SELECT coalesce(max(id), 0) FROM chunks")[0][0])

    def chunk_count(self) -> int:
        """How many chunks there are."""
        return int(self.rows("SELECT coalesce(sum(chunks), 0) FROM cards")[0][0])

    def paragraph_count(self) -> int:
        """How many paragraphs there are."""
        return int(self.rows("SELECT coalesce(sum(paragraphs), 0) FROM cards")[0][0])

    def vectors(self, chunk_ids: Iterable[int]) -> Iterator[tuple[int, Vectors]]:
        """(chunk row id, vector of shape (dimension,)) of those of the chunks that there are."""
        for row, blob in self.rows(
            "SELECT id, vector FROM chunks WHERE id IN (SELECT value FROM json_each(?))",
            json.dumps(list(chunk_ids)),
        ):
            yield row, np.frombuffer(blob, "<f4")

    def vectors_between(self, first: int, last: int) -> tuple[NDArray[np.int64], Vectors]:
        """The row ids of the chunks between two, both included, and their vectors of shape (chunks, dimension)."""
        rows = self.rows("SELECT id, vector FROM chunks WHERE id BETWEEN ? AND ?", first, last)
        ids = np.fromiter((row for row, _ in rows), np.int64, len(rows))
        joined = np.frombuffer(b"".join(blob for _, blob in rows), "<f4")
        return ids, joined.reshape(len(rows), -1) if rows else np.empty((0, 0), np.float32)

    def chunk_paragraphs(self, chunk_ids: Iterable[int]) -> dict[int, int]:
        """Chunk row id to paragraph row id."""
        return dict(
            self.rows(
                "SELECT id, paragraph FROM chunks WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(list(chunk_ids)),
            )
        )

    def chunks_of(self, paragraph_ids: Iterable[int]) -> list[ChunkRow]:
        """The chunks of some paragraphs, in order."""
        return [
            ChunkRow(row, paragraph, Span(start, end))
            for row, paragraph, start, end in self.rows(
                'SELECT id, paragraph, start, "end" FROM chunks'
                " WHERE paragraph IN (SELECT value FROM json_each(?)) ORDER BY id",
                json.dumps(list(paragraph_ids)),
            )
        ]

    def paragraph_keys(self, paragraph_ids: Iterable[int]) -> dict[int, ParagraphKey]:
        """Paragraph row id to report id and paragraph number."""
        return {
            row: ParagraphKey(report, number)
            for row, report, number in self.rows(
                "SELECT id, report, number FROM paragraphs WHERE id IN (SELECT value FROM json_each(?))",
                json.dumps(list(paragraph_ids)),
            )
        }

    def _file_card(self, position: int | None, card: Card, paragraphs: Sequence[int], chunks: int) -> None:
        """File the card of a report whose rows have just been inserted, and log that it was added."""
        values = {**asdict(card), "metadata": json.dumps(asdict(card.metadata), ensure_ascii=False)}
        last_chunk = self.rows("SELECT max(id) FROM chunks")[0][0] or 0
        self._db.execute(
            f"INSERT INTO cards (position, {_CARD}, first_paragraph, first_chunk, chunks)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (position, *values.values(), min(paragraphs, default=0), last_chunk - chunks + 1, chunks),
        )
        self._db.execute(f"{LOG_CARDS} WHERE position = ?", (1, position))

    def _log_removal(self, report_id: str | None = None) -> None:
        """Log that a report is removed, or all of them are; while its card is still there."""
        query = f"{LOG_CARDS} WHERE report = ?" if report_id else LOG_CARDS
        self._db.execute(query, (0, report_id) if report_id else (0,))
