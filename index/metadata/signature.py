"""The signature under a document: the offices that issue it and the day, before any attachment."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from ..text import in_either_script, marker
from .dates import DATE
from .genres import genre_of
from .offices import is_office, leading_place
from .persons import author_parts
from .spacing import without_spacing

_LONGEST = 240  # characters: several offices and a day
_LONGEST_NAME = 30
_MOST = 40  # offices that sign together
_SIGNED = re.compile(rf"(?P<signers>[^。；，：:《]{{0,200}}?)\s*(?P<date>{DATE})(?:印发)?")


class Signature(NamedTuple):
    """Who signs and when, as printed; the offices parted by spaces."""

    offices: str = ""
    person: str = ""  # who signs an order: 县长 王长河
    date: str = ""


def signature_of(lines: Sequence[str]) -> Signature:
    """The first line of a body that is a day below or beside who signs; an empty one where there is none."""
    for index, line in enumerate(lines):
        match = _SIGNED.fullmatch(line.strip()) if len(line) <= _LONGEST else None
        if match is None:
            continue
        above = [match["signers"]] if match["signers"] else _signers(lines[max(0, index - _MOST) : index])
        if len(above) == 1 and (parts := author_parts(above[0])) and all(parts):
            return Signature(person=above[0], date=match["date"])
        if offices := list(filter(is_signer, above)):
            return Signature(offices=" ".join(offices), date=match["date"])
    return Signature()


@in_either_script
def is_signer(line: str) -> bool:
    """Whether a line above a day names who signs: an office, or what its place is named with, 青石县防汛抗旱指挥部."""
    return is_office(line) or (
        _is_name(line) and not genre_of(line) and leading_place(line) not in ("", line)
    )


def begins_signature(lines: Sequence[str]) -> bool:
    """Whether the first line is a signature, or names who signs above a day."""
    below = next((line for line in lines[:_MOST] if not is_signer(line)), "")
    return is_signature(below)


@in_either_script
def is_signature(line: str) -> bool:
    """Whether a line holds a day, maybe beside who signs, and nothing else."""
    match = _SIGNED.fullmatch(line.strip()) if len(line) <= _LONGEST else None
    return match is not None and (not match["signers"] or is_office(match["signers"]))


@in_either_script
def signers_of(line: str) -> str:
    """The offices that stand on one line with a day: 青石县人民政府办公室　2025年6月12日; "" for another line."""
    match = _SIGNED.fullmatch(line.strip()) if len(line) <= _LONGEST else None
    return match["signers"].strip() if match and match["signers"] and is_office(match["signers"]) else ""


def _signers(lines: Sequence[str]) -> list[str]:
    """The names on the last lines, as far as a sentence; none where these are the title of a document."""
    names = [without_spacing(line.strip()) for line in takewhile(_is_name, reversed(lines))]
    titled = any(map(genre_of, names))
    return [] if titled or len(names) == len(lines) else names[::-1]


def _is_name(line: str) -> bool:
    return len(line) <= _LONGEST_NAME and marker(line) is None and not re.search(r"[^\w\s（）()]", line)
