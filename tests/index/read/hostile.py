"""A worker whose reader does what a broken or hostile file can make a reader do: the file's bytes say what."""

import os
import re
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from index.read.blocks import Block, Content
from index.read.facsimile import Facsimile, PrintedText
from index.read.pages import check_pages, page_done
from index.read.printed import Box
from index.read.sandbox import serve
from index.read.sandbox.limits import limit_cpu


def forever() -> None:
    while True:
        pass


def forever_in_c() -> None:
    """Inside one call that keeps Python's lock."""
    re.match("(?:a*)*b", "a" * 100)


def burn() -> None:
    """Until the system finds that it was long enough, and not whoever waits."""
    limit_cpu(0)
    forever()


def explode() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(2**24))


def say_rubbish() -> None:
    for descriptor in range(3, 12):
        with suppress(OSError):
            os.write(descriptor, b"\0\0\0\2[]")


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def print_words() -> None:
    os.write(1, b"not an answer")


def write_much() -> None:
    with Path(os.devnull).open("wb"), Path(f"/dev/shm/askreport-{os.getpid()}").open("wb") as file:
        os.unlink(file.name)
        file.truncate(2**40)


DEEDS: dict[str, Callable[[], object]] = {
    "loop": forever,
    "loop in C": forever_in_c,
    "wait": lambda: threading.Event().wait(),
    "burn": burn,
    "explode": explode,
    "crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "exit": lambda: os._exit(3),
    "raise": lambda: [][1],
    "recurse": recurse,
    "rubbish": say_rubbish,
    "print": print_words,
    "write much": write_much,
    "2000 pages": lambda: check_pages(2000, "长.pdf"),
}


def read(data: bytes, name: str) -> Content:
    """``three pages`` are read, and told of; ``fork PIPE`` and ``stay PIPE`` say so in a pipe, and never end."""
    what, _, place = data.decode().partition(" PIPE ")
    if place:
        with open(place, "wb", buffering=0) as pipe:
            if what.startswith("fork"):
                what = "loop" if os.fork() else "loop in C"
            pipe.write(b"up\n")
            DEEDS[what]()
    if what == "three pages":
        for page in range(1, 4):
            page_done(page, 3)
    elif what == "environment":
        return Content(tuple(Block(variable, "line") for variable in os.environ))
    elif what in DEEDS:
        DEEDS[what]()
    return Content((Block(what, "line"),), remarks=(name,))


def show(data: bytes, name: str, page: int) -> Facsimile:
    """The same of a page: a picture of these bytes."""
    read(data, name)
    return Facsimile(data, (PrintedText(f"{name} {page}", Box(0, 0.25, 0.5, 1), 3),))


if __name__ == "__main__":
    serve(read, show)
