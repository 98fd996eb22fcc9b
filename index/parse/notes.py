"""Printer's and publisher's notes: what stands in a report's file without being part of the report."""

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from ..read import Line, glue, part_of
from ..text import simplified_line

_CONTINUED = r"下转|转下|未完|待续|(?:更多|余下|其余)内容"
_NOTE = (
    rf"[（(](?:(?:{_CONTINUED}|上接|紧接|接上|接第|转第|来源|责任编辑|责编|编辑[:：]|本报记者|本报讯|记者[:： ]|见习记者)"
    r"[^（）()。]{0,40}|完)[）)]"
)
_AT_START = re.compile(rf"\s*{_NOTE}\s*")
_AT_END = re.compile(rf"\s*{_NOTE}[。.]?$")
_PAGE_MARK = re.compile(
    r"[-—–－~·]+\s*\d{1,4}\s*[-—–－~·]+|第\s*\d{1,4}\s*页\s*[,，/／]?\s*(?:[（(]?\s*共\s*\d{1,4}\s*页\s*[）)]?)?"
    r"|\d{1,4}\s*[/／]\s*\d{1,4}|[Pp]age\s+\d{1,4}(?:\s+of\s+\d{1,4})?"
)
_CONTENTS = re.compile(r".+?(?:\.{4,}|…{2,}|·{4,})\s*\d{1,4}")  # a line of a table of contents
_CONTENTS_HEAD = re.compile(r"目\s*[录次]")
_LICENCE = re.compile(
    r"版权|著作权|公有领域|知识共享|许可协议|public domain|creative commons|copyright|©", re.IGNORECASE
)
_MAX_FURNITURE = 120  # characters of a page mark or a line of a table of contents
_TRAILER_GAP = 8  # blank lines: more than any report has between its parts
_TRAILER_SHARE = 0.2  # of the file's characters at most


def continues_elsewhere(notes: list[str]) -> bool:
    """Whether the last note on continuation sends the reader elsewhere."""
    for note in reversed(notes):
        if re.search(_CONTINUED, note):
            return True
        if re.search("上接|接上|紧接", note):
            return False
    return False


def lift_notes(lines: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take the notes out of the lines: those before any text, and the lines with the notes that follow each."""
    lines, trailer = _split_trailer(lines)
    numbers = _page_numbers(lines)
    contents = _contents(lines)
    leading: list[str] = []
    kept: list[Line] = []
    page_end = False
    gap = 0  # a lifted line leaves the larger of the gaps around it
    for index, line in enumerate(lines):
        short = len(line.text) <= _MAX_FURNITURE
        page_mark = index in numbers or (short and bool(_PAGE_MARK.fullmatch(line.text)))
        furniture = page_mark or index in contents or (short and bool(_CONTENTS.fullmatch(line.text)))
        text, before, after = ("", [line.text], []) if furniture else _strip_notes(line)
        _attach(before, leading, kept)
        page_end |= page_mark
        gap = max(gap, line.gap)
        if text:
            start = line.text.index(text)
            part = part_of(line, start, start + len(text))
            kept.append(replace(part, gap=gap, new_page=line.new_page or page_end))
            page_end, gap = False, 0
        _attach(after, leading, kept)
    _attach(_joined(trailer), leading, kept)
    return tuple(leading), kept


def lift_ornaments(lines: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take out joined lines without a letter or figure, such as a rule of stars, as notes."""
    leading: list[str] = []
    kept: list[Line] = []
    for line in lines:
        if any(map(str.isalnum, line.text)):
            kept.append(line)
        else:
            _attach([line.text, *line.notes], leading, kept)
    return tuple(leading), kept


def _joined(trailer: list[Line]) -> list[str]:
    """The lines of a trailer, those put together that no blank line parts."""
    parts: list[str] = []
    for line in trailer:
        if parts and line.gap == 0:
            parts[-1] += glue(parts[-1], line.text) + line.text
        else:
            parts.append(line.text)
    return parts


def _attach(notes: list[str], leading: list[str], kept: list[Line]) -> None:
    if notes and kept:
        kept[-1] = replace(kept[-1], notes=(*kept[-1].notes, *notes))
    else:
        leading += notes


def _strip_notes(line: Line) -> tuple[str, list[str], list[str]]:
    """The line without the notes at its ends, these, and those."""
    text = line.text
    before: list[str] = []
    after: list[str] = []
    if line.row is not None:  # its cells are where they are
        return text, before, after
    while match := _AT_START.match(text):
        before.append(match[0].strip())
        text = text[match.end() :]
    while match := _AT_END.search(text, max(0, len(text) - 60)):
        after.insert(0, match[0].strip())
        text = text[: match.start()].rstrip()
    return text, before, after


def _page_numbers(lines: list[Line]) -> set[int]:
    """Lines that are a bare number, where these count up through the file one by one."""
    bare = [
        (index, int(line.text)) for index, line in enumerate(lines) if re.fullmatch(r"[0-9]{1,3}", line.text)
    ]
    counts_up = all(later == earlier + 1 for (_, earlier), (_, later) in pairwise(bare))
    return {index for index, _ in bare} if len(bare) >= 3 and counts_up else set()


def _contents(lines: list[Line]) -> set[int]:
    """The lines of a table of contents: the word, and below it headings that come again."""
    left = Counter(map(_entry, lines))
    contents: set[int] = set()
    for index, line in enumerate(lines):
        left[_entry(line)] -= 1
        again = index - 1 in contents and (left[_entry(line)] > 0 or bool(_CONTENTS.fullmatch(line.text)))
        if again or _CONTENTS_HEAD.fullmatch(simplified_line(line.text)):
            contents.add(index)
    return contents


def _entry(line: Line) -> str:
    """A heading as it stands in a table of contents and in the text: without spaces and its page."""
    return re.sub(r"[\s.…·]+\d*$|\s+", "", line.text)


def _split_trailer(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Cut off what a website puts under a text: a long blank, then words about copyright."""
    rest = _TRAILER_SHARE * sum(len(line.text) for line in lines)
    cut = len(lines)
    licence = False
    for index in range(len(lines) - 1, 0, -1):
        rest -= len(lines[index].text)
        if rest < 0:
            break
        licence = licence or bool(_LICENCE.search(lines[index].text))
        if licence and lines[index].gap >= _TRAILER_GAP:
            cut = index
    return lines[:cut], lines[cut:]
