"""Makes a library anew from the files it keeps: the way out when the embedding model changes."""

import logging
import shutil
from pathlib import Path

from .adding import add_member
from .embed import DEFAULT_MODEL, Embedder
from .errors import AskReportError, LibraryError, ModelMismatch, UnreadableFile
from .home import ASIDE, home_for
from .library import Library
from .models import Report
from .progress import Progress, Step, keep_quiet
from .read import Member, file_bytes
from .store import Store


def rebuild(
    path: str | Path | None = None, *, embedder: Embedder | None = None, progress: Progress | None = None
) -> list[Report]:
    """Read and parse every report of the library again, and embed what the configured model has not embedded.

    The new state grows aside, and takes the old one's place in one transaction: until then the library answers
    and grows as before, and when the work is killed, the next call goes on with the reports that are left.
    What a user has corrected stays. Returns the reports. Raises LibraryError when a kept file cannot be read
    any more.
    """
    home = home_for(path)
    with Library(home.address, embedder) as library:
        used = library.wanted
        with _opened(home.folder / ASIDE, used) as aside:
            if used.name == DEFAULT_MODEL:  # another's weights may have changed under the same name
                aside.known.stores.append(library.store)
            _fill(aside, library, progress or keep_quiet)
            while not _taken_over(
                library.store, aside.store, used.name
            ):  # others have added or corrected meanwhile
                _fill(aside, library, progress or keep_quiet)
    shutil.rmtree(home.folder / ASIDE)
    with Library.open(home.address, embedder=used, progress=progress) as library:
        return library.reports()


def _opened(folder: Path, embedder: Embedder) -> Library:
    """What an earlier call has left, if it was of the same model."""
    try:
        library = Library.open(folder, embedder=embedder, seeds=False)
        if not library.outdated:
            return library
        library.close()
    except ModelMismatch as error:
        logging.getLogger(__name__).info("made anew: %s", error)
    shutil.rmtree(folder)
    return Library.open(folder, embedder=embedder, seeds=False)


def _fill(aside: Library, library: Library, tell: Progress) -> None:
    """Add what the library has and the other one lacks. Progress counts characters over all of them."""
    missing = [library.report(report_id) for report_id in _lacking(aside.store, library.store)]
    total = sum(len(report.text) for report in missing)
    done = 0
    failed: list[str] = []
    for report in missing:

        def told(step: Step, done: int = done, size: int = len(report.text)) -> None:
            part = size * step.done // max(1, step.total) if step.stage == "embedding" else 0
            part = size if step.stage == "storing" else part
            tell(Step(step.stage, step.name, done + part, total))

        if report.id in aside.store.report_ids():  # corrected otherwise
            aside.store.delete(report.id)
        aside.store.set_corrections(report.id, library.store.corrections(report.id))
        if error := _add_again(aside, library.original(report), report.source, told):
            failed.append(str(error))
        done += len(report.text)
    if failed:
        raise LibraryError("重建未完成，原资料库没有改动：" + "；".join(failed))


def _add_again(aside: Library, original: Path, source: str, tell: Progress) -> AskReportError | None:
    """Add a kept file under the name that it came with; what it says may be said by others, too."""
    try:
        member = Member(source, file_bytes(original))
    except UnreadableFile as error:
        return error
    return add_member(aside, original, member, tell, copies=True, claim=lambda report, added: None).error


def _lacking(aside: Store, store: Store) -> list[str]:
    """Ids of the reports of a store that another one does not hold, or not with the same corrections."""
    held = set(aside.report_ids())
    return [
        report_id
        for report_id in store.report_ids()
        if report_id not in held or aside.corrections(report_id) != store.corrections(report_id)
    ]


def _taken_over(store: Store, aside: Store, model: str) -> bool:
    """Whether a store holds what the other one has of the same reports now: not while that lacks any of them."""
    with store.transaction():
        if _lacking(aside, store):
            return False
        store.replace_all(aside, store.report_ids(), model)
    return True
