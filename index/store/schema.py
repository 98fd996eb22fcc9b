"""The tables of a library's database, and how those of older versions become them."""

from ..shelf import OPENING

SCHEMA_VERSION = 7


def statements(script: str) -> list[str]:
    """The single statements of a script."""
    return [statement for statement in script.split(";\n") if statement.strip()]


_CARDS_AND_CHANGES = """
CREATE TABLE cards (          -- what lists and scopes read: a table without texts, so that it stays short
    position INTEGER PRIMARY KEY,
    report TEXT NOT NULL UNIQUE REFERENCES reports (id) ON DELETE CASCADE,
    metadata TEXT NOT NULL,
    source TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    opening TEXT NOT NULL,
    front INTEGER NOT NULL,   -- characters of the opening that stand before the first paragraph
    characters INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL,
    first_paragraph INTEGER NOT NULL,  -- row ids: a report's paragraphs and chunks are numbered in a row
    first_chunk INTEGER NOT NULL,
    chunks INTEGER NOT NULL
);
CREATE TABLE changes (        -- every adding and removing, from which derived indexes tell what they lack
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stamp TEXT NOT NULL,      -- random: tells this history from that of a copy that went on otherwise
    report TEXT NOT NULL,
    added INTEGER NOT NULL,   -- or removed
    first_paragraph INTEGER NOT NULL,
    paragraphs INTEGER NOT NULL,
    first_chunk INTEGER NOT NULL,
    chunks INTEGER NOT NULL
);
"""
SCHEMA = f"""
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE reports (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    source TEXT NOT NULL,
    encoding TEXT NOT NULL,
    text TEXT NOT NULL,
    metadata TEXT NOT NULL,   -- JSON object: the fields of Metadata
    sections TEXT NOT NULL,   -- JSON: [[path, [start, end]], ...]
    notes TEXT NOT NULL,      -- JSON: [[start, end], ...]
    truncated INTEGER NOT NULL,
    remarks TEXT NOT NULL DEFAULT '[]', -- JSON: [what a user must know of the file, ...]
    doubtful TEXT NOT NULL DEFAULT '[]'  -- JSON: [[start, end], ...]
);
CREATE TABLE paragraphs (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    report TEXT NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    section TEXT NOT NULL,    -- JSON: headings, outermost first
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    sentences TEXT NOT NULL,  -- JSON: [[start, end], ...]
    page INTEGER,
    "row" TEXT,               -- JSON: the fields of TableRow; NULL where it is none
    breaks TEXT NOT NULL DEFAULT '[]',  -- JSON: [[offset, page], ...]
    UNIQUE (report, number)
);
CREATE TABLE chunks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    paragraph INTEGER NOT NULL REFERENCES paragraphs (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    digest BLOB NOT NULL DEFAULT x'',  -- SHA-256 of the text that was embedded
    vector BLOB NOT NULL      -- float32, little-endian, unit length
);
CREATE INDEX chunks_by_paragraph ON chunks (paragraph);
CREATE INDEX chunks_by_digest ON chunks (digest);
{_CARDS_AND_CHANGES}"""
# A report that is there already, as a card and as what has been added.
_FILE_CARDS = f"""
INSERT INTO cards
SELECT position, id, metadata, source, sha256,
    substr(text, 1, min({OPENING}, coalesce(
        (SELECT "end" FROM paragraphs WHERE report = reports.id AND number = 1), length(text)))),
    min({OPENING}, coalesce((SELECT start FROM paragraphs WHERE report = reports.id AND number = 1), length(text))),
    length(text),
    (SELECT count(*) FROM paragraphs WHERE report = reports.id),
    coalesce((SELECT min(id) FROM paragraphs WHERE report = reports.id), 0),
    coalesce((SELECT min(c.id) FROM chunks c JOIN paragraphs p ON p.id = c.paragraph WHERE report = reports.id), 0),
    (SELECT count(*) FROM chunks c JOIN paragraphs p ON p.id = c.paragraph WHERE report = reports.id)
FROM reports;
"""
LOG_CARDS = """
INSERT INTO changes (stamp, report, added, first_paragraph, paragraphs, first_chunk, chunks)
SELECT lower(hex(randomblob(8))), report, ?, first_paragraph, paragraphs, first_chunk, chunks FROM cards
"""
# No foreign keys: a report that is corrected or rebuilt is taken out and put in again.
_BESIDE_REPORTS = (
    "CREATE TABLE prints (print INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (print, report)) WITHOUT ROWID",
    "CREATE INDEX prints_by_report ON prints (report)",
    "CREATE TABLE synced (folder TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, report TEXT NOT NULL,"
    " PRIMARY KEY (folder, path)) WITHOUT ROWID",
    "CREATE TABLE brought (report TEXT PRIMARY KEY)",
)
SCHEMA += ";\n".join(_BESIDE_REPORTS)
# From each older version to the next.
MIGRATIONS = {
    1: (
        "DELETE FROM chunks WHERE is_clause",
        "ALTER TABLE chunks DROP COLUMN is_clause",
        'ALTER TABLE paragraphs ADD COLUMN "row" TEXT',
    ),
    2: (
        "ALTER TABLE reports ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]'",
        "ALTER TABLE paragraphs ADD COLUMN breaks TEXT NOT NULL DEFAULT '[]'",
    ),
    3: (
        "ALTER TABLE chunks ADD COLUMN digest BLOB NOT NULL DEFAULT x''",
        "CREATE INDEX chunks_by_digest ON chunks (digest)",
    ),
    4: _BESIDE_REPORTS,
    5: (*statements(_CARDS_AND_CHANGES), _FILE_CARDS, LOG_CARDS.replace("?", "1")),
    6: ("ALTER TABLE reports ADD COLUMN doubtful TEXT NOT NULL DEFAULT '[]'",),
}
