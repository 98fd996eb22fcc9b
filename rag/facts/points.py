"""Numbered points in running text (一是…。二是…), found as lists: who asks for them wants them all."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index import Report, Span
from index.text import normalise, split_clauses

from ..language import number
from ..question import SENTENCE_END, asked_count, asks
from ..read import trimmed
from .outline import Item, Outline, wants_several

_ORDINAL = "[一二三四五六七八九十]{1,3}"
_MARKER = re.compile(
    rf"(?:^|(?<=[。；：，,;:!！?？”\s]))(?:(?P<is>{_ORDINAL})是|(?P<must>{_ORDINAL})要|第(?P<nth>{_ORDINAL})[，,、]"
    r"|(?P<ring>[①②③④⑤⑥⑦⑧⑨⑩]))"
)
_END = re.compile("[。；;！!]")
_MOST_CHARS = 80  # of a point: it opens with what it says
_MOST = 0.6  # of a section's sentences
_SHORT = 40  # characters of a paragraph that only leads to the points; what they are of may stand before it


@dataclass(frozen=True, slots=True)
class Points:
    """Two or more points in order, each from its number on.

    ``lead`` stands before them and says of what they are; ``body`` goes on to the end of the last one's paragraph.
    """

    lead: Span
    body: Span
    items: tuple[Item, ...]

    @property
    def span(self) -> Span:
        return Span(self.lead.start, self.body.end)


def asks_for_points(question: str) -> bool:
    """Whether a question asks for what a report may say in points."""
    return wants_several(question) or (asked_count(question) > 0 and not asks(question))


def points_at(report: Report, clause: Span, count: int) -> Points | None:
    """The points that a clause speaks of: as many as counted, around it; where none are counted, it leads to them."""
    if count:
        around = [p for p in points_of(report) if len(p.items) == count and _holds(p.span, clause)]
    else:
        around = [p for p in points_of(report) if _holds(p.lead, clause) and _leads(report, clause, p.lead)]
    return min(around, key=lambda p: p.span.end - p.span.start, default=None)


def points_of_outline(outline: Outline) -> Points | None:
    """The points that make up most of a section that has no headings below it: they say more than its sentences do."""
    if any(item.is_heading for item in outline.items):
        return None
    spans = [item.span for item in outline.items]

    def held(points: Points) -> int:
        return sum(_holds(points.body, span) for span in spans)

    found = max(points_of(outline.report), key=held, default=None)
    return found if found and held(found) >= _MOST * len(spans) else None


@lru_cache(maxsize=256)
def points_of(report: Report) -> tuple[Points, ...]:
    """All lists of points of a report. Those within a point of another list are lists of their own."""
    open_: list[_Run] = []
    done: list[_Run] = []
    for place, paragraph in enumerate(report.paragraphs):
        for match in _MARKER.finditer(report.quote(paragraph.span)):
            style = match.lastgroup or ""
            ordinal = int(number(normalise(match[style])) or 0)
            mark = _Mark(place, paragraph.span.start + match.start())
            if ordinal == 1:
                open_.append(_Run(style, [mark]))
                continue
            continued = next((run for run in reversed(open_) if run.goes_on_with(style, ordinal)), None)
            while continued and open_[-1] is not continued:  # those within its last point are whole now
                done.append(open_.pop())
            if continued:
                continued.marks.append(mark)
    runs = [run for run in (*done, *open_) if len(run.marks) > 1]
    return tuple(_points(report, run) for run in sorted(runs, key=lambda run: run.marks[0].start))


@dataclass(frozen=True, slots=True)
class _Mark:
    place: int  # of its paragraph among those of the report
    start: int


@dataclass(frozen=True, slots=True)
class _Run:
    style: str
    marks: list[_Mark]

    def goes_on_with(self, style: str, ordinal: int) -> bool:
        return self.style == style and len(self.marks) == ordinal - 1


def _points(report: Report, run: _Run) -> Points:
    starts = [mark.start for mark in run.marks]
    end = report.paragraphs[run.marks[-1].place].span.end
    items = (_item(report, mark, next_) for mark, next_ in zip(run.marks, [*starts[1:], end], strict=True))
    return Points(_lead(report, run.marks[0]), Span(starts[0], end), tuple(items))


def _item(report: Report, mark: _Mark, following: int) -> Item:
    """A point up to the end of its first sentence or the next point; of a long one the first clauses."""
    paragraph = report.paragraphs[mark.place]
    limit = min(following, paragraph.span.end)
    end = _END.search(report.text, mark.start, limit)
    whole = Span(mark.start, end.end() if end else limit)
    clauses = split_clauses(report.text, whole)
    kept = [clause for clause in clauses if clause.end - whole.start <= _MOST_CHARS] or clauses[:1]
    return Item(report, paragraph, paragraph.section, trimmed(report, Span(whole.start, kept[-1].end)))


def _lead(report: Report, first: _Mark) -> Span:
    """What stands before the first point in its paragraph, or else the paragraph before, and one more where that is short."""
    paragraph = report.paragraphs[first.place]
    if first.start > paragraph.span.start:
        return Span(paragraph.span.start, first.start)
    before = first.place - 1
    if before > 0 and len(report.quote(report.paragraphs[before].span)) <= _SHORT:
        before -= 1
    start = report.paragraphs[before].span.start if before >= 0 else first.start
    return Span(start, first.start)


def _leads(report: Report, clause: Span, lead: Span) -> bool:
    """Whether a clause stands in the last sentence of what is before the points."""
    return not SENTENCE_END.search(report.text, clause.end, max(clause.end, lead.end - 1))


def _holds(span: Span, clause: Span) -> bool:
    return span.start <= clause.start and clause.end <= span.end
