"""What a PostgreSQL server finds damaged in a library's tables and indexes, by its own extension amcheck.

Only who runs the server can install it, and say who may ask it; where it is not there, or not to be asked, nothing is looked for.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

_MOST = 5  # of what is told; of a damaged disk there is more
_HEAP, _INDEX = (
    "verify_heapam(regclass,boolean,boolean,text,bigint,bigint)",
    "bt_index_check(regclass,boolean)",
)

_SCHEMA = text(
    "SELECT quote_ident(nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'amcheck'"
)
_ALLOWED = text("SELECT has_function_privilege(:function, 'EXECUTE')")
_TABLES = text(
    "SELECT oid, relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'"
)
_INDEXES = text(
    "SELECT c.oid, relname FROM pg_class c JOIN pg_am a ON a.oid = relam"
    " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'i' AND amname = 'btree'"
)


def damage(connection: Connection) -> list[str]:
    """What is wrong, in the server's words, table by table and index by index; empty if nothing is."""
    schema = connection.execute(_SCHEMA).scalar()
    if schema is None or not all(
        connection.execute(_ALLOWED, {"function": f"{schema}.{each}"}).scalar() for each in (_HEAP, _INDEX)
    ):
        return []
    return [*_of_tables(connection, schema), *_of_indexes(connection, schema)][:_MOST]


def _of_tables(connection: Connection, schema: str) -> Iterator[str]:
    # Stored values that are long lie elsewhere: those, too.
    look = text(f"SELECT msg FROM {schema}.verify_heapam(:oid, check_toast => true) LIMIT {_MOST}")
    for oid, name in connection.execute(_TABLES).all():
        yield from (f"{name}: {found}" for found in connection.execute(look, {"oid": oid}).scalars())


def _of_indexes(connection: Connection, schema: str) -> Iterator[str]:
    look = text(f"SELECT {schema}.bt_index_check(:oid, true)")  # whether each row of the table is in it
    for oid, _ in connection.execute(_INDEXES).all():
        try:
            connection.execute(look, {"oid": oid})
        except DBAPIError as error:
            if error.connection_invalidated:
                raise
            yield " ".join(str(error.orig).split())
