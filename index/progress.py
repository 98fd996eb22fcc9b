"""How work on reports is told of while it goes on, and a bar that shows it on the command line."""

import sys
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
_FORMAT = "{desc} {percentage:3.0f}%|{bar}| 已用 {elapsed}，还需 {remaining}"


class Step(NamedTuple):
    """What is being done, with which file, how much of it is done, and how much there is; which file of how many."""

    stage: Stage
    name: str
    done: int
    total: int
    file: int = 1  # 1-based
    files: int = 1

    @property
    def share(self) -> float:
        """How much of the work on all files is done, from 0 to 1. Most of it is embedding, or reading scanned pages."""
        part = self.done / max(1, self.total) if self.stage in ("reading", "embedding") else 0.0
        return (self.file - 1 + (1.0 if self.stage == "storing" else part)) / self.files


Progress = Callable[[Step], None]


def keep_quiet(step: Step) -> None:
    """A ``Progress`` for work that nobody watches."""


class ProgressBar:
    """Appears with the first step, and only on a terminal. Its ``update`` is a ``Progress``.

    Of several files it shows one bar over all, and the time left for all.
    """

    def __init__(self) -> None:
        self._bar: tqdm[None] | None = None

    def update(self, step: Step) -> None:
        """Show how far the step is."""
        several = step.files > 1
        total = 1 if several else step.total
        if self._bar is None:
            self._bar = tqdm(disable=None, leave=False, bar_format=_FORMAT, smoothing=0)
        if self._bar.total != total:
            self._bar.reset(total)  # other work: the time left is reckoned anew
        self._bar.set_description(_described(step), refresh=False)
        self._bar.n = step.share if several else step.done
        self._bar.refresh()

    def print(self, line: str, errors: bool = False) -> None:
        """A line above the bar."""
        tqdm.write(line, file=sys.stderr if errors else sys.stdout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.close()


def _described(step: Step) -> str:
    which = f"第 {step.file} 份，共 {step.files} 份 " if step.files > 1 else ""
    pages = f"（第 {step.done} 页，共 {step.total} 页）" if step.stage == "reading" and step.total > 1 else ""
    return f"{which}{_IN_WORDS[step.stage]} {step.name}{pages}"
