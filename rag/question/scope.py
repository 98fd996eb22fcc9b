"""Which reports a question is about: by the region, the body and the year that it names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from index import Card, Shelf
from index.metadata import COUNTRY, LEVELS, inside, level_of, own_name, regions_named
from index.text import simplified

from ..language import (
    PROVINCES,
    Mention,
    compared_with,
    find_places,
    find_years,
    is_called,
    names_of,
    report_name,
    report_years,
    short_region,
    side_by_side,
    speaks_of,
    years_away,
)
from .comparison import asked_alone, asks_of_each, is_comparison
from .named import of_body, reports_named, unheld_body
from .periods import NEXT_YEAR, dated_plan, reports_for
from .place_names import places_in
from .sides import Part, Split, by_kind, by_region, by_time, by_year

# The first year of 2013年到2017年: a report that reviews the last one speaks of them all.
_RANGE_FROM = re.compile(r"((?:19|20)\d\d)年?[初底]?(?:到|至|[~～—–-]+)(?=(?:19|20)\d\d)")
# A relative clause, of which the region is but the subject.
_LIES_IN = re.compile("所[在属]的?[^，,。；？?的]{0,3}?[省市州盟区县](?![场政委])")
_WHOLE = re.compile("全([省市县区州])(?![名面])")
_TOWARDS = ("到", "往", "向", "供", "赴", "给", "对")  # 卖到澳门


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question names, against the reports there are."""

    reports: tuple[str, ...] | None  # ids meant; None when the question names none
    parts: tuple[Part, ...]  # the sides of a comparison that reports cover, in the order asked
    unknown: tuple[str, ...]  # places and years that the question is about and no report covers
    left_out: tuple[str, ...]  # sides of a comparison that no report covers
    parts_of: tuple[tuple[str, str], ...] = ()  # of the unknown places, those in a region that a report is of
    elsewhere: tuple[str, ...] = ()  # places that reports only speak of
    unheld: str = ""  # what the question calls a report that is not held
    split: Split = Split.REGION  # the parts
    of_year: bool = (
        False  # whether the reports were chosen, among those of several years, by the years asked about
    )
    question: str = ""  # as it is to be put to them, where that is not as it was asked


def scope_of(question: str, reports: Shelf) -> Scope:
    """Read the regions and years in a question against the reports there are."""
    text = simplified(question)
    held = {name for name in reports.places if name in text}
    held |= reports.places.keys() & {*PROVINCES}  # 浙江 may be written Zhejiang
    others = [*places_in(text), *compared_with(text, sorted(held))]
    foreign = [place for place in others if not _is_of_region(place, reports)]
    places = find_places(text, [*held, *foreign])
    named = [name for name in names_of(places) if name in held]
    within = reports.only(_of_regions(reports, named)) if named else reports
    called, unheld = reports_named(text, places, within)
    if (given := report_years(text)) and None not in within.years and given.isdisjoint(within.years):
        called, unheld = (), report_name(text)
    if other := unheld_body(text, within):
        called, unheld = (), other
    within = within.only(called) if called else of_body(text, places, within)
    if (dated := dated_plan(text, within)) != text:
        return replace(scope_of(dated, reports), question=dated)
    if (spelt_out := _with_whole(text, named, reports)) != text:
        return replace(scope_of(spelt_out, reports), question=spelt_out)
    absent = _absent(text, places, named, reports, within)
    left_out = [name for name in absent if named and _is_set_against(text, name, places, named)]
    sides = [mention for mention in places if mention.name in (*named, *left_out)]
    asked = [int(year.name[:-1]) for year in find_years(text)] + _relative_years(text, within)
    of_year = reports_for(text, within)
    apart = _is_split(text, named, left_out, within)
    parts, split = by_region(text, sides, named, of_year or within) if apart else (), Split.REGION
    if not parts:
        parts, split = by_kind(text, within), Split.KIND
    if not parts:
        parts, split = by_time(text, within) or by_year(text, within), Split.YEAR
    if not parts and (alone := asked_alone(text)) != text:
        return replace(scope_of(alone, reports), question=alone)
    unknown = [name for name in absent if name not in left_out]
    unknown += _around(text, [place for place in places if place.name in named], reports)
    return Scope(
        tuple(r.id for r in (of_year or within)) if of_year or named or called else None,
        parts,
        (*unknown, *(f"{year}年" for year in _unknown_years(text, asked, within))),
        tuple(left_out),
        tuple(_parts_of(unknown, within, bool(named))),
        tuple(name for name in names_of(places) if name not in (*named, *absent)),
        unheld,
        split if parts else Split.REGION,
        bool(of_year),
    )


def _is_of_region(place: str, reports: Shelf) -> bool:
    """Whether a place is a region that a report is of, by its name or at the end of its name."""
    regions = (region for name in (place, short_region(place)) for region in reports.places.get(name, ()))
    ends = (place[start:] for start in range(len(place)))
    return any(is_called(place, region) for region in regions) or any(end in reports.regions for end in ends)


