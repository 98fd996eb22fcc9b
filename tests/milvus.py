"""A Milvus server for tests: milvus-lite in a process of its own, which several clients reach through the same pymilvus."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.processes import line_with, started
from tests.waiting import PATIENCE

_SERVER = """
import sys
from milvus_lite.adapter.grpc.server import start_server_in_thread
server, _, port = start_server_in_thread(sys.argv[1], port=int(sys.argv[2]))  # it ends where nobody holds it
print("port", port, flush=True)
sys.stdin.read()
"""


@contextmanager
def milvus_server(folder: Path, port: int = 0) -> Iterator[str]:
    """Its address; what it holds lies in the folder. port: any that is free when 0.

    While it runs, our client waits for it as tests do. Skips the test where requirements-scale.txt is not installed.
    """
    if not (find_spec("pymilvus") and find_spec("milvus_lite")):
        pytest.skip("requirements-scale.txt is not installed")
    with (
        started(sys.executable, "-c", _SERVER, str(folder), str(port)) as process,
        pytest.MonkeyPatch.context() as patched,
    ):
        patched.setattr("index.milvus.server.WAIT_SECONDS", PATIENCE)
        listening = line_with(process, "port").split()[-1]
        yield f"http://127.0.0.1:{listening}"
