"""Join the lines of a file into paragraphs and headings again, however columns, pages or wraps broke them."""

import re
from dataclasses import replace
from itertools import accumulate, islice, pairwise

import jieba

from ..metadata import (
    front_length,
    goes_on_meeting,
    is_office,
    is_salutation,
    is_signature,
    is_signer,
    is_source,
    is_title,
    is_venue,
    parts_lines,
    read_front,
    starts_line,
)
from ..read import Line, carrying, glue
from ..text import (
    ARTICLE_RANK,
    DOTTED_RANK,
    POINT_RANK,
    Marker,
    is_box,
    is_label,
    is_line_heading,
    lead_end,
    marker,
)
from .layout import LONG, LONG_WORD, Layout, layout_of
from .numbers import bare_marker

_CONTINUES = re.compile(r"[，。、；：！？,;:!?）)》”’」』】％%]|是[：:]")
_LEANS = re.compile(r"(?:[，、,（(《“‘「『【—]|(?<![目标])的)$")
_RUNNING = re.compile(r"[，；。,;]")  # a line with clauses is running text, if it is no heading
_ENTRY = re.compile(r"\w{1,8}[：:](?:\s*\S.*)?(?<![。！？；;])")  # 文种：会议纪要
_SET_APART = re.compile(r"\S[ \u3000]{2,}\S.*?\S[ \u3000]{2,}\S")  # columns of something
_LEADS = 3  # run-in headings at least that show the form of their series
_OPEN_TAIL = 100  # characters looked back for an opening mark that waits for its partner


def join_lines(lines: list[Line]) -> list[Line]:
    """Lines that each hold one whole title, heading, paragraph or row."""
    layout = layout_of(lines)
    front = front_length(lines)
    apart = _entries(lines) | _numbered(lines) | _below_front(lines, front) | _signing(lines, front)
    joined: list[Line] = []
    pieces: list[str] = []  # of the last of ``joined``, put together once so that long texts cost no square
    seen = ""  # what these pieces begin and end with
    length = 0  # of these pieces
    for index, line in enumerate(lines):
        if joined and index not in apart and _belong(seen, lines[index - 1], line, layout, index < front):
            between = glue(seen, line.text, lines[index - 1].spaced and index < front)
            text = between + line.text
            joined[-1] = carrying(joined[-1], line, length + len(between))
        else:
            if joined:
                joined[-1] = replace(joined[-1], text="".join(pieces))
            joined.append(line)
            pieces, seen, text, length = [], "", line.text, 0
        pieces.append(text)
        length += len(text)
        seen = _abbreviated(seen + text)
    if joined:
        joined[-1] = replace(joined[-1], text="".join(pieces))
    above = len(read_front(joined))
    return joined[:above] + _join_leads(_join_headings(joined[above:]))


def _entries(lines: list[Line]) -> set[int]:
    """The lines in and right below blocks in which each line is an entry with its label: 标题：… 来源：…"""
    entry = [bool(_ENTRY.fullmatch(line.text)) for line in lines]
    pairs = [(a, b) for a, b in pairwise(range(len(lines))) if entry[a] and entry[b] and not lines[b].gap]
    return {index + below for pair in pairs for index in pair for below in (0, 1)}


def _numbered(lines: list[Line]) -> set[int]:
    """The headings below what is finished or a heading whose number (2　职责) counts on."""
    numbered: set[int] = set()
    last = 0
    for above, (index, line) in zip([Line(""), *lines], enumerate(lines), strict=False):
        mark = marker(line.text) or bare_marker(line, last)
        if mark is None or mark.rank != DOTTED_RANK:
            continue
        last = mark.number
        if above.finished or is_line_heading(above.text, marker(above.text)):
            numbered |= {index, index + 1} if marker(line.text) is None else set()
    return numbered


def _below_front(lines: list[Line], front: int) -> set[int]:
    """The line below the addressee, 各乡镇人民政府：, or below a title."""
    last = lines[front - 1].text if 0 < front < len(lines) else ""
    titled = is_title(last) and "，" not in last and not _CONTINUES.match(lines[front].text)
    return {front} if titled or last.endswith(("：", ":")) else set()


