"""A database that is an SQLite file."""

import json
import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import URL, Executable, NullPool, create_engine
from sqlalchemy.exc import SQLAlchemyError

from ...errors import LibraryError
from .engine import Version
from .lists import Listed, json_list

WAIT_SECONDS = 60.0  # for another process that writes
_DAMAGE = (SQLAlchemyError, sqlite3.Error, UnicodeDecodeError, json.JSONDecodeError)


class _Query(NamedTuple):
    """A statement as SQLite's driver takes it."""

    sql: str
    names: list[str]  # of its parameters, in order
    constants: dict[str, Any]
    lists: frozenset[str]


class SQLite:
    """One file, in WAL mode: who reads and who writes do not wait for each other."""

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        self._path = path
        engine = create_engine(
            URL.create("sqlite", database=str(path)),
            poolclass=NullPool,
            isolation_level="AUTOCOMMIT",  # which makes transactions explicit
            connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
        )
        try:
            self.connection = engine.connect()
            self.connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            self.connection.exec_driver_sql("PRAGMA journal_mode = WAL")
        except _DAMAGE as error:
            raise self._unusable(error) from error
        driver = self.connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        self._driver = driver
        self._queries: dict[Executable, _Query] = {}

    def rows(self, statement: Executable, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        # By the driver, from a statement that is put into words once: SQLAlchemy's own way takes half as long again for
        # the small queries of which a question asks a dozen.
        query = self._queries.get(statement) or self._put_into_words(statement)
        values = {**query.constants, **parameters}
        for name in query.lists:
            values[name] = json_list(values[name])
        return self._driver.execute(query.sql, [values[name] for name in query.names]).fetchall()

    def _put_into_words(self, statement: Executable) -> _Query:
        compiled: Any = statement.compile(self.connection)  # type: ignore[attr-defined]
        names = compiled.positiontup or []
        lists = frozenset(name for name in names if isinstance(compiled.binds[name].type, Listed))
        self._queries[statement] = _Query(str(compiled), names, compiled.params, lists)
        return self._queries[statement]

    def begin(self, *, writing: bool) -> None:
        self.connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    def take_turn(self) -> None:
        """Whoever uses the file shares its folder, and the lock that lies there."""

    def end_turn(self) -> None:
        pass

    def version(self) -> Version:
        # Asked many times a question, and so of the driver.
        return self._driver.execute("PRAGMA data_version").fetchone()[0], self._driver.total_changes

    def count_change(self) -> None:
        """It counts by itself."""

    def undo(self) -> None:
        if self._driver.in_transaction:  # SQLite rolls back by itself when the disk is full
            self.connection.exec_driver_sql("ROLLBACK")

    def came_back(self, error: Exception) -> bool:
        return False

    def faults(self) -> list[str]:
        found = [str(row[0]) for row in self._driver.execute("PRAGMA integrity_check(5)")]
        if found != ["ok"]:
            return [
                f"数据库文件 {self._path} 已损坏（{'；'.join(found)}）。请把它改名备份，"
                f"再用 python -m index add 重新加入 {self._path.parent / 'files'} 中的原始文件。"
            ]
        if self._driver.execute("PRAGMA foreign_key_check").fetchall():
            return [
                f"数据库文件 {self._path} 里有不属于任何报告的内容。请执行 python -m index rebuild 重建。"
            ]
        return []

    def told(self, error: Exception) -> LibraryError | None:
        if not isinstance(error, _DAMAGE):
            return None
        if getattr(getattr(error, "orig", None), "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
            return LibraryError(
                f"另一个程序正在写资料库文件 {self._path}，等了 {WAIT_SECONDS:g} 秒仍未完成。请稍后再试。"
            )
        return self._unusable(error)

    def _unusable(self, error: Exception) -> LibraryError:
        return LibraryError(
            f"资料库文件 {self._path} 无法读写（{getattr(error, 'orig', None) or error}）。请检查磁盘空间和权限；若文件已损坏，请把它改名备份，"
            f"再重新加入保存在 {self._path.parent / 'files'} 的原始文件。"
        )
