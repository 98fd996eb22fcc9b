"""An SQLite file: its connection, transactions, and what goes wrong with it."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import LibraryError

_WAIT_SECONDS = 60  # for another process that writes
_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError, json.JSONDecodeError)


class Database:
    """One connection, which its owner keeps threads from using at once.

    Everything raises LibraryError when SQLite cannot read or write the file.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with self.errors_told():
            # autocommit makes transactions explicit
            self._db = sqlite3.connect(
                path, timeout=_WAIT_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._db.execute("PRAGMA foreign_keys = ON")
            self._db.execute("PRAGMA journal_mode = WAL")

    def close(self) -> None:
        self._db.close()

    def rows(self, query: str, *parameters: object) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        with self.errors_told():
            return self._db.execute(query, parameters).fetchall()

    def version(self) -> tuple[int, int]:
        """Changes whenever this or another connection has changed the database."""
        return self.rows("PRAGMA data_version")[0][0], self._db.total_changes

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; takes the write lock at once, so that what is read inside stays true.

        One inside another is a part of it.
        """
        with self._between("BEGIN IMMEDIATE"):
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Reads inside see one state of the database, whatever others write meanwhile."""
        with self._between("BEGIN"):
            yield

    @contextmanager
    def _between(self, begin: str) -> Iterator[None]:
        if self._db.in_transaction:
            yield
            return
        with self.errors_told():
            self._db.execute(begin)
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:  # SQLite rolls back by itself when the disk is full
                    self._db.execute("ROLLBACK")
                raise

    @contextmanager
    def errors_told(self) -> Iterator[None]:
        """What SQLite or a damaged value raises inside, as LibraryError."""
        try:
            yield
        except _DAMAGE as error:
            if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                raise LibraryError(
                    f"另一个程序正在写资料库文件 {self.path}，等了 {_WAIT_SECONDS} 秒仍未完成。请稍后再试。"
                ) from error
            raise LibraryError(
                f"资料库文件 {self.path} 无法读写（{error}）。请检查磁盘空间和权限；若文件已损坏，请把它改名备份，"
                f"再重新加入保存在 {self.path.parent / 'files'} 的原始文件。"
            ) from error
