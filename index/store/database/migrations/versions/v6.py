"""A card a report, and a log of what was added and removed: a report that is there already is filed as added."""

from alembic import op

revision = "6"
down_revision = "5"


def upgrade() -> None:
    op.execute(_CARDS)
    op.execute(_CHANGES)
    op.execute(_FILE_CARDS)
    op.execute(_LOG_CARDS)


_CARDS = """
CREATE TABLE cards (
    position INTEGER PRIMARY KEY,
    report TEXT NOT NULL UNIQUE REFERENCES reports (id) ON DELETE CASCADE,
    metadata TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    opening TEXT NOT NULL,
    front INTEGER NOT NULL,
    characters INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL,
    first_paragraph INTEGER NOT NULL,
    first_chunk INTEGER NOT NULL,
    chunks INTEGER NOT NULL
)"""
_CHANGES = """
CREATE TABLE changes (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stamp TEXT NOT NULL,
    report TEXT NOT NULL,
    added INTEGER NOT NULL,
    first_paragraph INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL,
    first_chunk INTEGER NOT NULL,
    chunks INTEGER NOT NULL
)"""
_FILE_CARDS = """
INSERT INTO cards
SELECT position, id, metadata, source, sha256,
    substr(text, 1, min(2000, coalesce(
        (SELECT "end" FROM paragraphs WHERE report = reports.id AND number = 1), length(text)))),
    min(2000, coalesce((SELECT start FROM paragraphs WHERE report = reports.id AND number = 1), length(text))),
    length(text),
    (SELECT count(*) FROM paragraphs WHERE report = reports.id),
    coalesce((SELECT min(id) FROM paragraphs WHERE report = reports.id), 0),
    coalesce((SELECT min(c.id) FROM chunks c JOIN paragraphs p ON p.id = c.paragraph WHERE report = reports.id), 0),
    (SELECT count(*) FROM chunks c JOIN paragraphs p ON p.id = c.paragraph WHERE report = reports.id)
FROM reports"""
_LOG_CARDS = """
INSERT INTO changes (stamp, report, added, first_paragraph, paragraphs, first_chunk, chunks)
SELECT lower(hex(randomblob(8))), report, 1, first_paragraph, paragraphs, first_chunk, chunks FROM cards"""
