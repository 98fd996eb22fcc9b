"""``python -m tests.index.killed MOMENT FOLDER …``: ``python -m index …``, over the fake model, that dies at a moment.

Its moments are those in which it is about to touch FOLDER, where the library or what it derives of one on a server lies:
a file there is opened, made, renamed or removed; or a statement on the database begins. At the one with that number it kills itself; a run that ends before tells how many it had.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from index.__main__ import main
from tests.fake_embedder import FakeEmbedder


def die_at(moment: int, folder: str) -> "count[int]":
    """Count the moments from now on; not one is left after ``moment``."""
    moments = count(1)

    def pass_moment(*_: object) -> None:
        if next(moments) == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def heard(event: str, arguments: tuple[Any, ...]) -> None:
        if arguments and str(arguments[0]).startswith(folder):
            pass_moment()

    sys.addaudithook(heard)
    event.listen(Engine, "before_cursor_execute", pass_moment)
    return moments


if __name__ == "__main__":
    _, moment, folder, *sys.argv[1:] = sys.argv
    with patch("index.library.configured_embedder", FakeEmbedder), patch("index.home.SERVERS", Path(folder)):
        moments = die_at(int(moment), folder)
        try:
            main()
        finally:
            print(next(moments) - 1, file=sys.stderr)
