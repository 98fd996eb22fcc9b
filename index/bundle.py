"""A library as one file, to be kept or to be taken elsewhere, and such a file into a library.

archive.zip/
    manifest.json       what is in it, and the SHA-256 of every other member
    files/              the reports as they came
    vectors/            of each report, 32-bit floats, little-endian: chunk after chunk

Text, sections and chunks are read anew from the files: of what an archive says, only the files are believed. Its vectors
are used when they are of the library's model and of the same texts, and a sample of them is found to be right.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from .adding import unwritable
from .embed import Vectors
from .embedding import Known, digest_of
from .errors import AskReportError, LibraryError, UnreadableFile
from .library import Library
from .metadata import checked, corrected
from .models import AddResult, Report
from .parse import chunk_report, embedded_text, parse
from .progress import Progress, Step, keep_quiet
from .read import loaded
from .store import SyncedFile, SyncRecords

VERSION = 1
_MANIFEST = "manifest.json"
_MOST_BYTES = 64 * 1024 * 1024  # of any one member
_DAMAGE = (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError)
_ALIKE = 0.99  # the least cosine of a sample and its vector in the archive


@dataclass(frozen=True, slots=True)
class _Entry:
    """What the manifest says of a report."""

    id: str
    source: str
    file: str  # a member
    corrections: dict[str, str | int | None]
    vectors: str  # a member
    texts: list[str]  # of each vector, the SHA-256 of what was embedded
    brought: bool  # by a sync alone
    synced: list[list[str]] = field(default_factory=list)  # the fields of SyncedFile


@dataclass(frozen=True, slots=True)
class _Manifest:
    version: int
    model: str
    reports: list[_Entry]
    checksums: dict[str, str]


def export(library: Library, path: Path, progress: Progress | None = None) -> tuple[int, list[Report]]:
    """Write an archive of all reports. Returns how many are in it, and those left out as their files are lost or damaged.

    Raises LibraryError if there is a file of that name, or it cannot be written; no half of one is left behind.
    """
    tell = progress or keep_quiet
    if path.exists():
        raise LibraryError(f"已有文件 {path}，没有导出。请换一个文件名。")
    half = path.with_name(f".{path.name}.part")
    try:
        with zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive, library.store.snapshot():
            entries, left_out, checksums = _write_reports(library, archive, tell)
            manifest = _Manifest(VERSION, library.store.meta("model") or "", entries, checksums)
            archive.writestr(_MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False))
        with half.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(half, path)
    except OSError as error:
        raise LibraryError(f"无法写入 {path}（{error.strerror}）。请检查磁盘空间和权限。") from error
    finally:
        half.unlink(missing_ok=True)
    return len(entries), left_out


def _write_reports(
    library: Library, archive: zipfile.ZipFile, tell: Progress
) -> tuple[list[_Entry], list[Report], dict[str, str]]:
    entries: list[_Entry] = []
    left_out: list[Report] = []
    checksums: dict[str, str] = {}

    def write(name: str, data: bytes) -> None:
        checksums[name] = hashlib.sha256(data).hexdigest()
        archive.writestr(name, data)

    records = SyncRecords(library.store)
    files, brought = records.files(), records.brought()
    reports = [library.store.report(report_id) for report_id in library.store.report_ids()]
    for number, report in enumerate(reports, start=1):
        tell(Step("storing", report.source, 1, 1, number, len(reports)))
        data = library.originals.whole(report.sha256, report.source)
        if data is None:
            left_out.append(report)
            continue
        chunks, vectors = library.store.chunks_with_vectors(report.id)
        entry = _Entry(
            id=report.id,
            source=report.source,
            file=f"files/{library.originals.place(report.sha256, report.source).name}",
            corrections=library.store.corrections(report.id),
            vectors=f"vectors/{report.id}",
            texts=[digest_of(embedded_text(report, chunk)).hex() for chunk in chunks],
            brought=report.id in brought,
            synced=[list(file) for file in files if file.report == report.id],
        )
        write(entry.file, data)
        write(entry.vectors, vectors.astype("<f4").tobytes())
        entries.append(entry)
    return entries, left_out, checksums


def import_archive(library: Library, path: Path, progress: Progress | None = None) -> list[AddResult]:
    """Add the reports of an archive, each whole or not at all; those that are there stay as they are.

    Everything is verified before anything is changed. Raises UnreadableFile, with nothing changed.
    """
    if not path.is_file():
        raise UnreadableFile(f"找不到文件：{path}。请检查路径。")
    try:
        archive = zipfile.ZipFile(path)
        manifest = _verified(archive, path)
    except _DAMAGE as error:
        raise UnreadableFile(
            f"{path.name} 不是完好的导出文件（{error}），没有导入。请重新复制或重新导出。"
        ) from error
    with archive:
        known = _Vectors(library, archive, manifest)
        results = list(_take_in(library, archive, manifest, known, progress or keep_quiet))
    library.refresh()
    return results


def _verified(archive: zipfile.ZipFile, path: Path) -> _Manifest:
    """The manifest, if all that it lists is there and as it says."""
    from pydantic import TypeAdapter  # here, as it takes a while

    try:
        said = json.loads(_member(archive, _MANIFEST))
        version = said["version"]
        if isinstance(version, int) and version > VERSION:
            raise UnreadableFile(
                f"{path.name} 由新版的程序导出（格式 {version}，本程序能读到 {VERSION}），没有导入。请先更新程序。"
            )
        manifest = TypeAdapter(_Manifest).validate_python(said)
    except (KeyError, TypeError) as error:
        raise UnreadableFile(
            f"{path.name} 不是本程序导出的文件，没有导入。请用 python -m index export 导出。"
        ) from error
    listed = {name for entry in manifest.reports for name in (entry.file, entry.vectors)}
    for name in sorted(listed | manifest.checksums.keys()):
        try:
            right = hashlib.sha256(_member(archive, name)).hexdigest() == manifest.checksums.get(name)
        except KeyError:
            right = False
        if not right:
            raise UnreadableFile(f"{path.name} 里的 {name} 与清单不符，没有导入。请重新复制或重新导出。")
    return manifest


def _member(archive: zipfile.ZipFile, name: str) -> bytes:
    """Raises KeyError, ValueError."""
    if archive.getinfo(name).file_size > _MOST_BYTES:
        raise ValueError(f"{name} 太大")
    return archive.read(name)


def _take_in(
    library: Library, archive: zipfile.ZipFile, manifest: _Manifest, known: "_Vectors", tell: Progress
) -> Iterator[AddResult]:
    for number, entry in enumerate(manifest.reports, start=1):

        def told(step: Step, number: int = number) -> None:
            tell(step._replace(file=number, files=len(manifest.reports)))

        place = Path(Path(entry.source).name)
        try:
            if held := library.held(entry.id):
                yield AddResult(place, held, added=False)
                continue
            told(Step("reading", entry.source, 0, 1))
            data = _member(archive, entry.file)
            report = corrected(parse(loaded(data, entry.source)), checked(entry.corrections))
            claim = _claim(library, entry)
            added = library.keep(report, data, told, claim, known.of(entry, report))
            yield AddResult(place, report, added)
        except AskReportError as error:
            yield AddResult(place, None, added=False, error=error)
        except OSError as error:
            yield AddResult(place, None, added=False, error=unwritable(library.folder, error))


def _claim(library: Library, entry: _Entry) -> Callable[[Report, bool], None]:
    """Records, in the transaction that keeps a report, what was corrected of it and where it came from."""

    def claim(report: Report, added: bool) -> None:
        if not added:
            return
        library.store.set_corrections(report.id, entry.corrections)
        records = SyncRecords(library.store)
        there = {(file.folder, file.path) for file in records.files()}
        for file in (SyncedFile(*fields) for fields in entry.synced):
            if (file.folder, file.path) not in there:
                records.put(file._replace(report=report.id))
        if entry.brought:
            records.bring(report.id)

    return claim


class _Vectors:
    """The vectors of an archive, as far as they can be used."""

    def __init__(self, library: Library, archive: zipfile.ZipFile, manifest: _Manifest) -> None:
        self._library, self._archive, self._model = library, archive, manifest.model
        self._dimension: int | None = None  # 0 where a sample was wrong

    def of(self, entry: _Entry, report: Report) -> Known:
        """Those of a report, by the digests of its texts."""

        def known(model: str, digests: Sequence[bytes]) -> Mapping[bytes, Vectors]:
            kept = np.frombuffer(_member(self._archive, entry.vectors), "<f4").astype(np.float32)
            held = {bytes.fromhex(text): row for row, text in enumerate(entry.texts)}
            texts = [embedded_text(report, chunk) for chunk in chunk_report(report)]
            sample = next((text for text in texts if digest_of(text) in held), None)
            if model != self._model or sample is None or len(kept) % len(entry.texts):
                return {}
            vectors: Vectors = kept.reshape(len(entry.texts), -1)
            if self._dimension is None:
                self._dimension = self._sampled(sample, vectors[held[digest_of(sample)]])
            length = np.linalg.norm(vectors, axis=1)
            if vectors.shape[1] != self._dimension or not np.allclose(length, 1, atol=1e-3):
                return {}
            return {digest: vectors[held[digest]] for digest in digests if digest in held}

        return known

    def _sampled(self, text: str, vector: Any) -> int:
        """The dimension of the library's model, if it gives such a vector: a name may stand for other weights."""
        [own] = self._library.embedder.embed_passages([text])
        return len(own) if len(own) == len(vector) and float(own @ vector) > _ALIKE else 0
