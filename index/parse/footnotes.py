"""Footnotes of a plain text: taken from where a page or the text ends, and put after the paragraph with their mark.

A note is known by its mark (①, [1]), which stands inside a line above it too. Marks and notes stay as printed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ..read import Line, carrying, glue
from ..text import is_line_heading, marker
from .layout import Layout, layout_of

_MARK = r"[①-⑳]|[⁰¹²³⁴-⁹]{1,2}|[\[［〔][1-9][0-9]?[\]］〕]"
_NOTE = re.compile(rf"(?:注\s*[:：]?\s*)?(?P<mark>{_MARK})(?=.*\w)")
# ； ① and ：① count points; m² is a unit.
_CITED = re.compile(rf"(?<=\S)(?<![；：:;，、A-Za-z0-9])(?:{_MARK})|(?<=\S)(?:{_MARK})$")
_WORD = re.compile(r"注\s*[:：]\s*\w")
_HEAD = re.compile(r"注\s*释?\s*[:：]?|\W+")  # above notes, or a rule
_RUNNING = re.compile("[，。；]")


@dataclass(frozen=True, slots=True)
class _Note:
    """The lines of a note, and the line with its mark; one that only says 注： has none."""

    lines: range
    cited: int | None


def place_footnotes(lines: Sequence[Line]) -> list[Line]:
    """The lines without footnotes, each of which is given to the line that it belongs to."""
    layout = layout_of(list(lines))
    blocks = [block for block in _blocks(lines, layout) if _stands_apart(lines, block, layout)]
    return _placed(lines, [note for block in blocks for note in block])


def _blocks(lines: Sequence[Line], layout: Layout) -> Iterator[list[_Note]]:
    """The notes that follow right on each other."""
    cited: dict[str, int] = {}  # the lines with marks that no note was found for yet
    block: list[_Note] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        match = _NOTE.match(line.text) if _is_plain(line) else None
        place = cited.pop(_key(match["mark"]), None) if match else None
        if place is None and (block or not (_is_plain(line) and _WORD.match(line.text))):
            if block:
                yield block
                block = []
            cited.update((_key(mark[0]), index) for mark in _CITED.finditer(line.text))
            index += 1
            continue
        end = _end(lines, index, layout)
        block.append(_Note(range(index, end), place))
        index = end
    if block:
        yield block


def _is_plain(line: Line) -> bool:
    return line.kind != "row" and line.level is None and not line.item


def _key(mark: str) -> str:
    """The style and the number of a mark: [ 1 of ［1］."""
    style = "[" if mark[0] in "[［〔" else "①" if "①" <= mark[0] <= "⑳" else "¹"
    return style + "".join(filter(str.isdigit, unicodedata.normalize("NFKC", mark)))


def _end(lines: Sequence[Line], start: int, layout: Layout) -> int:
    """The line after a note: it goes on in full lines, or to where the page or the next note begins."""
    end = start + 1
    while end < len(lines) and not lines[end - 1].finished and _is_below(lines[end], layout):
        end += 1
    closed = end == len(lines) or lines[end].new_page or _NOTE.match(lines[end].text)
    full = next((index + 1 for index in range(start, end) if not layout.is_full(lines[index])), end)
    return end if closed else min(full, end)


def _is_below(line: Line, layout: Layout) -> bool:
    """Whether a line may belong to the note above it."""
    return not (line.new_page or line.gap > layout.least_gap or _NOTE.match(line.text)) and _is_plain(line)


def _stands_apart(lines: Sequence[Line], block: Sequence[_Note], layout: Layout) -> bool:
    """Whether notes stand where a page or the text ends, or else interrupt a sentence."""
    start, end = block[0].lines.start, block[-1].lines.stop
    above = next((line for line in reversed(lines[:start]) if not _HEAD.fullmatch(line.text)), None)
    if above is None:
        return False
    parted = end == len(lines) or lines[end].new_page
    if block[0].cited is None:  # 注：…, which may as well be a paragraph
        cut = _is_plain(above) and not above.finished and bool(_RUNNING.search(above.text))
        goes_on = end < len(lines) and not lines[end].gap and marker(lines[end].text) is None
        return cut and end < len(lines) and (parted or goes_on or layout.is_full(above))
    heading = is_line_heading(above.text, marker(above.text))
    return parted or bool(_HEAD.fullmatch(lines[start - 1].text)) or not (above.finished or heading)


def _placed(lines: Sequence[Line], notes: Sequence[_Note]) -> list[Line]:
    """The lines with their notes; what heads the notes goes."""
    kept = dict(enumerate(lines))
    for note in notes:
        for index in note.lines:
            del kept[index]
        above, heads = note.lines.start - 1, list[str]()
        while above not in kept or _HEAD.fullmatch(kept[above].text):
            heads += [kept.pop(above).text] if above in kept else []
            above -= 1
        kept[above] = replace(kept[above], notes=(*kept[above].notes, *heads[::-1]))
        cited = above if note.cited is None else note.cited
        whole = _whole([lines[index] for index in note.lines])
        kept[cited] = replace(kept[cited], footnotes=(*kept[cited].footnotes, whole))
        after = note.lines.stop
        if after in kept:
            kept[after] = replace(kept[after], new_page=True)
    return list(kept.values())


def _whole(lines: Sequence[Line]) -> Line:
    """Lines as one."""
    whole = lines[0]
    for line in lines[1:]:
        text = whole.text + glue(whole.text, line.text)
        whole = replace(carrying(whole, line, len(text)), text=text + line.text)
    return whole
