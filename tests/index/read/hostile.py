"""A worker whose reader does what a broken or hostile file can make a reader do: the file's bytes say what."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

from index.errors import UnreadableFile
from index.read.blocks import Block, Content
from index.read.pages import check_pages, page_done
from index.read.sandbox import serve


def forever() -> None:
    while True:
        pass


def forever_in_c() -> None:
    """Inside one call that keeps Python's lock."""
    re.match("(?:a*)*b", "a" * 100)


def explode() -> None:
    hoard = []
    while True:
        hoard.append(bytearray(2**24))


def say_rubbish() -> None:
    os.write(3, b"")
    for descriptor in range(3, 12):
        try:
            os.write(descriptor, b"\0\0\0\2[]")
        except OSError:
            continue
    forever()


def start_others() -> None:
    subprocess.Popen([sys.executable, "-c", "import time; print('up', flush=True); time.sleep(999)"])
    forever()


def numbered() -> Iterator[str]:
    for number in range(1, 4):
        page_done(number, 3)
        yield f"第{number}页的文字"


DEEDS: dict[bytes, Callable[[], object]] = {
    b"loop": forever,
    b"loop in C": forever_in_c,
    b"sleep": lambda: time.sleep(999),
    b"explode": explode,
    b"crash": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    b"exit": lambda: os._exit(3),
    b"raise": lambda: {}["nothing"],
    b"recurse": lambda: recurse(0),
    b"rubbish": say_rubbish,
    b"print": lambda: print("not an answer"),
    b"start others": start_others,
    b"write": lambda: check_writing(),
    b"pages": lambda: check_pages(2000, "长.pdf"),
}


def recurse(depth: int) -> int:
    return recurse(depth + 1) + 1


def check_writing() -> None:
    """What the environment holds of keys is not here."""
    if any("KEY" in name for name in os.environ):
        raise UnreadableFile("有密钥")


def read(data: bytes, name: str) -> Content:
    if data == b"three pages":
        return Content(tuple(Block(text, "line", page) for page, text in enumerate(numbered(), start=1)))
    if data in DEEDS:
        DEEDS[data]()
    return Content((Block(data.decode(), "line"),))


if __name__ == "__main__":
    serve(read)
