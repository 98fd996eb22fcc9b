"""How work on reports is told of while it goes on, and a bar that shows it on the command line."""

from collections.abc import Callable
from types import TracebackType
from typing import Literal, NamedTuple, Self

from tqdm import tqdm

Stage = Literal["reading", "parsing", "embedding", "storing", "asking"]
_IN_WORDS: dict[Stage, str] = {
    "reading": "读取",
    "parsing": "解析",
    "embedding": "向量化",
    "storing": "入库",
    "asking": "提问",
}


class Step(NamedTuple):
    """What is being done, with which file, how much of it is done, and how much there is."""

    stage: Stage
    name: str
    done: int
    total: int


Progress = Callable[[Step], None]


def keep_quiet(step: Step) -> None:
    """A ``Progress`` for work that nobody watches."""


class ProgressBar:
    """Appears with the first step, and only on a terminal. Its ``update`` is a ``Progress``."""

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None

    def update(self, step: Step) -> None:
        """Show how far the step is."""
        if self._bar is None:
            self._bar = tqdm(disable=None, leave=False)
        if self._bar.total != step.total:
            self._bar.reset(step.total)  # other work: the time left is reckoned anew
        self._bar.set_description(f"{_IN_WORDS[step.stage]} {step.name}", refresh=False)
        self._bar.n = step.done
        self._bar.refresh()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()
