"""The first tables. Nothing leads here: a new database is made as it is today (``schema.py``)."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """A library of version 1 has its tables."""
