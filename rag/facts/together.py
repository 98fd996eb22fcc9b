"""The figures of one report that a question asks for together: 城镇 and 农村, 决算 and 年初预算, this year and the last.

A question that sets figures of one report against each other, or wants several of them, says words by which no single
one of them goes. Those are wanted that say these words between them, each some that the others do not.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from index import Extract, Span

from ..language import asked_figures, in_base
from ..question import shortened
from .asked import is_of_the_sort
from .fitting import Asked
from .indicators import naming, ways_to_say
from .values import Value, values_of

_MOST = 4  # figures that are wanted together
_ENOUGH = 0.8  # of the weight of a question's words, that a paragraph and what it stands under say
_ENOUGH_OF_ONE = 0.6  # and where all figures are of one thing, which its words then name
_NAMED = 0.3  # the share of a figure's name that a question says: 城镇居民…收入 of 城镇居民人均可支配收入
_ANYTHING = ("", "个")  # what goes with every noun
_POINTS = {"百分点": "%", "千分点": "‰"}  # in which rates differ


class Together(NamedTuple):
    """Values of one paragraph, in order, and how much of a question's words, by weight, they go by."""

    values: tuple[Value, ...]
    share: float


@dataclass(frozen=True, slots=True)
class _Heard:
    """The words of a question by which a value goes: all, and those that stand right before its figure."""

    value: Value
    words: frozenset[str]
    own: frozenset[str]


def wanted_together(
    asked: Asked, things: str, weights: Mapping[str, float], places: Iterable[Extract]
) -> Together | None:
    """Two or more values of one sentence, or else of one paragraph; None where none are asked for together.

    things: the question without what compares. weights: of its words that say what is asked for. places: paragraphs,
    those that likely answer first.
    """
    units = {_POINTS.get(figure.unit, in_base(figure)[1]) for figure in asked_figures(asked.text)}
    units = set() if units.intersection(_ANYTHING) else units
    shares = {place: _share_said(place, weights) for place in places}
    for place, sentences in _stretches([place for place in shares if shares[place] >= _ENOUGH_OF_ONE]):
        held = [value for sentence in sentences for value in values_of(place, sentence)]
        fitting = [value for value in held if _may_be_meant(value, held, asked, things, units)]
        found = _joined([_heard(value, asked, weights) for value in fitting], weights)
        years = {each.value.year for each in found}
        kinds = {each.value.statement.kind for each in found}
        of_one = len({each.value.statement.indicator for each in found}) == 1
        enough = shares[place] >= (_ENOUGH_OF_ONE if of_one else _ENOUGH)
        if found and enough and _are_told(asked.years, years) and _are_told(asked.kinds, kinds):
            said = weights.keys() & _union(each.words for each in found)
            values = sorted((each.value for each in found), key=lambda value: value.span)
            return Together(tuple(values), _weight(said, weights) / sum(weights.values()))
    return None


def _stretches(places: Sequence[Extract]) -> Iterator[tuple[Extract, Sequence[Span]]]:
    """Single sentences, then whole paragraphs."""
    for place in places:
        yield from ((place, [sentence]) for sentence in place.paragraph.sentences)
    for place in places:
        yield place, place.paragraph.sentences


def _may_be_meant(
    value: Value, held: Sequence[Value], asked: Asked, things: str, units: Collection[str]
) -> bool:
    """Whether a value is of a name, of a year, of the unit and of the sort that a question asks for."""
    of_time = not asked.years or value.year in asked.years
    of_unit = not units or in_base(value.figure)[1] in units
    named = naming(things, value.statement.indicator).share >= _NAMED
    return (
        of_time and of_unit and named and is_of_the_sort(things, value.statement, [v.statement for v in held])
    )


def _are_told(asked: Collection[object], told: Collection[object]) -> bool:
    """Whether of several that are asked for each is told."""
    return len(asked) < 2 or all(each in told for each in asked)


def _heard(value: Value, asked: Asked, weights: Mapping[str, float]) -> _Heard:
    """Its year and its kind are words of it where several are asked for."""
    sentence = value.place.quote(value.sentence)
    start = value.figure.span.start
    before = [v.figure.span.end for v in values_of(value.place, value.sentence)]
    own = ways_to_say(sentence[max((end for end in before if end <= start), default=0) : start])
    name = ways_to_say(value.statement.indicator)
    words = {word for word in weights if word in name}
    time = {f"{value.year}年"} if len(asked.years) > 1 else set[str]()
    kind = {str(value.statement.kind)} if len(asked.kinds) > 1 else set[str]()
    told = {word for word in weights if word in own}
    return _Heard(
        value, frozenset((words | told | time | kind) if words else ()), frozenset(told | time | kind)
    )


def _joined(values: Sequence[_Heard], weights: Mapping[str, float]) -> list[_Heard]:
    """The value that says most and those that say most with it, each some that the others do not; [] where it is alone."""
    speaking = list({(each.words, each.own): each for each in reversed(values) if each.words}.values())[::-1]
    first = max(speaking, key=lambda each: _weight(each.words, weights), default=None)
    pairs = [[*pair] for pair in combinations(speaking, 2) if first in pair and _each_adds(pair)]
    best = max(pairs, key=lambda pair: _said_by(pair, weights), default=[])
    while best and len(best) < _MOST:
        more = [[*best, each] for each in speaking if each not in best and _each_adds([*best, each])]
        longer = max(more, key=lambda each: _said_by(each, weights), default=best)
        if _said_by(longer, weights) <= _said_by(best, weights):
            break
        best = longer
    return best


def _each_adds(values: Sequence[_Heard]) -> bool:
    """Whether each goes by a word that no other goes by, or that none has right before its figure."""

    def adds(each: _Heard) -> bool:
        others = [other for other in values if other is not each]
        new = each.words - _union(other.words for other in others)
        return bool(new or each.own - _union(other.own for other in others))

    return all(map(adds, values))


def _said_by(values: Sequence[_Heard], weights: Mapping[str, float]) -> float:
    return _weight(_union(each.words for each in values), weights)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)


def _weight(words: Iterable[str], weights: Mapping[str, float]) -> float:
    return sum(weights.get(word, 1.0) for word in words)


def _share_said(place: Extract, weights: Mapping[str, float]) -> float:
    """How much of a question's words a paragraph and what it stands under say, its title also where they shorten it."""
    title = place.report.title
    said = ways_to_say("".join((title, *place.paragraph.section, place.text)))
    told = (word for word in weights if word in said or shortened(word).search(title))
    return _weight(told, weights) / sum(weights.values()) if weights else 0.0
