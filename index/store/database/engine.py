"""What differs between SQLite and PostgreSQL."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Protocol

from ...errors import LibraryError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Executable

Version = tuple[int, int]
Parameters = Mapping[str, object]


class Engine(Protocol):
    """An open database: one connection, in autocommit mode, so that transactions are explicit."""

    connection: "Connection"
    name: str  # as it is shown to users

    def rows(self, statement: "Executable", parameters: Parameters) -> list[tuple[Any, ...]]:
        """All rows of a query."""

    def begin(self, *, writing: bool) -> None:
        """Begin a transaction: one in which no other writes, or one that reads all as it is at its begin."""

    def take_turn(self) -> None:
        """Wait until nobody else has it, on whichever machine that uses the database."""

    def end_turn(self) -> None:
        """Let the next one have it. It is over with the connection, too."""

    def version(self) -> Version:
        """Changes whenever this or another connection has changed the database."""

    def count_change(self) -> None:
        """Let ``version`` change with the transaction that is open."""

    def undo(self) -> None:
        """Roll back the transaction, unless the error that ended it has done so."""

    def came_back(self, error: Exception) -> bool:
        """Whether an error was that the connection was lost, and the next statement will make a new one."""

    def faults(self) -> list[str]:
        """What it finds damaged in itself, in words; empty if nothing is."""

    def told(self, error: Exception) -> LibraryError | None:
        """An error for the user; None for one that is not of the database."""
