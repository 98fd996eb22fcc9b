"""A library's database: an SQLite file, or one on a PostgreSQL server.

Statements go in, written once for both; rows come out, and LibraryError where the database cannot be used. What takes long
to import, SQLAlchemy, is imported where a database is opened.
"""

from .database import Database

__all__ = ["Database"]
