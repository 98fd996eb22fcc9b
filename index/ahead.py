"""The work on the next files begins while the one before them is embedded and stored."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from functools import partial
from hashlib import sha256
from queue import SimpleQueue
from threading import Event, Thread

from .adding import Found, Made, Make, Shelf, make_here, named
from .errors import AskReportError, UnreadableFile
from .progress import Progress, Step
from .read import Member

_MOST_BYTES = 256 * 1024 * 1024  # of files whose reports are on their way

# Begins with a file; what it returns waits for the report.
Begin = Callable[[Shelf, Member], Make]


class Ahead:
    """A ``Maker`` that has begun with the next files when it hands one on.

    What is held already is not begun, and neither is a file again that is on its way.
    """

    def __init__(self, begin: Begin, most: int) -> None:
        """most: files that are begun behind the one that is handed on."""
        self._begin, self._most = begin, most

    def __call__(self, shelf: Shelf, files: Iterable[Found]) -> Generator[tuple[Found, Make], None, None]:
        begun: deque[tuple[Found, Make]] = deque()
        sent: set[str] = set()
        for file in files:
            begun.append((file, self._begun(shelf, file.member, sent)))
            while len(begun) > self._most or sum(_size(each) for each, _ in begun) > _MOST_BYTES:
                yield begun.popleft()
        while begun:
            yield begun.popleft()

    def _begun(self, shelf: Shelf, member: Member | UnreadableFile, sent: set[str]) -> Make:
        """What waits for the file's report; of a file that is not begun, what makes its report here if it must be."""
        if isinstance(member, UnreadableFile):
            return make_here
        digest = sha256(member.data).hexdigest()
        if digest in sent or _is_held(shelf, digest[:12]):
            return make_here
        sent.add(digest)
        return self._begin(shelf, named(member))


def ahead(shelf: Shelf, files: Iterable[Found]) -> Generator[tuple[Found, Make], None, None]:
    """The ``Maker`` that needs nothing but this process: a thread reads and parses the next file meanwhile."""
    over = Event()
    try:
        yield from Ahead(lambda _, member: _in_thread(member, over), 1)(shelf, files)
    finally:
        over.set()


class _Over(Exception):
    """Nobody waits for the report any more."""


def _in_thread(member: Member, over: Event) -> Make:
    """Begin to read and parse a file. What it tells of its progress is passed on to who waits for the report."""
    said: SimpleQueue[Step | Made | BaseException] = SimpleQueue()

    def tell(step: Step) -> None:
        if over.is_set():
            raise _Over
        said.put(step)

    def work() -> None:
        try:
            said.put(make_here(member, tell))
        except BaseException as error:
            said.put(error)

    # A daemon: who interrupts the program need not wait for a file that takes long, and its reader ends with the program.
    Thread(target=work, name="read-ahead", daemon=True).start()
    return partial(_awaited, said)


def _awaited(said: "SimpleQueue[Step | Made | BaseException]", member: Member, tell: Progress) -> Made:
    while isinstance(told := said.get(), Step):
        tell(told)
    if isinstance(told, BaseException):
        raise told
    return told


def _is_held(shelf: Shelf, report_id: str) -> bool:
    try:
        return shelf.held(report_id) is not None
    except AskReportError:  # what is broken is told when the file's turn comes
        return True


def _size(file: Found) -> int:
    return len(file.member.data) if isinstance(file.member, Member) else 0
