"""The text objects of a page: which letters stand where, and as which shapes of their font."""

from collections.abc import Iterator
from itertools import accumulate
from math import radians
from statistics import median
from typing import Any, NamedTuple
from unicodedata import east_asian_width

from fontTools.misc.transform import Transform

_JUMP = 1.0  # sizes of white after a letter that part it from the next
_MOST_STEPS = 1_000_000  # no text has as many letters


class PlacedLetter(NamedTuple):
    """A letter where it is printed."""

    text: str
    place: Transform  # of a letter of size 1 that stands on the origin, its height counted upwards
    reach: float  # in its sizes, to the next letter of the same words; its own width where it is the last
    glyph: int | None  # its number in the font, where the file says so


def placed_letters(item: Any, around: Transform) -> Iterator[PlacedLetter]:
    """The letters of a text object whose lengths are those that ``around`` takes to the page."""
    size, scale = float(item.get("Size")), float(item.get("HScale", 1))
    turn = Transform().rotate(-radians(float(item.get("CharDirection", 0))))
    glyphs = _glyphs(item)
    x = y = 0.0
    count = 0
    for code in item.iterfind("{*}TextCode"):
        x, y = float(code.get("X", x)), float(code.get("Y", y))
        for text, at, down, reach in _run(code, x, y, size, size * scale):
            place = around.translate(at, down).scale(size * scale, -size).transform(turn)
            yield PlacedLetter(text, place, reach, glyphs.get(count))
            count += 1


def advance(character: str) -> float:
    """How far a letter reaches, in sizes, where the file does not say."""
    return 1.0 if east_asian_width(character) in "WFA" else 0.5


def numbers(text: str | None, default: str) -> list[float]:
    """The numbers of an attribute."""
    return [float(each) for each in (text or default).split()]


def _run(
    code: Any, x: float, y: float, size: float, wide: float
) -> Iterator[tuple[str, float, float, float]]:
    """The letters of a code: where each stands, and how far it reaches."""
    text = code.text or ""
    own = [advance(letter) * wide for letter in text]
    across, down = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
    if down and not across:  # written from top to bottom
        across = [0.0] * len(down)
    across = [*across[: len(text) - 1], *own[len(across) :]]
    down += [0.0] * (len(text) - len(down))
    gaps = [step - width for step, width in zip(across, own, strict=False)]
    widest = max(_JUMP * size, 1.5 * median(gaps)) if gaps else 0.0
    for letter, width, gap, *place in zip(
        text, own, gaps, accumulate(across, initial=x), accumulate(down, initial=y), strict=False
    ):
        yield letter, *place, (width + gap if -width < gap <= widest else width) / wide


def _glyphs(item: Any) -> dict[int, int]:
    """The shapes that the file says, by the place of their letter in the object."""
    found: dict[int, int] = {}
    for each in item.iterfind("{*}CGTransform"):
        start, glyphs = int(each.get("CodePosition", 0)), each.findtext("{*}Glyphs") or ""
        if each.get("CodeCount", "1") == each.get("GlyphCount", "1"):
            found |= dict(enumerate(map(int, glyphs.split()), start))
    return found


def _steps(text: str | None) -> list[float]:
    """The ways from letter to letter: ``g 3 5.5 2.0`` is 5.5 three times, then 2.0."""
    steps: list[float] = []
    parts = iter((text or "").split())
    for part in parts:
        if part == "g":
            count, step = int(next(parts)), float(next(parts))
            if count > _MOST_STEPS:
                raise ValueError("no text has as many letters")
            steps += [step] * count
        else:
            steps.append(float(part))
    return steps
