"""A library's record on a PostgreSQL server: what goes wrong there, and several servers of ours over one library."""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import psycopg
import pytest

import index.home
from index import Library, LibraryError
from index.check import check
from index.home import home_for
from index.store import Store
from tests.index.conftest import CountingEmbedder
from tests.index.reports import found, ids, write_report
from tests.index.test_sharing import child, write_reports
from tests.postgresql import PASSWORD, QUOTED, USER, Server
from tests.waiting import PATIENCE

pytestmark = pytest.mark.e2e


@pytest.fixture
def address(postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("index.home.SERVERS", tmp_path / "这一台")
    return postgresql.new()


@pytest.fixture
def library(address: str, embedder: CountingEmbedder) -> Iterator[Library]:
    with Library.open(address, embedder=embedder) as opened:
        yield opened


@pytest.fixture
def elsewhere(address: str, library: Library, tmp_path: Path) -> Iterator[Library]:
    """The same library on another machine, which has a folder of its own."""
    with pytest.MonkeyPatch.context() as there:
        there.setattr("index.home.SERVERS", tmp_path / "那一台")
        opened = Library.open(address, embedder=CountingEmbedder())
    assert opened.folder != library.folder
    with opened:
        yield opened


def test_what_one_server_does_the_next_question_on_another_sees(
    library: Library, elsewhere: Library, tmp_path: Path
) -> None:
    library.add([write_report(tmp_path, number) for number in range(3)])
    assert found(elsewhere, "群众满意") == set(ids(library)) == set(ids(elsewhere))
    first, second, _ = ids(library)
    elsewhere.set_metadata(first, region="青石县")
    assert found(library, "群众满意") == set(ids(library))
    assert library.report(first).metadata.region == "青石县"
    elsewhere.remove(second)
    assert found(library, "群众满意") == set(ids(elsewhere)) and second not in ids(library)


def test_a_file_is_on_every_server_that_is_asked_for_it(
    library: Library, elsewhere: Library, tmp_path: Path
) -> None:
    path = write_report(tmp_path, 1)
    report = library.add([path])[0].report
    assert report is not None
    there = elsewhere.original(report)
    assert there.read_bytes() == path.read_bytes() and there.is_relative_to(elsewhere.folder)
    library.remove(report.id)
    assert found(elsewhere, "群众满意") == set() and not elsewhere.original(report).exists()
    assert library.store.original(report.sha256) == b""


def test_a_lost_folder_is_made_again_without_embedding(address: str, tmp_path: Path) -> None:
    with Library.open(address, embedder=CountingEmbedder()) as library:
        library.add([write_report(tmp_path, number) for number in range(3)])
        before = sorted(library.candidates("群众满意"), key=lambda each: (each.report, each.paragraph))
        library.folder.rename(tmp_path / "丢了")
    embedder = CountingEmbedder()
    with Library.open(address, embedder=embedder) as library:
        assert before == sorted(
            library.candidates("群众满意"), key=lambda each: (each.report, each.paragraph)
        )
    assert embedder.embedded == 0 and check(address, embedder=embedder) == []


def test_servers_that_add_at_the_same_time(library: Library, elsewhere: Library, tmp_path: Path) -> None:
    """Reports of their own beside ones that others add, too, in opposite orders, each machine with its folder."""
    paths = write_reports(tmp_path, range(10))
    statement = "print(sum(result.added for result in library.add(paths)))"
    with ExitStack() as all_at_once:
        others = [
            all_at_once.enter_context(
                child(statement, str(library.home.address), *mine, servers=tmp_path / name)
            )
            for name, mine in (("甲", paths[:7]), ("乙", paths[:2:-1]))
        ]
        for other in others:
            other.start()
        mine = sum(result.added for result in library.add(paths[2:8]))
        assert mine + sum(int(other.end()) for other in others) == 10  # each written once
    for each in (library, elsewhere):
        assert len(ids(each)) == 10 and found(each, "提案办理") == set(ids(each))
        runs = each.store.chunk_rows(ids(each))
        rows = [row for run in runs for row in range(run.first, run.last + 1)]
        assert sorted(rows) == sorted(
            row for row, _ in each.store.vectors(range(1, each.store.last_chunk() + 1))
        )
    assert check(library.home.address, embedder=CountingEmbedder()) == []


def test_what_machines_share_is_derived_by_one_at_a_time(
    library: Library, elsewhere: Library, postgresql: Server
) -> None:
    order = []

    def derive() -> None:
        with elsewhere.store.turn():
            order.append("there")

    other = threading.Thread(target=derive)
    with library.store.turn():
        other.start()
        while other.is_alive() and not postgresql.is_waited_for():
            pass
        order.append("here")
    other.join(PATIENCE)
    assert order == ["here", "there"]


def test_servers_share_what_milvus_holds(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASKREPORT_MILVUS", str(tmp_path / "milvus.db"))
    with ExitStack() as open_ones:
        here, there = (
            open_ones.enter_context(Library.open(address, embedder=CountingEmbedder())) for _ in range(2)
        )
        here.add([write_report(tmp_path, number) for number in range(3)])
        assert found(there, "群众满意") == set(ids(here))
        there.remove(ids(there)[0])
        assert found(here, "群众满意") == set(ids(there))
        assert there.faults_of_indexes(mend=False) == []


def test_server_that_was_restarted_is_found_again(
    library: Library, postgresql: Server, tmp_path: Path
) -> None:
    library.add([write_report(tmp_path, 1)])
    cut_off(postgresql)
    assert len(ids(library)) == 1
    cut_off(postgresql)
    assert library.add([write_report(tmp_path, 2)])[0].added


def test_transaction_that_is_cut_off_is_told_and_leaves_nothing(
    library: Library, postgresql: Server, tmp_path: Path
) -> None:
    with pytest.raises(LibraryError, match="无法读写"), library.store.transaction():
        library.store.set_meta("key", "value")
        cut_off(postgresql)
        library.store.set_meta("other", "value")
    assert library.store.meta("key") is None
    assert library.add([write_report(tmp_path, 1)])[0].added


def cut_off(server: Server) -> None:
    """End all connections of others, as a restart does."""
    server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid != pg_backend_pid() AND datname IS NOT NULL"
    )


@pytest.fixture
def amcheck(postgresql: Server) -> Iterator[None]:
    """The server looks for damage of its own."""
    postgresql.run("CREATE EXTENSION amcheck")
    yield
    postgresql.run("DROP EXTENSION amcheck")


@pytest.mark.usefixtures("amcheck")
@pytest.mark.parametrize(
    ("damaging", "told"),
    [
        (  # a row that is not in the index
            (
                "UPDATE pg_index SET indisready = false WHERE indexrelid = 'chunks_by_digest'::regclass",
                "UPDATE chunks SET digest = '' WHERE id = 1",
                "UPDATE pg_index SET indisready = true WHERE indexrelid = 'chunks_by_digest'::regclass",
            ),
            "lacks matching index tuple.*chunks_by_digest.*REINDEX",
        ),
        (  # rows that are older than all rows of the table
            ("UPDATE pg_class SET relfrozenxid = pg_current_xact_id()::xid WHERE oid = 'cards'::regclass",),
            "cards: xmin .* precedes.*备份",
        ),
    ],
    ids=["index", "table"],
)
def test_damage_that_the_server_finds_is_told(
    address: str, tmp_path: Path, damaging: tuple[str, ...], told: str
) -> None:
    with Library.open(address, embedder=CountingEmbedder()) as library:
        library.add([write_report(tmp_path, 1)])
    assert check(address, embedder=CountingEmbedder()) == []
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in damaging:
            connection.execute(statement.encode())
    (fault,) = check(address, embedder=CountingEmbedder())
    assert re.search(told, fault.told) and not fault.mended


@pytest.mark.usefixtures("amcheck")
def test_who_may_not_look_for_damage_is_told_of_none(address: str, postgresql: Server) -> None:
    Store(address).close()
    postgresql.run("CREATE ROLE reader LOGIN PASSWORD 'lesen'")
    (schema,) = re.findall(r"library\d+", address)
    postgresql.run(f"GRANT USAGE ON SCHEMA {schema} TO reader")
    postgresql.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO reader")
    reader = address.replace(f"{USER}:{QUOTED}", "reader:lesen")
    with closing(Store(reader)) as store:
        assert store.faults() == []


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("postgresql://askreport:{quoted}@127.0.0.1:1/postgres", "连不上.*askreport@127.0.0.1:1/postgres"),
        (
            "postgresql://askreport:geheim@127.0.0.1:{port}/postgres",
            "连不上.*password authentication failed.*口令",
        ),
        ("postgresql://askreport:{quoted}@127.0.0.1:{port}/nirgends", '连不上.*"nirgends" does not exist'),
        ("postgresql://askreport:geheim/{quoted}@127.0.0.1:{port}/postgres", "%2F"),
        ("postgresql://askreport:{quoted}@127.0.0.1:hafen/postgres", "postgresql://用户名"),
        ("mysql://askreport:{quoted}@127.0.0.1:{port}/postgres", "postgresql://用户名"),
    ],
)
def test_what_cannot_be_reached_is_told_without_the_password(
    postgresql: Server, wrong: str, told: str
) -> None:
    with pytest.raises(LibraryError, match=told) as caught:
        Library.open(wrong.format(quoted=QUOTED, port=postgresql.port))
    for secret in (PASSWORD, QUOTED, "geheim"):
        assert secret not in str(caught.value)


def test_missing_driver_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LibraryError, match=r"pip install -r requirements-scale\.txt"):
        Store(address)


def test_database_of_another_encoding_is_told(postgresql: Server) -> None:
    postgresql.run("CREATE DATABASE old ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    with pytest.raises(LibraryError, match="LATIN1.*UTF8"):
        Store(postgresql.address(database="old"))


def test_library_of_a_newer_version_is_told(address: str) -> None:
    Store(address).close()
    with psycopg.connect(address) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '99'")
    with pytest.raises(LibraryError, match="版本为 99.*请更新本程序"):
        Store(address)


def test_folder_of_a_server_is_by_its_address_without_the_password() -> None:
    one, other = (home_for(f"postgresql://u:{word}@h:5432/db") for word in ("一", "二"))
    assert one.folder == other.folder and one.folder.parent == index.home.SERVERS
    assert one.name == "postgresql://u@h:5432/db" and "一" not in repr(one)
    for another in (
        "postgresql://u@h:5432/other",
        "postgresql://u@h:5433/db",
        "postgresql://u@h:5432/db?options=-cx",
    ):
        assert home_for(another).folder != one.folder
