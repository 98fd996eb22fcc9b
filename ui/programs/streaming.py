"""Answers made in a thread of their own and awaited, so that a reader who leaves costs no place."""

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from contextlib import suppress

from rag import Answer, Passage
from rag.models import Turn
from rag.write import Generator

_CHECK_SECONDS = 1.0  # how often one who waits is given the chance to have left

Answering = Callable[[Generator | None], Iterator[Answer]]


async def streamed(answering: Answering, generator: Generator | None) -> AsyncGenerator[Answer | None, None]:
    """The answers of ``answering(generator)`` as they come; None about once a second while none does.

    Closing it takes effect at once here, and ends the thread and the generator's request with the next
    piece of text or the generator's own time limit. Raises what ``answering`` raises.
    """
    loop = asyncio.get_running_loop()
    made: asyncio.Queue[Answer | Exception | None] = asyncio.Queue()
    left = threading.Event()

    def tell(news: Answer | Exception | None) -> None:
        with suppress(RuntimeError):  # the server has stopped: nobody waits
            loop.call_soon_threadsafe(made.put_nowait, news)

    def work() -> None:
        try:
            for answer in answering(_Stoppable(generator, left) if generator else None):
                if left.is_set():
                    return
                tell(answer)
            tell(None)
        except Exception as error:
            tell(error)

    threading.Thread(target=work, name="answer", daemon=True).start()
    try:
        while True:
            try:
                news = await asyncio.wait_for(made.get(), _CHECK_SECONDS)
            except TimeoutError:
                yield None
                continue
            if news is None:
                return
            if isinstance(news, Exception):
                raise news
            yield news
    finally:
        left.set()


class _Stoppable:
    """A generator whose text ends when ``left`` is set; ending it closes the request."""

    def __init__(self, generator: Generator, left: threading.Event) -> None:
        self._generator = generator
        self._left = left

    def rewrite(self, question: str, history: Sequence[Turn]) -> str:
        return self._generator.rewrite(question, history)

    def stream(self, question: str, passages: Sequence[Passage]) -> Iterator[str]:
        for piece in self._generator.stream(question, passages):
            if self._left.is_set():
                return
            yield piece
