"""Sentences alone have vectors, and a paragraph may be a row of a table."""

from alembic import op

revision = "2"
down_revision = "1"


def upgrade() -> None:
    op.execute("DELETE FROM chunks WHERE is_clause")
    op.execute("ALTER TABLE chunks DROP COLUMN is_clause")
    op.execute('ALTER TABLE paragraphs ADD COLUMN "row" TEXT')
