"""The one function that takes a sentence with figures apart."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from index import Span

from ...language import Figure, find_figures, fold
from .amounts import is_amount
from .lead import Lead, read_lead
from .subjects import Subjects, paired
from .times import Frame, Kind, Timeline, frame_of, kind_of, year_of
from .words import direction

_LONGEST = 2000  # characters read as one sentence
_CLAUSE = re.compile(r"[，：；。！？\n]|(?<!\d)[,:;]|[,:;](?!\d)")  # but not in 1,200
_COUPLING = re.compile("、?(?:和|及|与|以及|或)?")
_QUALIFIED = re.compile("[近超约逾]|突破")
_FROM = re.compile("[由从][^，；：。由从]{0,12}$")
_TOWARDS = re.compile("[^，；：。、]{0,12}?[到至为达成]")
_AGAINST = re.compile(  # 高于全国(0.4个百分点), 比城镇居民高(2.4个百分点), but 比上年减少(5%)
    "(?:[高低快慢优]于[^，、于]{1,10}|比[^，、比]{2,12}(?<![减提增])[高低快慢多少])$"
)
_GROWTH_AFTER = re.compile("^的?(增[长速幅]|降幅|下降)(?![到至为])")  # 保持(40%以上)增长
_BELONGS_BEFORE = re.compile(rf"{_GROWTH_AFTER.pattern}|^(?:[百千万]?亿)?(?:关口|大关|台阶)")  # 突破(5万)关口
_TARGET_AFTER = re.compile("的?(?:年度|全年|预期)?(?:任务|目标)")  # 超额完成(110万人)年度任务
_SET = re.compile("(?:任务|目标|计划|预算)(?:数|值)?$")  # for (年初预算)72亿元的81%
_ONCE = re.compile("(?:原[来先]?|年初|当初)(?:[预确]?定|计划|安排|拟)的?")  # (原计划)改造12个，实际完成15个


@dataclass(frozen=True, slots=True)
class Statement:
    """What one figure of a sentence says.

    indicator: what is measured. figure: its value is negative where something fell by it. high: the upper end
    of a range. change: whether the figure is by how much the indicator changed, and not its level. kind: reached
    or aimed at; year: that it is of, where that can be said; region: the place, where it is not the report's own;
    earlier: it is the value that something rose or fell from.
    """

    indicator: str
    figure: Figure
    high: Decimal | None
    change: bool
    kind: Kind
    year: int | None
    region: str
    earlier: bool = False


def statements(sentence: str, section: Sequence[str] = (), year: int | None = None) -> tuple[Statement, ...]:
    """What the figures of ``sentence`` say, in order; one that holds for several indicators is said of each.

    section: the headings above it, outermost first; year: in which the report was given.
    """
    frame = frame_of(tuple(section), year)
    parts = range(0, len(sentence), _LONGEST)
    return tuple(
        replace(said, figure=_moved(said.figure, start))
        for start in parts
        for said in _read(sentence[start : start + _LONGEST], frame, year)
    )


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, span=Span(figure.span.start + by, figure.span.end + by)) if by else figure


def _read(sentence: str, frame: Frame, year: int | None) -> Iterator[Statement]:
    """From left to right, a group of coupled figures at a time: what leads up to it, and what follows."""
    text = fold(sentence)
    groups = _groups([one for one in find_figures(sentence) if is_amount(sentence, one)], text)
    timeline = Timeline(text, year, frame)
    subjects = Subjects()
    place = 0
    for group, following in zip_longest(groups, groups[1:]):
        end = following[0].span.start if following else len(text)
        after, *others = _CLAUSE.split(text[group[-1].span.end : end], maxsplit=1)
        if following and not others:
            after += "\0"
        yield from _said(group, text[place : group[0].span.start], after, subjects, timeline)
        place = group[-1].span.end


def _groups(figures: Sequence[Figure], text: str) -> list[list[Figure]]:
    """Figures that are coupled: 6%和7.4%; 3分、5分和1毛钱; but not 净增3193户、超2.4万户."""
    groups: list[list[Figure]] = []
    for figure in figures:
        last = groups[-1][-1] if groups else figure
        coupled = _COUPLING.fullmatch(text, last.span.end, figure.span.start) and last.kind == figure.kind
        anew = _QUALIFIED.match(figure.text) and not _QUALIFIED.match(last.text)
        if groups and coupled and not anew:
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def _said(
    group: Sequence[Figure], gap: str, after: str, subjects: Subjects, timeline: Timeline
) -> Iterator[Statement]:
    """What a group of figures says. gap: the words since the figure before it; after: the rest of its clause."""
    *passed, clause = _CLAUSE.split(_BELONGS_BEFORE.sub("", gap))
    clause = clause if passed else _less_before(subjects.less_counted(clause))
    if against := _AGAINST.search(clause):
        clause = clause[: against.start()]
    origin = _FROM.search(clause) if len(group) == 1 and _TOWARDS.match(after) else None
    once = _ONCE.search(clause)
    lead, growth = _lead(clause[: once.start()] + clause[once.end() :] if once else clause, origin, after)
    target = bool(once or _TARGET_AFTER.match(after))
    is_set = not lead.change and _SET.search(lead.name or lead.verb)
    measured = subjects.measured_in(group[-1].unit) if is_set else ()
    if own := target and not (once or lead.names):  # 增长5.9%，没有达到6%的目标
        lead = replace(lead, verb="", change=subjects.change)
    names = subjects.named(lead, passed, group, "" if growth or own else after)
    names = measured or (tuple(name + against[0] for name in names) if against else names)
    earlier = clause.startswith("比") and not (lead.change or lead.reached)  # 比现有的86个减少27个
    place = group[0].span.start
    since = len(origin[0]) if origin else len(clause) if earlier else 0
    stated = timeline.stated(place, since)
    kind: Kind = "完成" if origin or earlier else kind_of(clause, place, stated, timeline)
    year = stated if origin else year_of(kind, stated, timeline)
    was = bool(origin or (earlier and stated))  # 比2023年的3742人增加163人
    amounts = is_set and not any(figure.kind == "percent" for figure in group)  # and not 完成预算的(96%)
    kind = "目标" if target or measured or amounts else kind
    for name, figure in paired(names, group):
        change = bool(lead.change) and figure.unit != "番"
        yield Statement(name, *_amount(figure, lead), change, kind, year, subjects.region, was)


def _less_before(clause: str) -> str:
    """The words right after a figure, without what ends its own statement: 13个创新药(获批上市)、居全国第一."""
    before, _, rest = clause.rpartition("、")
    return rest if before and not read_lead(rest).names else clause


def _lead(clause: str, origin: re.Match[str] | None, after: str) -> tuple[Lead, bool]:
    """The clause before a figure; of 由上年下降2.3%转为… the change is that of the earlier value."""
    lead = read_lead(clause[: origin.start()] if origin else clause)
    if origin:
        lead = replace(lead, change=read_lead(clause[origin.start() + 1 :]).change)
    growth = _GROWTH_AFTER.match(after)
    return (replace(lead, change=direction(growth[1], "v")), True) if growth else (lead, False)


def _amount(figure: Figure, lead: Lead) -> tuple[Figure, Decimal | None]:
    """The figure, negative where its indicator fell by it, and the upper end of a range."""
    if lead.change >= 0:
        return figure, figure.upper
    low, *high = sorted(-abs(end) for end in (figure.value, figure.upper) if end is not None)
    upper = high[0] if high else None
    return replace(figure, value=low, upper=upper), upper
