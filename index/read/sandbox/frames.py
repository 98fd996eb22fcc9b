"""What is said between the program and its worker: frames of bytes, each after its length.

Back come only JSON texts, whose types are checked: nothing that a worker says can become code.
"""

import struct
from functools import cache
from typing import IO, TYPE_CHECKING, Any

from ..blocks import Content
from ..facsimile import Facsimile

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_LENGTH = struct.Struct(">I")
MAX_FRAME_BYTES = 256 * 1024 * 1024


def send(stream: IO[bytes], data: bytes) -> None:
    """Write a frame."""
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes | None:
    """The next frame; None at the end of the stream, or for one that is too long or was cut off."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    length: int = _LENGTH.unpack(head)[0]
    if length > MAX_FRAME_BYTES:
        return None
    data = stream.read(length)
    return data if len(data) == length else None


@cache
def answers() -> "dict[str, TypeAdapter[Any]]":
    """By what was asked for: what makes JSON of it, and it of JSON that has its types."""
    from pydantic import TypeAdapter  # here: who reads plain texts needs none

    return {"content": TypeAdapter(Content), "facsimile": TypeAdapter(Facsimile)}
