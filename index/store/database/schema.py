"""Sees to it that a database has the tables of today, whatever it had."""

from sqlalchemy import Connection, inspect

from ...errors import LibraryError
from .database import Database, Engine
from .migrations import HEAD
from .statements import Statements
from .tables import metadata

_OLDER = {str(version) for version in range(1, int(HEAD))}
_MIGRATIONS = "index.store.database:migrations"  # a package's folder, as Alembic names it


def prepare(database: Database, engine: Engine) -> None:
    """Make the tables of a new database, or bring those of an older one up to date. Raises LibraryError for any other."""
    with database.errors_told():
        if _has(engine, "alembic_version") and _version(database, engine) == HEAD:
            return  # without the write lock
    with database.transaction():  # another process may have done it meanwhile
        if not _has(engine, "meta"):
            metadata.create_all(engine.connection)
            database.write(Statements.insert_meta, key="changes", value="0")
            database.write(Statements.insert_version, version_num=HEAD)
        elif (version := _version(database, engine)) in _OLDER:
            _upgrade(engine.connection, version)
        elif version != HEAD:
            raise LibraryError(
                f"资料库 {database.name} 的格式版本为 {version}，本程序只能读取版本 {HEAD} 及更早的。"
                "如果它由新版的程序建立，请更新本程序；否则请另用一个资料库，重新加入原始文件。"
            )


def _has(engine: Engine, table: str) -> bool:
    return bool(inspect(engine.connection).has_table(table))


def _version(database: Database, engine: Engine) -> str:
    """As Alembic keeps it; before version 8, as the library did."""
    if _has(engine, "alembic_version"):
        found = database.rows(Statements.version)
    else:
        found = database.rows(Statements.meta, key="schema")
    return str(found[0][0]) if found else ""


def _upgrade(connection: Connection, version: str) -> None:
    from alembic import command  # here, as it takes a while
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    config.attributes["connection"] = connection
    if not inspect(connection).has_table("alembic_version"):
        command.stamp(config, version)
    command.upgrade(config, "head")
