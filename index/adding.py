"""Files into a library, one after the other: what each holds is read, parsed and kept, or is there already."""

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from .errors import AskReportError, LibraryError
from .metadata import corrected
from .models import AddResult, Report
from .originals import Originals
from .parse import parse
from .progress import Progress, Step
from .read import Member, loaded, members
from .store import Prints, Store
from .twins import PRINTS, likeness, prints
from .versions import older_version

# Told of the report that a file turned out to be, and whether it is new, in the transaction that keeps it.
Claim = Callable[[Report, bool], None]


class Shelf(Protocol):
    """What adding needs of a library."""

    folder: Path
    store: Store
    originals: Originals

    def held(self, report_id: str) -> Report | None:
        """The report of this id, if there is one."""

    def changing(self) -> AbstractContextManager[None]:
        """All or nothing is changed inside, and nobody else changes anything meanwhile."""

    def keep(self, report: Report, data: bytes | None, tell: Progress, claim: Claim) -> bool:
        """Hold a report and its file; False when it was there already."""


def add_files(
    shelf: Shelf, files: Sequence[Path], tell: Progress, *, copies: bool, claim: Claim
) -> Iterator[AddResult]:
    """Add what the files hold, and tell of each what became of it as soon as it is known.

    copies: whether a report that says the same as one that is held is added, too.
    """
    for number, path in enumerate(files, start=1):

        def told(step: Step, number: int = number) -> None:
            tell(step._replace(file=number, files=len(files)))

        for member in members(path):
            if isinstance(member, Member):
                place = path if member.name == path.name else path / member.name
                yield add_member(shelf, place, member, told, copies=copies, claim=claim)
            else:
                yield AddResult(path, None, added=False, error=member)


def add_member(
    shelf: Shelf, place: Path, member: Member, tell: Progress, *, copies: bool, claim: Claim, former: str = ""
) -> AddResult:
    """Add one file that was read. former: the id of a report that it may be like, as it takes its place."""
    # A name in another encoding than the system's has surrogates, which no database takes.
    source = os.fsencode(Path(member.name).name).decode("utf-8", "replace")
    digest = hashlib.sha256(member.data).hexdigest()
    try:
        if shelf.held(digest[:12]):
            with shelf.changing():
                if held := shelf.held(digest[:12]):
                    shelf.originals.restore(digest, held.source, member.data)
                    claim(held, False)
                    return AddResult(place, held, added=False)
        return _add_new(shelf, place, Member(source, member.data), tell, copies, claim, former)
    except AskReportError as error:
        return AddResult(place, None, added=False, error=error)
    except OSError as error:
        return AddResult(place, None, added=False, error=unwritable(shelf.folder, error))


def unwritable(folder: Path, error: OSError) -> LibraryError:
    """What to tell of a library that cannot be written."""
    return LibraryError(f"无法写入资料库 {folder}（{error.strerror}）。请检查磁盘空间和权限。")


def _add_new(
    shelf: Shelf, place: Path, member: Member, tell: Progress, copies: bool, claim: Claim, former: str
) -> AddResult:
    tell(Step("reading", member.name, 0, 1))
    file = loaded(
        member.data, member.name, lambda done, total: tell(Step("reading", member.name, done, total))
    )
    tell(Step("parsing", member.name, 0, 1))
    report = parse(file)
    report = corrected(report, shelf.store.corrections(report.id))
    twin, same = _twin(shelf, report, former)
    if twin is not None and same and not copies:
        with shelf.changing():
            claim(twin, False)
        return AddResult(place, twin, added=False, note=_same_note(report, twin))
    older = older_version(
        report, filter(None, map(shelf.held, shelf.store.called_alike(report.title, report.source)))
    )
    added = shelf.keep(report, member.data, tell, claim)
    told_as_version = older is not None and not same
    note = "" if twin is None or told_as_version else _near_note(report, twin, same)
    return AddResult(place, report, added, note=note, newer_version_of=older)


def _twin(shelf: Shelf, report: Report, former: str) -> tuple[Report | None, bool]:
    """A report that says the same, or nearly, and whether it is the same."""
    kept = Prints(shelf.store)
    for report_id in kept.missing():
        with shelf.changing():
            if older := shelf.held(report_id):
                kept.put(report_id, prints(older))
    mine = prints(report)
    near: Report | None = None
    for report_id in kept.sharing(mine, max(1, min(len(mine), PRINTS) // 2)):
        other = shelf.held(report_id)
        if other is None or other.id in (report.id, former):
            continue
        like = likeness(report, other)
        if like == "same":
            return other, True
        near = near or (other if like == "near" else None)
    return near, False


def _same_note(report: Report, twin: Report) -> str:
    told = f"与已有的《{twin.title}》（{twin.source}）内容相同，没有再加入。"
    if _has_pages(report) and not _has_pages(twin):
        told += f"这一份有页码，已有的没有：想换用这一份，请先移除已有的（编号 {twin.id}）再加入。"
    return told


def _near_note(report: Report, twin: Report, same: bool) -> str:
    if same:
        return f"与已有的《{twin.title}》（{twin.source}）内容相同。"
    return f"与已有的《{twin.title}》（{twin.source}）大部分内容相同，两份都保留。如果其中一份是旧稿，请把它移除。"


def _has_pages(report: Report) -> bool:
    return any(paragraph.page for paragraph in report.paragraphs)
