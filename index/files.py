"""Writing files so that a reader or a crash never sees half of one."""

import os
import tempfile
import zlib
from pathlib import Path

_END_BYTES = 4 << 20  # of a file, which are read to check it


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file's content in one step. The data is on disk before the name points to it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def fingerprint(path: Path) -> str:
    """What tells a damaged file from a whole one: its size, and a checksum of its ends, which is quick for any size."""
    size = path.stat().st_size
    with path.open("rb") as file:
        checksum = zlib.crc32(file.read(_END_BYTES))
        if size > _END_BYTES:
            file.seek(max(_END_BYTES, size - _END_BYTES))
            checksum = zlib.crc32(file.read(), checksum)
    return f"{size}-{checksum:08x}"
