"""Reads file after file, each as it is told to.

It says ``{"ready": true}``. To each name and bytes that come it says ``{"content": …}``, ``{"refused": message}`` or
``{"failed": how}``, and before that ``{"page": [done, total]}`` where the reader tells its pages.
"""

import json
import os
import sys
from collections.abc import Callable
from typing import IO

from ...errors import UnreadableFile
from ..blocks import Content
from ..formats import read
from ..pages import listen
from .frames import contents, receive, send
from .limits import limit, limit_cpu


def serve(reader: Callable[[bytes, str], Content] = read) -> None:
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
    while (name := receive(sys.stdin.buffer)) is not None:
        data = receive(sys.stdin.buffer)
        if data is None:
            return
        limit_cpu(seconds)
        _answer(told, reader, data, name.decode())


def _answer(told: IO[bytes], reader: Callable[[bytes, str], Content], data: bytes, name: str) -> None:
    try:
        content = contents().dump_json(reader(data, name))
        send(told, b'{"content": %b}' % content)
    except UnreadableFile as error:
        send(told, json.dumps({"refused": str(error)}).encode())
    except MemoryError:
        send(told, b'{"failed": "memory"}')
    except Exception as error:  # whatever a reader does with a broken file costs a message
        send(told, json.dumps({"failed": type(error).__name__}).encode())


if __name__ == "__main__":
    serve()
