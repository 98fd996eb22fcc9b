"""The figures of reports with what they say and where they stand, and which of them may be set side by side."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index import Card, Extract, Span

from ..language import Figure, find_figures, in_base, same_figure, section_years, sentence_years
from ..question import spans_years
from ..read import Excerpt
from .indicators import (
    LEAST_HELD,
    folded,
    kinds_of,
    of_other_kinds,
    plain,
    said_of,
    same_as_asked,
    same_but_for_kind,
    same_indicator,
    same_thing,
    thing,
)
from .statements import Statement, statements

_PART_OF_YEAR = re.compile(
    r"前[一二三四]个?季度|[一二三四第]+季度|[上下]半年|前[0-9一二三四五六七八九十]+个月|1[-—–－~至到][0-9]{1,2}月"
)
_CLAUSE_MARK = re.compile("[，,；;]")
_MOSTLY = 2  # times a figure's characters, to which the words that are about it come at most


@dataclass(frozen=True)
class Value:
    """A figure of a report: what is said of it, and of which time it is."""

    place: Extract  # the paragraph that it stands in
    sentence: Span
    statement: Statement
    year: int | None  # that it is of
    part: str  # of the year: 前三季度; "" for the whole

    @property
    def report(self) -> Card:
        return self.place.report

    @property
    def figure(self) -> Figure:
        return self.statement.figure

    @property
    def span(self) -> Span:
        """Of the figure, in the report's text."""
        start, end = self.figure.span
        return Span(self.sentence.start + start, self.sentence.start + end)

    @cached_property  # a question sets one value beside many, each time by this
    def of_years(self) -> bool:
        """Whether it is of several years at once."""
        section, sentence = self.place.paragraph.section, self.place.quote(self.sentence)
        dated = sentence_years(sentence, self.report.metadata.year)
        before = sentence[: self.figure.span.start]
        own = _CLAUSE_MARK.split(before)[-1]  # …；五年累计新改建农村公路(2140公里)
        if self._is_what_it_came_to:  # 五年来…由318公里增加到402公里
            return False
        if spans_years((), sentence) or spans_years((), own):
            return True
        return not dated and spans_years(section, self.place.text)

    @property
    def _is_what_it_came_to(self) -> bool:
        """Whether it is the level that something rose or fell to over the years that are spoken of."""
        said = self.statement
        return not (said.earlier or said.change) and any(
            other.statement.earlier
            and other.statement.indicator == said.indicator
            and other.span.end <= self.span.start
            for other in values_of(self.place, self.sentence)
        )

    @property
    def time(self) -> str:
        """2024年, 2025年前三季度; "" where the report does not tell."""
        return f"{self.year}年{self.part}" if self.year else self.part


def value_at(place: Extract, span: Span) -> Value | None:
    """The value that some words are, or are about: those in which a figure only occurs are something else."""
    return next(
        (v for v in _held(place, span) if _MOSTLY * _overlap(v.span, span) >= span.end - span.start),
        None,
    )


def value_in(place: Extract, excerpt: Excerpt) -> Value | None:
    """The value that the answer in an excerpt of a paragraph is, if it has one."""
    return value_at(place, excerpt.answer) if excerpt.answer else None


def values_within(place: Extract, excerpt: Excerpt) -> list[Value]:
    """The values that an excerpt of a paragraph quotes, in order."""
    span = excerpt.span
    return [
        value for value in _held(place, span) if span.start <= value.span.start and value.span.end <= span.end
    ]


def value_asked_at(question: str, place: Extract, span: Span) -> Value | None:
    """As ``value_at``, but where some words hold several figures that of the kind that a question names."""
    kinds = kinds_of(question)
    held = [value for value in _held(place, span) if kinds_of(plain(value.statement.indicator)) == kinds]
    return value_at(place, span) or (held[0] if len(held) == 1 else None)


def _held(place: Extract, span: Span) -> Iterator[Value]:
    for sentence in place.paragraph.sentences:
        for value in values_of(place, sentence) if _overlap(sentence, span) > 0 else ():
            if _overlap(value.span, span) > 0:
                yield value


def reached(value: Value) -> Value:
    """What an earlier value came to: 8个 of 由3个增加到8个; of any other, the value itself."""
    later = (
        other
        for other in values_of(value.place, value.sentence)
        if value.statement.earlier
        and not other.statement.earlier
        and other.span.start > value.span.start
        and other.statement.indicator == value.statement.indicator
    )
    return next(later, value)


def planned_beside(value: Value) -> Value | None:
    """What was planned for that of which a value came, where the sentence says it: 72亿元 of 收入58.3亿元，为年初预算72亿元的81%."""
    plans = (
        other
        for other in values_of(value.place, value.sentence)
        if other.statement.kind == "目标" and other.year == value.year and are_alike(value, other)
    )
    return None if value.statement.kind == "目标" else next(plans, None)


def values_like(value: Value, place: Extract, asked: str = "") -> Iterator[Value]:
    """The values of a paragraph that are alike; asked: as far as a question names what they are of."""
    indicator = value.statement.indicator
    name = "".join(said_of(indicator, asked)) if asked else plain(indicator)
    if asked and not name:  # the question says nothing of what it is of, so nothing is alike
        return iter(())
    return (each for each in _values_near(name, _unit(value.figure), place) if are_alike(value, each, asked))


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


