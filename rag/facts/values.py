"""The figures of reports with what they say and where they stand, and which of them may be set side by side."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from index import Card, Extract, Span
from index.text import INDICATORS, normalise

from ..language import TOLD_APART, Figure, in_base, section_years, sentence_years
from ..question import spans_years
from .statements import Statement, statements

_PART_OF_YEAR = re.compile(
    r"前[一二三四]个?季度|[一二三四第]+季度|[上下]半年|前[0-9一二三四五六七八九十]+个月|1[-—–－~至到][0-9]{1,2}月"
)
_MOSTLY = 2  # times a figure's characters, to which the words that are about it come at most
_ALIKE = 0.75  # of the characters of two names: 城镇登记失业率 is not 城镇调查失业率
_LEAST_HELD = _ALIKE / (2 - _ALIKE)  # of a name's characters in any name that is alike
_CHANGE = re.compile(
    "(?:增长|增速|增幅|下降|降幅|上升|提高|减少|降低|增加|上涨|涨幅|回落|提升|扩大|收窄|压减)$"
)
# What a name may have beside another and mean the same: 全省粮食产量, 城镇新增就业人数.
_LOOSE = re.compile(
    "^(?:[全我本][国省市县区州]|全年|全社会|全体|年末|年均)+|(?:总[量数额]|人数|数量|[总约达为])$"
)


@dataclass(frozen=True, slots=True)
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

    @property
    def of_years(self) -> bool:
        """Whether it is of several years at once."""
        section, sentence = self.place.paragraph.section, self.place.quote(self.sentence)
        dated = sentence_years(sentence, self.report.metadata.year)
        return spans_years((), sentence) or (not dated and spans_years(section, self.place.text))

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


def value_asked_at(question: str, place: Extract, span: Span) -> Value | None:
    """As ``value_at``, but where some words hold several figures that of the kind that a question names."""
    kinds = [_kinds(normalise(question), group) for group in TOLD_APART]
    held = [
        value
        for value in _held(place, span)
        if [_kinds(_plain(value.statement.indicator), group) for group in TOLD_APART] == kinds
    ]
    return value_at(place, span) or (held[0] if len(held) == 1 else None)


def _held(place: Extract, span: Span) -> Iterator[Value]:
    for sentence in place.paragraph.sentences:
        for value in values_of(place, sentence) if _overlap(sentence, span) > 0 else ():
            if _overlap(value.span, span) > 0:
                yield value


def values_like(value: Value, place: Extract) -> Iterator[Value]:
    """The values of a paragraph that are alike."""
    name = Counter(_plain(value.statement.indicator))
    for sentence in place.paragraph.sentences:
        held = (name & Counter(_folded(place.quote(sentence)))).total()
        if held >= _LEAST_HELD * name.total():  # taking it apart takes longer
            yield from (each for each in values_of(place, sentence) if are_alike(value, each))


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


def are_alike(one: Value, other: Value) -> bool:
    """Whether two values are of one indicator, and of a sort."""
    return are_of_a_sort(one, other) and _same_indicator(one.statement.indicator, other.statement.indicator)


def are_of_a_sort(one: Value, other: Value) -> bool:
    """Whether two values are both sizes or both changes, both of a year or both of several, and of one unit."""
    return (
        one.statement.change == other.statement.change
        and one.of_years == other.of_years
        and in_base(one.figure)[1] == in_base(other.figure)[1]
    )


def told_apart(asked: str, name: str) -> bool:
    """Whether a question is of one kind and an indicator of another: 农村 and 城镇."""
    kinds = ((_kinds(normalise(asked), group), _kinds(name, group)) for group in TOLD_APART)
    return any(one and other and one.isdisjoint(other) for one, other in kinds)


def _same_indicator(one: str, other: str) -> bool:
    """Whether two names say the same: 城镇新增就业 and 新增城镇就业, but not 城镇居民收入 and 居民收入."""
    a, b = _plain(one), _plain(other)
    if any(_kinds(a, group) != _kinds(b, group) for group in TOLD_APART):
        return False
    shared = sum((Counter(a) & Counter(b)).values())
    return bool(shared) and 2 * shared >= _ALIKE * (len(a) + len(b))


@lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return _folded(_LOOSE.sub("", _CHANGE.sub("", normalise(name))))


def _folded(text: str) -> str:
    """With the short names of indicators."""
    folded = normalise(text)
    for first, *others in INDICATORS:
        for longer in others:
            folded = folded.replace(longer, first)
    return folded.replace("生产总值", "gdp")


def _kinds(name: str, group: tuple[str, ...]) -> frozenset[int]:
    return frozenset(place for place, pattern in enumerate(group) if re.search(pattern, name))


def _part_of_year(report: Card, before: str) -> str:
    """Which part of the year a figure's own clause names, or the first of its sentence, or the title."""
    first, *_, own = *re.split("[，,]", before, maxsplit=1), *re.split("[，,；;]", before)[-1:]
    found = next(filter(None, map(_PART_OF_YEAR.search, (own, first, report.title))), None)
    return found[0] if found else ""


def _year(report: Card, section: tuple[str, ...], sentence: str, statement: Statement) -> int | None:
    """The year that the sentence or its headings name, or else what such a report plans or reviews."""
    metadata = report.metadata
    if statement.year:
        return statement.year
    for years in (sentence_years(sentence, metadata.year), section_years(report, section)):
        if len(years) == 1:
            return next(iter(years))
    return metadata.planned if statement.kind == "目标" else metadata.reported
