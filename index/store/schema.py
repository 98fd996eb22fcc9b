"""The tables of a library's database, and how those of older versions become them."""

SCHEMA_VERSION = 4
SCHEMA = """
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
    vector BLOB NOT NULL      -- float32, little-endian, unit length
);
CREATE INDEX chunks_by_paragraph ON chunks (paragraph);
"""
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
    3: ("ALTER TABLE reports ADD COLUMN doubtful TEXT NOT NULL DEFAULT '[]'",),
}
