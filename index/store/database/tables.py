"""The tables of a library's database, as they are today; how older ones become them: ``migrations``."""

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)


class Bytes(LargeBinary):
    """Bytes as the drivers give them: SQLAlchemy would copy each."""

    cache_ok = True

    def result_processor(self, dialect: object, coltype: object) -> None:
        return None


Id = BigInteger().with_variant(Integer, "sqlite")  # which numbers rows by itself only where it is INTEGER
EMPTY_LIST = text("'[]'")

metadata = MetaData()

alembic_version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))
meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)
reports = Table(
    "reports",
    metadata,
    Column("position", Id, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("sha256", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("encoding", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("metadata", Text, nullable=False),  # JSON object: the fields of Metadata
    Column("sections", Text, nullable=False),  # JSON: [[path, [start, end]], ...]
    Column("notes", Text, nullable=False),  # JSON: [[start, end], ...]
    Column("truncated", Integer, nullable=False),
    Column("remarks", Text, nullable=False, server_default=EMPTY_LIST),  # JSON: [what a user must know, ...]
    Column("doubtful", Text, nullable=False, server_default=EMPTY_LIST),  # JSON: [[start, end], ...]
    sqlite_autoincrement=True,
)
paragraphs = Table(
    "paragraphs",
    metadata,
    Column("id", Id, primary_key=True),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("section", Text, nullable=False),  # JSON: headings, outermost first
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("sentences", Text, nullable=False),  # JSON: [[start, end], ...]
    Column("page", Integer),
    Column("row", Text),  # JSON: the fields of TableRow; NULL where it is none
    Column("breaks", Text, nullable=False, server_default=EMPTY_LIST),  # JSON: [[offset, page], ...]
    UniqueConstraint("report", "number"),
    sqlite_autoincrement=True,
)
chunks = Table(
    "chunks",
    metadata,
    Column("id", Id, primary_key=True),
    Column("paragraph", Id, ForeignKey("paragraphs.id", ondelete="CASCADE"), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("digest", Bytes, nullable=False),  # SHA-256 of the text that was embedded
    Column("vector", Bytes, nullable=False),  # float32, little-endian, unit length
    Index("chunks_by_paragraph", "paragraph"),
    Index("chunks_by_digest", "digest"),
    sqlite_autoincrement=True,
)
# What lists and scopes read: a table without texts, so that it stays short.
cards = Table(
    "cards",
    metadata,
    Column("position", Id, primary_key=True, autoincrement=False),
    Column("report", Text, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("metadata", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("opening", Text, nullable=False),
    Column("front", Integer, nullable=False),  # characters of the opening before the first paragraph
    Column("characters", Integer, nullable=False),
    Column("paragraphs", Integer, nullable=False),
    Column("first_paragraph", Id, nullable=False),  # row ids: a report's are numbered in a row
    Column("first_chunk", Id, nullable=False),
    Column("chunks", Integer, nullable=False),
)
# Every adding and removing, from which derived indexes tell what they lack.
changes = Table(
    "changes",
    metadata,
    Column("position", Id, primary_key=True),
    Column(
        "stamp", Text, nullable=False
    ),  # random: tells this history from that of a copy that went on otherwise
    Column("report", Text, nullable=False),
    Column("added", Integer, nullable=False),  # or removed
    Column("first_paragraph", Id, nullable=False),
    Column("paragraphs", Integer, nullable=False),
    Column("first_chunk", Id, nullable=False),
    Column("chunks", Integer, nullable=False),
    sqlite_autoincrement=True,
)
# No foreign keys from here on: a report that is corrected or rebuilt is taken out and put in again.
prints = Table(
    "prints",
    metadata,
    Column("print", Id, primary_key=True, autoincrement=False),
    Column("report", Text, primary_key=True),
    Index("prints_by_report", "report"),
    sqlite_with_rowid=False,
)
synced = Table(
    "synced",
    metadata,
    Column("folder", Text, primary_key=True),
    Column("path", Text, primary_key=True),
    Column("sha256", Text, nullable=False),
    Column("report", Text, nullable=False),
    sqlite_with_rowid=False,
)
brought = Table("brought", metadata, Column("report", Text, primary_key=True))
# The files as they came, where several servers share a library: beside an SQLite file they lie in a folder.
originals = Table(
    "originals", metadata, Column("sha256", Text, primary_key=True), Column("data", Bytes, nullable=False)
)
