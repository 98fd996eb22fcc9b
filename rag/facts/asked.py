"""Which figure of a sentence a question asks for: the one of the indicator that it names, of the sort that it wants."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from index import Extract, Report
from index.text import normalise

from ..language import TOLD_APART, asked_figures, find_years
from ..read import Excerpt, excerpt_at
from .statements import Statement, tells_change
from .values import values_of

_HOW_MUCH = re.compile("多少|几(?![乎经度])|多[大高长]|何种?水平|[率速幅额量值重比数]$|目标")
_LEVEL = re.compile("[到至达]了?(?:多少|几)")
_RATE = re.compile("增[速幅]|[涨降]幅|增长率")
_SHARE = re.compile("占|比重|比例")
_ALIASES = {"gdp": "生产总值", "cpi": "居民消费价格"}
_NAMED = 0.5  # the share of an indicator that a question must say to name it
_ANYTHING = ("", "个")  # units that go with every noun


@dataclass(frozen=True, slots=True)
class _Named:
    """How well a question names what a figure measures."""

    said: Statement
    share: float  # of the indicator
    weight: float  # the more of a longer indicator, the more


def on_the_figure(question: str, excerpt: Excerpt, report: Report, most: int) -> Excerpt:
    """The excerpt with its answer on the figure that the question asks for, quoted from around that where need be.

    Only where a figure is asked for, and a sentence of the excerpt has one of the indicator that is named.
    """
    if not _HOW_MUCH.search(normalise(question).rstrip("?？。是为呢吗 ")):
        return excerpt
    paragraph = report.paragraph(excerpt.paragraph)
    places = [
        (value.statement, value.span)
        for sentence in paragraph.sentences
        if sentence.start < excerpt.span.end and excerpt.span.start < sentence.end
        for value in values_of(Extract.of(report, paragraph.number), sentence)
    ]
    answer = excerpt.answer
    found = [
        said for said, place in places if answer and place.start < answer.end and answer.start < place.end
    ]
    asked = asked_of(question, [said for said, _ in places], found)
    place = next((place for said, place in places if said is asked), None)
    if place is None or (any(said is asked for said in found) and len(found) == 1):
        return excerpt
    if excerpt.span.start <= place.start and place.end <= excerpt.span.end:
        return replace(excerpt, answer=place)
    return excerpt_at(report, paragraph, place, most)


def asked_of(question: str, said: Sequence[Statement], found: Iterable[Statement]) -> Statement | None:
    """The statement that a question asks for, where it is another than all of those ``found``, or fewer.

    None where the question names none of them better than those: then what was found stays.
    """
    wanted = [one for one in said if _is_of_the_sort(question, one, said)]
    named = [one for one in (_named(question, each) for each in wanted) if one.share >= _NAMED]
    if not named:
        return None
    best = max(named, key=lambda one: (one.weight, _is_of_the_year(question, one.said)))
    rivals = [_named(question, one) for one in found if one in wanted]
    if any(one.weight >= best.weight for one in rivals if one.said is not best.said):
        return None
    return best.said


def _is_of_the_sort(question: str, one: Statement, said: Sequence[Statement]) -> bool:
    """Whether a figure is a change, a rate, a share or an amount, and of the unit, as the question asks."""
    asked = _sort_of(question)
    if asked.change:
        fits = one.change
    elif asked.rate:  # 增长率提高1.2个百分点 is by how much the rate changed
        fits = one.change != bool(_RATE.search(one.indicator))
    else:
        fits = not one.change or all(each.change for each in said)
    share = not asked.share or bool(_SHARE.search(one.indicator))
    return fits and share and (not asked.units or one.figure.unit in asked.units)


class _Sort(NamedTuple):
    """Of what sort the figure is that a question asks for."""

    change: bool  # by how much something changed: 增长多少, but not 提高到多少
    rate: bool
    share: bool
    units: frozenset[str]  # one of them, where there are any


@lru_cache(maxsize=16)  # it is wanted for each statement that is read for a question
def _sort_of(question: str) -> _Sort:
    return _Sort(
        change=not _LEVEL.search(question) and tells_change(question),
        rate=bool(_RATE.search(question)),
        share=bool(_SHARE.search(question)),
        units=frozenset(figure.unit for figure in asked_figures(question)).difference(_ANYTHING),
    )


def _named(question: str, one: Statement) -> _Named:
    asked, name = _plain(question), _plain(one.indicator)
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    shared = sum(pair in asked for pair in pairs)
    if not pairs or _is_told_apart(asked, name):
        return _Named(one, 0.0, 0.0)
    return _Named(one, shared / len(pairs), shared * (shared / len(pairs)) ** 2)


def _is_told_apart(asked: str, name: str) -> bool:
    """Whether the question is of one kind and the indicator of another: 农村 and 城镇."""
    for group in TOLD_APART:
        kinds = [{kind for kind in group if re.search(kind, text)} for text in (asked, name)]
        if all(kinds) and kinds[0].isdisjoint(kinds[1]):
            return True
    return False


def _is_of_the_year(question: str, one: Statement) -> bool:
    return any(one.year == int(year.name[:-1]) for year in find_years(question))


def _plain(text: str) -> str:
    plain = normalise(text)
    for short, whole in _ALIASES.items():
        plain = plain.replace(short, whole)
    return re.sub(r"[\s“”《》（）()]", "", plain)
