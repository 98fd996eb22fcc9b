"""What a file that a user gives holds: itself, or the files that are packed in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..errors import UnreadableFile
from .load import file_bytes


class Member(NamedTuple):
    """A file as it came."""

    name: str
    data: bytes


def members(path: Path) -> Iterator[Member | UnreadableFile]:
    """The files to be read at a path, and the reason for each that cannot be."""
    try:
        yield Member(path.name, file_bytes(path))
    except UnreadableFile as error:
        yield error
