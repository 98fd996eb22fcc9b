"""The files of reports as they came, named by their SHA-256."""

import hashlib
from collections.abc import Collection
from pathlib import Path

from .files import write_atomically
from .home import Home
from .store import Store


class Originals:
    """In a folder. Whoever changes them is in a transaction of the store, and holds the lock that keeps threads off it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def place(self, sha256: str, source: str) -> Path:
        """Where the file of this content and name lies, or would."""
        return self.folder / f"{sha256}{Path(source).suffix.lower()}"

    def path(self, sha256: str, source: str) -> Path:
        """The file, to be read there; it may be lost."""
        return self.place(sha256, source)

    def whole(self, sha256: str, source: str) -> bytes | None:
        """What is in it; None where it is lost or damaged."""
        data = self._data(sha256, source)
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def _data(self, sha256: str, source: str) -> bytes:
        place = self.place(sha256, source)
        return place.read_bytes() if place.is_file() else b""

    def keep(self, sha256: str, source: str, data: bytes) -> None:
        """Hold a file, in the place of what is there."""
        write_atomically(self.place(sha256, source), data)

    def restore(self, sha256: str, source: str, data: bytes) -> None:
        """Put a file back where it was lost or damaged."""
        if self.whole(sha256, source) is None:
            self.keep(sha256, source, data)

    def forget(self, sha256: str, source: str) -> None:
        """Hold the file of a report no longer that is no longer held."""
        self.place(sha256, source).unlink(missing_ok=True)

    def tidy(self) -> None:
        """Drop what others have forgotten."""

    def strays(self, held: Collection[Path]) -> list[Path]:
        """Files that belong to no report."""
        return sorted(path for path in self.folder.glob("[!.]*") if path not in held)


class SharedOriginals(Originals):
    """Beside the reports in a database that several servers use; in each one's folder those that were asked for there."""

    def __init__(self, folder: Path, store: Store) -> None:
        super().__init__(folder)
        self._store = store

    def path(self, sha256: str, source: str) -> Path:
        place = self.place(sha256, source)
        if not place.is_file() and (data := self._data(sha256, source)):
            write_atomically(place, data)
        return place

    def _data(self, sha256: str, source: str) -> bytes:
        return self._store.original(sha256)

    def keep(self, sha256: str, source: str, data: bytes) -> None:
        self._store.keep_original(sha256, data)

    def forget(self, sha256: str, source: str) -> None:
        super().forget(sha256, source)
        self._store.forget_originals()

    def tidy(self) -> None:
        if any(self.folder.glob("[!.]*")):
            for path in super().strays([self.place(sha256, name) for _, sha256, name in self._store.files()]):
                path.unlink(missing_ok=True)

    def strays(self, held: Collection[Path]) -> list[Path]:
        """None: with the database, a file is there or not."""
        return []


def originals_of(home: Home, store: Store) -> Originals:
    """Those of one library."""
    folder = home.folder / "files"
    return SharedOriginals(folder, store) if home.server else Originals(folder)
