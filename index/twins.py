"""Whether two reports say the same: as the same text comes from two formats, or from two hands.

A report's prints are the least hashes of its runs of eight letters or digits (Broder 1997, "On the resemblance and
containment of documents"): texts that share most of their runs share most of their prints.
"""

import re
import unicodedata
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from .models import Report

PRINTS = 64
_RUN = 8
_SAME = 0.95  # of all runs of both: what a format adds or loses is less
_NEAR = 0.8
_FACTORS = np.array([0x9E3779B97F4A7C15**power % 2**64 for power in range(1, _RUN + 1)], np.uint64)
_NUMBER = re.compile(r"\d+(?:\.\d+)?")

Likeness = Literal["same", "near"]


def prints(report: Report) -> list[int]:
    """At most ``PRINTS`` numbers, ascending."""
    return [int(run) for run in _runs(_letters(report))[:PRINTS]]


def likeness(report: Report, other: Report) -> Likeness | None:
    """Whether they say the same. What differs in two files of one format was changed by somebody; between two formats a
    reader can have lost or added a line, but never a figure.
    """
    mine, its = _letters(report), _letters(other)
    if mine == its:
        return "same"
    runs, others = _runs(mine), _runs(its)
    shared = len(np.intersect1d(runs, others, assume_unique=True))
    share = shared / max(1, len(runs) + len(others) - shared)
    two_formats = Path(report.source).suffix.lower() != Path(other.source).suffix.lower()
    if share >= _SAME and two_formats and _numbers(report) == _numbers(other):
        return "same"
    return "near" if share >= _NEAR else None


def _body(report: Report) -> str:
    """The text without printer's notes, page numbers and the like, which only some formats print."""
    parts, position = [], 0
    for note in sorted(report.notes):
        parts.append(report.text[position : note.start])
        position = max(position, note.end)
    return unicodedata.normalize("NFKC", "".join([*parts, report.text[position:]]))


def _letters(report: Report) -> str:
    return "".join(filter(str.isalnum, _body(report)))


def _numbers(report: Report) -> set[str]:
    return set(_NUMBER.findall(_body(report)))


def _runs(letters: str) -> NDArray[np.int64]:
    """The hashes of all runs, each once; of a shorter text, of itself."""
    padded = letters.ljust(_RUN)
    codes = np.frombuffer(padded.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.uint64)
    mixed = np.lib.stride_tricks.sliding_window_view(codes, _RUN) @ _FACTORS
    mixed = (mixed ^ (mixed >> np.uint64(31))) * _FACTORS[0]
    return np.unique((mixed >> np.uint64(1)).astype(np.int64))
