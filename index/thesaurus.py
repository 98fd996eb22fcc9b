"""Everyday words and the official ones that reports use for them.

Readers ask about 老楼 and 升降机 where a report says 老旧小区 and 电梯, and no model small enough to run on an
office PC knows all such pairs. They stand in thesaurus.txt, a group a line: ``official … | everyday …``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jieba

from .tokens import normalise

_FILE = Path(__file__).with_name("thesaurus.txt")


@dataclass(frozen=True, slots=True)
class EverydayPart:
    """A part ``text[start:end]`` of a normalised text, and the official words for it, in the file's order."""

    start: int
    end: int
    official: tuple[str, ...]


def everyday_parts(text: str) -> Iterator[EverydayPart]:
    """The parts of a normalised text that are everyday words, in order, without overlap.

    From left to right the longest; none that cuts through a word.
    """
    official = _official()
    longest = max(map(len, official))
    bounds = [0]
    for word in jieba.cut(text):
        bounds.append(bounds[-1] + len(word))
    covered = 0
    for i, start in enumerate(bounds):
        if start < covered:
            continue
        ends = [end for end in bounds[i + 1 :] if end - start <= longest and text[start:end] in official]
        if ends:
            covered = ends[-1]
            yield EverydayPart(start, covered, official[text[start:covered]])


@cache
def _official() -> dict[str, tuple[str, ...]]:
    """Everyday words to official ones, all normalised."""
    found: dict[str, dict[str, None]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        official, _, everyday = normalise(line).partition("|")
        for word in everyday.split():
            found.setdefault(word, {}).update(dict.fromkeys(official.split()))
    return {word: tuple(official) for word, official in found.items()}
