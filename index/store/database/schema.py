"""Sees to it that a database has the tables of today, whatever it had."""

from sqlalchemy import Connection, insert, inspect

from ...errors import LibraryError
from .engine import Engine
from .migrations import HEAD
from .statements import Statements
from .tables import alembic_version, meta, metadata

_OLDER = {str(version) for version in range(1, int(HEAD))}
_MIGRATIONS = "index.store.database:migrations"  # a package's folder, as Alembic names it


def is_current(engine: Engine) -> bool:
    """Whether there is nothing to do."""
    return _has(engine.connection, "alembic_version") and _version(engine.connection) == HEAD


def make_current(engine: Engine) -> None:
    """Make the tables of a new database, or bring an older one's up to date, in the transaction that is open.

    Raises LibraryError for a database of a newer version, or of another program.
    """
    connection = engine.connection
    if not _has(connection, "meta"):
        metadata.create_all(connection)
        connection.execute(insert(meta), {"key": "changes", "value": "0"})
        connection.execute(insert(alembic_version), {"version_num": HEAD})
    elif (version := _version(connection)) in _OLDER:
        _upgrade(connection, version)
    elif version != HEAD:
        raise LibraryError(
            f"资料库 {engine.name} 的格式版本为 {version}，本程序只能读取版本 {HEAD} 及更早的。"
            "如果它由新版的程序建立，请更新本程序；否则请另用一个资料库，重新加入原始文件。"
        )


def _has(connection: Connection, table: str) -> bool:
    return bool(inspect(connection).has_table(table))


def _version(connection: Connection) -> str:
    """As Alembic keeps it; before version 8, as the library did."""
    if _has(connection, "alembic_version"):
        found = connection.execute(Statements.version).scalar()
    else:
        found = connection.execute(Statements.meta, {"key": "schema"}).scalar()
    return str(found or "")


def _upgrade(connection: Connection, version: str) -> None:
    from alembic import command  # here, as it takes a while
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    config.attributes["connection"] = connection
    if not _has(connection, "alembic_version"):
        command.stamp(config, version)
    command.upgrade(config, "head")
