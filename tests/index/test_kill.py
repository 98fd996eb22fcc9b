"""`python -m index`, killed in the middle: what it had done stays, and the library goes on working."""

import re
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

import index.home
from index import Library
from index.parse import parse
from index.read import load
from tests.fake_embedder import FakeEmbedder
from tests.index.killing import Mortal, Scene, killed_at, made_scene, mortal
from tests.processes import Ended

KILLS = 5
KILLS_ON_SERVER = 3
FILES_A_ROUND = 6
PARAGRAPHS = 20

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL"),
]


def write_report(folder: Path, number: int) -> Path:
    """A report of its own words."""
    body = [f"第{number}县的第{i}项工作完成了{number * 100 + i}件，群众满意。" for i in range(PARAGRAPHS)]
    path = folder / f"报告 {number:02}.txt"
    path.write_text("\n\n".join([f"第{number}县工作报告", *body]), encoding="utf-8")
    return path


def write_reports(folder: Path, first: int) -> list[Path]:
    return [write_report(folder, number) for number in range(first, first + FILES_A_ROUND)]


@pytest.fixture(scope="module")
def dying() -> Iterator[Mortal]:
    with mortal() as made:
        yield made


def add(dying: Mortal, place: Path | str, files: list[Path], moment: int) -> Ended:
    """Add files to a library, in a process that dies at a moment (never at 0)."""
    folder = place if isinstance(place, Path) else index.home.SERVERS
    return dying.run(moment, folder, "add", "--library", str(place), *map(str, files))


def added_reports(place: Path | str) -> set[str]:
    """Ids of the reports whose transaction is committed, as another process sees it."""
    try:
        with closing(connected(place)) as database:
            return {row[0] for row in database.execute("SELECT id FROM reports")}
    except (sqlite3.OperationalError, psycopg.errors.UndefinedTable):  # it or its tables are not there yet
        return set()


def connected(place: Path | str) -> "sqlite3.Connection | psycopg.Connection":
    if isinstance(place, Path):
        return sqlite3.connect(f"{(place / 'library.db').as_uri()}?mode=rw", uri=True)
    return psycopg.connect(place)


def check(place: Path | str, files: list[Path], added: set[str]) -> set[str]:
    """The library opens, holds what was added, and all that it holds is whole and found; returns its ids."""
    with Library.open(place, embedder=FakeEmbedder()) as library:
        held = {report.id: report for report in library.reports()}
        assert added <= held.keys()
        for file in files:
            report = parse(load(file))
            if report.id in held:
                assert held[report.id] == report
                assert library.original(report).read_bytes() == file.read_bytes()
                assert library.candidates("群众满意", reports=[report.id])
        return set(held)


def test_killed_at_moments_from_its_start_to_its_end(
    dying: Mortal, place: Path | str, tmp_path: Path
) -> None:
    """Each round adds more files to the library that the rounds before have left, and dies a little later."""
    undisturbed = add(dying, tmp_path / "undisturbed", write_reports(tmp_path, 0), 0)
    moments = int(undisturbed.stderr.splitlines()[-1])
    files: list[Path] = []
    added: set[str] = set()
    died_between = 0
    kills = KILLS if isinstance(place, Path) else KILLS_ON_SERVER
    for kill in range(kills):
        files += write_reports(tmp_path, len(files))
        died = add(dying, place, files, 1 + kill * (moments - 1) // (kills - 1))
        assert died.returncode == -signal.SIGKILL
        added |= added_reports(place) | set(re.findall(r"\b[0-9a-f]{12}\b", died.stdout))
        held = check(place, files, added)
        died_between += any(parse(load(file)).id not in held for file in files)
    assert died_between >= kills // 2  # in the middle of the work

    assert add(dying, place, files, 0).returncode == 0
    assert check(place, files, set()) == {parse(load(file)).id for file in files}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return made_scene(tmp_path_factory.mktemp("scene"))


@pytest.mark.parametrize(("kind", "share"), [("remove", 0.6), ("set", 0.5), ("sync", 0.7), ("import", 0.4)])
def test_killed_command_has_done_all_or_nothing_of_each_report(
    dying: Mortal, scene: Scene, kind: str, share: float, tmp_path: Path
) -> None:
    """At fifty moments: ``python tests/benchmarks/kills.py``."""
    assert list(killed_at(dying, scene, kind, iter([share]), tmp_path))
