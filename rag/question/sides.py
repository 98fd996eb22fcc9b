"""The sides that a question sets against each other: regions, years, a plan and what came of it, each with its own question."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from index import Card, Shelf
from index.metadata import own_name

from ..language import (
    PROVINCES,
    Mention,
    asked_figures,
    find_years,
    names_of,
    short_region,
    side_by_side,
    with_only,
    without,
    without_link,
)
from .comparison import Goal, asked_of_one, asks_of_each, goal_of, is_comparison, where_it_compares
from .periods import (
    Kind,
    are_of_one_place,
    asked_kinds,
    named_years,
    of_kind,
    reports_for,
    speaking_of,
    without_kinds,
)
from .place_names import words_of
from .planned import planned_base
from .spans import named_period, with_year, with_years, years_spelt_out

_AGAINST = re.compile(r"比(?:19|20)\d\d年[^，,。；？?]{0,4}?的")  # 比2025年完成的(少几个)


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a comparison: a region or a year, the reports for it, and the question about it alone."""

    label: str
    reports: tuple[str, ...]
    question: str
    apart: bool = False  # whether the sides are asked about in words of their own


class Split(Enum):
    """By what the sides of a question differ."""

    REGION = auto()
    YEAR = auto()
    KIND = auto()


def _part(
    label: str, reports: Iterable[Card], text: str, sides: Sequence[Mention], apart: Mapping[str, str]
) -> Part:
    """The question as put to one side: 四川和广东的增速哪个高 to 四川的增速是多少.

    apart: what is asked of each side in words of its own.
    """
    own = next(text[side.start : side.end] for side in sides if side.name == label)
    own = label if own.isdigit() else own  # 2024 of 2024、2025两年
    alone = asked_of_one(apart.get(label) or with_only(text, sides, own), own)
    said = label if own.isascii() or label in PROVINCES else own  # in the asker's words
    return Part(said, tuple(report.id for report in reports), alone, bool(apart))


def _in_own_words(text: str, sides: Sequence[Mention]) -> dict[str, str]:
    """What is asked of each side where it is told in words of its own: 浙江的出口 and 江苏的进口; {} where it is one thing.

    What the last one leaves out of the words before it is meant of the same thing: 浙江农民的收入和江苏的收入.
    """
    groups = side_by_side(text, sides)
    if len(groups) < 2 or len(names_of(sides)) < len(sides) or any(len(group) > 1 for group in groups):
        return {}
    starts = [group[0].start for group in groups]
    end = where_it_compares(text, groups[-1][-1].end)
    own = [without_link(text[a:b]) for a, b in pairwise([*starts, end])]
    told = [_told_of(words, group[0]) for words, group in zip(own, groups, strict=True)]
    if not all(told) or any(later <= earlier for earlier, later in pairwise(told)):
        return {}
    head, tail = text[: starts[0]], text[end:]
    return {group[0].name: head + words + tail for words, group in zip(own, groups, strict=True)}


def _told_of(words: str, side: Mention) -> frozenset[str]:
    """The words of several characters by which a side is told, without its name, when it is of, and 计划 or 完成.

    None of what has its noun but behind the next side: 2024年建成的和2025年安排的农田.
    """
    rest = without_kinds(words[side.end - side.start :])
    if rest.endswith("的"):
        return frozenset()
    words_in = (word for word in words_of(rest) if word.of_name or word.tag.startswith("v"))
    return frozenset(word.text for word in words_in if len(word.text) > 1 and not word.of_units)


def by_region(
    text: str, sides: Sequence[Mention], named: Sequence[str], reports: Sequence[Card]
) -> tuple[Part, ...]:
    """A part for each region, a province by its short name, any other by its whole one."""
    found = []
    apart = _in_own_words(text, sides)
    for name in named:
        own = [card for card in reports if short_region(card.metadata.region) == name]
        part = _part(name, own, text, sides, apart)
        found.append(
            replace(part, label=max((own_name(card.metadata.region) for card in own), key=len))
            if own and name not in PROVINCES
            else part
        )
    return tuple(found)


