"""``python -m tests.index.gated GATE …``: ``python -m index …``, whose tasks on Ray are killed at two files.

GATE is a named pipe. The first task that comes to the file ``KILLED`` writes there which process it runs in and goes no
further; then that process is killed. A task that comes to the file ``DEADLY`` ends its process, each time.
"""

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from index.__main__ import main
from index.tasks import Answer, made

KILLED, DEADLY = "停在门前.txt", "致命.txt"


def gated(gate: Path) -> Callable[[bytes, str, str], Answer]:
    """``made``, but for two files."""

    def made_or_killed(data: bytes, name: str, model: str) -> Answer:
        if name == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        if name == KILLED:
            with suppress(FileExistsError):
                gate.with_suffix(".passed").mkdir()
                gate.write_text(str(os.getpid()))
                signal.pause()
        return made(data, name, model)

    return made_or_killed


def kill_who_waits(gate: Path) -> None:
    """Kill the process that stands at the gate, once there is one."""
    waiting = int(gate.read_text())
    os.kill(waiting, signal.SIGKILL)
    print(f"killed {waiting}", file=sys.stderr)


if __name__ == "__main__":
    _, at, *sys.argv[1:] = sys.argv
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("index.on_ray.made", gated(Path(at)))
        monkeypatch.setattr("index.on_ray._TRIES", 2)
        threading.Thread(target=kill_who_waits, args=(Path(at),), daemon=True).start()
        main()
