"""The one function that takes a sentence with figures apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index import Span

from ...language import Figure, find_figures, fold
from .amounts import is_amount
from .counted import counted, predicated
from .lead import Lead, read_lead
from .times import Frame, Kind, Mention, frame_of, kind_of, mentions, year_of
from .words import MEASURES

_CLAUSE = re.compile(r"[，：；。！？\n]|(?<!\d)[,:;]|[,:;](?!\d)")  # but not in 1,200
_COUPLING = re.compile("[、，]?(?:和|及|与|以及|或)?")
_FROM = re.compile("[由从][^，；：。由从]{0,12}$")
_TOWARDS = re.compile("[^，；：。、]{0,12}?(?:[到至为]|[达成])")
_ON_THE_BASE = re.compile("的?基础上")
_RATES = frozenset(("percent", "point", "multiple"))


@dataclass(frozen=True, slots=True)
class Statement:
    """What one figure of a sentence says.

    indicator: what is measured. figure: its value is negative where something fell by it. high: the upper end
    of a range. change: whether the figure is by how much the indicator changed, and not its level. kind: reached
    or aimed at; year: that it is of, where that can be said; region: the place, where it is not the report's own.
    """

    indicator: str
    figure: Figure
    high: Decimal | None
    change: bool
    kind: Kind
    year: int | None
    region: str


def statements(sentence: str, section: Sequence[str] = (), year: int | None = None) -> tuple[Statement, ...]:
    """What the figures of ``sentence`` say, in order; one that holds for several indicators is said of each.

    section: the headings above it, outermost first; year: in which the report was given.
    """
    return tuple(_Reading(sentence, frame_of(tuple(section), year), year).statements())


class _Reading:
    """A sentence read from left to right: each figure's clause, and what earlier ones leave to it."""

    def __init__(self, sentence: str, frame: Frame, year: int | None) -> None:
        self._text = fold(sentence)
        self._figures = [one for one in find_figures(sentence) if is_amount(sentence, one)]
        self._frame, self._year = frame, year
        self._mentions = mentions(self._text, year, past=frame.kind == "完成")
        self._subjects: tuple[str, ...] = ()
        self._verb = ""

    def statements(self) -> list[Statement]:
        found: list[Statement] = []
        place, self._origins = 0, list[Span]()
        for group in _groups(self._figures, self._text):
            after = self._after(group[-1])
            found += self._said(group, self._text[place : group[0].span.start], after)
            place = group[-1].span.end
        return found

    def _after(self, figure: Figure) -> str:
        """What follows a figure in its clause, up to the next one."""
        starts = [one.span.start for one in self._figures if one.span.start >= figure.span.end]
        rest = self._text[figure.span.end : min(starts, default=len(self._text))]
        clause = _CLAUSE.split(rest)[0]
        return clause if len(clause) < len(rest) or not starts else clause + "\0"

    def _said(self, group: list[Figure], gap: str, after: str) -> list[Statement]:
        first = group[0]
        *passed, clause = _CLAUSE.split(gap)
        origin = _FROM.search(clause) if len(group) == 1 and _TOWARDS.match(after) else None
        lead = read_lead(clause[: origin.start()] if origin else clause)
        if origin and (change := read_lead(clause[origin.start() + 1 :]).change):
            lead = replace(lead, change=change)
        names = self._named(lead, passed, group, after)
        zone = Span(first.span.start - len(origin[0]), first.span.start) if origin else None
        stated = self._stated(first, zone)
        if zone:
            self._origins.append(zone)
        before = self._text[: first.span.start]
        kind = "完成" if zone or clause.startswith("比") else kind_of(clause, before, stated, self._frame, self._year)
        year = stated if zone else year_of(kind, stated, self._frame, self._year)
        return [
            Statement(name, *_amount(figure, lead), _is_change(figure, lead), kind, year, "")
            for name, figure in _paired(names, group, lead)
        ]

    def _named(self, lead: Lead, passed: list[str], group: list[Figure], after: str) -> tuple[str, ...]:
        """What the figures of a group measure; remembered for the clauses after."""
        figure = group[0]
        if not lead.change and (name := _counted_name(figure, lead, after)):
            self._subjects, self._verb = (name,), lead.verb
            return self._subjects
        if not lead.names:
            topic = next((one for text in reversed(passed[bool(self._subjects) :]) if (one := _topic(text))), None)
            self._subjects = topic or self._subjects
            return self._subjects
        names = lead.names
        if self._subjects and all(MEASURES.fullmatch(name) for name in names):
            whole = MEASURES.sub("", self._subjects[0]) if False else self._subjects[0]
            return tuple(whole + name for name in names)
        if self._subjects and len(names) == 1 and names[0].startswith("占"):
            return tuple(subject + names[0] for subject in self._subjects)
        if lead.inner and self._verb and not lead.verb:
            names = tuple(self._verb + name for name in names)
        self._subjects, self._verb = names, lead.verb or (self._verb if lead.inner else "")
        return names

    def _stated(self, figure: Figure, zone: Span | None) -> int | None:
        """The year that the sentence names for a figure."""
        before = [one for one in self._mentions if one.end <= figure.span.start]
        if zone:
            inside = [one for one in before if one.start >= zone.start]
            if inside:
                return inside[-1].last
            spans = [one for one in before if one.first < one.last]
            return spans[-1].first if spans else None
        valid = [one for one in before if not self._is_aside(one, figure)]
        return valid[-1].last if valid else None

    def _is_aside(self, mention: Mention, figure: Figure) -> bool:
        """Whether a year is that of an earlier value: 由2015年的…提高到, 在…基础上."""
        if any(zone.start <= mention.start < zone.end for zone in self._origins):
            return True
        return bool(_ON_THE_BASE.search(self._text[mention.end : figure.span.start]))


