"""Which year a question asks about, its plan or its result; which reports and paragraphs speak of that.

A report given in one year reviews the year before and plans its own: 2024 is planned in the report of 2024 and
reviewed in that of 2025.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

import jieba

from index import Card, Extract, Report, Shelf

from ..language import (
    agreement,
    find_years,
    report_years,
    section_years,
    sentence_years,
    years_away,
)
from .grammar import asks
from .spans import named_period, spans_years, with_year

Held = TypeVar("Held", Card, Report)

# 到2030年: of a plan issued before; but not the end of 2021年到2024年
_TARGET = re.compile(r"(?<![0-9年初底末])到((?:19|20)\d\d)年")
# What was set at first, with all the words that say so: 原定, 年初预算定了
_AT_FIRST = (
    "(?:原[来先定]|原(?=计划|安排)|当初|年初(?!以来))(?:的?(?:预算|计划|目标|任务|安排|打算|[预确]?定))*了?"
)
_PLAN = re.compile(
    rf"{_AT_FIRST}|(?:定的?)?目标|计划(?!生育)|安排|预期|预计|打算|力争|{_TARGET.pattern}|\b(?:target|plan)",
    re.IGNORECASE,
)
_PLAN_WORDS = {"要", "将", "拟", "将要"}  # as words: not the 要 of 主要
_RESULT = re.compile(
    r"实际|做到|最[后终]|完成(?:情况|率|度|了|得)(?:如何|怎[么样]样?)?|结果|实现了|达到了|落实情况"
    r"|(?<!计划)(?<!目标)(?<!预计)(?<![要拟])完成(?!的)|\bactual"
)
_PARTS = re.compile("[，,；、？?]")
# 的目标和实际完成情况: the plan and the result of what is named ahead of both
_COUPLED = re.compile(
    rf"[的，,]*(?:{_PLAN.pattern})+[^，,；。？?]{{0,4}}?[和与及跟、](?:{_RESULT.pattern}).*", re.IGNORECASE
)
_DONE = re.compile(r"了(?!\W*$)")  # behind the verb: not the 了 that ends a question
_DIGITS = re.compile("[0-9〇一二三四五六七八九十]+")
NEXT_YEAR = ("明年", "今明两年")  # as a report calls the year after its own
_CAME_TO = re.compile(
    "[由从][^，；。由从]{1,16}[到至]"
)  # 五年来…由318公里增加到402公里: what there is in the last one
_STRANDED = re.compile(r"(?<=的)[和与及跟、]+|[和与及跟、]+(?=[？?，,。]|$)|(?<=年)的?[和与及跟、]")


class Kind(StrEnum):
    """What of a year: what it was to bring, or what it brought."""

    PLAN = "计划"
    RESULT = "完成"


KIND_OF = {Kind.PLAN: "目标", Kind.RESULT: "完成"}  # what is so asked for, as statements call it


def asked_kinds(text: str) -> frozenset[Kind]:
    """What a simplified question asks for: the result unless the plan is, both where it names both."""
    plans = _PLAN.search(text) or not _PLAN_WORDS.isdisjoint(jieba.lcut(text))
    if not plans:
        return frozenset({Kind.RESULT})
    both = _RESULT.search(text) or _sets_done_against_plan(text)
    return frozenset({Kind.PLAN, Kind.RESULT}) if both else frozenset({Kind.PLAN})


def _sets_done_against_plan(text: str) -> bool:
    """Whether a part asks what is planned and another one, of no plan, what was done (了): 安排几次、开展了几次."""
    asking = [part for part in _PARTS.split(text) if asks(part)]
    planned = [bool(_PLAN.search(part)) for part in asking]
    done = [bool(_DONE.search(part)) for part in asking]
    kinds = {*zip(planned, done, strict=True)}
    return {(True, False), (False, True)} <= kinds


def without_kinds(text: str) -> str:
    """Words without those by which a plan or a result is asked for."""
    return _PLAN.sub("", _RESULT.sub("", text))


def of_kind(text: str, kind: Kind) -> str:
    """A question for both kinds as one for a kind alone: …的目标和完成情况 to …的目标是多少 or …是多少."""
    if (coupled := _COUPLED.search(text)) and coupled.start():
        return f"{text[: coupled.start()]}{'的目标' if kind is Kind.PLAN else ''}是多少？"
    parts = _PARTS.split(_RESULT.sub("", text))
    asking = [part for part in parts if asks(part)]
    head = "，".join(part for part in parts if part not in asking[1:])  # 计划多少公里，实际多少公里
    other = head if kind is Kind.PLAN else _PLAN.sub("", head)
    alone = re.sub(r"(?:[的、和与及跟了吗没]|有没有|情况)+(?=\W*$)|\W+$", "", _STRANDED.sub("", other))
    return f"{alone}？" if asks(alone) else f"{alone}是多少？"


def named_years(text: str, reports: Shelf) -> list[int]:
    """The years that a simplified question names, and not the report's nor a plan's end.

    A number that stands with the same words in a report is the name of a thing: 2024工程.
    """
    apart = {*report_years(text), *target_years(text)}
    found = []
    for mention in find_years(text):
        year = int(mention.name[:-1])
        thing = text[mention.start : mention.end + 2]
        bare = (
            not text[mention.start : mention.end].endswith("年") and len(thing) > mention.end - mention.start
        )
        if year not in apart and not (bare and reports.hold(thing)):
            found.append(year)
    return found


def reports_for(text: str, reports: Shelf) -> list[Card]:
    """Of reports of several years, those that speak of what is asked; [] where the question does not tell.

    Of each body that has several: those given in the year by which the question names its report, or those
    that review or plan the years asked about. 去年 and 今年 are counted from a body's newest report.
    """
    if len(reports.years) < 2:
        return []
    period = named_period(text)
    if given := report_years(text):
        return [*reports.of_year(*given)]
    if period and period.start:  # planned in the first year, reviewed in the others
        return [*reports.of_year(period.start, period.end, period.end + 1)]
    kinds = asked_kinds(text)
    if years := named_years(text, reports):
        around = {*years, *(year + 1 for year in years)}
        near = [r for r in reports if r.metadata.year in around or r.metadata.reported in years]
        chosen = [card for series in series_of(near) for card in _speaking_of(years, kinds, series)]
    else:
        chosen = [*_counted_from_newest(years_away(text), kinds, reports)]
    return [*reports.only(chosen)]


def _counted_from_newest(away: Sequence[int], kinds: frozenset[Kind], reports: Shelf) -> Iterator[Card]:
    """The reports of each body for the years that are so far away from its newest report."""
    past, coming = [each for each in away if each < 0], any(each >= 0 for each in away)
    for newest, series in _editions(reports) if away else ():
        if coming:
            yield from (report for report in series if report.metadata.year == newest)
        if past:
            yield from _speaking_of([newest + each for each in past], kinds, series)


@lru_cache(maxsize=8)  # of all reports there are, for many questions
def _editions(reports: Shelf) -> list[tuple[int, list[Card]]]:
    """The reports of each body, with the year of the newest: of all where one is told by its title, as a plan of years begins none."""
    return [
        (
            reports.newest
            if any(report.metadata.told_by_title for report in series)
            else max((report.metadata.year or 0 for report in series), default=0),
            series,
        )
        for series in series_of(reports)
    ]


def dated_plan(text: str, reports: Shelf) -> str:
    """A question for what was planned for a year before the newest report's, with that year: an earlier report tells it.

    That one counts 去年 from its own year. Of several places each may have a newest report of its own.
    """
    past = len(reports.years) > 1 and any(away < 0 for away in years_away(text))
    plans = past and Kind.PLAN in asked_kinds(text) and are_of_one_place(reports)
    return with_year(text, reports.newest) if plans else text


def are_of_one_place(reports: Shelf) -> bool:
    """Whether all reports are of one place, which bodies call by its short name, too: 澜州 and 澜州市."""
    return len(reports.places) + ("" in reports.regions) == 1


def series_of(reports: Iterable[Held]) -> list[list[Held]]:
    """The reports of each body of each region; of what its title tells from others, those of one title."""

    def body(report: Held) -> tuple[str, str, str]:
        metadata = report.metadata
        title = _DIGITS.sub("", metadata.title) if metadata.told_by_title else ""
        return metadata.region, metadata.body, title

    return [list(series) for _, series in groupby(sorted(reports, key=body), key=body)]


def speaking_of(year: int, kind: Kind, reports: Iterable[Card]) -> list[Card]:
    """Those of each body that plan a year, or review it."""
    return [card for series in series_of(reports) for card in _speaking_of([year], frozenset({kind}), series)]


def _speaking_of(years: Iterable[int], kinds: frozenset[Kind], series: Sequence[Card]) -> list[Card]:
    found: list[Card] = []
    for year in years:
        reviews = [r for r in series if r.metadata.year == year + 1 or r.metadata.reported == year]
        plans = [r for r in series if r.metadata.year == year]
        found += reviews if Kind.RESULT in kinds else []
        found += plans if Kind.PLAN in kinds else []
        # What is said of the year at all, where nothing is of the kind.
        found += [] if found else reviews or plans
    return found


def target_years(text: str) -> list[int]:
    """The years by which a simplified question asks what is to be reached: 到2030年."""
    return [int(year) for year in _TARGET.findall(text)]


def asks_what_came(text: str) -> bool:
    """Whether a simplified question asks in so many words for what came of something, and not for its plan: 实际."""
    return bool(_RESULT.search(text)) and asked_kinds(text) == {Kind.RESULT}


def unsaid_target(text: str, place: Extract) -> int | None:
    """The year by which something is to be reached, as a question asks (到2030年), and a paragraph does not say.

    Of the year before its own and of its own a report speaks without naming them, and of the next one as such.
    """
    said = " ".join((place.report.title, *place.paragraph.section, place.text))
    plan, given = named_period(said), place.report.metadata.year or 0
    unnamed = {given - 1, given, *([given + 1] if any(words in said for words in NEXT_YEAR) else [])}
    for year in target_years(text):
        if year not in unnamed and str(year) not in said and not (plan and plan.end == year):
            return year
    return None


def fit(text: str, reports: Shelf) -> Callable[[Extract], float] | None:
    """How well a paragraph fits the year and the kind that a simplified question asks for; None where it asks for none.

    Or a period of years, which it names or not. 1 for both, 0 where one does not tell, -0.5 for the year in the other kind, -1 for another year.
    """
    kinds, period = asked_kinds(text), named_period(text)
    named = frozenset(named_years(text, reports))
    away = [max(each, -1) for each in years_away(text)]  # 前年 is what the report before the newest reviews

    if not (named or away or period):
        return None

    def fitting(place: Extract) -> float:
        if period:
            spoken = (place.report.title, *place.paragraph.section, place.text)
            return 1.0 if period.is_meant(place.report, spoken) else -0.5
        given = place.report.metadata.year
        asked = named or frozenset(given + each for each in away if given)
        if not asked:
            return 0.0
        if spans_years(place.paragraph.section, place.text) and not asked & sentence_years(place.text, given):
            came_to = given and given - 1 in asked and Kind.RESULT in kinds and _CAME_TO.search(place.text)
            return 0.0 if came_to else -0.5  # of several years at once
        section = section_years(place.report, place.paragraph.section)
        agrees = agreement(asked, section)
        spoken_of = bool(asked & sentence_years(place.text, given))
        if agrees > 0 and named and given:
            kind = Kind.PLAN if max(asked & section) >= given else Kind.RESULT
            # A review tells of the plan, too: 支出决算12万元，为年初预算的96%.
            of_plan = Kind.PLAN in kinds and bool(_PLAN.search(place.text))
            return 1.0 if kind in kinds else 0.0 if of_plan else -0.5
        return max(agrees, 0.0 if agrees < 0 else 1.0) if spoken_of else agrees

    return fitting