def _signing(lines: list[Line], front: int) -> set[int]:
    """The lines of the body that name who signs, which stand right above the day."""
    signing: set[int] = set()
    for day in (index for index, line in enumerate(lines) if is_signature(line.text)):
        while day - 1 > front and is_signer(lines[day - 1].text):
            day -= 1
            signing.add(day)
    return signing


def _abbreviated(text: str) -> str:
    """Enough of a long text to see its marker, that it is long, and how it ends."""
    return text if len(text) <= 4 * _OPEN_TAIL else text[:_OPEN_TAIL] + text[-2 * _OPEN_TAIL :]


def _belong(seen: str, last: Line, right: Line, layout: Layout, in_front: bool) -> bool:
    """Whether ``right`` goes on with the text that begins and ends as ``seen``; ``last`` is its last line."""
    if _stand_apart(seen, last, right):
        return False
    if parts_lines(seen, right.text):
        return False
    if _CONTINUES.match(right.text):
        return True
    if is_label(seen):
        return False
    left = Line(seen)
    waits = not left.finished and bool(_LEANS.search(seen) or _is_open(seen))
    if is_box(seen) and not (left.finished or waits or layout.is_full(last)):
        return False
    runs_on = layout.width > 0 and (right.gap <= layout.least_gap or right.new_page)
    full = runs_on and layout.is_full(last)
    if in_front:
        if goes_on_meeting(seen, right.text):
            return True
        if starts_line(right.text):
            return False
        wrapped = full and not left.finished and not right.indented
        return wrapped or waits or (not is_venue(seen) and breaks_word(seen, right.text))
    mark = _mark_of_line(right)
    if mark is not None and not _is_inline(mark, seen, left.finished, waits, full):
        return False
    if right.indented and layout.indents:
        return False
    if waits:
        return True
    if runs_on:
        if full:
            return not left.finished or layout.indents or (layout.blank_lines and not right.new_page)
        return not left.finished and not is_line_heading(seen, marker(seen))
    touching = layout.blank_lines and right.gap == 0 and not right.new_page
    if left.finished:
        article = (own := marker(seen)) is not None and own.rank == ARTICLE_RANK
        return touching and not layout.width and not article  # whose paragraphs stand in a line each
    return _goes_on(seen, last, right, touching)


def _stand_apart(seen: str, last: Line, right: Line) -> bool:
    """Whether the kinds of two lines keep them apart: rows, headings and items by format, salutations, sources."""
    if "row" in (last.kind, right.kind) or last.level is not None or right.level is not None or right.item:
        return True
    if any(_SET_APART.search(text) for text in (seen, right.text)):
        return True
    return any(is_salutation(text) or is_source(text) or is_signature(text) for text in (seen, right.text))


def _mark_of_line(line: Line) -> Marker | None:
    """The marker of a line that may begin something; 3.13元 is the rest of a sentence."""
    mark = marker(line.text)
    dotted = mark is not None and DOTTED_RANK < mark.rank < POINT_RANK
    return None if dotted and not is_line_heading(line.text, mark) else mark


def _is_inline(mark: Marker, seen: str, finished: bool, waits: bool, full: bool) -> bool:
    """Whether a line that begins like a heading or point may still be the rest of a sentence or paragraph."""
    if full and not finished:  # 促进祖国和平统|一、推进…
        return not is_line_heading(seen, marker(seen))
    return mark.rank >= POINT_RANK and (waits or full)


def _goes_on(seen: str, last: Line, right: Line, touching: bool) -> bool:
    """Whether a line without an end is the first part of a paragraph rather than a heading."""
    mark = marker(seen)
    if not any(map(str.isalnum, seen)) or (is_venue(seen) and not _is_running(seen)):
        return False
    if not is_line_heading(seen, mark):
        return right.new_page or not right.gap or mark is not None or _is_running(seen)
    if right.gap and not right.new_page:
        return False  # a blank line parts what no sentence holds together
    if breaks_word(seen, right.text) and not (mark is not None and Line(right.text).finished):
        return True
    if not touching:
        return False
    if mark is not None:
        return not Line(right.text).finished and len(right.text) < LONG
    alone = last.text == seen and last.gap > 0
    return not (alone and len(seen) <= 20 and len(right.text) >= LONG and "，" not in seen)


