"""Which figure of a sentence a question asks for: the one of the indicator that it names, of the sort that it wants."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from index import Extract
from index.text import normalise, simplified

from ..language import asked_figures, find_years
from ..question import KIND_OF, asked_kinds
from ..read import Excerpt, excerpt_at
from .indicators import naming, told_apart
from .statements import Statement, told_changes
from .values import values_of

_HOW_MUCH = re.compile("多少|几(?![乎经度])|多[大高长]|何种?水平|[率速幅额量值重比数]$|目标")
_LEVEL = re.compile("[到至达]了?(?:多少|几)")
_RATE = re.compile("增[速幅]|[涨降]幅|增长率")
_SHARE = re.compile("占|比重|比例")
_RATIO, _RATIOS = re.compile("率(?:[是为有]|达?到?了?)*多少"), ("%", "‰", "百分点", "千分点")
_ANYTHING = ("", "个")  # units that go with every noun


def on_the_figure(question: str, excerpt: Excerpt, place: Extract, most: int) -> Excerpt:
    """The excerpt with its answer on the figure that the question asks for, quoted from around that where need be.

    Only where a figure is asked for, and a sentence of the excerpt has one of the indicator that is named; another
    sentence of the paragraph only where what was found is surely of another kind. place: that paragraph.
    """
    if not _HOW_MUCH.search(normalise(question).rstrip("?？。是为呢吗 ")):
        return excerpt
    whole = [
        (value.statement, value.span)
        for sentence in place.paragraph.sentences
        for value in values_of(place, sentence)
    ]
    answer = excerpt.answer
    found = [said for said, span in whole if answer and span.start < answer.end and answer.start < span.end]
    apart = found and all(told_apart(question, said.indicator) for said in found)
    quoted = [
        s for s in place.paragraph.sentences if s.start < excerpt.span.end and excerpt.span.start < s.end
    ]
    told = whole if apart else [(v.statement, v.span) for s in quoted for v in values_of(place, s)]
    asked = asked_of(question, [said for said, _ in told], found)
    span = next((span for said, span in told if said is asked), None)
    if span is None or (any(said is asked for said in found) and len(found) == 1):
        return excerpt
    if excerpt.span.start <= span.start and span.end <= excerpt.span.end:
        return replace(excerpt, answer=span)
    return excerpt_at(place, span, most)


def asked_of(question: str, said: Sequence[Statement], found: Iterable[Statement]) -> Statement | None:
    """The statement that a question asks for, where it is another than all of those ``found``, or fewer.

    None where the question names none of them better than those: then what was found stays.
    """
    found = list(found)
    words = _sort_of(question).words - {""}
    in_its_words = any(
        one.figure.unit in words for one in found
    )  # 多少个: not 走访企业420家 beside 问题215个
    wanted = [
        (one, naming(question, one.indicator))
        for one in said
        if is_of_the_sort(question, one, said) and (not in_its_words or one.figure.unit in words)
    ]
    named = [one for one, how in wanted if how.is_enough]
    if not named:
        return None
    ranked = [((how.weight, *_is_meant(question, one)), one) for one, how in wanted]
    well, best = max((each for each in ranked if each[1] in named), key=lambda each: each[0])
    rivals = [rank for rank, one in ranked if one is not best and any(one is each for each in found)]
    return None if any(rank >= well for rank in rivals) else best


def is_of_the_sort(question: str, one: Statement, said: Sequence[Statement]) -> bool:
    """Whether a figure is a change, a rate, a share or an amount, and of the unit, as the question asks."""
    asked = _sort_of(question)
    if asked.change:
        fits = one.change and (asked.change > 0 or one.figure.value < 0)
    elif asked.rate:  # 增长率提高1.2个百分点 is by how much the rate changed
        fits = one.change != bool(_RATE.search(one.indicator))
    else:
        fits = not one.change or all(each.change for each in said)
    share = not asked.share or bool(_SHARE.search(one.indicator))
    ratio = not asked.ratio or one.figure.unit in _RATIOS
    return fits and share and ratio and (not asked.units or one.figure.unit in asked.units)


class _Sort(NamedTuple):
    """Of what sort the figure is that a question asks for."""

    change: int  # 1 for by how much something grew, -1 for by how much it fell, else 0, as for 提高到多少
    rate: bool
    share: bool
    ratio: bool
    words: frozenset[str]  # the measure words that it asks with
    units: frozenset[str]  # those that do not go with every noun: it is one of them, where there are any
    kinds: frozenset[str]
    years: frozenset[int]


@lru_cache(maxsize=16)  # it is wanted for each statement that is read for a question
def _sort_of(question: str) -> _Sort:
    words = frozenset(figure.unit for figure in asked_figures(question))
    return _Sort(
        change=0 if _LEVEL.search(question) else next(iter(told_changes(question)), 0),
        rate=bool(_RATE.search(question)),
        share=bool(_SHARE.search(question)),
        ratio=bool(_RATIO.search(question)),
        words=words,
        units=words.difference(_ANYTHING),
        kinds=frozenset(KIND_OF[kind] for kind in asked_kinds(simplified(question))),
        years=frozenset(int(year.name[:-1]) for year in find_years(simplified(question))),
    )


def _is_meant(question: str, one: Statement) -> tuple[bool, bool, int, bool]:
    """Whether a figure is of a year that is asked for; no earlier value (由124家增至142家 is about 142); of a kind, or none.

    And of the very measure word that the question asks with: 改造小区(23个)、5360户.
    """
    asked = _sort_of(question)
    of_kind = 2 if one.kind in asked.kinds else int(not one.kind)
    return one.year in asked.years, not one.earlier, of_kind, one.figure.unit in asked.words
