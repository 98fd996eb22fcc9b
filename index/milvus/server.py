"""A Milvus server as one library sees it: its own collections, and what goes wrong, in words."""

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ..errors import LibraryError

WAIT_SECONDS = 10  # for a connection, or what is asked while somebody waits
_WRITE_SECONDS = 60
_CHANNEL = {
    # gRPC would wait longer and longer, up to minutes, before it looks for a server that has gone again.
    "grpc.initial_reconnect_backoff_ms": 200,
    "grpc.max_reconnect_backoff_ms": 2_000,
    # Many servers part from a client that asks whether they are there while it has nothing else to ask (too_many_pings).
    "grpc.keepalive_permit_without_calls": 0,
    "grpc.keepalive_timeout_ms": 20_000,  # a server may be busy
}
_BATCH = 1_000  # rows a message
MOST_HITS = 16_384  # that Milvus gives for one question
_NO_COLLECTION = 100  # Milvus's code

Row = dict[str, Any]


class NoCollection(LibraryError):
    """Somebody has dropped a collection, or made it anew under another name."""


class Server:
    """A connection, and the names under which one library's rows lie there."""

    def __init__(self, address: str, library: str) -> None:
        """address: as of the setting ASKREPORT_MILVUS; it may hold a password, and is never told. library: its identity."""
        try:
            import pymilvus
        except ImportError as error:
            raise LibraryError(
                "设置了 ASKREPORT_MILVUS，但没有安装 pymilvus。请执行 pip install -r requirements-scale.txt，"
                "或取消这项设置，改用本机索引。"
            ) from error
        logging.getLogger("pymilvus").setLevel(
            logging.CRITICAL
        )  # it logs addresses; what goes wrong is told here
        logging.getLogger("milvus_lite").setLevel(logging.CRITICAL)
        self._milvus = pymilvus
        self._library = f"askreport_{library}"
        with self._told():
            self._client = pymilvus.MilvusClient(
                address, timeout=WAIT_SECONDS, grpc_options=_CHANNEL, dedicated=True
            )

    def close(self) -> None:
        self._client.close()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What Milvus raises inside, as LibraryError."""
        try:
            yield
        except self._milvus.MilvusException as error:
            if error.code == _NO_COLLECTION:
                raise NoCollection(
                    "Milvus 里没有这个资料库的索引。请执行 python -m index check --repair，从资料库重建。"
                ) from error
            raise LibraryError(
                f"Milvus 服务器（ASKREPORT_MILVUS）无法使用（错误 {error.code}）。请检查地址、口令和服务器是否在运行；"
                "报告都在资料库里，没有受影响，服务器恢复后索引会自动补齐。"
            ) from None  # the cause names the address

    # Collections

    def create(self, name: str, key: str, fields: Mapping[str, Row], index: tuple[str, Row]) -> None:
        """Make an empty collection, in the place of one of that name, and make it ready.

        key: the primary key, among the fields. index: the vector field to search by, and how.
        """
        with self._told():
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            for field, kind in fields.items():
                kind = {**kind, "datatype": self._milvus.DataType[kind["datatype"]]}
                schema.add_field(field, is_primary=field == key, **kind)
            indexes = self._client.prepare_index_params()
            indexes.add_index(index[0], **index[1])
            full = self._named(name)
            self._client.drop_collection(full, timeout=_WRITE_SECONDS)
            self._client.create_collection(full, schema=schema, timeout=_WRITE_SECONDS)
            self._client.create_index(full, indexes, timeout=_WRITE_SECONDS, sync=False)
            self._client.load_collection(full, timeout=_WRITE_SECONDS)

    def has(self, name: str) -> bool:
        """Whether there is such a collection; it is ready then."""
        with self._told():
            if not self._client.has_collection(self._named(name), timeout=WAIT_SECONDS):
                return False
            self._client.load_collection(self._named(name), timeout=_WRITE_SECONDS)
            return True

    def drop(self, beginning: str, *, but: str | None = None) -> None:
        """Drop the collections whose names begin so, one excepted."""
        with self._told():
            for full in self._client.list_collections(timeout=_WRITE_SECONDS):
                if full.startswith(self._named(beginning)) and (but is None or full != self._named(but)):
                    self._client.drop_collection(full, timeout=_WRITE_SECONDS)

    def _named(self, name: str) -> str:
        return f"{self._library}_{name}"

    # Rows

    def put(self, name: str, rows: Iterable[Row]) -> None:
        """Write rows, each in the place of one of the same key."""
        batch: list[Row] = []
        with self._told():
            for row in rows:
                batch.append(row)
                if len(batch) == _BATCH:
                    self._client.upsert(self._named(name), batch, timeout=_WRITE_SECONDS)
                    batch = []
            if batch:
                self._client.upsert(self._named(name), batch, timeout=_WRITE_SECONDS)

    def take_out(self, name: str, ids: Sequence[int]) -> None:
        """Delete the rows of some ids; one that is not there is no error."""
        with self._told():
            for start in range(0, len(ids), _BATCH):
                some = list(ids[start : start + _BATCH])
                self._client.delete(self._named(name), ids=some, timeout=_WRITE_SECONDS)

    def row(self, name: str, key: str) -> Row | None:
        """One row by its key, as the last one to write has left it."""
        with self._told():
            found = self._client.get(
                self._named(name), [key], timeout=WAIT_SECONDS, consistency_level="Strong"
            )
        return dict(found[0]) if found else None

    def settle(self, name: str) -> None:
        """Come back once what has been written into a collection is found by whoever searches it."""
        with self._told():
            self._client.query(
                self._named(name),
                filter="id == 0",
                output_fields=["id"],
                timeout=WAIT_SECONDS,
                consistency_level="Strong",
            )

    def rows(self, name: str, where: str, fields: Sequence[str]) -> Iterator[list[Row]]:
        """All rows that a filter lets through, by and by, as the last one to write has left them."""
        with self._told():
            found = self._client.query_iterator(
                self._named(name),
                batch_size=_BATCH,
                filter=where,
                output_fields=list(fields),
                consistency_level="Strong",
            )
            try:
                while batch := found.next():
                    yield list(batch)
            finally:
                found.close()

    def search(
        self, name: str, field: str, question: object, k: int, where: str, parameters: Row
    ) -> list[tuple[int, float]]:
        """(row id, inner product) of the k best rows that a filter lets through, best first."""
        with self._told():
            [hits] = self._client.search(
                self._named(name),
                data=[question],
                anns_field=field,
                limit=min(k, MOST_HITS),
                filter=where,
                output_fields=["id"],
                search_params={"metric_type": "IP", "params": parameters},
                timeout=WAIT_SECONDS,
            )
        return [(int(hit["id"]), float(hit["distance"])) for hit in hits]
