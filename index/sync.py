"""A library that follows a folder: what comes into the folder, changes there or goes from it does so in the library.

Only what a sync has added is ever taken out again, and only when no synced folder holds it any more. A folder that is
missing or holds no report is taken for a mistake, as is one that cannot be read to its end.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from .adding import add_member
from .errors import LibraryError, UnreadableFile
from .library import Library
from .models import AddResult, Report
from .progress import Progress, Step, keep_quiet
from .read import Member, is_report_file, members
from .store import SyncedFile, SyncRecords

Change = Literal[
    "new", "changed", "gone", "left"
]  # left: gone, but the report is there for other reasons, too


class Planned(NamedTuple):
    """What a sync would do about a file."""

    change: Change
    path: str


@dataclass(frozen=True, slots=True)
class Synced:
    """What a sync did: the results of files that were new or changed, and the reports that were taken out."""

    results: tuple[AddResult, ...]
    removed: tuple[Report, ...]
    unchanged: int


def sync(library: Library, folder: Path, progress: Progress | None = None) -> Synced:
    """Make the library hold the reports of a folder, as far as they can be read, and not those gone from it.

    A changed file takes the place of what it was, and what was corrected of that stays corrected. Raises LibraryError,
    and changes nothing, when the folder cannot be gone by.
    """
    tell = progress or keep_quiet
    files = _files(folder)
    records = SyncRecords(library.store)
    known = {file.path: file for file in records.files(_key(folder))}
    results: list[AddResult] = []
    seen: set[str] = set()
    unchanged = 0
    for number, path in enumerate(files, start=1):
        place = path.relative_to(folder)

        def told(step: Step, number: int = number) -> None:
            tell(step._replace(file=number, files=len(files)))

        seen.add(str(place))
        for member in members(path):
            if isinstance(member, UnreadableFile):  # what was read of it before stays
                results.append(AddResult(path, None, added=False, error=member))
                seen |= {each for each in known if Path(each).is_relative_to(place)}
                continue
            within = _within(place, member)
            seen.add(within)
            if _unchanged(library, known.get(within), member):
                unchanged += 1
            else:
                results.append(_take_in(library, folder, within, member, known.get(within), told))
    removed = _take_out(library, folder, known.keys() - seen)
    library.refresh()
    return Synced(tuple(results), removed, unchanged)


def plan(library: Library, folder: Path) -> list[Planned]:
    """What ``sync`` would do, as far as can be said without reading the files as reports. Raises LibraryError."""
    known = {file.path: file for file in SyncRecords(library.store).files(_key(folder))}
    planned: list[Planned] = []
    seen: set[str] = set()
    there: set[str] = set()  # ids of the reports that the files are
    for path in _files(folder):
        place = path.relative_to(folder)
        for member in members(path):
            if isinstance(member, UnreadableFile):
                seen |= {each for each in known if Path(each).is_relative_to(place)}
                continue
            within = _within(place, member)
            seen.add(within)
            there.add(hashlib.sha256(member.data).hexdigest()[:12])
            if not _unchanged(library, known.get(within), member):
                planned.append(Planned("changed" if within in known else "new", within))
    gone = [file for path, file in known.items() if path not in seen]
    records = SyncRecords(library.store)
    elsewhere = {file.report for file in records.files() if file not in gone}
    brought = records.brought() - elsewhere - there
    return planned + [Planned("gone" if file.report in brought else "left", file.path) for file in gone]


def _files(folder: Path) -> Sequence[Path]:
    """The report files below a folder. Raises LibraryError where it is missing, empty, or not all of it can be read."""
    if not folder.is_dir():
        raise LibraryError(
            f"找不到文件夹 {folder}，资料库没有改动。请检查路径；如果它在移动硬盘或网络上，请先接通。"
        )

    def fail(error: OSError) -> None:
        raise LibraryError(
            f"读不了文件夹 {error.filename}（{error.strerror}），资料库没有改动。请检查权限后再同步。"
        ) from error

    found = [Path(place, name) for place, _, names in os.walk(folder, onerror=fail) for name in names]
    files = sorted(filter(is_report_file, found))
    if not files:
        raise LibraryError(
            f"文件夹 {folder} 里没有报告文件，资料库没有改动。"
            "请检查路径；要移除其中的报告，请用 python -m index remove。"
        )
    return files


def _key(folder: Path) -> str:
    return os.fsencode(folder.resolve()).decode("utf-8", "replace")


def _within(place: Path, member: Member) -> str:
    """The path of a file within the folder: of one in an archive, below the archive's."""
    path = place if member.name == place.name else place / member.name
    return os.fsencode(path).decode("utf-8", "replace")


def _unchanged(library: Library, known: SyncedFile | None, member: Member) -> bool:
    return (
        known is not None
        and known.sha256 == hashlib.sha256(member.data).hexdigest()
        and library.held(known.report) is not None
    )


def _take_in(
    library: Library, folder: Path, within: str, member: Member, known: SyncedFile | None, tell: Progress
) -> AddResult:
    """Add a file, and record in the same transaction what it is."""
    digest = hashlib.sha256(member.data).hexdigest()
    records = SyncRecords(library.store)
    former = known.report if known else ""

    def claim(report: Report, added: bool) -> None:
        if added:
            records.bring(report.id)
        records.put(SyncedFile(_key(folder), within, digest, report.id))

    if former and library.held(digest[:12]) is None:
        with library.changing():
            library.store.set_corrections(digest[:12], library.store.corrections(former))
    return add_member(library, folder / within, member, tell, copies=False, claim=claim, former=former)


def _take_out(library: Library, folder: Path, gone: set[str]) -> tuple[Report, ...]:
    """Forget the files that are gone; then what syncs have brought and no file is any more."""
    records = SyncRecords(library.store)
    with library.changing():
        for path in gone:
            records.drop(_key(folder), path)
    return tuple(_removed(library, records.left()))


def _removed(library: Library, report_ids: Sequence[str]) -> Iterator[Report]:
    for report_id in report_ids:
        if (report := library.held(report_id)) and report_id in SyncRecords(library.store).brought():
            library.remove(report_id)
            yield report
