"""Processes that end with the test that started them, however it ends. Tests start none in any other way."""

import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

import pytest

from tests.waiting import PATIENCE

Process = subprocess.Popen[str]
Ended = subprocess.CompletedProcess[str]

ROOT = Path(__file__).resolve().parents[1]
# On Linux the kernel ends a child whose parent was killed and could not end it.
_SETPRIV = shutil.which("setpriv")
_ENDS_WITH_US = [_SETPRIV, "--pdeathsig", "KILL"] if _SETPRIV else []


@contextmanager
def started(
    *command: str,
    environment: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    errors: int | IO[bytes] = subprocess.PIPE,
) -> Iterator[Process]:
    """A process in a group of its own; what is left of it after the block is killed, with all that it started.

    environment: what is set on top of this process's own. errors: where its standard error goes.
    """
    with subprocess.Popen(
        [*_ENDS_WITH_US, *command],
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        encoding="utf-8",
        start_new_session=True,
    ) as child:
        try:
            yield child
        finally:
            kill(child)


def kill(child: Process) -> None:
    """End a process and all of its group at once, if any of it is still there."""
    with suppress(ProcessLookupError, PermissionError):  # the latter where macOS finds only a zombie
        os.killpg(child.pid, signal.SIGKILL)


def ended(child: Process, given: str = "") -> tuple[str, str]:
    """Standard output and error of a process that ends by itself; fails with them when it does not."""
    try:
        return child.communicate(given, timeout=PATIENCE)
    except subprocess.TimeoutExpired as late:
        pytest.fail(f"{late}; until then it wrote:\n{_text(late.output)}\n{_text(late.stderr)}")


def run(*command: str, environment: Mapping[str, str] | None = None, cwd: Path = ROOT) -> Ended:
    """A command from its start to its end, whatever its exit code."""
    with started(*command, environment=environment, cwd=cwd) as child:
        output, errors = ended(child)
    return subprocess.CompletedProcess(command, child.returncode, output, errors)


def line_with(child: Process, words: str) -> str:
    """The next line of a process's output that holds ``words``; empty when it ended, or was killed, without one."""
    assert child.stdout is not None
    patience = threading.Timer(PATIENCE, kill, [child])
    patience.start()
    try:
        return next((line for line in child.stdout if words in line), "")
    finally:
        patience.cancel()


def _text(written: bytes | None) -> str:
    return (written or b"").decode("utf-8", "replace")
