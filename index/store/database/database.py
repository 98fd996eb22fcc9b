"""A library's database: statements over one connection, transactions, and what goes wrong with them."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .engine import Engine, Parameters, Version

if TYPE_CHECKING:
    from sqlalchemy import CursorResult, Executable

    from .statements import Statements

_Done = TypeVar("_Done")


class Database:
    """One connection. Threads may share it: while one is in a transaction, the others wait.

    Everything raises LibraryError when the database cannot be read or written.
    """

    sql: "type[Statements]"
    _engine: Engine

    def __init__(self, address: Path | str) -> None:
        """address: of an SQLite file, or postgresql://…."""
        from .opened import is_current, make_current, opened  # here, as SQLAlchemy takes a while

        self.address = address
        self._lock = threading.RLock()
        self._inside = self._written = False
        self._engine, self.sql = opened(address)
        self.name = self._engine.name
        try:
            with self.errors_told():
                current = is_current(self._engine)
            if not current:
                with self.transaction():  # another process may have done it meanwhile
                    make_current(self._engine)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._engine.connection.close()

    def rows(self, statement: "Executable", **parameters: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self._lock, self.errors_told():
            return self._tried(lambda: self._engine.rows(statement, parameters))

    def write(self, statement: "Executable", *rows: Parameters, **parameters: object) -> int:
        """Change something, with some parameters or once a row of them; how many rows that touched."""
        return self._written_by(statement, rows or parameters).rowcount

    def insert_one(self, statement: "Executable", **values: object) -> int:
        """Insert a row, and return the number that it got."""
        key = self._written_by(statement, values).inserted_primary_key
        return int(key[0]) if key else 0

    def _written_by(self, statement: "Executable", parameters: Any) -> "CursorResult[Any]":
        with self.transaction():
            result = self._engine.connection.execute(statement, parameters)
            self._written |= bool(result.rowcount)
            return result

    def _tried(self, do: Callable[[], _Done]) -> _Done:
        """Once more over a new connection where the old one was lost; not in the middle of a transaction."""
        try:
            return do()
        except Exception as error:
            if self._inside or not self._engine.came_back(error):
                raise
            return do()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """While it lasts, nobody else has it, on whichever machine: for what several of them derive from one database."""
        with self._lock, self.errors_told():
            self._tried(self._engine.take_turn)
            try:
                yield
            finally:
                self._engine.end_turn()

    def version(self) -> Version:
        """Changes whenever this or another connection has changed the database."""
        with self._lock, self.errors_told():
            return self._tried(self._engine.version)

    def faults(self) -> list[str]:
        """What the database finds damaged in itself, in words; empty if nothing is."""
        with self._lock, self.errors_told():
            return self._engine.faults()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; takes the write lock at once, so that what is read inside stays true.

        One inside another is a part of it.
        """
        with self._between(writing=True):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the database, whatever others write meanwhile."""
        with self._between(writing=False):
            yield

    @contextmanager
    def _between(self, *, writing: bool) -> Iterator[None]:
        with self._lock:
            if self._inside:
                yield
                return
            with self._outermost(writing=writing):
                yield

    @contextmanager
    def _outermost(self, *, writing: bool) -> Iterator[None]:
        with self.errors_told():
            self._tried(lambda: self._engine.begin(writing=writing))
            self._inside, self._written = True, False
            try:
                yield
                if self._written:
                    self._engine.count_change()
                self._engine.connection.exec_driver_sql("COMMIT")
            except BaseException:
                self._engine.undo()
                raise
            finally:
                self._inside = False

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """What the driver, SQLAlchemy or a damaged value raises inside, as LibraryError."""
        try:
            yield
        except Exception as error:
            told = self._engine.told(error)
            if told is None:
                raise
            raise told from error
