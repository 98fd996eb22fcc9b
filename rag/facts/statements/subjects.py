"""Who or what the figures of a sentence are of, carried from clause to clause."""

import re
from collections.abc import Sequence

from ...language import Figure
from .counted import counted, predicated, starts_with_noun
from .lead import Lead, topic
from .words import MEASURES, less_verbs

_BRINGS_ABOUT = re.compile("[新增建成]")  # 新增公路…，其中高速公路…
_TOWN_AND_COUNTRY = re.compile("(.{0,4})城乡")
_AREA = re.compile("(?:播种|种植)?面积$")  # which has no measure of its own
_OF_THE_SUBJECT = ("占", "用于")


class Subjects:
    """What the clauses read so far name: the subject, and what was last said of it."""

    def __init__(self) -> None:
        self._subject: tuple[str, ...] = ()
        self._last: tuple[str, ...] = ()
        self._said: tuple[str, ...] = ()
        self._verb = self._counted = self._unit = ""
        self.region = ""
        self.change = 0  # whether the last group of figures tells how much something changed, as in Lead

    def less_counted(self, clause: str) -> str:
        """The words right after a figure, without what that one counts: 6097名(困难家庭子女)发放资助金…."""
        return clause.removeprefix(self._counted)

    def measured_in(self, unit: str) -> tuple[str, ...]:
        """What the last figures measure, if in such a unit: what was set for it is told in the same."""
        return self._last if unit == self._unit else ()

    def named(
        self, lead: Lead, passed: Sequence[str], group: Sequence[Figure], after: str
    ) -> tuple[str, ...]:
        """What a group of figures measures: a name for all of it, or one for each.

        passed: the clauses between the last figure and theirs; after: what follows in their own, which ends in
        a zero where the next figure cuts it off.
        """
        name = "" if lead.change else _counted_name(group[0], lead, after)
        self._counted = name.removeprefix(lead.verb)
        if name:
            self._subject, self._verb, self._last = (name,), lead.verb, (name,)
        elif lead.names:
            self._last = self._of_clause(lead, group)
        else:
            brought = self._brought_about(lead, group[0]) if not after.rstrip("\0") else ()
            self._last = brought or self._carried(lead, passed, group)
        self._said += self._last
        self._unit, self.change = group[-1].unit, lead.change
        summed = lead.summed and not (name or lead.names or lead.verb or lead.change)
        return tuple(map(_summed_up, self._last)) if summed else self._last

    def _of_clause(self, lead: Lead, group: Sequence[Figure]) -> tuple[str, ...]:
        """The names of the clause itself, with the subject where they need it: (地区生产总值)增速, (进口)占全国."""
        self.region = lead.region or (self.region if lead.inner else "")
        names = lead.names if _is_shared_out(lead, group) else (lead.name,)
        if self._subject and all(MEASURES.fullmatch(name) for name in names):
            brought_about = _BRINGS_ABOUT.search(self._verb)
            whole = self._subject[0].removeprefix(self._verb) if brought_about else self._subject[0]
            whole = _AREA.sub("", whole) or whole  # 播种面积…，产量…
            return tuple(whole.removesuffix(name) + name for name in names)
        if self._subject and names[0].startswith(_OF_THE_SUBJECT):
            return tuple(subject + names[0] for subject in self._subject)
        if lead.inner and _BRINGS_ABOUT.search(self._verb) and not lead.verb:
            names = tuple(self._verb + name for name in names)
        self._subject, self._verb = names, lead.verb or (self._verb if lead.inner else "")
        return names

    def _carried(self, lead: Lead, passed: Sequence[str], group: Sequence[Figure]) -> tuple[str, ...]:
        """The names of the clause before, for one that has none of its own."""
        many = len(group)
        if many > 1 and lead.each and len(self._last) != many and len(self._said) >= many:
            return self._said[-many:]  # of each of the figures before: 分别提高11.1、11.2个百分点
        between = passed[1:] if self._subject else passed  # the first is the rest of the last figure's clause
        spoken_of = next((one for text in reversed(between) if (one := topic(text))), "")
        spends = lead.verb if passed and group[0].kind == "money" and not lead.change else ""  # 投入5.2亿元
        if spoken_of or spends or not self._subject:
            self._subject = (spoken_of or lead.verb,)
            return self._subject
        return self._last

    def _brought_about(self, lead: Lead, figure: Figure) -> tuple[str, ...]:
        """What else became of the subject, by a verb alone with a figure of its unit: 受理案件…件，审结…件."""
        if not lead.verb or lead.change or lead.reached or figure.unit != self._unit:
            return ()
        things = [(name, less_verbs(name)) for name in self._subject]
        if not all(rest != name or (lead.inner and lead.verb not in name) for name, rest in things):
            return ()
        return tuple("累计" * lead.summed + lead.verb + rest for _, rest in things)


def _summed_up(name: str) -> str:
    """累计深水网箱 for 新增深水网箱, of (新增83口、)累计281口: what there is now, not what came new."""
    return f"累计{less_verbs(name.removesuffix('新增'))}"


def paired(names: Sequence[str], group: Sequence[Figure]) -> list[tuple[str, Figure]]:
    """Each figure with what it measures: of as many names each has its own, else they have them together."""
    if len(names) == 1 and len(group) == 2 and (both := _TOWN_AND_COUNTRY.match(names[0])):
        rest = names[0][both.end() :]
        names = (f"{both[1]}城镇{rest}", f"{both[1]}乡村{rest}")
    if len(names) == len(group):
        return list(zip(names, group, strict=True))
    if len(group) == 1:
        return [(name, group[0]) for name in names]
    return [("、".join(names), figure) for figure in group]


def _is_shared_out(lead: Lead, group: Sequence[Figure]) -> bool:
    """Whether each of the things that a clause names has a figure of its own, or the same one."""
    if len(group) > 1:
        return len(lead.names) == len(group)
    rate = lead.change or group[0].unit == "番"
    return lead.each or (len(lead.names) == 2 and bool(rate) and "和" in lead.name)


def _counted_name(figure: Figure, lead: Lead, after: str) -> str:
    """The name where what follows the figure is what it counts: 新增(3个)民族团结进步示范县."""
    clause, cut_off = after.rstrip("\0"), after.endswith("\0")
    attributive = clause.startswith("的")
    if figure.kind not in ("count", "range", "money") and not (attributive and not lead.names):
        return ""
    if lead.reached and lead.names:
        return ""
    if figure.kind == "money" and not (
        lead.verb or attributive or (not lead.reached and starts_with_noun(clause))
    ):
        return ""
    name = counted(clause, governed=bool(lead.verb))
    if lead.names or lead.verb:
        return name and lead.verb + name
    return name if cut_off else predicated(clause.removeprefix("的")) or name