@lru_cache(maxsize=4096)
def values_of(place: Extract, sentence: Span) -> tuple[Value, ...]:
    """The values of a sentence, in order."""
    report, section, text = place.report, place.paragraph.section, place.quote(sentence)
    return tuple(
        Value(
            place,
            sentence,
            statement,
            _year(report, section, text, statement),
            _part_of_year(report, text[: statement.figure.span.start]),
        )
        for statement in statements(text, section, report.metadata.year)
    )


def are_alike(one: Value, other: Value, asked: str = "") -> bool:
    """Whether two values are of a sort, and of one indicator; asked: as far as a question names it."""
    names = one.statement.indicator, other.statement.indicator
    return are_of_a_sort(one, other) and (same_as_asked(*names, asked) if asked else same_indicator(*names))


def are_comparable(one: Value, other: Value, asked: str) -> bool:
    """Whether two values that answer one question are of one thing, though reports say in other words what became of it.

    Of a thing of which a report says several figures it matters in which words; see ``others_of`` and ``tells_kinds_apart``.
    """
    names = one.statement.indicator, other.statement.indicator
    alike = same_indicator(*names, asked) or same_thing(*names, asked) or same_but_for_kind(*names)
    return are_of_a_sort(one, other) and alike


def like_but_for_kind(value: Value, places: Iterable[Extract], fits: Callable[[Value], bool]) -> Value | None:
    """The fitting value of a report that is like another but for a kind in its name, where the report tells of no other kind.

    A report that renews 城镇老旧小区 and no other ones tells of the same as one that renews 老旧小区.
    """
    near = _of_a_sort_near(value, places)
    found = [v for v in _but_for_kind(value, near) if fits(v)]
    return None if _of_several_kinds(found, near) else next(iter(found), None)


def tells_kinds_apart(value: Value, places: Iterable[Extract]) -> bool:
    """Whether a report tells kinds of what a value is of from each other, so that it matters which one is meant."""
    near = _of_a_sort_near(value, places)
    return _of_several_kinds(_but_for_kind(value, near), near)


def _of_a_sort_near(value: Value, places: Iterable[Extract]) -> list[Value]:
    name, unit = plain(value.statement.indicator), _unit(value.figure)
    return [v for place in places for v in _values_near(name, unit, place) if are_of_a_sort(value, v)]


def _but_for_kind(value: Value, others: Iterable[Value]) -> list[Value]:
    return [v for v in others if same_but_for_kind(value.statement.indicator, v.statement.indicator)]


def _of_several_kinds(found: Iterable[Value], near: Sequence[Value]) -> bool:
    return any(of_other_kinds(a.statement.indicator, b.statement.indicator) for a in found for b in near)


def others_of(value: Value, places: Iterable[Extract]) -> Iterator[Value]:
    """What the same report says elsewhere, or in the same place, of the same thing in another name, of the same time."""
    name, unit = thing(value.statement.indicator), _unit(value.figure)
    own = (place for place in places if place.report.id == value.report.id)
    return (other for place in own for other in _values_near(name, unit, place) if _is_another(value, other))


@lru_cache(maxsize=4096)  # a question looks through its paragraphs several times
def _values_near(name: str, unit: str, place: Extract) -> tuple[Value, ...]:
    """The values of the sentences with enough of a name's characters and a figure of a unit.

    To take a sentence apart takes many times as long as to look for them.
    """
    letters = Counter(name)

    def is_near(said: str) -> bool:
        told = folded(said)
        shared = sum(min(times, told.count(letter)) for letter, times in letters.items())
        return shared >= LEAST_HELD * len(name) and unit in map(_unit, find_figures(said))

    sentences = (each for each in place.paragraph.sentences if is_near(place.quote(each)))
    return tuple(value for sentence in sentences for value in values_of(place, sentence))


def _unit(figure: Figure) -> str:
    return in_base(figure)[1]


def _is_another(value: Value, other: Value) -> bool:
    names = value.statement.indicator, other.statement.indicator
    return (
        are_of_a_sort(value, other)
        and (value.year, value.statement.kind) == (other.year, other.statement.kind)
        and not same_figure(value.figure, other.figure)
        and same_thing(*names)
        and not same_indicator(*names)
    )


def are_of_a_sort(one: Value, other: Value) -> bool:
    """Whether two values are both sizes or both changes, both of a year or both of several, and of one unit."""
    return (
        one.statement.change == other.statement.change
        and _unit(one.figure) == _unit(other.figure)
        and one.of_years == other.of_years
    )


def _part_of_year(report: Card, before: str) -> str:
    """Which part of the year a figure's own clause names, or the first of its sentence, or the title."""
    first, *_, own = *re.split("[，,]", before, maxsplit=1), *re.split("[，,；;]", before)[-1:]
    found = next(filter(None, map(_PART_OF_YEAR.search, (own, first, report.title))), None)
    return found[0] if found else ""


def _year(report: Card, section: tuple[str, ...], sentence: str, statement: Statement) -> int | None:
    """The year that the sentence or its headings name, or else what such a report plans or reviews."""
    metadata = report.metadata
    if statement.year or statement.earlier:
        return statement.year
    for years in (sentence_years(sentence, metadata.year), section_years(report, section)):
        if len(years) == 1:
            return next(iter(years))
    return metadata.planned if statement.kind == "目标" else metadata.reported
