"""Makes a library anew from the files it keeps: the way out when the embedding model changes."""

from pathlib import Path

from .embedder import Embedder
from .library import Library
from .models import Report
from .progress import Progress


def rebuild(
    path: str | Path | None = None, *, embedder: Embedder | None = None, progress: Progress | None = None
) -> list[Report]:
    """Read, parse and embed every report of the library again, with the configured model.

    One transaction: if the work is killed or fails, the library is as it was. Until it is done others can
    read the library and nobody else can write it. Returns the reports. Raises LibraryError when a kept file
    cannot be read any more.
    """
    folder = Library.folder_for(path)
    with Library(folder, embedder) as library:
        library.replace_all(progress)
        used = library.embedder
    with Library.open(folder, embedder=used, progress=progress) as library:
        return library.reports()
