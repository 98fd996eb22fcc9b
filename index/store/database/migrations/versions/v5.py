"""Prints of reports, and what syncs have brought."""

from alembic import op

revision = "5"
down_revision = "4"


def upgrade() -> None:
    op.execute(
        "CREATE TABLE prints (print INTEGER NOT NULL, report TEXT NOT NULL, PRIMARY KEY (print, report)) WITHOUT ROWID"
    )
    op.execute("CREATE INDEX prints_by_report ON prints (report)")
    op.execute(
        "CREATE TABLE synced (folder TEXT NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL, report TEXT NOT NULL,"
        " PRIMARY KEY (folder, path)) WITHOUT ROWID"
    )
    op.execute("CREATE TABLE brought (report TEXT PRIMARY KEY)")
