"""The signature under a document: the offices that issue it and the day, before any attachment."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .dates import DATE, is_day
from .offices import is_office

_SIGNED = re.compile(rf"(?P<offices>[^。；，：:《]{{0,200}}?)\s*(?P<date>{DATE})")


class Signature(NamedTuple):
    """Who signs and when, as printed; the offices parted by spaces."""

    offices: str
    date: str


def parts_lines(line: str, following: str) -> bool:
    """Whether two lines of a file are not one text, for they name an office and another, or a day."""
    return is_day(line) or is_day(following) or (is_office(line) and is_office(following))


def signature_of(lines: Sequence[str]) -> Signature | None:
    """The first line of a body that is a day below or beside the names of offices; None where there is none."""
    for index, line in enumerate(lines):
        if len(line) > 240 or (match := _SIGNED.fullmatch(line.strip())) is None:
            continue
        above: list[str] = [match["offices"]] if match["offices"] else []
        for earlier in reversed(lines[:index] if not above else ()):
            if not is_office(earlier):
                break
            above.insert(0, earlier.strip())
        if above and is_office(" ".join(above)):
            return Signature(" ".join(above), match["date"])
    return None