def _with_whole(text: str, named: Sequence[str], reports: Shelf) -> str:
    """A comparison of a place with the whole that it lies in, by that one's name: 全市 as 临渚市 beside 青石县."""
    whole = _WHOLE.search(text)
    if not (whole and named and is_comparison(text)):
        return text
    around = [region for region in reports.regions if region and own_name(region).endswith(whole[1])]
    lesser = [region for name in named for region in reports.places[name] if region not in around]
    if len(around) != 1 or not lesser or _rank(around[0]) >= min(map(_rank, lesser)):
        return text
    return text[: whole.start()] + own_name(around[0]) + text[whole.end() :]


def _absent(
    text: str,
    places: Sequence[Mention],
    named: Sequence[str],
    reports: Shelf,
    within: Shelf,
) -> list[str]:
    """Places named in the question that no report is about.

    One that a report mentions is left to be searched for, unless it is a province: that is asked about itself
    when it stands alone or is set against a region that reports cover. within: the reports of the regions named.
    """
    absent = []
    for name in names_of(places):
        if name in named:
            continue
        if not _are_spoken_of(reports if name in PROVINCES else within, name):
            absent.append(name)
        elif name in PROVINCES and named:
            absent += [name] if _is_set_against(text, name, places, named) else []
        elif name in PROVINCES and not (_is_aim(text, name) or _holds(reports, name)):
            absent.append(name)
    return absent


def _around(text: str, places: Iterable[Mention], reports: Shelf) -> Iterator[str]:
    """What a question calls the place that a region lies in, where no report is of a place that large: 青石所在的市."""
    for place in places:
        around = _LIES_IN.match(text, place.end)
        own = reports.places.get(place.name)
        if around and own and min(map(_rank, own)) == min(map(_rank, filter(None, reports.regions))):
            yield text[place.start : around.end()]


def _parts_of(places: Iterable[str], reports: Shelf, named: bool) -> Iterator[tuple[str, str]]:
    """The places that lie in a region that a report is of, each with it.

    By their codes; of one without a code a single region of a higher level, or the one named beside it, has it.
    """
    regions = [region for region in reports.regions if region]
    for place in places:
        around = [region for region in regions if inside(place, region)]
        lesser = [region for region in regions if _rank(place) > _rank(region)]
        formed = place != short_region(place) and not regions_named(place)
        if not around and formed and (named or len(regions) == 1):
            around = lesser
        if around:
            yield place, around[0]


def _rank(place: str) -> int:
    """0 for the country, the more the smaller; what has no level of its own, as a village, is the smallest."""
    level = level_of(place)
    return LEVELS.index(level) if level else len(LEVELS)


def _is_aim(text: str, name: str) -> bool:
    return any(f"{word}{name}" in text for word in _TOWARDS)


def _is_set_against(text: str, name: str, places: Sequence[Mention], named: Sequence[str]) -> bool:
    """Whether a place stands beside a region that reports cover, or is compared with one: 浙江和贵州."""
    groups = (names_of(group) for group in side_by_side(text, places))
    return is_comparison(text) or any(name in group and not {*named}.isdisjoint(group) for group in groups)


def _is_split(text: str, named: Sequence[str], left_out: Sequence[str], within: Shelf) -> bool:
    """Whether each region is asked about alone.

    One whose counterpart no report covers is, unless its report speaks of that too: 四川和重庆共建…
    """
    if len(named) != 1 or not left_out:
        return len(named) > 1
    spoken_of = any(within.hold(name) for name in left_out)
    return not spoken_of or is_comparison(text) or asks_of_each(text)


def _of_regions(reports: Shelf, named: Sequence[str]) -> list[Card]:
    """The reports of the regions of some short names."""
    regions = (region for name in named for region in reports.places.get(name, ()))
    return [card for region in regions for card in reports.regions[region]]


def _are_spoken_of(reports: Shelf, place: str) -> bool:
    """Whether a report names a place, in full or short."""
    short = short_region(place)
    return reports.hold(place) or (
        short != place
        and any(speaks_of(reports.report(report).text, place) for report in reports.holding(short))
    )


def _holds(reports: Shelf, place: str) -> bool:
    """Whether a report is of the whole country, or of a part of the place, which its opening then names."""
    return COUNTRY in reports.regions or any(
        short_region(report.metadata.region) not in PROVINCES
        for report in reports.holding(place, opening=True)
    )


def _relative_years(text: str, reports: Shelf) -> list[int]:
    """前年 and 明年, as the readers of reports of one region or one year mean them; 去年 and 今年 are in every report."""
    given = {year for year in reports.years if year}
    if not given or (len(given) > 1 and len(reports.regions) > 1):
        return []
    return [reports.newest + away for away in years_away(text) if away not in (-1, 0)]


def _unknown_years(text: str, asked: Sequence[int], reports: Shelf) -> list[int]:
    starts = {int(year) for year in _RANGE_FROM.findall(text)}
    return [year for year in dict.fromkeys(asked) if year not in starts and not _mentions_year(reports, year)]


def _mentions_year(reports: Shelf, year: int) -> bool:
    if not reports.years.isdisjoint((year, year + 1)) or reports.hold(str(year)):
        return True
    before = reports.of_year(year - 1)
    return any(before.hold(words) for words in NEXT_YEAR)
