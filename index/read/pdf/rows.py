"""Letters to lines of print: those that stand on one line, parted at wide gaps and at upright rules."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from ..printed import Box, PrintedLine, around
from .letters import Letter

_APART = 1.4  # letters of white: what stands apart, and is no word of the same line
_SPACE = 0.9  # letters of white that part two words in Chinese
_LATIN_SPACE = 0.2
_SPREAD = 0.2  # letters of white between any two letters of a line that is set wide
_WIDEST = 4.0
_SPREAD_LETTERS = 4
_TWICE = 0.3  # of a letter's size, by which its second print may lie beside the first
_OF_TWO = 1.5  # letters: as wide is one sign that stands for two, such as ——
_SMALL = 0.8  # of a line's size: a letter that may be raised
_RAISED = 0.15  # of a line's size, by which it stands above
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def printed_lines(letters: Sequence[Letter], rules: Sequence[Box], page: int) -> list[PrintedLine]:
    """The lines of letters that run in one direction."""
    lines: list[PrintedLine] = []
    upright = [rule for rule in rules if rule.height > rule.width]
    for row in _rows(_once(letters)):
        for part in _at_rules(row, upright):
            lines += (_line(run, page, spread) for run, spread in _at_gaps(part))
    return lines


def _once(letters: Sequence[Letter]) -> list[Letter]:
    """The letters without the second print that makes them bold: the same letter hardly beside the first."""
    kept: list[Letter] = []
    near: dict[tuple[str, int, int], list[Letter]] = {}
    for letter in letters:
        x, y = int(letter.box.left // 4), int(letter.box.top // 4)
        around_it = (
            other
            for dx in (-1, 0, 1)
            for dy in (-1, 0, 1)
            for other in near.get((letter.text, x + dx, y + dy), ())
        )
        if any(_is_twice(letter, other) for other in around_it):
            continue
        near.setdefault((letter.text, x, y), []).append(letter)
        kept.append(letter)
    return kept


def _is_twice(one: Letter, other: Letter) -> bool:
    if one.box == other.box and one.box.width >= _OF_TWO * one.size:
        return False
    reach = _TWICE * min(one.size, one.box.width, other.size)
    return abs(one.box.left - other.box.left) < reach and abs(one.box.top - other.box.top) < reach


def _rows(letters: Sequence[Letter]) -> Iterator[list[Letter]]:
    """Letters that stand on one line, from the left to the right; a raised letter is on the line below it."""
    rows: list[list[Letter]] = []
    bases: list[tuple[float, float]] = []  # of each row: the base and size of its largest letter
    for letter in sorted(letters, key=lambda letter: (letter.base, letter.box.left)):
        place = next(
            (i for i in range(len(rows) - 1, max(-1, len(rows) - 6), -1) if _on(letter, *bases[i])), None
        )
        if place is None:
            rows.append([letter])
            bases.append((letter.base, letter.size))
        else:
            rows[place].append(letter)
            if letter.size > bases[place][1]:
                bases[place] = letter.base, letter.size
    for row in rows:
        yield sorted(row, key=lambda letter: letter.box.left)


def _on(letter: Letter, base: float, size: float) -> bool:
    """Whether a letter stands on a line, or is raised or lowered a little."""
    small, large = sorted((letter.size, size))
    return abs(letter.base - base) <= (0.25 * large if small > _SMALL * large else 0.55 * large)


def _at_rules(row: Sequence[Letter], rules: Sequence[Box]) -> Iterator[list[Letter]]:
    """The row parted where an upright rule of a table stands between two letters."""
    middle = row[0].box.centre[1]
    walls = sorted(rule.centre[0] for rule in rules if rule.top <= middle <= rule.bottom)
    part: list[Letter] = []
    for letter in row:
        if part and any(part[-1].box.centre[0] < wall < letter.box.centre[0] for wall in walls):
            yield part
            part = []
        part.append(letter)
    yield part


def _at_gaps(row: Sequence[Letter]) -> Iterator[tuple[list[Letter], float]]:
    """The row parted at wide gaps, and the usual gap of a row that is set wide (else 0)."""
    size = _size(row)
    gaps = [_gap(left, right) / size for left, right in pairwise(row)]
    usual = median(gaps) if gaps else 0.0
    spread = usual if _SPREAD <= usual <= _WIDEST and (len(row) >= _SPREAD_LETTERS or _is_word(row)) else 0.0
    run = [row[0]]
    for gap, letter in zip(gaps, row[1:], strict=True):
        if gap >= max(_APART, 3 * spread):
            yield run, spread
            run = []
        run.append(letter)
    yield run, spread


def _is_word(row: Sequence[Letter]) -> bool:
    """Whether few letters that stand alone in their line are a word: 目　录."""
    return all("\u4e00" <= letter.text <= "\u9fff" for letter in row)


def _gap(left: Letter, right: Letter) -> float:
    return right.box.left - left.box.right


def _size(row: Sequence[Letter]) -> float:
    """The size in which most of it is set."""
    sizes: dict[float, float] = {}
    for letter in row:
        sizes[round(letter.size, 1)] = sizes.get(round(letter.size, 1), 0.0) + letter.box.width
    return max(sizes, key=lambda size: (sizes[size], size)) or 1.0


def _line(letters: Sequence[Letter], page: int, spread: float) -> PrintedLine:
    size = _size(letters)
    level = [letter for letter in letters if letter.size > _SMALL * size]
    base = median(letter.base for letter in level)
    text = ""
    raised: set[int] = set()
    last: Letter | None = None
    for letter in letters:
        if last is not None and _is_parted(last, letter, size, spread):
            text += " "
        above = letter.size <= _SMALL * size and base - letter.base >= _RAISED * size
        if above:
            raised.add(len(text))
        text += letter.text.translate(_RAISED_DIGITS) if above else letter.text
        last = letter
    fonts = {letter.font for letter in level}
    font = fonts.pop() if len(fonts) == 1 else ""
    ends, heights = around(letter.box for letter in letters), around(letter.box for letter in level)
    box = Box(ends.left, heights.top, ends.right, heights.bottom)
    return PrintedLine(text, box, page, font=font, size=size, raised=frozenset(raised))


def _is_parted(left: Letter, right: Letter, size: float, spread: float) -> bool:
    """Whether white between two letters is a space between words."""
    gap = _gap(left, right) / size
    if spread:
        return gap > 1.8 * spread and (right.box.left - left.box.left) / size > 1.3 * (1 + spread)
    latin = left.text.isascii() and right.text.isascii()
    return (right.spaced and gap > 0.1) or gap >= (_LATIN_SPACE if latin else _SPACE)
