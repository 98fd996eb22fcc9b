"""What a user corrects of a report's metadata, for good: it outlives a rebuild."""

from contextlib import AbstractContextManager
from typing import Protocol

from .embed import Embedder
from .embedding import Embedded, Known, embed_report
from .metadata import Value, checked, corrected
from .models import Report
from .progress import Progress
from .store import Store


class Holder(Protocol):
    """What correcting needs of a library."""

    embedder: Embedder
    store: Store

    @property
    def known(self) -> Known:
        """The vectors that need not be made again."""

    def changing(self) -> AbstractContextManager[None]:
        """All or nothing is changed inside, and nobody else changes anything meanwhile."""

    def is_current(self, embedded: Embedded) -> bool:
        """Whether vectors are of the library's model."""


def correct(holder: Holder, report_id: str, changes: dict[str, Value], tell: Progress) -> Report:
    """Correct fields of a report's metadata; what is embedded with its title is embedded again, outside the lock.

    Raises UnknownReport, BadCorrection.
    """
    wanted, store = checked(changes), holder.store
    with holder.changing():
        held, kept = store.report(report_id), store.corrections(report_id)
    report = corrected(held, kept | wanted)
    embedded = embed_report(report, holder.embedder, holder.known, tell)
    with holder.changing():
        same = (store.report(report_id), store.corrections(report_id)) == (held, kept)
        if same and holder.is_current(embedded):
            store.delete(report_id)
            store.set_corrections(report_id, kept | wanted)
            store.insert(report, embedded.chunks, embedded.vectors)
            return report
    return correct(holder, report_id, changes, tell)  # others have changed it meanwhile
