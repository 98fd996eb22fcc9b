"""Notes at the end of a page: taken out of the sentence that they interrupt, and given to the line with their mark."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..printed import Printed, PrintedLine, PrintedTable, joined

_SMALL = 0.92  # of the text's size: the print of notes
_MARK = re.compile(r"(?:[①-⑳*＊†‡]|[⁰¹²³⁴-⁹]+|[\[［〔(（]\d{1,2}[\]］〕)）]|\d{1,2}(?![\d.%]))\s*")
_CIRCLED = re.compile("[①-⑳]")
_POINTS = "。；：:;"  # after these a number counts points, as it does at the beginning of a line


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a mark stands in a line."""

    line: PrintedLine
    start: int
    end: int

    @property
    def is_raised(self) -> bool:
        return self.start in self.line.raised


def with_notes(regions: Sequence[Sequence[Printed]], size: float) -> list[list[Printed]]:
    """The columns of a page, its notes at the lines that bear their marks; ``size`` is that of the text."""
    columns: list[list[Printed]] = []
    notes: list[tuple[str, str]] = []
    for region in regions:
        text, below = _parted(region, size)
        columns.append(text)
        notes += below
    given: dict[int, list[str]] = {}
    marks: list[_Place] = []
    for mark, words in notes:
        place = _place_of(mark, [item for column in columns for item in column], marks)
        if place is not None:
            marks.append(place)
        line = place.line if place is not None else _last_line(columns)
        if line is None:
            return [list(region) for region in regions]
        given.setdefault(id(line), []).append(words if words.startswith("注") else f"注：{words}")
    return [
        [item if isinstance(item, PrintedTable) else _bare(item, marks, given) for item in column]
        for column in columns
    ]


def _parted(region: Sequence[Printed], size: float) -> tuple[list[Printed], list[tuple[str, str]]]:
    """A column without its notes, and these: mark and words."""
    start = len(region)
    for index in range(len(region) - 1, -1, -1):
        item = region[index]
        if isinstance(item, PrintedTable) or item.height > _SMALL * size:
            break
        start = index if _MARK.match(item.text) else start
    notes: list[list[PrintedLine]] = []
    for item in region[start:]:
        if isinstance(item, PrintedLine):
            if _MARK.match(item.text):
                notes.append([])
            notes[-1].append(item)
    told = [_note(joined(lines)) for lines in notes]
    return list(region[:start]), [(mark, words) for mark, words in told if words]


def _note(text: str) -> tuple[str, str]:
    match = _MARK.match(text)
    assert match is not None  # a note begins with its mark
    return _plain(match[0]), text[match.end() :]


def _plain(mark: str) -> str:
    """1 of ①, ¹ and [1]."""
    text = unicodedata.normalize("NFKC", mark)
    return "".join(filter(str.isalnum, text)) or text.strip()


def _place_of(mark: str, items: Sequence[Printed], taken: Sequence[_Place]) -> _Place | None:
    """Where the mark of a note stands: raised, or else where it counts no points."""
    lines = [item for item in items if isinstance(item, PrintedLine)]
    places = [place for line in lines for place in _places(line) if place not in taken]
    meant = [place for place in places if _plain(place.line.text[place.start : place.end]) == mark]
    raised = [place for place in meant if place.is_raised]
    raised.sort(key=_is_power)  # 19² may have a note after all
    inline = [place for place in meant if place.line.text[: place.start].rstrip()[-1:] not in ("", *_POINTS)]
    return next(iter(raised or inline), None)


def _places(line: PrintedLine) -> Iterator[_Place]:
    """The runs of raised letters, and the letters in circles, of a line."""
    offset = 0
    while offset < len(line.text):
        end = offset + 1
        if offset in line.raised:
            while end in line.raised:
                end += 1
            yield _Place(line, offset, end)
        elif _CIRCLED.match(line.text, offset):
            yield _Place(line, offset, end)
        offset = end


def _is_power(place: _Place) -> bool:
    """Whether raised letters belong to the letter before them: m², 10⁸."""
    before, raised = place.line.text[: place.start][-1:], place.line.text[place.start : place.end]
    return raised.isalnum() and before.isascii() and before.isalnum()


def _last_line(columns: Sequence[Sequence[Printed]]) -> PrintedLine | None:
    lines = [item for column in columns for item in column if isinstance(item, PrintedLine)]
    return lines[-1] if lines else None


def _bare(line: PrintedLine, marks: Sequence[_Place], given: dict[int, list[str]]) -> PrintedLine:
    """The line without the marks of notes, wherever these stand, and with its notes."""
    cuts = [place for place in marks if place.line is line]
    cuts += [place for place in _places(line) if place.is_raised and not _is_power(place)]
    kept = [
        offset
        for offset in range(len(line.text))
        if not any(place.start <= offset < place.end for place in cuts)
    ]
    return replace(
        line,
        text="".join(line.text[offset] for offset in kept),
        raised=frozenset(),
        doubtful=frozenset(at for at, offset in enumerate(kept) if offset in line.doubtful),
        notes=tuple(given.get(id(line), ())),
    )
