"""Alembic keeps the version, and a database may be PostgreSQL's, which has the files as they came, too."""

from alembic import op

revision = "8"
down_revision = "7"


def upgrade() -> None:
    op.execute("CREATE TABLE originals (sha256 TEXT NOT NULL PRIMARY KEY, data BLOB NOT NULL)")
    op.execute("UPDATE meta SET value = '8' WHERE key = 'schema'")  # programs before it read this, and refuse
