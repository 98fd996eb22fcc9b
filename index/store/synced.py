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

    def files(self, folder: str | None = None) -> list[SyncedFile]:
        """Of one folder, or of all."""
        return [
            SyncedFile(*row)
            for row in self._store.rows(
                "SELECT folder, path, sha256, report FROM synced WHERE ?1 IS NULL OR folder = ?1"
                " ORDER BY folder, path",
                folder,
            )
        ]

    def put(self, file: SyncedFile) -> None:
        self._store.rows("INSERT OR REPLACE INTO synced VALUES (?, ?, ?, ?)", *file)

    def drop(self, folder: str, path: str) -> None:
        self._store.rows("DELETE FROM synced WHERE folder = ? AND path = ?", folder, path)

    def brought(self) -> set[str]:
        """Ids of the reports that a sync has added, and nobody by hand."""
        return {row[0] for row in self._store.rows("SELECT report FROM brought")}

    def bring(self, report_id: str) -> None:
        self._store.rows("INSERT OR IGNORE INTO brought VALUES (?)", report_id)

    def release(self, report_id: str) -> None:
        """From now on the report is there by hand."""
        if self._store.rows("SELECT 1 FROM brought WHERE report = ?", report_id):
            self._store.rows("DELETE FROM brought WHERE report = ?", report_id)

    def left(self) -> list[str]:
        """Ids of the reports that a sync has added, and that no file of any synced folder is any more."""
        found = self._store.rows(
            "SELECT report FROM brought WHERE report IN (SELECT id FROM reports)"
            " AND report NOT IN (SELECT report FROM synced) ORDER BY rowid"
        )
        return [row[0] for row in found]
