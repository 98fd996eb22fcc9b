"""Where a report's text was recognised, and is doubtful."""

from alembic import op

revision = "7"
down_revision = "6"


def upgrade() -> None:
    op.execute("ALTER TABLE reports ADD COLUMN doubtful TEXT NOT NULL DEFAULT '[]'")