def by_kind(text: str, reports: Shelf) -> tuple[Part, ...]:
    """The plan and the result of one year, where a question asks for both or sets what came against what was planned.

    Each from its reports, of the bodies that have both; from those that review the year where no other plans it.
    """
    text = with_year(text, reports.newest)
    years = named_years(text, reports)
    base = planned_base(text)
    if len(years) != 1 or not (base or asked_kinds(text) == frozenset(Kind)):
        return ()
    plans, reviews = _planning(years[0], text, reports), _reviewing(years[0], reports)
    if not reviews:
        return ()
    asked = base.sides if base else {kind: of_kind(text, kind) for kind in Kind}
    names = {Kind.PLAN: base.name.removesuffix("的") if base else Kind.PLAN, Kind.RESULT: Kind.RESULT}
    told = {Kind.PLAN: plans or reviews, Kind.RESULT: _of_bodies(plans, reviews) or reviews}
    return tuple(
        Part(
            f"{names[kind]}（{cards[0].metadata.year}年报告）", tuple(card.id for card in cards), asked[kind]
        )
        for kind, cards in told.items()
    )


def _planning(year: int, text: str, reports: Shelf) -> list[Card]:
    """The reports that plan a year: those of the plan of several years that a question names, or those of bodies that review it."""
    period = named_period(text)
    of_years = [card for card in reports if period and card.metadata.year == period.start]
    given = [card for card in reports if card.metadata.year == year]
    return of_years or _of_bodies(_reviewing(year, reports), given)


def _reviewing(year: int, reports: Shelf) -> list[Card]:
    return [card for card in reports if year in (card.metadata.reported, (card.metadata.year or 0) - 1)]


def _of_bodies(others: Sequence[Card], cards: Sequence[Card]) -> list[Card]:
    """Those of the bodies that others are of."""
    bodies = {(card.metadata.region, card.metadata.body) for card in others}
    return [card for card in cards if (card.metadata.region, card.metadata.body) in bodies]


def by_time(text: str, reports: Shelf) -> tuple[Part, ...]:
    """A part for each of two years that are asked about in another kind: 今年计划改造的比去年完成的少几个.

    Of one kind, as for each of several years.
    """
    newest = reports.newest
    told = with_years(text, newest)
    years = find_years(told)
    names = names_of(years)
    of_figures = is_comparison(told) or asked_figures(told)
    if len(names) < 2 or not are_of_one_place(reports) or not of_figures:
        return ()
    starts = [group[0].start for group in side_by_side(told, years)]
    ends = [*starts[1:], len(told)]
    words = {
        year.name: told[start:end]
        for start, end in zip(starts, ends, strict=True)
        for year in years
        if start <= year.start < end
    }
    kinds = {name: _kind(words[name], coming=int(name[:-1]) >= newest) for name in names}
    if len(starts) == 1 or len({*kinds.values()}) == 1:
        return by_year(told, reports) if told != text else ()
    asked = _AGAINST.sub("", told)
    found = [_of_time(asked, name, kinds[name], reports) for name in names]
    return tuple(found) if all(part.reports for part in found) else ()


def _kind(words: str, *, coming: bool) -> Kind:
    """What words ask for of a year; coming: that no report reviews yet."""
    return Kind.PLAN if coming or asked_kinds(words) == {Kind.PLAN} else Kind.RESULT


def _of_time(asked: str, year: str, kind: Kind, reports: Shelf) -> Part:
    first, *others = find_years(asked)
    asked = without(asked, others)
    alone = of_kind(asked_of_one(asked[: first.start] + year + asked[first.end :], year), kind)
    if kind is Kind.PLAN and asked_kinds(alone) != {Kind.PLAN}:
        alone = alone.replace(year, f"{year}{kind}", 1)
    return Part(f"{year}{kind}", tuple(card.id for card in speaking_of(int(year[:-1]), kind, reports)), alone)


def by_year(text: str, reports: Shelf) -> tuple[Part, ...]:
    """A part for each of several years that have reports of their own, of one region; of a span for each in it."""
    goal = goal_of(text)
    if goal is Goal.TOTAL or asks_of_each(text) or is_comparison(text) or len(find_years(text)) > 1:
        spelt_out = years_spelt_out(text, reports)
        if spelt_out != text and (parts := by_year(spelt_out, reports)):
            return parts
    years = find_years(text)
    names = names_of(years)
    if len(names) < 2 or not are_of_one_place(reports):
        return ()
    words = _in_own_words(text, years)
    found = [
        _part(name, reports_for(with_only(text, years, name), reports), text, years, words) for name in names
    ]
    apart = len({part.reports for part in found}) == len(found)  # a report also speaks of the year before
    return tuple(found) if apart and all(part.reports for part in found) else ()
