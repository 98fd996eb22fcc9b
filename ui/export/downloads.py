"""Files made to be downloaded: Gradio copies them when it hands them out, so they need not last."""

import shutil
import tempfile
import time
import uuid
from contextlib import suppress
from pathlib import Path

_KEPT_SECONDS = 600
_folder = tempfile.TemporaryDirectory(prefix="askreport-")  # goes with the process


def downloadable(name: str, data: bytes) -> str:
    """The path of a new file of this name; those of earlier downloads are removed in time."""
    folder = Path(_folder.name)
    for old in folder.iterdir():
        with suppress(FileNotFoundError):  # another request may be removing it
            if old.stat().st_mtime < time.time() - _KEPT_SECONDS:
                shutil.rmtree(old)
    path = folder / uuid.uuid4().hex / name
    path.parent.mkdir()
    path.write_bytes(data)
    return str(path)
