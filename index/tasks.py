"""Reports made by other processes, several at a time; they are stored one by one, in order, by the one who asked.

A file's bytes, its name and the embedding model's go to a task, for which ``made`` is run; a report as JSON, digests and
an array come back, checked for their types. None of this project's classes is sent, so nothing that comes back can
become code here, whatever carries it.
"""

from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, TypedDict

from .adding import Made, Make, Maker, Shelf
from .ahead import Ahead
from .embed import Embedder, Vectors, embedder_named
from .embedding import embed_report
from .errors import ModelError, UnreadableFile
from .models import Report
from .parse import parse
from .progress import Progress, Step, keep_quiet
from .read import Member, loaded

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_ERRORS = {kind.__name__: kind for kind in (UnreadableFile, ModelError)}


class Answer(TypedDict, total=False):
    """What a task says: a report with its vectors, or which error it was and in what words."""

    report: bytes
    digests: list[bytes]
    vectors: Vectors  # one a digest
    error: str
    words: str


# Starts a task for a file's bytes, its name and a model's; what it returns waits for the answer. Both raise AskReportError.
Begin = Callable[[bytes, str, str], Callable[[], Answer]]


def made(data: bytes, name: str, model: str) -> Answer:
    """Read, parse and embed a file, in a task's process."""
    try:
        report = parse(loaded(data, name))
        embedded = embed_report(report, _embedder(model), lambda model, digests: {}, keep_quiet)
    except tuple(_ERRORS.values()) as error:
        return Answer(error=type(error).__name__, words=str(error))
    return Answer(
        report=_reports().dump_json(report),
        digests=[chunk.digest for chunk in embedded.chunks],
        vectors=embedded.vectors,
    )


def by_tasks(begin: Begin, most: int) -> Maker:
    """Has reports made by tasks. most: files whose tasks are begun behind the one that is waited for."""

    def begun(shelf: Shelf, member: Member) -> Make:
        model = shelf.embedder.name
        return partial(_received, begin(member.data, member.name, model), model)

    return Ahead(begun, most)


def _received(answer: Callable[[], Answer], model: str, member: Member, tell: Progress) -> Made:
    """Wait for a task, and make of its answer what it stands for."""
    tell(Step("reading", member.name, 0, 1))
    told = answer()
    if "error" in told:
        raise _ERRORS[told["error"]](told["words"])
    vectors = dict(zip(told["digests"], told["vectors"], strict=True))
    return Made(
        _reports().validate_json(told["report"]), lambda wanted, digests: vectors if wanted == model else {}
    )


@cache
def _embedder(model: str) -> Embedder:
    return embedder_named(model)


@cache
def _reports() -> "TypeAdapter[Report]":
    """Makes JSON of a ``Report``, and a ``Report`` of JSON that has its types."""
    from pydantic import TypeAdapter  # here: who adds a plain text in this process needs none

    return TypeAdapter(Report)
