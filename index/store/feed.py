"""What is read of a store without its texts: the cards of its reports, the rows that derived indexes are made from, and the
log of what was added and removed, by which those are kept up.
"""

import json
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..embed import Vectors
from ..models import Metadata
from ..shelf import Card
from .database import Database


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


# A chunk: its row id; its paragraph's row id, report id and number; where it starts and ends in the report. A plain tuple as
# the driver makes it: a question reads two thousand, and Python's garbage collector walks over those of any other class.
ChunkRow = tuple[int, int, str, int, int, int]
ScoredRow = tuple[int, int, str, int, int, int, float]  # and its cosine with a question


class Feed(Database):
    """The part of a store from which lists, scopes and derived indexes are made."""

    def positions(self) -> list[tuple[int, str]]:
        """(position, report id) of all reports in the order in which they were added.

        A report that was changed has another position than before.
        """
        return [(position, report) for position, report in self.rows(self.sql.positions)]

    def cards(self, positions: Sequence[int]) -> dict[int, Card]:
        """The cards of some reports, by position."""
        return {
            position: Card(report, Metadata(**json.loads(metadata)), *others)
            for position, report, metadata, *others in self.rows(self.sql.cards, positions=positions)
        }

    def called_alike(self, title: str, source: str) -> list[str]:
        """Ids of the reports of a title or a file's name, in the order in which they were added."""
        return [row[0] for row in self.rows(self.sql.called_alike, title=title, source=source)]

    def chunk_rows(self, reports: Iterable[str]) -> list[Rows]:
        """The rows of some reports' chunks, a run for each report that has any."""
        return [Rows(*row) for row in self.rows(self.sql.chunk_rows, reports=reports)]

    def mark(self) -> Mark:
        """The end of the log."""
        last = self.rows(self.sql.mark)
        return Mark(*last[0]) if last else Mark()

    def changes_since(self, mark: Mark) -> list[Change] | None:
        """What was added and removed after a mark, in order; None for a mark of another library's log."""
        if mark.position and not self.rows(self.sql.is_marked, position=mark.position, stamp=mark.stamp):
            return None
        return [
            Change(report, bool(added), Rows(*rows[:2]), Rows(*rows[2:]))
            for added, report, *rows in self.rows(self.sql.changes_since, position=mark.position)
        ]

    def paragraph_ids(self, reports: Iterable[str] | None = None) -> list[int]:
        """Row ids of all paragraphs, or of those of some reports."""
        found = (
            self.rows(self.sql.paragraph_ids)
            if reports is None
            else self.rows(self.sql.paragraph_ids_of, reports=reports)
        )
        return [row[0] for row in found]

    def dimension(self) -> int:
        """How many numbers a vector has; 0 where there is none."""
        found = self.rows(self.sql.vector_length)
        return int(found[0][0]) // 4 if found else 0

    def last_chunk(self) -> int:
        """The greatest row id of a chunk."""
        return int(self.rows(self.sql.last_chunk)[0][0])

    def chunk_count(self) -> int:
        """How many chunks there are."""
        return int(self.rows(self.sql.chunk_count)[0][0])

    def paragraph_count(self) -> int:
        """How many paragraphs there are."""
        return int(self.rows(self.sql.paragraph_count)[0][0])

    def vectors(self, chunk_ids: Iterable[int]) -> Iterator[tuple[int, Vectors]]:
        """(chunk row id, vector of shape (dimension,)) of those of the chunks that there are."""
        for row, data in self.rows(self.sql.vectors, ids=chunk_ids):
            yield row, np.frombuffer(data, "<f4")

    def cosines(self, chunk_ids: Iterable[int], question: Vectors) -> dict[int, float]:
        """The exact cosine of each of those of the chunks that there are with a question of shape (dimension,)."""
        rows = self.rows(self.sql.vectors, ids=chunk_ids)
        if not rows:
            return {}
        cosines = _joined([vector for _, vector in rows]) @ question
        return dict(zip((row for row, _ in rows), cosines.tolist(), strict=True))

    def vectors_between(self, first: int, last: int) -> tuple[NDArray[np.int64], Vectors]:
        """The row ids of the chunks between two, both included, and their vectors of shape (chunks, dimension)."""
        rows = self.rows(self.sql.vectors_between, first=first, last=last)
        ids = np.fromiter((row for row, _ in rows), np.int64, len(rows))
        return ids, _joined([data for _, data in rows]) if rows else np.empty((0, 0), np.float32)

    def chunk_paragraphs(self, chunk_ids: Iterable[int]) -> dict[int, int]:
        """Chunk row id to paragraph row id."""
        return dict(self.rows(self.sql.chunk_paragraphs, ids=chunk_ids))

    def chunks_of(self, paragraph_ids: Iterable[int]) -> list[ChunkRow]:
        """The chunks of some paragraphs, in order."""
        return self.rows(self.sql.chunks, ids=paragraph_ids)

    def scored_chunks(self, paragraph_ids: Iterable[int], question: Vectors) -> list[ScoredRow]:
        """The same, each with its exact cosine with a question of shape (dimension,): what is read of a row is read at once."""
        rows = self.rows(self.sql.chunks_and_vectors, ids=paragraph_ids)
        cosines = _joined([vector for *_, vector in rows]) @ question if rows else np.empty(0)
        return [(*row, cosine) for (*row, _), cosine in zip(rows, cosines.tolist(), strict=True)]

    def paragraph_keys(self, paragraph_ids: Iterable[int]) -> dict[int, ParagraphKey]:
        """Paragraph row id to report id and paragraph number."""
        return {
            row: ParagraphKey(report, number)
            for row, report, number in self.rows(self.sql.paragraph_keys, ids=paragraph_ids)
        }

    def _file_card(self, position: int, card: Card, paragraphs: Rows, chunks: Rows) -> None:
        """File the card of a report whose rows have just been inserted, and log that it was added."""
        fields = {name: getattr(card, name) for name in Card.__dataclass_fields__ if name != "id"}
        fields["metadata"] = json.dumps(asdict(card.metadata), ensure_ascii=False)
        self.write(
            self.sql.insert_card,
            **fields,
            position=position,
            report=card.id,
            first_paragraph=paragraphs.first,
            first_chunk=chunks.first,
            chunks=chunks.size,
        )
        self._log(Change(card.id, True, paragraphs, chunks))

    def _log_removal(self, report_id: str | None = None) -> None:
        """Log that a report is removed, or all of them are; while its card is still there."""
        held = self.rows(self.sql.logged_of, report=report_id) if report_id else self.rows(self.sql.logged)
        for report, *rows in held:
            self._log(Change(report, False, Rows(*rows[:2]), Rows(*rows[2:])))

    def _log(self, change: Change) -> None:
        self.write(
            self.sql.insert_change,
            stamp=secrets.token_hex(8),
            report=change.report,
            added=int(change.added),
            first_paragraph=change.paragraphs.first,
            paragraphs=change.paragraphs.size,
            first_chunk=change.chunks.first,
            chunks=change.chunks.size,
        )


def _joined(vectors: Sequence[bytes]) -> Vectors:
    """Of at least one vector as it is kept: shape (vectors, dimension)."""
    return np.frombuffer(b"".join(vectors), "<f4").reshape(len(vectors), -1)
