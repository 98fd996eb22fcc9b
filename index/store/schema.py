"""The tables of a library's database, and how those of older versions become them."""

SCHEMA_VERSION = 5
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
    remarks TEXT NOT NULL DEFAULT '[]'  -- JSON: [what a user must know of the file, ...]
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
}
