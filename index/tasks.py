"""Reports made by other processes, several at a time; they are stored one by one, in order, by the one who asked.

A file's bytes, its name and the embedding model's go to a task, for which ``made`` is run; a report as JSON, digests and
an array come back, checked for their types. None of this project's classes is sent, so nothing that comes back can
become code here, whatever carries it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, TypedDict

from .adding import Found, Made, Make, Shelf, make_here, named
from .embed import Embedder, Vectors, embedder_named
from .embedding import embed_report
from .errors import AskReportError, ModelError, UnreadableFile
from .models import Report
from .parse import parse
from .progress import Progress, Step, keep_quiet
from .read import Member, loaded

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_MOST_BYTES = 256 * 1024 * 1024  # of files whose reports are on their way
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


class Tasks:
    """A ``Maker`` that begins with the next files while the one before them is stored.

    What is held already is not sent, and neither is a file again that is on its way.
    """

    def __init__(self, begin: Begin, most: int) -> None:
        """most: files whose reports are on their way."""
        self._begin, self._most = begin, most

    def __call__(self, shelf: Shelf, files: Iterable[Found]) -> Iterator[tuple[Found, Make]]:
        begun: deque[tuple[Found, Make]] = deque()
        sent: set[str] = set()
        for file in files:
            begun.append((file, self._sent(shelf, file.member, sent)))
            while len(begun) > self._most or sum(_size(each) for each, _ in begun) > _MOST_BYTES:
                yield begun.popleft()
        while begun:
            yield begun.popleft()

    def _sent(self, shelf: Shelf, member: Member | UnreadableFile, sent: set[str]) -> Make:
        """What waits for the file's task; of a file that is not sent, what makes its report here if it must be."""
        if isinstance(member, UnreadableFile):
            return make_here
        digest = sha256(member.data).hexdigest()
        if digest in sent or _is_held(shelf, digest[:12]):
            return make_here
        sent.add(digest)
        model = shelf.embedder.name
        return partial(_received, self._begin(member.data, named(member).name, model), model)


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


def _is_held(shelf: Shelf, report_id: str) -> bool:
    try:
        return shelf.held(report_id) is not None
    except AskReportError:  # what is broken is told when the file's turn comes
        return True


def _size(file: Found) -> int:
    return len(file.member.data) if isinstance(file.member, Member) else 0


@cache
def _embedder(model: str) -> Embedder:
    return embedder_named(model)


@cache
def _reports() -> "TypeAdapter[Report]":
    """Makes JSON of a ``Report``, and a ``Report`` of JSON that has its types."""
    from pydantic import TypeAdapter  # here: who adds a plain text in this process needs none

    return TypeAdapter(Report)
