"""A library: a folder that holds reports, searchable. The one object that other packages talk to.

library/
    library.db      SQLite, the system of record
    files/          the reports as they came, named by their SHA-256
    vectors.faiss   derived from library.db
    words/          derived from library.db
    lock            held while the derived indexes are written
"""

import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Self

from filelock import FileLock

from .embed import BASE_MODEL, DEFAULT_MODEL, Embedder, configured_embedder, embed_all, embedder_named
from .errors import AskReportError, LibraryError, ModelMismatch, UnknownReport
from .files import write_atomically
from .metadata import Value, checked, corrected
from .models import AddResult, Report
from .parse import chunk_report, embedded_text, parse
from .progress import Progress, Step, keep_quiet
from .read import LoadedFile, load, report_files
from .search import Candidate, Searches
from .store import Store
from .text import simplified
from .versions import ids_called_alike, older_version

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds"
DEFAULT_LIBRARY = ROOT / "data" / "library"
_REPORTS_KEPT = 256  # parsed reports held in memory


class Library:
    """Reports and their indexes in one folder. Threads may share it, and processes may share the folder."""

    def __init__(self, folder: Path, embedder: Embedder | None = None) -> None:
        """The folder as it is, its model unchecked; most callers want ``Library.open``."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"不能把 {folder} 用作资料库文件夹（{error.strerror}）。请检查路径和权限，或另选一个文件夹。"
            ) from error
        self.folder = folder
        self.wanted = embedder or configured_embedder()
        self.embedder = self.wanted
        self._lock = threading.RLock()
        self._file_lock = FileLock(folder / "lock")
        with self._file_lock:  # SQLite does not wait for its turn when it sets a new database's journal mode
            self.store = Store(folder / "library.db")
            self._searches = Searches(folder, self.store)
        self._synced: tuple[int, int] | None = None
        self._cached_report = lru_cache(_REPORTS_KEPT)(self.store.report)

    @staticmethod
    def folder_for(path: str | Path | None) -> Path:
        """The folder meant: the path, or what ASKREPORT_LIBRARY names, or data/library of the project."""
        return Path(path or os.environ.get("ASKREPORT_LIBRARY") or DEFAULT_LIBRARY).expanduser()

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        embedder: Embedder | None = None,
        seeds: bool = True,
        progress: Progress | None = None,
    ) -> Self:
        """Open a library, or make it.

        path: its folder; see ``folder_for``.
        embedder: the configured model when None.
        seeds: whether a new library starts with the reports that the project ships.
        progress: told of the work on seeds.

        Raises ModelMismatch when the library was built with another embedding model, LibraryError when
        its database cannot be used.
        """
        library = cls(cls.folder_for(path), embedder)
        try:
            library.start(seeded=not seeds)
            if library.store.meta("seeded") is None:
                for result in library.add(sorted(SEEDS.glob("*.txt")), progress):
                    if result.error:
                        raise result.error
                library.store.set_meta("seeded", "1")
            library._refresh()
        except BaseException:
            library.close()
            raise
        return library

    def close(self) -> None:
        """Give back the database. The library cannot be used afterwards."""
        with self._lock:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Reports

    def add(self, paths: Iterable[str | Path], progress: Progress | None = None) -> list[AddResult]:
        """Add report files; a folder stands for all report files below it.

        Each report is added whole or not at all, and one bad file never stops the others. A file whose
        content is held already is left alone. Returns one result a file, in order.
        """
        files = [file for path in paths for file in report_files(Path(path))]
        results = [self.add_file(file, file.name, progress) for file in files]
        self._refresh()
        return results

    def add_file(self, path: Path, source: str, progress: Progress | None = None) -> AddResult:
        """Add one file under a name of its own, without making it searchable yet."""
        tell = progress or keep_quiet
        try:
            # A name in another encoding than the system's has surrogates, which no database takes.
            source = os.fsencode(source).decode("utf-8", "replace")
            tell(Step("reading", source, 0, 1))
            loaded = replace(load(path), source=source)
            tell(Step("parsing", source, 0, 1))
            report = parse(loaded)
            report = corrected(report, self.store.corrections(report.id))
            if held := self._held(report.id):
                return AddResult(path, held, added=False)
            older = older_version(report, map(self.report, ids_called_alike(self.store, report)))
            added = self._add_report(report, loaded, tell)
        except AskReportError as error:
            return AddResult(path, None, added=False, error=error)
        except OSError as error:
            told = LibraryError(f"无法写入资料库 {self.folder}（{error.strerror}）。请检查磁盘空间和权限。")
            return AddResult(path, None, added=False, error=told)
        return AddResult(path, report, added, newer_version_of=older)

    def set_metadata(self, report_id: str, *, progress: Progress | None = None, **changes: Value) -> Report:
        """Correct fields of a report's Metadata, for good: a rebuild keeps them. "" or None empties one.

        What is embedded with the title is embedded again. Raises UnknownReport, BadCorrection.
        """
        with self._lock, self.store.transaction():
            kept = self.store.corrections(report_id) | checked(changes)
            report = corrected(self.store.report(report_id), kept)
            self.store.delete(report_id)
            self.store.set_corrections(report_id, kept)
            self._cached_report.cache_clear()
            self._add_report(report, None, progress or keep_quiet)
        self._refresh()
        return report

    def _held(self, report_id: str) -> Report | None:
        try:
            return self.report(report_id)
        except UnknownReport:
            return None

    def _add_report(self, report: Report, loaded: LoadedFile | None, tell: Progress) -> bool:
        chunks = chunk_report(report)
        texts = [embedded_text(report, chunk) for chunk in chunks]
        name = report.source or report.title
        embedder = self.embedder
        vectors = embed_all(embedder, texts, name, tell)
        tell(Step("storing", name, 0, 1))
        with self._lock, self.store.transaction():
            self._check_model()
            if self.embedder is not embedder:  # rebuilt meanwhile
                return self._add_report(report, loaded, tell)
            if loaded is not None:
                write_atomically(self.original(report), loaded.data)
            added = self.store.insert(report, chunks, vectors)
        tell(Step("storing", name, 1, 1))
        return added

    def add_reports(self, reports: Iterable[Report], progress: Progress | None = None) -> None:
        """Add reports that were made in memory, without a file; for benchmarks and evaluation sets."""
        for report in reports:
            self._add_report(report, None, progress or keep_quiet)
        self._refresh()

    def remove(self, report_id: str) -> None:
        """Forget a report and its file. Raises UnknownReport."""
        with self._lock:
            original = self.original(self.store.report(report_id))
            self.store.delete(report_id)
            self.store.set_corrections(report_id, {})
            self._cached_report.cache_clear()
            with self.store.transaction():
                if self._held(report_id) is None:  # nobody has added it again meanwhile
                    original.unlink(missing_ok=True)
        self._refresh()

    def reports(self) -> list[Report]:
        """All reports, in the order in which they were added."""
        with self._lock, self.store.snapshot():
            return [self._cached_report(report_id) for report_id in self.store.report_ids()]

    def report(self, report_id: str) -> Report:
        """Raises UnknownReport."""
        with self._lock:
            return self._cached_report(report_id)

    def original(self, report: Report) -> Path:
        """The report's file as it came."""
        return self.folder / "files" / f"{report.sha256}{Path(report.source).suffix.lower()}"

    # Search

    def candidates(
        self, question: str, k: int = 200, reports: Sequence[str] | None = None
    ) -> list[Candidate]:
        """Paragraphs that words or vectors find, each with both scores, in no order.

        question: searched as it is. k: how many chunks and how many paragraphs to look at.
        reports: report ids to stay within; None for all. Raises UnknownReport for an id not held.
        """
        self._refresh()
        # Outside the lock: others go on. The models know a word better by its simplified characters.
        embedder = self.embedder
        [vector] = embedder.embed_questions([simplified(question)])
        with self._lock:
            self._refresh()
            if self.embedder is not embedder:  # rebuilt meanwhile
                return self.candidates(question, k, reports)
            for report_id in reports or ():
                self._cached_report(report_id)
            return self._searches.candidates(question, vector, k, reports)

    def word_weights(self, words: Iterable[str]) -> dict[str, float]:
        """Inverse document frequency of each (normalised) word over the library's paragraphs."""
        with self._lock:
            return self._searches.word_weights(words)

    # The model and the derived indexes

    def start(self, *, seeded: bool) -> None:
        """Record the model in a new library; in an old one check it. Raises ModelMismatch.

        seeded: a new library is to be left without the reports that the project ships.
        """
        if self.store.meta("model") is None:
            with self.store.transaction():
                self.store.set_meta("model", self.embedder.name)
                if seeded:
                    self.store.set_meta("seeded", "1")
        self._check_model()

    @property
    def outdated(self) -> bool:
        """Whether the library answers with a former default model's vectors until it is rebuilt."""
        return self.embedder is not self.wanted

    def _check_model(self) -> None:
        """Go by the model that the library was built with. Raises ModelMismatch for one that is not wanted."""
        built_with = self.store.meta("model")
        if built_with == self.wanted.name:  # maybe rebuilt by another process
            self.embedder = self.wanted
        elif (built_with, self.wanted.name) == (BASE_MODEL, DEFAULT_MODEL):
            if self.embedder.name != BASE_MODEL:
                self.embedder = embedder_named(BASE_MODEL)
        else:
            raise ModelMismatch(
                f"资料库 {self.folder} 是用向量模型 {built_with!r} 建立的，当前模型是 {self.wanted.name!r}，"
                "二者的向量不能混用。请改回原来的模型（环境变量 ASKREPORT_EMBEDDING_MODEL），"
                "或执行 python -m index rebuild 用当前模型重建。"
            )

    def _refresh(self) -> None:
        """Take in what this and other processes have changed; cheap when nothing has."""
        with self._lock:
            if self.store.version() == self._synced:
                return
            # The lock first: by then, an older state than the indexes' would undo what others indexed.
            with self._file_lock, self.store.snapshot():
                version = self.store.version()
                self._check_model()
                self._cached_report.cache_clear()
                self._searches.refresh(self._cached_report)
            self._synced = version
