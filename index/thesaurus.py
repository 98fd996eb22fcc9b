"""Everyday and English words, and the official ones that reports use for them.

Readers ask about 老楼 and 升降机, or about lifts, where a report says 老旧小区 and 电梯, and no model small enough to
run on an office PC knows all such pairs. They stand in thesaurus.txt and, for English, in glossary.txt, a group a
line: ``official … | everyday …``, with _ for the spaces inside an English phrase.
"""

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import jieba

from .tokens import normalise

_FILES = tuple(Path(__file__).with_name(name) for name in ("thesaurus.txt", "glossary.txt"))


@dataclass(frozen=True, slots=True)
class EverydayPart:
    """A part ``text[start:end]`` of a normalised text, and the official words for it, in the file's order."""

    start: int
    end: int
    official: tuple[str, ...]


@lru_cache(maxsize=1024)
def everyday_parts(text: str) -> tuple[EverydayPart, ...]:
    """The parts of a normalised text that are everyday words, in order, without overlap.

    From left to right the longest; none that cuts through a word.
    """
    official = _official()
    bounds = [0]
    for word in jieba.cut(text):
        bounds.append(bounds[-1] + len(word))
    parts: list[EverydayPart] = []
    for i, start in enumerate(bounds):
        if parts and start < parts[-1].end:
            continue
        ends = [end for end in bounds[i + 1 : i + 1 + _longest()] if text[start:end] in official]
        if ends:
            parts.append(EverydayPart(start, ends[-1], official[text[start : ends[-1]]]))
    return tuple(parts)


@cache
def _longest() -> int:
    """Characters of the longest everyday word, and so the most words that jieba cuts it into."""
    return max(map(len, _official()))


@cache
def _official() -> dict[str, tuple[str, ...]]:
    """Everyday words to official ones, all normalised."""
    found: dict[str, dict[str, None]] = {}
    for line in (line for file in _FILES for line in file.read_text(encoding="utf-8").splitlines()):
        official, _, everyday = normalise(line).partition("|")
        for word in everyday.split():
            found.setdefault(word.replace("_", " "), {}).update(dict.fromkeys(official.split()))
    return {word: tuple(official) for word, official in found.items()}