def _is_running(text: str) -> bool:
    """Whether a line that is no heading is running text, which a column or page may have broken."""
    return bool(_RUNNING.search(text)) or (len(text) >= LONG and not LONG_WORD.search(text))


def _is_open(text: str) -> bool:
    tail = text[-_OPEN_TAIL:]
    return any(tail.rfind(opening) > tail.rfind(closing) for opening, closing in ("《》", "（）", "()"))


def breaks_word(left: str, right: str) -> bool:
    """Whether the boundary between two lines cuts a word of the dictionary: 工作报|告, 完善委|员.

    回顾|过去 does not count: each half is a word of its own; nor does 前行|为, as 行为 makes no fewer words of it.
    """
    before, after = left[-6:], right[:6]
    whole, halves = (
        jieba.lcut(before + after, HMM=False),
        [jieba.lcut(part, HMM=False) for part in (before, after)],
    )
    if not before or not after or len(before) in accumulate(map(len, whole)):
        return False
    broken = min(len(halves[0][-1]), len(halves[1][0])) == 1 and len(whole) < sum(map(len, halves))
    return broken or (before[-1].isdigit() and after[0].isdigit())


def _join_headings(lines: list[Line]) -> list[Line]:
    """Join 附件1 with the heading under it, and the two lines of a heading that was broken."""
    joined: list[Line] = []
    skip = False
    for index, line in enumerate(lines):
        if skip:
            skip = False
            continue
        follower = lines[index + 1] if index + 1 < len(lines) else None
        if follower is not None and _is_one_heading(lines, index):
            between = " " if is_label(line.text) else ""
            line = _merged(line, follower, between)
            skip = True
        joined.append(line)
    return joined


def _merged(first: Line, second: Line, between: str = "") -> Line:
    """Two lines as one."""
    text = first.text + between
    return replace(carrying(first, second, len(text)), text=text + second.text)


def _is_one_heading(lines: list[Line], index: int) -> bool:
    first, second = lines[index], lines[index + 1]
    if first.kind == "row" or second.level is not None or not _is_unmarked_heading(second):
        return False
    if is_label(first.text):
        return True
    mark = marker(first.text)
    if mark is None or first.finished or not is_line_heading(first.text, mark):
        return False
    for line in islice(lines, index + 2, None):  # a part with subheadings has more than one
        later = marker(line.text)
        if later is not None and later.rank <= mark.rank and is_line_heading(line.text, later):
            return True
        if _is_unmarked_heading(line):
            return False
    return True


def _is_unmarked_heading(line: Line) -> bool:
    return (
        line.kind != "row"
        and not line.finished
        and marker(line.text) is None
        and is_line_heading(line.text, None)
        and not is_office(line.text)
    )


def _join_leads(lines: list[Line]) -> list[Line]:
    """Join a run-in heading that was broken inside its words: its series tells that its like go on in their lines."""
    ranks: dict[int, list[bool]] = {}  # for each style, whether its lines begin with a run-in heading
    for line in lines:
        if (mark := marker(line.text)) is not None:
            ranks.setdefault(mark.rank, []).append(lead_end(line.text, mark) is not None)
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        mark = marker(last.text) if last is not None else None
        if last is not None and mark is not None and _is_lead(last, line, mark, ranks[mark.rank]):
            joined[-1] = _merged(last, line)
        else:
            joined.append(line)
    return joined


def _is_lead(last: Line, line: Line, mark: Marker, leads: list[bool]) -> bool:
    """Whether all other lines of this style, three at least, are run-in headings, and these two make one."""
    alone = leads.count(False) == 1 and len(leads) > _LEADS and lead_end(last.text, mark) is None
    if not alone or last.finished or line.kind == "row" or marker(line.text) is not None:
        return False
    return lead_end(last.text + line.text, mark) is not None
