"""Opens a database with what belongs to it; it and what it imports take a while to import."""

from pathlib import Path

from .engine import Engine
from .postgresql import PostgreSQL
from .schema import is_current, make_current
from .sqlite import SQLite
from .statements import Statements

__all__ = ["is_current", "make_current", "opened"]


def opened(address: Path | str) -> tuple[Engine, type[Statements]]:
    """An open database, and the statements for it."""
    engine = SQLite(address) if isinstance(address, Path) else PostgreSQL(address)
    return engine, Statements