def _groups(figures: Sequence[Figure], text: str) -> list[list[Figure]]:
    """Figures that are coupled: 6%和7.4%; 3分、5分和1毛钱."""
    groups: list[list[Figure]] = []
    for figure in figures:
        last = groups[-1][-1] if groups else None
        coupled = last and _COUPLING.fullmatch(text[last.span.end : figure.span.start])
        if coupled and last and last.kind == figure.kind:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _paired(names: tuple[str, ...], group: list[Figure], lead: Lead) -> list[tuple[str, Figure]]:
    """Each figure with what it measures: of as many names each has its own, else they have them together."""
    if len(names) == len(group):
        return list(zip(names, group, strict=True))
    if len(group) == 1 and (lead.each or (len(names) == 2 and lead.change)):
        return [(name, group[0]) for name in names]
    return [("、".join(names), figure) for figure in group]


def _amount(figure: Figure, lead: Lead) -> tuple[Figure, Decimal | None]:
    """The figure, negative where its indicator fell by it, and the upper end of a range."""
    if lead.change >= 0:
        return figure, figure.upper
    ends = sorted(-abs(end) for end in (figure.value, figure.upper) if end is not None)
    return replace(figure, value=ends[0], upper=ends[1] if len(ends) > 1 else None), ends[1] if len(ends) > 1 else None


def _is_change(figure: Figure, lead: Lead) -> bool:
    return bool(lead.change) and figure.unit != "番"


def _counted_name(figure: Figure, lead: Lead, after: str) -> str:
    """The name where what follows the figure is what it counts."""
    attributive = after.startswith("的")
    if figure.kind not in ("count", "range", "money") and not (attributive and not lead.names):
        return ""
    name = counted(after.rstrip("\0"))
    if not name or (lead.reached and lead.names) or (figure.kind == "money" and not lead.verb and not attributive):
        return ""
    if lead.names or lead.verb:
        return lead.verb + name
    return predicated(after) or name if "\0" not in after else name


def _topic(clause: str) -> tuple[str, ...] | None:
    """What a clause without figures is about."""
    return None
