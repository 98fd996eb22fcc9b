"""A database on a PostgreSQL server, which several servers of ours may use at once."""

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from sqlalchemy import Executable, NullPool, create_engine, make_url, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from ...errors import LibraryError
from ...home import home_for
from .amcheck import damage
from .engine import Version
from .statements import Statements

WAIT_SECONDS = 60.0  # for another one that writes
_CONNECT_SECONDS = 10
_LOCK = 0x61736B72  # of advisory locks, those of libraries: one to write,
_TURN = 0x61736B73  # and one to derive what machines share
_LOCK_NOT_AVAILABLE = "55P03"
_DAMAGE = (SQLAlchemyError, UnicodeDecodeError, json.JSONDecodeError)


class PostgreSQL:
    """One schema of one database. Who writes holds its advisory lock, and counts what was written in ``meta``."""

    def __init__(self, address: str) -> None:
        self.name = home_for(address).name
        url = make_url(address).set(drivername="postgresql+psycopg")
        try:
            engine = create_engine(
                url,
                poolclass=NullPool,
                isolation_level="AUTOCOMMIT",  # which makes transactions explicit
                connect_args={"connect_timeout": _CONNECT_SECONDS}
                | url.query
                | {"options": f"{url.query.get('options', '')} -c lock_timeout={WAIT_SECONDS * 1000:.0f}"},
            )
        except ModuleNotFoundError as error:
            raise LibraryError(
                "用 PostgreSQL 存资料库需要另装驱动（psycopg）。请执行 pip install -r requirements-scale.txt。"
            ) from error
        try:
            self.connection = engine.connect()
            self._check_encoding()
        except SQLAlchemyError as error:
            raise LibraryError(
                f"连不上资料库 {self.name}（{_reason(error)}）。"
                "请检查 PostgreSQL 是否在运行，地址、数据库名、用户名和口令是否正确。"
            ) from error

    def _check_encoding(self) -> None:
        encoding = self.connection.exec_driver_sql("SHOW server_encoding").scalar()
        if encoding != "UTF8":
            self.connection.close()
            raise LibraryError(
                f"资料库 {self.name} 的编码是 {encoding}，存不了所有汉字。请用 ENCODING 'UTF8' 另建数据库。"
            )

    def rows(self, statement: Executable, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.connection.execute(statement, parameters)]

    def begin(self, *, writing: bool) -> None:
        if not writing:
            self.connection.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            return
        # Each statement sees what was committed before it: of those that come after the lock, all that ever will be
        # until the end.
        self.connection.exec_driver_sql("BEGIN ISOLATION LEVEL READ COMMITTED")
        try:
            self.connection.execute(_TAKE_LOCK, {"lock": _LOCK})
        except BaseException:
            self.undo()
            raise

    def take_turn(self) -> None:
        self.connection.execute(_TAKE_TURN, {"turn": _TURN})

    def end_turn(self) -> None:
        with suppress(DBAPIError):  # where the connection was lost, the server has done it
            self.connection.execute(_END_TURN, {"turn": _TURN})

    def version(self) -> Version:
        counted = self.connection.execute(Statements.meta, {"key": "changes"}).scalar()
        return int(counted or 0), 0

    def count_change(self) -> None:
        self.connection.execute(Statements.count_change)

    def undo(self) -> None:
        if not self.connection.invalidated:
            with suppress(DBAPIError):  # where the connection was lost, the server has done it
                self.connection.exec_driver_sql("ROLLBACK")
        if self.connection.invalidated:
            self.connection.rollback()  # so that the next statement connects again

    def came_back(self, error: Exception) -> bool:
        if not (isinstance(error, DBAPIError) and error.connection_invalidated):
            return False
        self.connection.rollback()
        return True

    def faults(self) -> list[str]:
        if not (found := damage(self.connection)):
            return []
        return [
            f"资料库 {self.name} 的表或索引在 PostgreSQL 服务器上已损坏（{'；'.join(found)}）。"
            "索引可由服务器的管理员用 REINDEX 重建，表请从服务器的备份恢复。"
        ]

    def told(self, error: Exception) -> LibraryError | None:
        if not isinstance(error, _DAMAGE):
            return None
        if getattr(getattr(error, "orig", None), "sqlstate", None) == _LOCK_NOT_AVAILABLE:
            return LibraryError(
                f"另一个程序正在写资料库 {self.name}，等了 {WAIT_SECONDS:g} 秒仍未完成。请稍后再试。"
            )
        return LibraryError(
            f"资料库 {self.name} 无法读写（{_reason(error)}）。请检查 PostgreSQL 服务器的状态、磁盘空间和权限，稍后再试。"
        )


_TAKE_TURN = text("SELECT pg_advisory_lock(:turn, hashtext(current_schema()))")
_END_TURN = text("SELECT pg_advisory_unlock(:turn, hashtext(current_schema()))")
_TAKE_LOCK = text("SELECT pg_advisory_xact_lock(:lock, hashtext(current_schema()))")


def _reason(error: Exception) -> str:
    """What the server or its driver says, on one line; neither repeats a password."""
    return " ".join(str(getattr(error, "orig", None) or error).split())
