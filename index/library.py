"""A library: reports, searchable. The one object that other packages talk to.

library/            its folder; where the record is on a PostgreSQL server, a folder of this machine with what is derived
    library.db      SQLite, the system of record, unless it is on a server
    files/          the reports as they came, named by their SHA-256
    vectors.*       derived from the record, as all below; not where Milvus searches
    words/          which paragraphs hold which words; likewise
    strings/        which reports hold which strings
    lock            held while the derived indexes are written
"""

import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Self

from filelock import FileLock

from .adding import Claim, Maker, Paths, add_files
from .ahead import ahead
from .catalogue import Catalogue
from .correcting import correct
from .embed import Embedder, configured_embedder
from .embedding import Embedded, Known, embed_report
from .errors import UnknownReport
from .home import SEEDS, home_for
from .metadata import Value
from .model import embedder_for
from .models import AddResult, Report
from .originals import originals_of
from .progress import Progress, Step, keep_quiet
from .read import report_files
from .search import Candidate, Searches
from .shelf import Extract, Shelf
from .store import KnownVectors, Prints, Store, SyncRecords
from .text import simplified
from .twins import prints

_UNSEEDED = "0"  # made without the reports that the project ships
_REPORTS_KEPT = 256  # parsed reports held in memory


class Library:
    """Reports and their indexes in one folder. Threads may share it, and processes may share the folder."""

    def __init__(self, path: str | Path | None, embedder: Embedder | None = None) -> None:
        """The library as it is, its model unchecked; most callers want ``Library.open``."""
        self.home = home_for(path)
        self.home.make_folder()
        self.folder = folder = self.home.folder
        self.embedder = self.wanted = embedder or configured_embedder()
        self._lock = threading.RLock()
        self._file_lock = FileLock(folder / "lock")
        with self._file_lock:  # SQLite does not wait for its turn when it sets a new database's journal mode
            self.store = Store(self.home.record)
            self.originals = originals_of(self.home, self.store)
            self.known = KnownVectors(self.store, self._lock)
            self._searches = Searches(folder, self.store)
        self._synced: tuple[int, int] | None = None
        self._cached_report = lru_cache(_REPORTS_KEPT)(self.store.report)
        self._catalogue = Catalogue(self.store, self._searches.strings, self._lock, self.report)

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        embedder: Embedder | None = None,
        seeds: bool | None = None,
        progress: Progress | None = None,
    ) -> Self:
        """Open a library, or make it.

        path: its folder or server; ``home.home_for`` tells which when None.
        embedder: the configured model when None.
        seeds: whether the reports that the project ships come into it, once; when None, into the default library.
        progress: told of the work on seeds.

        Raises ModelMismatch when the library was built with another embedding model, LibraryError when
        its database cannot be used.
        """
        library = cls(path, embedder)
        try:
            library._start(seeds=library.home.is_default if seeds is None else seeds)
            if library.store.meta("seeded") in ((None, _UNSEEDED) if seeds else (None,)):
                for result in library.add(sorted(SEEDS.glob("*.txt")), progress):
                    if result.error:
                        raise result.error
                library.store.set_meta("seeded", "1")
            library.refresh()
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Give back the database. The library cannot be used afterwards."""
        with self._lock:
            self._searches.close()
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, paths: Paths, progress: Progress | None = None, *, copies: bool = False) -> list[AddResult]:
        """Add report files; a folder stands for all report files below it.

        Each report is added whole or not at all, and one bad file never stops the others. A file whose
        content is held already is left alone, and so is one that says the same in another format: it is
        noted, and added only with ``copies``. Returns one result a file, in order.
        """
        return list(self.add_each(paths, progress, copies=copies))

    def add_each(
        self, paths: Paths, progress: Progress | None = None, *, copies: bool = False, maker: Maker = ahead
    ) -> Generator[AddResult, None, None]:
        """As ``add``, each result when it is there. maker: where the files are read, and maybe embedded."""
        files = [file for path in paths for file in report_files(Path(path))]
        by_hand: Claim = lambda report, _: SyncRecords(self.store).release(report.id)  # noqa: E731
        yield from add_files(self, files, progress or keep_quiet, copies=copies, claim=by_hand, maker=maker)
        self.refresh()

    def set_metadata(self, report_id: str, *, progress: Progress | None = None, **changes: Value) -> Report:
        """Correct fields of a report's Metadata, for good: a rebuild keeps them. "" or None empties one.

        What is embedded with the title is embedded again. Raises UnknownReport, BadCorrection.
        """
        report = correct(self, report_id, changes, progress or keep_quiet)
        self.refresh()
        return report

    @contextmanager
    def changing(self) -> Iterator[None]:
        """All or nothing is changed inside, and nobody else changes anything meanwhile."""
        with self._lock, self.store.transaction():
            if self.store.version() != self._synced:
                self._cached_report.cache_clear()
            yield

    def held(self, report_id: str) -> Report | None:
        """The report of this id, if there is one."""
        try:
            return self.report(report_id)
        except UnknownReport:
            return None

    def keep(
        self,
        report: Report,
        data: bytes | None,
        tell: Progress,
        claim: Claim = lambda report, added: None,
        known: Known | None = None,
    ) -> bool:
        """Hold a parsed report and its file, whole or not at all; False when it was there already.

        It becomes searchable with the next question. claim: called inside the transaction. known: vectors that need not
        be made, those that the library has when None.
        """
        name = report.source or report.title
        embedded, printed = embed_report(report, self.embedder, known or self.known, tell), prints(report)
        tell(Step("storing", name, 0, 1))
        with self._lock, self.store.transaction():
            if not self.is_current(embedded):
                return self.keep(report, data, tell, claim, known)
            if data is not None:
                self.originals.keep(report.sha256, report.source, data)
            if added := self.store.insert(report, embedded.chunks, embedded.vectors):
                Prints(self.store).put(report.id, printed)
            claim(report, added)
        tell(Step("storing", name, 1, 1))
        return added

    def is_current(self, embedded: Embedded) -> bool:
        """Whether the vectors are of the library's model: not when it was rebuilt meanwhile."""
        self._check_model()
        return self.embedder is embedded.embedder

    def add_reports(self, reports: Iterable[Report], progress: Progress | None = None) -> None:
        """Add reports that were made in memory, without a file; for benchmarks and evaluation sets."""
        for report in reports:
            self.keep(report, None, progress or keep_quiet)
        self.refresh()

    def remove(self, report_id: str) -> None:
        """Forget a report and its file. Raises UnknownReport."""
        with self._lock:
            kept = self._forget(report_id)
            self._cached_report.cache_clear()
            with self.store.transaction():
                if self.held(report_id) is None:  # nobody has added it again meanwhile
                    self.originals.forget(*kept)
        self.refresh()

    def _forget(self, report_id: str) -> tuple[str, str]:
        """Take a report out of the database; its file's SHA-256 and name."""
        with self.store.transaction():
            kept = self.store.file(report_id)
            self.store.delete(report_id)
            self.store.set_corrections(report_id, {})
            Prints(self.store).forget(report_id)
            SyncRecords(self.store).release(report_id)
        return kept

    def reports(self) -> list[Report]:
        """All reports, in the order in which they were added."""
        with self._lock, self.store.snapshot():
            return [self._cached_report(report_id) for report_id in self.store.report_ids()]

    def shelf(self, reports: Sequence[str] | None = None) -> Shelf:
        """All reports, or some by their ids, without their texts. Raises UnknownReport for an id not held."""
        self.refresh()
        return self._catalogue.shelf(reports)

    def extracts(self, places: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Extract]:
        """Paragraphs by their report's id and their number, without the rest of it. Raises UnknownReport."""
        return self._catalogue.extracts(list(places))

    def report(self, report_id: str) -> Report:
        """Raises UnknownReport."""
        with self._lock:
            return self._cached_report(report_id)

    def original(self, report: Report) -> Path:
        """The report's file as it came, to be read there; it may be lost."""
        with self._lock:
            return self.originals.path(report.sha256, report.source)

    def candidates(
        self, question: str, k: int = 200, reports: Sequence[str] | None = None
    ) -> list[Candidate]:
        """Paragraphs that words or vectors find, each with both scores, in no order.

        question: searched as it is. k: how many chunks and how many paragraphs to look at.
        reports: report ids to stay within; None for all. Raises UnknownReport for an id not held.
        """
        self.refresh()
        # Outside the lock: others go on. The models know a word better by its simplified characters.
        embedder = self.embedder
        [vector] = embedder.embed_questions([simplified(question)])
        with self._lock:
            self.refresh()
            if self.embedder is not embedder:  # rebuilt meanwhile
                return self.candidates(question, k, reports)
            self._catalogue.cards(reports or ())
            return self._searches.candidates(question, vector, k, reports)

    def word_weights(self, words: Iterable[str]) -> dict[str, float]:
        """Inverse document frequency of each (normalised) word over the library's paragraphs."""
        with self._lock:
            return self._searches.word_weights(words)

    def _start(self, *, seeds: bool) -> None:
        """Record in a new library its model, and whether it goes without seeds. Raises ModelMismatch."""
        new = {"model": self.embedder.name} | ({} if seeds else {"seeded": _UNSEEDED})
        if any(self.store.meta(key) is None for key in new):
            with self.store.transaction():
                for key, value in new.items():
                    if self.store.meta(key) is None:
                        self.store.set_meta(key, value)
        self._check_model()

    @property
    def outdated(self) -> bool:
        """Whether the library answers with a former default model's vectors until it is rebuilt."""
        return self.embedder is not self.wanted

    def _check_model(self) -> None:
        """Go by the model that the library was built with. Raises ModelMismatch for one that is not wanted."""
        self.embedder = embedder_for(self.home.name, self.store.meta("model"), self.wanted, self.embedder)

    def faults_of_indexes(self, *, mend: bool) -> list[str]:
        """What of the derived indexes is not as the database says, in words; made anew if that is wanted."""
        self.refresh()
        with self._lock, self._file_lock, self._searches.turn(), self.store.snapshot():
            faults = self._searches.faults()
            if faults and mend:
                self._searches.renew(self.store.report)
        return faults

    def refresh(self) -> None:
        """Take in what this and other processes have changed; cheap when nothing has."""
        with self._lock:
            if self.store.version() == self._synced:
                return
            # The lock first: by then, an older state than the indexes' would undo what others indexed.
            with self._file_lock, self._searches.turn(), self.store.snapshot():
                version = self.store.version()
                self._check_model()
                self._cached_report.cache_clear()
                self._searches.refresh(self._cached_report)
                self.originals.tidy()
            self._synced = version
