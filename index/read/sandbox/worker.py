"""Reads file after file, or shows pages of them, each as it is told to.

It says ``{"ready": true}``. To each ``{"name": …}`` and the bytes that follow it says ``{"content": …}``; to one with a
``"page"`` its ``{"facsimile": …}``; or ``{"refused": message}``, or ``{"failed": how}``. Before that it says
``{"page": [done, total]}`` where the reader tells its pages.
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from typing import IO

from ...errors import UnreadableFile
from ..blocks import Content
from ..facsimile import Facsimile, page_of
from ..formats import read
from ..pages import listen
from .frames import answers, receive, send
from .limits import limit, limit_cpu


def serve(
    reader: Callable[[bytes, str], Content] = read,
    shower: Callable[[bytes, str, int], Facsimile] = page_of,
) -> None:
    """Read until the program that gives the files closes its end."""
    memory, seconds, lifeline = map(int, sys.argv[-3:])
    told = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    limit(memory, lifeline if lifeline >= 0 else None)

    def page_done(done: int, total: int) -> None:
        limit_cpu(seconds)
        send(told, json.dumps({"page": [done, total]}).encode())

    listen(page_done)
    send(told, b'{"ready": true}')
    while (asked := receive(sys.stdin.buffer)) is not None:
        data = receive(sys.stdin.buffer)
        if data is None:
            return
        limit_cpu(seconds)
        name, page = (json.loads(asked).get(key) for key in ("name", "page"))
        if page is None:
            _answer(told, "content", partial(reader, data, name))
        else:
            _answer(told, "facsimile", partial(shower, data, name, page))


def _answer(told: IO[bytes], kind: str, made: Callable[[], object]) -> None:
    try:
        answer = answers()[kind].dump_json(made())
        send(told, b'{"%b": %b}' % (kind.encode(), answer))
    except UnreadableFile as error:
        send(told, json.dumps({"refused": str(error)}).encode())
    except MemoryError:
        send(told, b'{"failed": "memory"}')
    except Exception as error:  # whatever a reader does with a broken file costs a message
        send(told, json.dumps({"failed": type(error).__name__}).encode())


if __name__ == "__main__":
    serve()
