"""What syncs of folders have brought: which file of which folder is which report, and which reports came only so."""

from typing import NamedTuple

from .store import Store


class SyncedFile(NamedTuple):
    """A file of a synced folder, as the last sync found it."""

    folder: str  # its absolute path
    path: str  # within it; of a file in an archive, below the archive's
    sha256: str
    report: str  # the id of the report that says what it says


class SyncRecords:
    """Two tables beside the reports of a store. They outlive a report that is taken out and put in again."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sql = store.sql

    def files(self, folder: str | None = None) -> list[SyncedFile]:
        """Of one folder, or of all."""
        found = (
            self._store.rows(self._sql.synced)
            if folder is None
            else self._store.rows(self._sql.synced_from, folder=folder)
        )
        return [SyncedFile(*row) for row in found]

    def put(self, file: SyncedFile) -> None:
        with self._store.transaction():
            self.drop(file.folder, file.path)
            self._store.write(self._sql.insert_synced, **file._asdict())

    def drop(self, folder: str, path: str) -> None:
        self._store.write(self._sql.delete_synced, of=folder, at=path)

    def brought(self) -> set[str]:
        """Ids of the reports that a sync has added, and nobody by hand."""
        return {row[0] for row in self._store.rows(self._sql.brought)}

    def bring(self, report_id: str) -> None:
        with self._store.transaction():
            self.release(report_id)
            self._store.write(self._sql.insert_brought, report=report_id)

    def release(self, report_id: str) -> None:
        """From now on the report is there by hand."""
        if self._store.rows(self._sql.is_brought, of=report_id):
            self._store.write(self._sql.delete_brought, of=report_id)

    def left(self) -> list[str]:
        """Ids of the reports that a sync has added, and that no file of any synced folder is any more."""
        return [row[0] for row in self._store.rows(self._sql.left)]
