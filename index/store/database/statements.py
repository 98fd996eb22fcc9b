"""Every statement on a library's database, written once for SQLite and PostgreSQL.

A ``bindparam`` stands for a value, ``among`` and ``listed`` for a list of any length.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Table,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from . import tables as t
from .lists import among, listed, member


def _columns(table: Table, names: str) -> list[ColumnElement[Any]]:
    return [table.c[name] for name in names.split()]


_PARAGRAPH = _columns(t.paragraphs, "number section start end sentences page row breaks")
_places = listed("places").alias("places")


class Statements:
    """Each by what it gives or does."""

    # What is known of the library

    version = select(t.alembic_version.c.version_num)
    meta = select(t.meta.c.value).where(t.meta.c.key == bindparam("key"))
    insert_meta = insert(t.meta)
    delete_meta = delete(t.meta).where(t.meta.c.key == bindparam("known"))
    count_change = (
        update(t.meta)
        .where(t.meta.c.key == "changes")
        .values(value=cast(cast(t.meta.c.value, BigInteger) + 1, t.meta.c.value.type))
    )

    # Reports, and their files

    report_ids = select(t.reports.c.id).order_by(t.reports.c.position)
    report = select(
        *_columns(t.reports, "metadata text sections notes truncated source sha256 encoding remarks doubtful")
    ).where(t.reports.c.id == bindparam("report"))
    file = select(t.reports.c.sha256, t.reports.c.source).where(t.reports.c.id == bindparam("report"))
    files = select(t.reports.c.id, t.reports.c.sha256, t.reports.c.source).order_by(t.reports.c.position)
    sections = select(t.reports.c.id, t.reports.c.sections).where(among(t.reports.c.id, "reports"))
    noted = select(*_columns(t.reports, "id remarks doubtful")).where(among(t.reports.c.id, "reports"))
    insert_report = insert(t.reports)
    delete_report = delete(t.reports).where(t.reports.c.id == bindparam("report"))
    delete_reports = delete(t.reports)
    original = select(t.originals.c.data).where(t.originals.c.sha256 == bindparam("sha256"))
    insert_original = insert(t.originals)
    delete_original = delete(t.originals).where(t.originals.c.sha256 == bindparam("file"))
    delete_stray_originals = delete(t.originals).where(
        t.originals.c.sha256.not_in(select(t.reports.c.sha256))
    )

    # Paragraphs

    paragraphs = (
        select(*_PARAGRAPH)
        .where(t.paragraphs.c.report == bindparam("report"))
        .order_by(t.paragraphs.c.number)
    )
    extracts = select(
        t.paragraphs.c.report,
        *_PARAGRAPH,
        func.substr(t.reports.c.text, t.paragraphs.c.start + 1, t.paragraphs.c.end - t.paragraphs.c.start),
    ).select_from(
        _places.join(
            t.paragraphs,
            and_(
                t.paragraphs.c.report == member(_places.c.value, literal_column("0")),
                t.paragraphs.c.number == cast(member(_places.c.value, literal_column("1")), Integer),
            ),
        ).join(t.reports, t.reports.c.id == t.paragraphs.c.report)
    )
    paragraph_ids = select(t.paragraphs.c.id)
    paragraph_ids_of = paragraph_ids.where(among(t.paragraphs.c.report, "reports"))
    paragraph_rows = select(t.paragraphs.c.number, t.paragraphs.c.id).where(
        t.paragraphs.c.report == bindparam("report")
    )
    paragraph_keys = select(t.paragraphs.c.id, t.paragraphs.c.report, t.paragraphs.c.number).where(
        among(t.paragraphs.c.id, "ids")
    )
    insert_paragraphs = insert(t.paragraphs)

    # Chunks

    chunks = (
        select(t.chunks.c.id, *_columns(t.paragraphs, "id report number"), *_columns(t.chunks, "start end"))
        .join_from(t.paragraphs, t.chunks)
        .where(among(t.paragraphs.c.id, "ids"))
        .order_by(t.paragraphs.c.id, t.chunks.c.id)
    )
    chunks_and_vectors = chunks.add_columns(t.chunks.c.vector)
    chunk_paragraphs = select(t.chunks.c.id, t.chunks.c.paragraph).where(among(t.chunks.c.id, "ids"))
    chunks_with_vectors = (
        select(t.paragraphs.c.number, *_columns(t.chunks, "start end digest vector"))
        .join_from(t.chunks, t.paragraphs)
        .where(t.paragraphs.c.report == bindparam("report"))
        .order_by(t.chunks.c.id)
    )
    vectors = select(t.chunks.c.id, t.chunks.c.vector).where(among(t.chunks.c.id, "ids"))
    vectors_between = select(t.chunks.c.id, t.chunks.c.vector).where(
        t.chunks.c.id.between(bindparam("first"), bindparam("last"))
    )
    vector_of_text = select(t.chunks.c.vector).where(t.chunks.c.digest == bindparam("digest")).limit(1)
    vector_length = select(func.length(t.chunks.c.vector)).limit(1)
    vector_lengths = select(func.length(t.chunks.c.vector), func.count()).group_by(
        func.length(t.chunks.c.vector)
    )
    last_chunk = select(func.coalesce(func.max(t.chunks.c.id), 0))
    insert_chunks = insert(t.chunks)

    # Cards, and the log

    positions = select(t.cards.c.position, t.cards.c.report).order_by(t.cards.c.position)
    cards = select(
        *_columns(t.cards, "position report metadata source sha256 opening front characters paragraphs")
    ).where(among(t.cards.c.position, "positions"))
    called_alike = (
        select(t.cards.c.report)
        .where(
            or_(
                member(t.cards.c.metadata, literal_column("'title'")) == bindparam("title"),
                and_(t.cards.c.source == bindparam("source"), t.cards.c.source != ""),
            )
        )
        .order_by(t.cards.c.position)
    )
    chunk_rows = select(t.cards.c.first_chunk, t.cards.c.chunks).where(
        among(t.cards.c.report, "reports"), t.cards.c.chunks > 0
    )
    chunk_count = select(func.coalesce(func.sum(t.cards.c.chunks), 0))
    paragraph_count = select(func.coalesce(func.sum(t.cards.c.paragraphs), 0))
    insert_card = insert(t.cards)
    mark = select(t.changes.c.position, t.changes.c.stamp).order_by(t.changes.c.position.desc()).limit(1)
    is_marked = select(literal(1)).where(
        t.changes.c.position == bindparam("position"), t.changes.c.stamp == bindparam("stamp")
    )
    _LOGGED = "report first_paragraph paragraphs first_chunk chunks"
    changes_since = (
        select(*_columns(t.changes, f"added {_LOGGED}"))
        .where(t.changes.c.position > bindparam("position"))
        .order_by(t.changes.c.position)
    )
    logged = select(*_columns(t.cards, _LOGGED))
    logged_of = logged.where(t.cards.c.report == bindparam("report"))
    insert_change = insert(t.changes)

    # Prints

    insert_prints = insert(t.prints)
    delete_prints = delete(t.prints).where(t.prints.c.report == bindparam("of"))
    without_prints = select(t.reports.c.id).where(t.reports.c.id.not_in(select(t.prints.c.report)))
    sharing_prints = (
        select(t.prints.c.report)
        .where(among(t.prints.c.print, "prints"), exists().where(t.reports.c.id == t.prints.c.report))
        .group_by(t.prints.c.report)
        .having(func.count() >= bindparam("least"))
        .order_by(func.count().desc())
    )

    # Syncs

    synced = select(*_columns(t.synced, "folder path sha256 report")).order_by(
        t.synced.c.folder, t.synced.c.path
    )
    synced_from = synced.where(t.synced.c.folder == bindparam("folder"))
    insert_synced = insert(t.synced)
    delete_synced = delete(t.synced).where(
        t.synced.c.folder == bindparam("of"), t.synced.c.path == bindparam("at")
    )
    brought = select(t.brought.c.report)
    is_brought = brought.where(t.brought.c.report == bindparam("of"))
    insert_brought = insert(t.brought)
    delete_brought = delete(t.brought).where(t.brought.c.report == bindparam("of"))
    left = (
        select(t.reports.c.id)
        .where(
            t.reports.c.id.in_(select(t.brought.c.report)), t.reports.c.id.not_in(select(t.synced.c.report))
        )
        .order_by(t.reports.c.position)
    )
