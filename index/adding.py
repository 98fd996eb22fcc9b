"""Files into a library, one after the other: what each holds is read, parsed and kept, or is there already."""

import hashlib
import os
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing
from pathlib import Path
from typing import NamedTuple, Protocol

from .embed import Embedder
from .embedding import Known
from .errors import AskReportError, LibraryError, UnreadableFile
from .metadata import corrected
from .models import AddResult, Report
from .originals import Originals
from .parse import parse
from .progress import Progress, Step
from .read import Member, loaded, members
from .store import Prints, Store
from .twins import PRINTS, likeness, prints
from .versions import older_version

Paths = Iterable[str | Path]
# Told of the report that a file turned out to be, and whether it is new, in the transaction that keeps it.
Claim = Callable[[Report, bool], None]


class Shelf(Protocol):
    """What adding needs of a library."""

    folder: Path
    store: Store
    embedder: Embedder
    originals: Originals

    def held(self, report_id: str) -> Report | None:
        """The report of this id, if there is one."""

    def changing(self) -> AbstractContextManager[None]:
        """All or nothing is changed inside, and nobody else changes anything meanwhile."""

    def keep(
        self, report: Report, data: bytes | None, tell: Progress, claim: Claim, known: Known | None = None
    ) -> bool:
        """Hold a report and its file; False when it was there already. known: vectors that need not be made."""


class Found(NamedTuple):
    """A file that is to be added, or why it cannot be; where it is, and who hears how far the work on it is."""

    place: Path
    member: Member | UnreadableFile
    tell: Progress


class Made(NamedTuple):
    """What is made of a file without a library: its report, and the vectors of its texts where they were made, too."""

    report: Report
    known: Known | None = None


# Makes a report of a file. Raises AskReportError.
Make = Callable[[Member, Progress], Made]
# Hands on the files in their order, each with what makes its report, and may have begun with those that come next.
Maker = Callable[[Shelf, Iterable[Found]], Generator[tuple[Found, Make], None, None]]


def make_here(member: Member, tell: Progress) -> Made:
    """Read and parse a file in this process."""
    tell(Step("reading", member.name, 0, 1))
    file = loaded(
        member.data, member.name, lambda done, total: tell(Step("reading", member.name, done, total))
    )
    tell(Step("parsing", member.name, 0, 1))
    return Made(parse(file))


def add_files(
    shelf: Shelf,
    files: Sequence[Path],
    tell: Progress,
    *,
    copies: bool,
    claim: Claim,
    maker: Maker,
) -> Iterator[AddResult]:
    """Add what the files hold, and tell of each what became of it as soon as it is known.

    copies: whether a report that says the same as one that is held is added, too. maker: where the files are read.
    """
    with closing(maker(shelf, _found(files, tell))) as handed_on:
        for (place, member, told), make in handed_on:
            if isinstance(member, Member):
                yield add_member(shelf, place, member, told, copies=copies, claim=claim, make=make)
            else:
                yield AddResult(place, None, added=False, error=member)


def _found(files: Sequence[Path], tell: Progress) -> Iterator[Found]:
    for number, path in enumerate(files, start=1):

        def told(step: Step, number: int = number) -> None:
            tell(step._replace(file=number, files=len(files)))

        for member in members(path):
            if isinstance(member, Member):
                place = path if member.name == path.name else path / member.name
                yield Found(place, member, told)
            else:
                yield Found(path, member, told)


def add_member(
    shelf: Shelf,
    place: Path,
    member: Member,
    tell: Progress,
    *,
    copies: bool,
    claim: Claim,
    former: str = "",
    make: Make = make_here,
) -> AddResult:
    """Add one file that was read. former: the id of a report that it may be like, as it takes its place."""
    member = named(member)
    digest = hashlib.sha256(member.data).hexdigest()
    try:
        if shelf.held(digest[:12]):
            with shelf.changing():
                if held := shelf.held(digest[:12]):
                    shelf.originals.restore(digest, held.source, member.data)
                    claim(held, False)
                    return AddResult(place, held, added=False)
        return _add_new(shelf, place, member, make(member, tell), tell, copies, claim, former)
    except AskReportError as error:
        return AddResult(place, None, added=False, error=error)
    except OSError as error:
        return AddResult(place, None, added=False, error=unwritable(shelf.folder, error))


def named(member: Member) -> Member:
    """The file by its own name. One in another encoding than the system's has surrogates, which no database takes."""
    return member._replace(name=os.fsencode(Path(member.name).name).decode("utf-8", "replace"))


def unwritable(folder: Path, error: OSError) -> LibraryError:
    """What to tell of a library that cannot be written."""
    return LibraryError(f"无法写入资料库 {folder}（{error.strerror}）。请检查磁盘空间和权限。")


def _add_new(
    shelf: Shelf,
    place: Path,
    member: Member,
    made: Made,
    tell: Progress,
    copies: bool,
    claim: Claim,
    former: str,
) -> AddResult:
    report = corrected(made.report, shelf.store.corrections(made.report.id))
    twin, same = _twin(shelf, report, former)
    if twin is not None and same and not copies:
        with shelf.changing():
            claim(twin, False)
        return AddResult(place, twin, added=False, note=_same_note(report, twin))
    older = older_version(
        report, filter(None, map(shelf.held, shelf.store.called_alike(report.title, report.source)))
    )
    added = shelf.keep(report, member.data, tell, claim, made.known)
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
