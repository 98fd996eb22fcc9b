"""The prints of each report, by which one that says the same is found."""

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
            if rows := [{"print": each, "report": report_id} for each in prints]:
                self._store.write(self._store.sql.insert_prints, *rows)

    def forget(self, report_id: str) -> None:
        self._store.write(self._store.sql.delete_prints, of=report_id)

    def missing(self) -> list[str]:
        """Ids of the reports that were added by a version without prints."""
        return [row[0] for row in self._store.rows(self._store.sql.without_prints)]

    def sharing(self, prints: Iterable[int], least: int) -> list[str]:
        """Ids of the reports that have at least so many of these prints, the one with most first."""
        found = self._store.rows(self._store.sql.sharing_prints, prints=prints, least=least)
        return [row[0] for row in found]
