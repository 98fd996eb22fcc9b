"""What a test starts ends with it, however the test ends."""

import os
import select
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.processes import ROOT, ended, started
from tests.waiting import PATIENCE

# Writes when it is up, and then does nothing, for ever.
IDLE = "import sys, threading; print('up', file=sys.stderr, flush=True); threading.Event().wait()"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {IDLE!r}])"
# A run of the tests with such a process in it, which holds this run's standard error.
TEST = f"""
import sys
from tests.processes import started

def test() -> None:
    with started(sys.executable, "-c", {PARENT!r}, errors=sys.__stderr__.fileno()) as child:
        child.wait()
"""


class Line:
    """A pipe whose other end is held by processes: it ends when the last of them has ended."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()

    def read(self) -> bytes:
        """The next line, empty after the end."""
        written = b""
        while not written.endswith(b"\n"):
            assert select.select([self.reading], [], [], PATIENCE)[0], f"it did not end after {written!r}"
            piece = os.read(self.reading, 1)
            if not piece:
                break
            written += piece
        return written


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line()
    yield made
    os.close(made.reading)


def test_all_that_was_started_ends_with_the_block(line: Line) -> None:
    with pytest.raises(ZeroDivisionError), started(sys.executable, "-c", PARENT, errors=line.writing):
        os.close(line.writing)
        assert line.read() == b"up\n"
        _ = 1 / 0
    assert line.read() == b""


def test_the_parent_ended_before_what_it_started(line: Line) -> None:
    with started(sys.executable, "-c", PARENT, errors=line.writing) as child:
        os.close(line.writing)
        assert line.read() == b"up\n"
        child.kill()
        child.wait()
    assert line.read() == b""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_run_that_is_interrupted_ends_all(line: Line, tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "test_it.py").write_text(TEST)
    command = ["-m", "pytest", "-p", "tests.conftest", "-s", "--rootdir", str(tmp_path), str(tmp_path)]
    with started(sys.executable, *command, environment={"PYTHONPATH": str(ROOT)}, errors=line.writing) as run:
        os.close(line.writing)
        assert line.read() == b"up\n"
        run.send_signal(number)
        output, _ = ended(run)
    assert "KeyboardInterrupt" in output
    assert line.read() == b""


@pytest.mark.skipif(
    sys.platform != "linux", reason="only Linux ends the children of a process that is killed"
)
def test_a_run_that_is_killed_ends_what_it_started(line: Line) -> None:
    code = f"""
import sys
from tests.processes import started
with started(sys.executable, "-c", {IDLE!r}, errors=sys.stderr.fileno()) as child:
    child.wait()
"""
    with started(sys.executable, "-c", code, errors=line.writing) as run:
        os.close(line.writing)
        assert line.read() == b"up\n"
        run.kill()
        run.wait()
        assert line.read() == b""
