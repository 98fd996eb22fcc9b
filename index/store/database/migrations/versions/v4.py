"""What was embedded is known again by its digest."""

from alembic import op

revision = "4"
down_revision = "3"


def upgrade() -> None:
    op.execute("ALTER TABLE chunks ADD COLUMN digest BLOB NOT NULL DEFAULT x''")
    op.execute("CREATE INDEX chunks_by_digest ON chunks (digest)")
