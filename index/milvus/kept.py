"""What Milvus keeps of a library under one name: rows in a collection, and beside them how far they have come.

Milvus knows no transactions. So the state is written last, in one row: until it is there, the next one to write begins where
the former one did, and writes the same rows again. Rows that are made anew go into a collection of the next number, which
the state then names: nobody finds half of them.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..store import Mark
from .server import NoCollection, Row, Server

_STATES = "states"
_STATE_FIELDS: Mapping[str, Row] = {
    "kind": {"datatype": "VARCHAR", "max_length": 32},
    "state": {"datatype": "VARCHAR", "max_length": 4_096},
    "counts": {"datatype": "SPARSE_FLOAT_VECTOR"},
}
SPARSE_INDEX: Row = {"index_type": "SPARSE_INVERTED_INDEX", "metric_type": "IP"}
ROW_FIELDS: Mapping[str, Row] = {
    "id": {"datatype": "INT64"},
    "report": {"datatype": "VARCHAR", "max_length": 64},
}
_NONE = {0: 0.5}  # an empty vector is not allowed
_UNFINISHED = Mark(-1, "unfinished")  # of no library's log


@dataclass(frozen=True, slots=True)
class State:
    """What the rows of one kind are, as of the last one who wrote them."""

    mark: Mark
    number: int  # of their collection
    figures: Mapping[str, float] = field(default_factory=dict)  # what else their owner goes by
    counts: Mapping[int, int] = field(default_factory=dict)


class Kept:
    """Rows of one kind."""

    def __init__(self, server: Server, kind: str, revision: int = 1) -> None:
        """revision: of what the rows are made of; those of another one are not believed."""
        self._server = server
        self._family = kind
        self._kind = f"{kind}_{revision}"
        self.state: State | None = None

    def read(self) -> None:
        """See what the last one to write has left: no state where the rows are not there."""
        former, self.state = self.state, self._read()
        if self.state and self.state != former:
            self._server.settle(self._collection(self.state.number))

    def _read(self) -> State | None:
        row = self._server.row(_STATES, self._kind) if self._server.has(_STATES) else None
        if row is None:
            return None
        told = json.loads(row["state"])
        counts = {int(key): round(count) for key, count in row["counts"].items() if count >= 1}
        state = State(Mark(*told["mark"]), told["number"], told["figures"], counts)
        return state if self._server.has(self._collection(state.number)) else None

    def begin(self, fields: Mapping[str, Row], index: tuple[str, Row]) -> int:
        """Make an empty collection for rows that are made anew, and say its number."""
        number = self.state.number + 1 if self.state else 1
        self._server.create(self._collection(number), "id", {**ROW_FIELDS, **fields}, index)
        return number

    def distrust(self) -> None:
        """Say that the rows are not as the state says, until it is written again: whoever finds it so makes them anew."""
        if self.state:
            self._write(State(_UNFINISHED, self.state.number))

    def commit(self, state: State) -> None:
        """Go by this state from now on."""
        self._write(state)
        self._server.drop(f"{self._family}_", but=self._collection(state.number))
        self._server.settle(self._collection(state.number))
        self.state = state

    def _write(self, state: State) -> None:
        if not self._server.has(_STATES):
            self._server.create(_STATES, "kind", _STATE_FIELDS, ("counts", SPARSE_INDEX))
        told = {"mark": state.mark, "number": state.number, "figures": dict(state.figures)}
        counts = {key: float(count) for key, count in state.counts.items() if count > 0}
        self._server.put(
            _STATES, [{"kind": self._kind, "state": json.dumps(told), "counts": counts or _NONE}]
        )

    def forget(self) -> None:
        """Drop all rows."""
        if self.state:
            self.distrust()
        self._server.drop(f"{self._family}_")
        self.state = None

    def put(self, number: int, rows: Iterable[Row]) -> None:
        self._server.put(self._collection(number), rows)

    def take_out(self, number: int, ids: Sequence[int]) -> None:
        self._server.take_out(self._collection(number), ids)

    def rows(self, where: str, fields: Sequence[str]) -> Iterator[list[Row]]:
        """All rows that a filter lets through, by and by; none where there is no collection."""
        if self.state and self._server.has(name := self._collection(self.state.number)):
            yield from self._server.rows(name, where, fields)

    def search(
        self,
        field: str,
        question: object,
        k: int,
        reports: Iterable[str] | None,
        parameters: Row | None = None,
    ) -> list[tuple[int, float]]:
        """(row id, inner product) of the k best rows, of some reports or of all, best first."""
        where = "" if reports is None else within(chosen := list(reports))
        if self.state is None or (reports is not None and not chosen):
            return []
        try:
            return self._search(field, question, k, where, parameters or {})
        except NoCollection:  # another server has made it anew meanwhile
            self.read()
            return self._search(field, question, k, where, parameters or {})

    def _search(
        self, field: str, question: object, k: int, where: str, parameters: Row
    ) -> list[tuple[int, float]]:
        name = self._collection(self.state.number if self.state else 0)
        return self._server.search(name, field, question, k, where, parameters)

    def _collection(self, number: int) -> str:
        return f"{self._kind}_{number}"


def within(reports: Collection[str]) -> str:
    """The filter that lets through what is of some reports."""
    return f"report in {json.dumps(list(reports))}"
