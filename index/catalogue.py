"""A library's card catalogue: its reports by their cards, which are read anew only where a report was added or changed."""

import threading
from collections.abc import Callable, Collection, Iterable, Sequence

from .errors import unknown_report
from .models import Report, Section
from .shelf import Card, Extract, Noted, Shelf, Texts
from .store import Store, StringIndex


class Catalogue(Texts):
    """The cards of one store, and what its texts hold. Threads may share it, as they share the lock."""

    def __init__(
        self, store: Store, strings: StringIndex, lock: threading.RLock, report_of: Callable[[str], Report]
    ) -> None:
        self._store = store
        self._strings = strings
        self._lock = lock
        self._report_of = report_of
        self._version: tuple[int, int] | None = None
        self._at: dict[int, Card] = {}  # by position
        self._by_id: dict[str, Card] = {}
        self._whole: Shelf | None = None

    def shelf(self, reports: Sequence[str] | None = None) -> Shelf:
        """All reports, or some by their ids. Raises UnknownReport for an id not held."""
        with self._lock:
            self._keep_up()
            if reports is not None and (chosen := dict.fromkeys(reports)).keys() != self._by_id.keys():
                return Shelf(list(self.cards(chosen).values()), self)
            if self._whole is None:
                self._whole = Shelf(list(self._at.values()), self, whole=True)
            return self._whole

    def cards(self, reports: Iterable[str]) -> dict[str, Card]:
        """The cards of some reports by their ids. Raises UnknownReport for an id not held."""
        with self._lock:
            self._keep_up()
            for report_id in (reports := list(reports)):
                if report_id not in self._by_id:
                    raise unknown_report(report_id)
            return {report_id: self._by_id[report_id] for report_id in reports}

    def extracts(self, places: Sequence[tuple[str, int]]) -> dict[tuple[str, int], Extract]:
        """Paragraphs by their report's id and their number. Raises UnknownReport."""
        with self._lock, self._store.snapshot():
            cards = self.cards({report_id for report_id, _ in places})
            found = self._store.extracts(places)
        return {(i, paragraph.number): Extract(cards[i], paragraph, text) for i, paragraph, text in found}

    def holding(
        self, words: str, reports: Collection[str] | None, *, opening: bool = False, most: int | None = None
    ) -> list[str]:
        with self._lock:
            return self._strings.holding(words, reports, opening=opening, most=most)

    def headed(self, words: Sequence[str], reports: Collection[str] | None, most: int) -> list[str]:
        with self._lock:
            return self._strings.headed(words, reports, most)

    def sections(self, reports: Iterable[str]) -> dict[str, tuple[Section, ...]]:
        with self._lock:
            return self._store.sections(reports)

    def noted(self, reports: Iterable[str]) -> dict[str, Noted]:
        with self._lock:
            return self._store.noted(reports)

    def report(self, report_id: str) -> Report:
        return self._report_of(report_id)

    def _keep_up(self) -> None:
        version = self._store.version()
        if version == self._version:
            return
        with self._store.snapshot():
            positions = [position for position, _ in self._store.positions()]
            read = self._store.cards([position for position in positions if position not in self._at])
        self._at = {position: read.get(position) or self._at[position] for position in positions}
        self._by_id = {card.id: card for card in self._at.values()}
        self._version, self._whole = version, None
