"""Tasks on a real Ray of this machine's own, with two workers: what dies there, and what is in the library then."""

import os
import select
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from index import Library, Report
from index.embed import Embedder, Vectors
from tests.index.gated import DEADLY, KILLED
from tests.index.reports import write_report, write_table
from tests.processes import ended, line_with, run, started
from tests.waiting import PATIENCE

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif(find_spec("ray") is None, reason="requirements-scale.txt is not installed"),
    pytest.mark.skipif(sys.platform != "linux", reason="it looks for processes where Linux shows them"),
]
TOKEN = "0123456789abcdef" * 4
CLUSTER = """
import ray
from index.on_ray import on_ray
with on_ray("local"):
    print("at", ray.get_runtime_context().gcs_address, flush=True)
    input()
"""


@pytest.fixture(scope="module")
def environment() -> Iterator[dict[str, str]]:
    """What Ray's processes, and only they, have in their environment."""
    with tempfile.TemporaryDirectory(prefix="ray", dir="/tmp") as folder:  # a socket's path must be short
        yield {
            "RAY_TMPDIR": folder,
            "RAY_OVERRIDE_RESOURCES": '{"CPU": 2}',
            "RAY_worker_niceness": "0",
            "RAY_AUTH_MODE": "token",
            "RAY_AUTH_TOKEN": TOKEN,
            "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",
        }


@pytest.fixture(scope="module")
def address(environment: dict[str, str]) -> Iterator[str]:
    """Where a cluster is that was started as ``--ray local`` starts one; nothing of it is left afterwards."""
    with started(sys.executable, "-c", CLUSTER, environment=environment) as cluster:
        told = line_with(cluster, "at ")
        assert told, ended(cluster)[1]
        yield told.split()[1]
        ended(cluster, "\n")
        assert cluster.returncode == 0
        wait_for_the_end(environment["RAY_TMPDIR"])


def wait_for_the_end(folder: str) -> None:
    """Until no process is left in whose environment ``folder`` is."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if folder.encode() not in (process / "environ").read_bytes():
                continue
            handle = os.pidfd_open(int(process.name))
        except (FileNotFoundError, ProcessLookupError, PermissionError):  # gone, or another user's
            continue
        try:
            assert select.select([handle], [], [], PATIENCE)[0], (process / "cmdline").read_bytes()
        finally:
            os.close(handle)


def content(library: Library) -> tuple[list[Report], list[bytes], Vectors]:
    """All reports in their order; the texts that were embedded, and their vectors."""
    reports = library.reports()
    parts = [library.store.chunks_with_vectors(report.id) for report in reports]
    digests = [chunk.digest for chunks, _ in parts for chunk in chunks]
    return reports, digests, np.concatenate([vectors for _, vectors in parts])


def same(there: Path, here: Library) -> bool:
    with Library.open(there, embedder=here.embedder) as library:
        (reports, digests, vectors), expected = content(library), content(here)
    return (reports, digests) == expected[:2] and np.allclose(vectors, expected[2], atol=1e-5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Files of all fates: the fourth is broken."""
    made = tmp_path / "各地 报告"
    for number, name in enumerate(["0.txt", "1.txt", KILLED, DEADLY, "8.txt"]):
        write_report(made, number, name)
    write_table(made, "2.docx")
    (made / "3.pdf").write_bytes(b"%PDF-1.7 cut off")
    return made


def test_a_process_is_killed_and_each_report_is_there_once(
    address: str, environment: dict[str, str], folder: Path, tmp_path: Path, real_embedder: Embedder
) -> None:
    """As if it had been added here; and what could not be is, when it is tried again."""
    gate = tmp_path / "gate"
    os.mkfifo(gate)
    command = ["add", "--ray", address, "--library", str(tmp_path / "库"), str(folder)]
    done = run(sys.executable, "-m", "tests.index.gated", str(gate), *command, environment=environment)
    assert "killed " in done.stderr and done.returncode == 1
    with Library.open(tmp_path / "这里", embedder=real_embedder) as here:
        added = [
            r.report.id
            for r in here.add(each for each in sorted(folder.iterdir()) if each.name != DEADLY)
            if r.report
        ]
        assert [line.split()[:2] for line in done.stdout.splitlines()] == [["✓", each] for each in added]
        broken, deadly = (line for line in done.stderr.splitlines() if line.startswith("✗"))
        assert "3.pdf" in broken and DEADLY in deadly and "2 次" in deadly
        assert same(tmp_path / "库", here)

        again = run(sys.executable, "-m", "index", *command, environment=environment)
        assert again.returncode == 1 and again.stderr.count("✗") == 1 and "3.pdf" in again.stderr
        assert sorted(line.split()[0] for line in again.stdout.splitlines()) == sorted(
            ["✓"] + ["已有"] * len(added)
        )
        here.add([folder / DEADLY])
        assert same(tmp_path / "库", here)
