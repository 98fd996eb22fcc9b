"""A text that came without line breaks: parted again where its own numbers, and the gaps left in it, show lines."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ..metadata import date_in
from ..read import Line, part_of
from ..text import ARTICLE_RANK, LIST_RANK, marker

_SHARE = 0.8  # of the file's characters that one line holds, where line breaks were lost
_LEAST = 100  # characters of it
_GAP = re.compile(r"\u3000+|[ \u3000]{2,}")
_START = re.compile(r"(?:^|(?<=[。！？!?：:”）\s]))(?=\S)")
_ADDRESS = re.compile(r"(?:^|(?<=[。！？!?\s]))(?:各位|尊敬的|同志们)[^。，\s]{0,20}[：:！!]")
_FRONT = re.compile(r"(?<=\S{6})\s(?=\S{6})|(?=——)")  # what parted the title, the venue and the author
_REMARK = re.compile(r"[（(][^（）()]+[）)]")  # between title and text, where it bears a day
_HEAD = 60  # characters of a heading, at whose end a space is left


def part_unbroken(lines: Sequence[Line]) -> list[Line]:
    """The lines, the one that holds nearly the whole text parted at its headings and gaps."""
    total = sum(len(line.text) for line in lines)
    parted: list[Line] = []
    for line in lines:
        if line.kind == "row" or len(line.text) < max(_LEAST, _SHARE * total):
            parted.append(line)
            continue
        end = 0
        for piece in _pieces(line.text):
            start = line.text.index(piece, end)
            gap = 1 if end else line.gap
            end = start + len(piece)
            parted.append(replace(part_of(line, start, end), gap=gap))
    return parted


def _pieces(text: str) -> list[str]:
    """The text cut at the numbers of its parts, where they count on, and at its words to everyone."""
    heads = _heads(text)
    cuts = {0, len(text), *heads, *(_head_end(text, head) for head in heads)}
    cuts.update(place for match in _ADDRESS.finditer(text) for place in match.span())
    front = heads[0] if heads else 0
    cuts.update(match.end() for match in _FRONT.finditer(text, 0, front))
    cuts.update(place for match in _GAP.finditer(text) for place in match.span())
    remarks = (match for match in _REMARK.finditer(text, 0, front) if date_in(match[0]))
    cuts.update(place for match in remarks for place in match.span())
    return [piece for start, end in pairwise(sorted(cuts)) if (piece := text[start:end].strip())]


def _heads(text: str) -> list[int]:
    """Where numbered parts begin: after a sentence, with a number that goes on with its series or begins one."""
    found = [
        (match.end(), mark.rank, mark.number)
        for match in _START.finditer(text)
        if (mark := marker(text[match.end() : match.end() + _HEAD])) and mark.rank < LIST_RANK and mark.number
    ]
    later: set[tuple[int, int]] = set()  # styles and numbers that are still to come
    begins: list[bool] = []
    for _, rank, number in reversed(found):
        begins.append(number == 1 and (rank, 2) in later)
        later.add((rank, number))
    last: dict[int, int] = {}
    heads: list[int] = []
    for (place, rank, number), first in zip(found, reversed(begins), strict=True):
        if first or number == last.get(rank, 0) + 1 > 1:
            last[rank] = number
            heads.append(place)
    return heads


def _head_end(text: str, head: int) -> int:
    """The space that a heading's line break left, or the heading's beginning where there is none."""
    mark = marker(text[head : head + _HEAD])
    if mark is not None and mark.rank == ARTICLE_RANK:
        return head  # 第七条 and what it says are one line
    words = re.match(r"(?:第\S+\s)?[^\s。！？；：]+(?=\s)", text[head : head + _HEAD])
    return head + words.end() if words else head
