"""SQLite, the system of record: reports, paragraphs, chunks and their vectors.

Everything else in a library's folder can be made again from here. A report is added or removed in one
transaction, and row ids are never used twice, so that a derived index can tell by ids what it lacks.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np

from ..embed import Vectors
from ..errors import LibraryError, unknown_report
from ..models import Chunk, Metadata, PageBreak, Paragraph, Report, Section, Span, TableRow
from ..shelf import Card
from .feed import Feed
from .schema import MIGRATIONS, SCHEMA, SCHEMA_VERSION, statements


class Store(Feed):
    """One library's database. Every method raises LibraryError where Database does."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        try:
            self._create()
        except BaseException:
            self.close()
            raise

    def _create(self) -> None:
        if not self._has_tables():  # only then wait for whoever writes
            with self.transaction():
                if not self._has_tables():
                    for statement in statements(SCHEMA):
                        self._db.execute(statement)
                    self.set_meta("schema", str(SCHEMA_VERSION))
        if self.meta("schema") in {str(version) for version in MIGRATIONS}:
            with self.transaction():
                self._migrate()
        version = self.meta("schema")
        if version != str(SCHEMA_VERSION):
            raise LibraryError(
                f"资料库 {self.path} 的格式版本为 {version}，本程序只能读取版本 {SCHEMA_VERSION}。"
                f"请另用一个资料库文件夹，重新加入 {self.path.parent / 'files'} 中的原始文件。"
            )

    def _migrate(self) -> None:
        version = int(self.meta("schema") or SCHEMA_VERSION)
        for older in range(version, SCHEMA_VERSION):  # none where another process has done it meanwhile
            for statement in MIGRATIONS[older]:
                self._db.execute(statement)
        self.set_meta("schema", str(SCHEMA_VERSION))

    def _has_tables(self) -> bool:
        return bool(self.rows("SELECT 1 FROM sqlite_master WHERE name = 'meta'"))

    def meta(self, key: str) -> str | None:
        rows = self.rows("SELECT value FROM meta WHERE key = ?", key)
        return str(rows[0][0]) if rows else None

    def set_meta(self, key: str, value: str) -> None:
        with self.transaction():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

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
            inserted = self._db.execute(
                "INSERT OR IGNORE INTO reports"
                " (id, sha256, source, encoding, text, metadata, sections, notes, truncated, remarks, doubtful)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    report.id,
                    report.sha256,
                    report.source,
                    report.encoding,
                    report.text,
                    _dump({name: getattr(report.metadata, name) for name in Metadata.__dataclass_fields__}),
                    _dump([[section.path, section.span] for section in report.sections]),
                    _dump(report.notes),
                    report.truncated,
                    _dump(report.remarks),
                    _dump(report.doubtful),
                ),
            )
            if not inserted.rowcount:
                return False
            rows = {p.number: self._insert_paragraph(report.id, p) for p in report.paragraphs}
            self._db.executemany(
                'INSERT INTO chunks (paragraph, start, "end", vector, digest) VALUES (?, ?, ?, ?, ?)',
                (
                    (rows[chunk.paragraph], *chunk.span, vector.astype("<f4").tobytes(), chunk.digest)
                    for chunk, vector in zip(chunks, vectors, strict=True)
                ),
            )
            self._file_card(inserted.lastrowid, Card.of(report), list(rows.values()), len(chunks))
        return True

    def _insert_paragraph(self, report_id: str, paragraph: Paragraph) -> int:
        row = self._db.execute(
            'INSERT INTO paragraphs (report, number, section, start, "end", sentences, page, "row", breaks)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                report_id,
                paragraph.number,
                _dump(paragraph.section),
                *paragraph.span,
                _dump(paragraph.sentences),
                paragraph.page,
                paragraph.row and _dump(astuple(paragraph.row)),
                _dump(paragraph.breaks),
            ),
        ).lastrowid
        assert row is not None  # an INSERT always has one
        return row

    def delete(self, report_id: str) -> None:
        """Remove a report with all that belongs to it. Raises UnknownReport."""
        with self.transaction():
            self._log_removal(_key(report_id))
            if not self._db.execute("DELETE FROM reports WHERE id = ?", (_key(report_id),)).rowcount:
                raise unknown_report(report_id)

    def replace_all(self, other: "Store", report_ids: Sequence[str], model: str) -> None:
        """Hold the given reports of another store, with their vectors of ``model``, and none else; or change nothing."""
        with self.transaction():
            self._log_removal()
            self._db.execute("DELETE FROM reports")
            for report_id in report_ids:
                chunks, vectors = other.chunks_with_vectors(report_id)
                self.insert(other.report(report_id), chunks, vectors)
            self.set_meta("model", model)

    def chunks_with_vectors(self, report_id: str) -> tuple[list[Chunk], Vectors]:
        """A report's chunks, in order, and their vectors of shape (chunks, dimension)."""
        rows = self.rows(
            'SELECT number, chunks.start, chunks."end", digest, vector FROM chunks'
            " JOIN paragraphs ON paragraphs.id = chunks.paragraph WHERE report = ? ORDER BY chunks.id",
            _key(report_id),
        )
        chunks = [Chunk(number, Span(start, end), digest) for number, start, end, digest, _ in rows]
        vectors = [np.frombuffer(blob, "<f4") for *_, blob in rows]
        return chunks, np.stack(vectors) if vectors else np.empty((0, 0), np.float32)

    def report_ids(self) -> list[str]:
        """In the order in which they were added."""
        return [row[0] for row in self.rows("SELECT id FROM reports ORDER BY position")]

    def report(self, report_id: str) -> Report:
        """Raises UnknownReport."""
        with self.errors_told(), self.snapshot():
            rows = self.rows(
                "SELECT metadata, text, sections, notes, truncated, source, sha256, encoding, remarks, doubtful"
                " FROM reports WHERE id = ?",
                _key(report_id),
            )
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
        query = f"SELECT {_PARAGRAPH} FROM paragraphs WHERE report = ? ORDER BY number"
        return (_paragraph(*columns) for columns in self.rows(query, report_id))

    def sections(self, reports: Iterable[str]) -> dict[str, tuple[Section, ...]]:
        """The headings of those of some reports that there are, by id."""
        found = self.rows(
            "SELECT id, sections FROM reports WHERE id IN (SELECT value FROM json_each(?))",
            _dump(list(reports)),
        )
        return {report: _sections(sections) for report, sections in found}

    def extracts(self, places: Iterable[tuple[str, int]]) -> list[tuple[str, Paragraph, str]]:
        """(report id, paragraph, its text) of the paragraphs at some places (report id, number), in no order."""
        found = self.rows(
            f'SELECT report, {_PARAGRAPH}, substr(text, start + 1, "end" - start) FROM json_each(?)'
            " JOIN paragraphs ON report = value ->> 0 AND number = value ->> 1"
            " JOIN reports ON reports.id = report",
            _dump(list(places)),
        )
        return [(report, _paragraph(*columns), text) for report, *columns, text in found]


_PARAGRAPH = 'number, section, start, "end", sentences, page, "row", breaks'


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
    """An id as SQLite can take it; no report has one with lone surrogates."""
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
