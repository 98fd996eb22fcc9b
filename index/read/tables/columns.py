"""Columns that spaces alone set under each other: where no line has print, one column ends and the next begins."""

import unicodedata
from collections.abc import Sequence
from itertools import groupby

_WIDE = frozenset("WFA")


def columns_of(lines: Sequence[str]) -> list[list[str]]:
    """The cells of each line in the columns that all lines share; an empty one where a line has nothing."""
    places = [_places(line) for line in lines]
    printed = sorted({column for line in places for column in line})
    # Columns of print that follow on each other are one column of the table.
    runs = [
        [column for _, column in run]
        for _, run in groupby(enumerate(printed), lambda pair: pair[1] - pair[0])
    ]
    return [["".join(_between(line, run[0], run[-1])).strip() for run in runs] for line in places]


def _places(line: str) -> dict[int, str]:
    """The characters of a line by the column of print that each begins in; "" in the second one of a wide character."""
    places: dict[int, str] = {}
    column = 0
    for character in line:
        wide = unicodedata.east_asian_width(character) in _WIDE
        if not character.isspace():
            places[column] = character
            if wide:
                places[column + 1] = ""
        column += 1 + wide
    return places


def _between(places: dict[int, str], first: int, last: int) -> list[str]:
    """The characters from one column of print to another, with a space where the line has a gap."""
    return [places.get(column, " ") for column in range(first, last + 1)]
