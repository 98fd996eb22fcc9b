"""The prints of each report, by which one that says the same is found."""

import json
from collections.abc import Iterable

from .store import Store


class Prints:
    """A table beside the reports of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def put(self, report_id: str, prints: Iterable[int]) -> None:
        """Keep the prints of a report, in the place of those it had."""
        with self._store.transaction():
            self.forget(report_id)
            self._store.rows(
                "INSERT INTO prints SELECT value, ? FROM json_each(?)", report_id, json.dumps(list(prints))
            )

    def forget(self, report_id: str) -> None:
        self._store.rows("DELETE FROM prints WHERE report = ?", report_id)

    def missing(self) -> list[str]:
        """Ids of the reports that were added by a version without prints."""
        found = self._store.rows("SELECT id FROM reports WHERE id NOT IN (SELECT report FROM prints)")
        return [row[0] for row in found]

    def sharing(self, prints: Iterable[int], least: int) -> list[str]:
        """Ids of the reports that have at least so many of these prints, the one with most first."""
        found = self._store.rows(
            "SELECT report FROM prints WHERE print IN (SELECT value FROM json_each(?))"
            " AND report IN (SELECT id FROM reports)"
            " GROUP BY report HAVING COUNT(*) >= ? ORDER BY COUNT(*) DESC",
            json.dumps(list(prints)),
            least,
        )
        return [row[0] for row in found]
