"""The system of record: reports, paragraphs, chunks and their vectors, in SQLite or PostgreSQL.

Everything else in a library's folder can be made again from here, but for the files as they came beside SQLite. A report is added or removed in one
transaction, and row ids are never used twice, so that a derived index can tell by ids what it lacks.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple

import numpy as np

from ..embed import Vectors
from ..errors import unknown_report
from ..models import Chunk, Metadata, PageBreak, Paragraph, Report, Section, Span, TableRow
from ..shelf import Card, Noted
from .feed import Feed, Rows


class Store(Feed):
    """One library's database. Every method raises LibraryError where Database does."""

    def meta(self, key: str) -> str | None:
        rows = self.rows(self.sql.meta, key=key)
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        with self.transaction():
            self.write(self.sql.delete_meta, known=key)
            self.write(self.sql.insert_meta, key=key, value=value)

    def corrections(self, report_id: str) -> dict[str, str | int | None]:
        """What a user has corrected in a report's metadata; kept when the report is parsed again."""
        changes: dict[str, str | int | None] = json.loads(self.meta(f"corrections:{_key(report_id)}") or "{}")
        return changes

    def set_corrections(self, report_id: str, changes: Mapping[str, str | int | None]) -> None:
        self.set_meta(f"corrections:{_key(report_id)}", _dump(dict(changes)))

    # Reports

    def insert(self, report: Report, chunks: Sequence[Chunk], vectors: Vectors) -> bool:
        """Add a report with its chunks and their vectors, or nothing. False when it was there already."""
        with self.transaction():
            if self.rows(self.sql.file, report=report.id):
                return False
            position = self.insert_one(
                self.sql.insert_report,
                id=report.id,
                sha256=report.sha256,
                source=report.source,
                encoding=report.encoding,
                text=report.text,
                metadata=_dump(
                    {name: getattr(report.metadata, name) for name in Metadata.__dataclass_fields__}
                ),
                sections=_dump([[section.path, section.span] for section in report.sections]),
                notes=_dump(report.notes),
                truncated=int(report.truncated),
                remarks=_dump(report.remarks),
                doubtful=_dump(report.doubtful),
            )
            rows = self._insert_paragraphs(report)
            values = [
                {
                    "paragraph": rows[chunk.paragraph],
                    "start": chunk.span.start,
                    "end": chunk.span.end,
                    "vector": vector.astype("<f4").tobytes(),
                    "digest": chunk.digest,
                }
                for chunk, vector in zip(chunks, vectors, strict=True)
            ]
            if values:
                self.write(self.sql.insert_chunks, *values)
            self._file_card(
                position,
                Card.of(report),
                Rows(min(rows.values(), default=0), len(rows)),
                Rows(self.last_chunk() - len(values) + 1, len(values)),
            )
        return True

    def _insert_paragraphs(self, report: Report) -> dict[int, int]:
        """Row ids by number."""
        values = [
            {
                "report": report.id,
                "number": paragraph.number,
                "section": _dump(paragraph.section),
                "start": paragraph.span.start,
                "end": paragraph.span.end,
                "sentences": _dump(paragraph.sentences),
                "page": paragraph.page,
                "row": paragraph.row and _dump(astuple(paragraph.row)),
                "breaks": _dump(paragraph.breaks),
            }
            for paragraph in report.paragraphs
        ]
        if values:
            self.write(self.sql.insert_paragraphs, *values)
        return dict(self.rows(self.sql.paragraph_rows, report=report.id))

    def delete(self, report_id: str) -> None:
        """Remove a report with all that belongs to it. Raises UnknownReport."""
        with self.transaction():
            self._log_removal(_key(report_id))
            if not self.write(self.sql.delete_report, report=_key(report_id)):
                raise unknown_report(report_id)

    def replace_all(self, other: "Store", report_ids: Sequence[str], model: str) -> None:
        """Hold the given reports of another store, with their vectors of ``model``, and none else; or change nothing."""
        with self.transaction():
            self._log_removal()
            self.write(self.sql.delete_reports)
            for report_id in report_ids:
                chunks, vectors = other.chunks_with_vectors(report_id)
                self.insert(other.report(report_id), chunks, vectors)
            self.set_meta("model", model)

    def chunks_with_vectors(self, report_id: str) -> tuple[list[Chunk], Vectors]:
        """A report's chunks, in order, and their vectors of shape (chunks, dimension)."""
        rows = self.rows(self.sql.chunks_with_vectors, report=_key(report_id))
        chunks = [Chunk(number, Span(start, end), digest) for number, start, end, digest, _ in rows]
        vectors = [np.frombuffer(data, "<f4") for *_, data in rows]
        return chunks, np.stack(vectors) if vectors else np.empty((0, 0), np.float32)

    def encoded_chunks(self, report_id: str) -> list[tuple[int, bytes]]:
        """(paragraph number, vector) of a report's chunks, in order, the vectors as they are kept: any may be damaged."""
        rows = self.rows(self.sql.chunks_with_vectors, report=_key(report_id))
        return [(number, data) for number, *_, data in rows]

    def vector_of(self, digest: bytes) -> Vectors | None:
        """The vector of a text that was embedded, by the text's digest."""
        found = self.rows(self.sql.vector_of_text, digest=digest)
        return np.frombuffer(found[0][0], "<f4") if found else None

    def vector_lengths(self) -> dict[int, int]:
        """How many vectors there are of each length in bytes."""
        return dict(self.rows(self.sql.vector_lengths))

    def file(self, report_id: str) -> tuple[str, str]:
        """SHA-256 and name of a report's file. Raises UnknownReport."""
        for sha256, source in self.rows(self.sql.file, report=_key(report_id)):
            return sha256, source
        raise unknown_report(report_id)

    def files(self) -> list[tuple[str, str, str]]:
        """(report id, SHA-256, name) of the file of each report, in the order in which they were added."""
        return [(report, sha256, source) for report, sha256, source in self.rows(self.sql.files)]

    def original(self, sha256: str) -> bytes:
        """A file that is kept here; empty where there is none."""
        found = self.rows(self.sql.original, sha256=sha256)
        return found[0][0] if found else b""

    def keep_original(self, sha256: str, data: bytes) -> None:
        with self.transaction():
            self.write(self.sql.delete_original, file=sha256)
            self.write(self.sql.insert_original, sha256=sha256, data=data)

    def forget_originals(self) -> None:
        """Forget the files of reports that are not held."""
        self.write(self.sql.delete_stray_originals)

    def report_ids(self) -> list[str]:
        """In the order in which they were added."""
        return [row[0] for row in self.rows(self.sql.report_ids)]

    def report(self, report_id: str) -> Report:
        """Raises UnknownReport."""
        with self.errors_told(), self.snapshot():
            rows = self.rows(self.sql.report, report=_key(report_id))
            if not rows:
                raise unknown_report(report_id)
            metadata, text, sections, notes, truncated, source, sha256, encoding, remarks, doubtful = rows[0]
            return Report(
                id=report_id,
                metadata=Metadata(**json.loads(metadata)),
                text=text,
                sections=_sections(sections),
                paragraphs=tuple(self._paragraphs(report_id)),
                notes=_spans(notes),
                truncated=bool(truncated),
                source=source,
                sha256=sha256,
                encoding=encoding,
                remarks=tuple(json.loads(remarks)),
                doubtful=_spans(doubtful),
            )

    def _paragraphs(self, report_id: str) -> Iterator[Paragraph]:
        return (_paragraph(*columns) for columns in self.rows(self.sql.paragraphs, report=report_id))

    def sections(self, reports: Iterable[str]) -> dict[str, tuple[Section, ...]]:
        """The headings of those of some reports that there are, by id."""
        found = self.rows(self.sql.sections, reports=reports)
        return {report: _sections(sections) for report, sections in found}

    def noted(self, reports: Iterable[str]) -> dict[str, Noted]:
        """What is to be known of those of some reports that there are, by id."""
        found = self.rows(self.sql.noted, reports=reports)
        return {
            report: Noted(tuple(json.loads(remarks)), _spans(doubtful)) for report, remarks, doubtful in found
        }

    def extracts(self, places: Iterable[tuple[str, int]]) -> list[tuple[str, Paragraph, str]]:
        """(report id, paragraph, its text) of the paragraphs at some places (report id, number), in no order."""
        found = self.rows(self.sql.extracts, places=places)
        return [(report, _paragraph(*columns), text) for report, *columns, text in found]


def _paragraph(
    number: int,
    section: str,
    start: int,
    end: int,
    sentences: str,
    page: int | None,
    row: str | None,
    breaks: str,
) -> Paragraph:
    return Paragraph(
        number,
        tuple(json.loads(section)),
        Span(start, end),
        _spans(sentences),
        page,
        _row(row) if row else None,
        tuple(PageBreak(*found) for found in json.loads(breaks)),
    )


def _key(report_id: str) -> str:
    """An id as a database can take it; no report has one with lone surrogates."""
    return report_id.encode("utf-8", "replace").decode("utf-8")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _row(text: str) -> TableRow:
    table, caption, heads, cells, group = json.loads(text)
    spans = tuple(cell and Span(*cell) for cell in cells)
    return TableRow(table, caption, tuple(heads), spans, group and Span(*group))


def _sections(text: str) -> tuple[Section, ...]:
    return tuple(Section(tuple(path), Span(*span)) for path, span in json.loads(text))


def _spans(text: str) -> tuple[Span, ...]:
    return tuple(Span(*span) for span in json.loads(text))
