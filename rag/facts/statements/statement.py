"""The one function that takes a sentence with figures apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from index import Span

from ...language import Figure, find_figures, fold
from .amounts import is_amount
from .counted import counted, predicated, starts_with_noun
from .lead import Lead, read_lead, topic
from .times import Frame, Kind, Mention, frame_of, kind_of, mentions, year_of
from .words import MEASURES, direction

_CLAUSE = re.compile(r"[，：；。！？\n]|(?<!\d)[,:;]|[,:;](?!\d)")  # but not in 1,200
_COUPLING = re.compile("、?(?:和|及|与|以及|或)?")
_FROM = re.compile("[由从][^，；：。由从]{0,12}$")
_TOWARDS = re.compile("[^，；：。、]{0,12}?(?:[到至为]|[达成])")
_ON_THE_BASE = re.compile("的?基础上")
_AGAINST = re.compile("(?:[高低快慢优]于[^，、于]{1,10}|比[^，、比]{2,12}(?<![减提增])[高低快慢多少])$")  # 高于全国0.4个百分点
_GROWTH_AFTER = re.compile("^的?(增[长速幅]|降幅|下降)(?![到至为])")
_TARGET_AFTER = re.compile("的?(?:年度|全年|预期)?(?:任务|目标)")
_LEADS = re.compile("[近超约逾]|突破")
_OPENS = re.compile("[到至从自在]?|截[至止]")  # what a year at the head of its clause may follow
_BRINGS_ABOUT = re.compile("[新增建成]")  # 新增公路…，其中高速公路…
_TOWN_AND_COUNTRY = re.compile("(.{0,4})城乡")


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
        self._verb = self._region = self._counted = ""
        self._said_of: tuple[str, ...] = ()
        self._origins: list[Span] = []

    def statements(self) -> list[Statement]:
        found: list[Statement] = []
        place = 0
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
        *passed, clause = _CLAUSE.split(_GROWTH_AFTER.sub("", gap))
        if not passed:  # what the figure before it counts is not of this one: 6097名(困难家庭子女)发放资助金…
            clause = clause.removeprefix(self._counted)
        self._counted = ""
        against = _AGAINST.search(clause)
        if against:
            clause = clause[: against.start()]
        origin = _FROM.search(clause) if len(group) == 1 and _TOWARDS.match(after) else None
        lead = read_lead(clause[: origin.start()] if origin else clause)
        if origin and (change := read_lead(clause[origin.start() + 1 :]).change):
            lead = replace(lead, change=change)
        if growth := _GROWTH_AFTER.match(after):  # 保持40%以上增长
            lead = replace(lead, change=direction(growth[1], "v"))
        compared = clause.startswith("比") and not (lead.change or lead.reached)  # 比现有的86个减少27个
        names = self._named(lead, passed, group, "" if growth else after)
        names = tuple(name + against[0] for name in names) if against else names
        self._said_of += names
        zone = Span(first.span.start - len(origin[0]), first.span.start) if origin else None
        stated = self._stated(first, zone)
        if zone:
            self._origins.append(zone)
        before = self._text[: first.span.start]
        kind: Kind = "完成" if zone or compared else kind_of(clause, before, stated, self._frame, self._year)
        year = stated if zone else year_of(kind, stated, self._frame, self._year)
        kind = "目标" if _TARGET_AFTER.match(after) else kind
        return [
            Statement(name, *_amount(figure, lead), _is_change(figure, lead), kind, year, self._region)
            for name, figure in _paired(names, group)
        ]

    def _named(self, lead: Lead, passed: list[str], group: list[Figure], after: str) -> tuple[str, ...]:
        """What the figures of a group measure; remembered for the clauses after."""
        figure = group[0]
        if not lead.change and (name := _counted_name(figure, lead, after)):
            self._subjects, self._verb, self._counted = (name,), lead.verb, name.removeprefix(lead.verb)
            return self._subjects
        if not lead.names:
            spoken_of = next((one for text in reversed(passed[bool(self._subjects) :]) if (one := topic(text))), "")
            apart = len(group) > 1 and lead.each and len(self._subjects) != len(group)
            if apart and len(self._said_of) >= len(group):  # of each of the figures before: 分别提高11.1、11.2个百分点
                return self._said_of[-len(group) :]
            if spoken_of or not self._subjects:
                self._subjects = (spoken_of or lead.verb,)
            return self._subjects
        self._region = lead.region or (self._region if lead.inner else "")
        names = lead.names if _is_shared_out(lead, group) else (lead.name,)
        if self._subjects and all(MEASURES.fullmatch(name) for name in names):
            whole = self._subjects[0].removeprefix(self._verb) if _BRINGS_ABOUT.search(self._verb) else self._subjects[0]
            return tuple(whole + name for name in names)
        if self._subjects and names[0].startswith(("占", "用于")):
            return tuple(subject + names[0] for subject in self._subjects)
        if lead.inner and _BRINGS_ABOUT.search(self._verb) and not lead.verb:
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
        valid = [one for one in before if not self._is_aside(one, figure) and self._reaches(one, figure)]
        return valid[-1].last if valid else None

    def _reaches(self, mention: Mention, figure: Figure) -> bool:
        """Whether a year holds for a figure: for all that follows when it opens its clause, else within it."""
        opening = _CLAUSE.split(self._text[: mention.start])[-1]
        return bool(_OPENS.fullmatch(opening)) or not _CLAUSE.search(self._text, mention.end, figure.span.start)

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
        between = text[last.span.end : figure.span.start] if last else ""
        anew = _LEADS.match(figure.text) and not (last and _LEADS.match(last.text))  # 净增3193户、超2.4万户
        if last and _COUPLING.fullmatch(between) and last.kind == figure.kind and not anew:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _is_shared_out(lead: Lead, group: list[Figure]) -> bool:
    """Whether each of the things that a clause names has a figure of its own, or the same one."""
    if len(group) == 1:
        rate = lead.change or group[0].unit == "番"
        return lead.each or (len(lead.names) == 2 and bool(rate) and "和" in lead.name)
    return len(lead.names) == len(group)


def _paired(names: tuple[str, ...], group: list[Figure]) -> list[tuple[str, Figure]]:
    """Each figure with what it measures: of as many names each has its own, else they have them together."""
    if len(names) == 1 and len(group) == 2 and (both := _TOWN_AND_COUNTRY.match(names[0])):
        rest = names[0][both.end() :]
        names = (f"{both[1]}城镇{rest}", f"{both[1]}乡村{rest}")
    if len(names) == len(group):
        return list(zip(names, group, strict=True))
    if len(group) == 1:
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
    name = counted(after.rstrip("\0"), governed=bool(lead.verb))
    if lead.reached and lead.names:
        return ""
    if figure.kind == "money" and not (lead.verb or attributive or (not lead.reached and starts_with_noun(after))):
        return ""
    if lead.names or lead.verb:
        return name and lead.verb + name
    return predicated(after) or name if "\0" not in after else name

