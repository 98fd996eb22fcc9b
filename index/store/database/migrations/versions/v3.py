"""What a user must know of a file, and where its pages end."""

from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    op.execute("ALTER TABLE reports ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE paragraphs ADD COLUMN breaks TEXT NOT NULL DEFAULT '[]'")
