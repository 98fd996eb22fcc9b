"""``python -m tests.index.killed MOMENT FOLDER …``: ``python -m index …``, over the fake model, that dies at a moment.

Its moments are those in which it is about to touch FOLDER: a file there is opened, made, renamed or removed, or a
statement of SQLite begins. At the one with that number it kills itself; a run that ends before tells how many it had.
"""

import os
import signal
import sys
from itertools import count
from sqlite3 import dbapi2
from typing import Any

import pytest

from index.__main__ import main
from tests.conftest import FakeEmbedder


def die_at(moment: int, folder: str, monkeypatch: pytest.MonkeyPatch) -> "count[int]":
    """Count the moments from now on; not one is left after ``moment``."""
    moments = count(1)

    def pass_moment(*_: object) -> None:
        if next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if arguments and str(arguments[0]).startswith(folder):
            pass_moment()

    def connect(*arguments: Any, **options: Any) -> dbapi2.Connection:
        connection: dbapi2.Connection = really_connect(*arguments, **options)
        connection.set_trace_callback(pass_moment)
        return connection

    sys.addaudithook(heard)
    really_connect = dbapi2.connect
    monkeypatch.setattr(dbapi2, "connect", connect)  # as SQLAlchemy calls it
    return moments


if __name__ == "__main__":
    _, moment, folder, *sys.argv[1:] = sys.argv
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr("index.library.configured_embedder", FakeEmbedder)
        moments = die_at(int(moment), folder, monkeypatch)
        try:
            main()
        finally:
            print(next(moments) - 1, file=sys.stderr)
