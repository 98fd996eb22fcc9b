"""The signature under a document: the offices that issue it and the day, before any attachment."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from .dates import DATE
from .offices import is_office
from .persons import author_parts

_LONGEST = 240  # characters: several offices and a day

_SIGNED = re.compile(rf"(?P<signers>[^。；，：:《]{{0,200}}?)\s*(?P<date>{DATE})")


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
        above = [match["signers"]] if match["signers"] else _signers(lines[:index])
        if above and is_office(" ".join(above)):
            return Signature(offices=" ".join(above), date=match["date"])
        if len(above) == 1:
            return Signature(person=above[0], date=match["date"])
    return Signature()


def _signers(lines: Sequence[str]) -> list[str]:
    """The offices that the last lines name, or the person with a post that the last one does."""
    offices = list(takewhile(is_office, (line.strip() for line in reversed(lines))))
    if not offices and lines and (parts := author_parts(lines[-1].strip())) and all(parts):
        return [lines[-1].strip()]
    return offices[::-1]
