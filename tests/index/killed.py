"""``python -m tests.index.killed``: runs ``python -m index …`` over the fake model, time and again, and it dies at a moment.

Each line that comes in asks for one run: a JSON list of the files for its output and its errors, MOMENT, FOLDER, and the
words of the command. It is a child of this process, which has loaded all that it needs, and the line that goes out for
it is its exit code. Its moments are those in which it is about to touch FOLDER, where the library or what it derives of one on a server lies:
a file there is opened, made, renamed or removed; or a statement on the database begins. At the one with that number it kills itself; a run that ends before tells how many it had.
"""

import json
import os
import signal
import sys
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sqlalchemy import Engine, event

from index.__main__ import main
from index.text import tokenise
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


def asked() -> list[str]:
    """In each child what it is to run; in the process itself nothing, once no more is asked."""
    tokenise("词")  # the dictionary is loaded with the first word
    for line in sys.stdin:
        output, errors, *command = json.loads(line)
        child = os.fork()
        if not child:
            for number, path in enumerate((output, errors), start=1):
                os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            return [str(word) for word in command]
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    return []


if __name__ == "__main__" and (command := asked()):
    moment, folder, *sys.argv[1:] = command
    with patch("index.library.configured_embedder", FakeEmbedder), patch("index.home.SERVERS", Path(folder)):
        moments = die_at(int(moment), folder)
        try:
            main()
        finally:
            print(next(moments) - 1, file=sys.stderr)
