"""Makes a library anew from the files it keeps: the way out when the embedding model changes."""

import logging
import shutil
from pathlib import Path

from .embedder import Embedder, configured_embedder
from .errors import LibraryError, ModelMismatch
from .library import Library
from .models import Report
from .progress import Progress, Step, keep_quiet

_ASIDE = "rebuilding"  # the folder in which the new state grows, inside the library's


def rebuild(
    path: str | Path | None = None, *, embedder: Embedder | None = None, progress: Progress | None = None
) -> list[Report]:
    """Read, parse and embed every report of the library again, with the configured model.

    The new state grows aside, and takes the old one's place in one transaction: until then the library answers
    and grows as before, and when the work is killed, the next call goes on with the reports that are left.
    Returns the reports. Raises LibraryError when a kept file cannot be read any more.
    """
    folder = Library.folder_for(path)
    used = embedder or configured_embedder()
    with Library(folder, used) as library, _opened(folder / _ASIDE, used) as aside:
        _fill(aside, library, progress or keep_quiet)
        while not library.take_over(aside):  # others have added reports meanwhile
            _fill(aside, library, progress or keep_quiet)
    shutil.rmtree(folder / _ASIDE)
    with Library.open(folder, embedder=used, progress=progress) as library:
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
    done_before = {report.id for report in aside.reports()}
    missing = [report for report in library.reports() if report.id not in done_before]
    total = sum(len(report.text) for report in missing)
    done = 0
    failed: list[str] = []
    for report in missing:

        def told(step: Step, done: int = done, size: int = len(report.text)) -> None:
            part = size * step.done // max(1, step.total) if step.stage == "embedding" else 0
            part = size if step.stage == "storing" else part
            tell(Step(step.stage, step.name, done + part, total))

        result = aside.add_file(library.original(report), report.source, told)
        done += len(report.text)
        if result.error:
            failed.append(str(result.error))
    if failed:
        raise LibraryError("重建未完成，原资料库没有改动：" + "；".join(failed))
