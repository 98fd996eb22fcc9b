"""A page of a PDF: its lines, turned upright, and how far its text can be read."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Any

from ..printed import Box, PrintedLine, Sheet
from .drawn import drawn_on
from .letters import MISSING, Letter, Letters, turned
from .rows import printed_lines

MOST_LETTERS = 100_000  # of a page: a poster's has a few thousand
_LIKE_DIGITS = str.maketrans("OoQlI|", "000111")
_FIGURE = re.compile(r"(?<![A-Za-z])(?=[OoQlI|.,]*\d)[\dOoQlI|]+(?:[.,][\dOoQlI|]+)*(?![A-Za-z])")
_GARBLED = 0.1  # of the letters of a page that cannot be read
_FEW = 30  # letters: too few to be the text of a page that is a picture
_PICTURE = 0.05  # of the page: a picture that may hold words
_SHAPES = 100  # drawn lines that may be letters


class State(Enum):
    """How far the text of a page can be read."""

    TEXT = auto()
    GAPS = auto()  # letters are missing in it
    RECOGNISED = auto()  # laid under a picture of the page by a recogniser
    PICTURE = auto()  # there is none
    GARBLED = auto()  # its fonts do not say what the letters are
    BLANK = auto()
    OVERFULL = auto()  # with more letters than a page has


@dataclass(frozen=True, slots=True)
class PageText:
    """The text of a page; one that is a picture or garbled has no sheets, unless its picture was read."""

    number: int
    state: State
    sheets: tuple[Sheet, ...] = ()


def read_page(page: Any, number: int) -> PageText:
    """Read one page."""
    drawn = drawn_on(page)
    box = _shown(page)
    reader = Letters(page, drawn.under)
    if reader.count > MOST_LETTERS:
        return PageText(number, State.OVERFULL)
    letters = [letter for letter in reader.read() if _is_inside(letter, box)]
    states = Counter(letter.state for letter in letters)
    state = State.TEXT
    if drawn.is_picture and states["hidden"] > states["seen"]:
        state, shown = State.RECOGNISED, {"hidden", "seen"}
    elif drawn.is_picture and states["seen"] < _FEW:
        return PageText(number, State.PICTURE)
    elif states["garbled"] > _GARBLED * states["seen"]:
        return PageText(number, State.GARBLED)
    else:
        state, shown = (State.GAPS if states["garbled"] else State.TEXT), {"seen", "garbled"}
    letters = [letter for letter in letters if letter.state in shown]
    if not letters:
        empty = drawn.pictured < _PICTURE and drawn.shapes < _SHAPES
        return PageText(number, State.BLANK if empty else State.PICTURE)
    sheets = []
    for turn in sorted({letter.turn for letter in letters}):
        rules = drawn.rules_of(turn)
        lines = printed_lines([letter for letter in letters if letter.turn == turn], rules, number)
        if state is State.RECOGNISED:
            lines = [_doubted(line) for line in lines]
        lines = list(filter(None, map(_without_bullet, lines)))
        shown_turn = (turn - page.get_rotation() // 90) % 4
        sheets.append(Sheet(number, turned(box, turn), tuple(lines), rules, shown_turn))
    if state is State.GAPS and not any(MISSING in line.text for sheet in sheets for line in sheet.lines):
        state = State.TEXT
    return PageText(number, state, tuple(sheets))


def _shown(page: Any) -> Box:
    """The part of the page that is shown, as it lies in the file."""
    return Box(*page.get_bbox())  # what a page has from those above it in the file counts, too


def _is_inside(letter: Letter, page: Box) -> bool:
    """Whether a letter lies on the part of the page that is shown."""
    return turned(page, letter.turn).holds(letter.box.centre)


def _without_bullet(line: PrintedLine) -> PrintedLine | None:
    """The line without the sign of a list before it, which no font of letters has; None for such a sign alone."""
    if not line.text.startswith(MISSING) or line.text.startswith(2 * MISSING):
        return line
    text = line.text[1:].lstrip()
    return replace(line, text=text) if text else None


def _doubted(line: PrintedLine) -> PrintedLine:
    """A line that someone's recogniser has read, how well it does not say."""
    return replace(line, text=with_figures(line.text), doubtful=frozenset(range(len(line.text))))


def with_figures(text: str) -> str:
    """Recognised text with whole figures, 9.81 for 9.8l: in a word of digits and letters like them, all are digits."""
    return _FIGURE.sub(lambda match: match[0].translate(_LIKE_DIGITS), text)
