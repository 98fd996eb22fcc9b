"""A progress bar for the command lines."""

from types import TracebackType
from typing import Self

from tqdm import tqdm


class ProgressBar:
    """Appears with the first progress, and only on a terminal. Its ``update`` is a ``Progress``."""

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None

    def update(self, what: str, done: int, total: int) -> None:
        """Show what is being done, how much of it is done, and how much there is."""
        if self._bar is None:
            self._bar = tqdm(disable=None, leave=False)
        self._bar.set_description(what, refresh=False)
        self._bar.total, self._bar.n = total, done
        self._bar.refresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
