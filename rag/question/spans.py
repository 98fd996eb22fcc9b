"""Spans of years that a question names: as a period that a text names as well, or as the single years in them."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from index import Card, Report

from ..language import find_years, number, years_away

_PLAN_PERIOD = re.compile("十[一二三四五六七八九]五|[一二三四五六七八九]五(?=时期|期间|规划|计划)")
_FIRST_PLAN = (
    1956  # would be the first year of a first plan, if all had followed each other as those since 1981
)
_FIVE_YEARS = re.compile("(?<![一二三四五六七八九十0-9前])[五5]年(?![级前后底末初])")
_COUNT = "[两二三四五六七八九十2-9]"
_LAST_YEARS = re.compile(rf"(?!这两年)(?:最近|近|过去|这)({_COUNT})年(?:来|间|内|里)?|({_COUNT})年来")
_FROM_TO = re.compile(r"((?:19|20)\d\d)年?(?:到|至|[-—–~～]{1,2})((?:19|20)\d\d)年")
_SINCE = re.compile(r"((?:19|20)\d\d)年?以来的?")
_AGAINST_LAST = re.compile("比(?:上年|上一年|前一年|去年|前年)(?=[多少高低快慢大小])")
_COUNTED = "(?:去年|上一?年|前年|(?:过去|最近)这?一年|今年|明年)"
_AWAY = re.compile(f"(?<!比){_COUNTED}(?=[^初底末]|$)的?")
_DATED = re.compile(f"(?<!比){_COUNTED}的?")
_TIMES = re.compile(
    "(?<!比)(?:去年|上一?年|前年|今年|明年)(?!初)|(?<=比)(?:去年|上一?年|前年)(?=[^，,。]{1,4}的)"
)
_MOST_YEARS = 10
_OPENING = 16  # characters of a sentence in which it says what time it tells of
_SPANNING = re.compile(
    rf"(?:过去的?|这|近|最近)?{_COUNT}年(?:来|间|内|里|累计)|(?:过去的?|近|最近|这){_COUNT}年|十[一二三四五六七八九]五[”]?(?:时期|期间|以来)"
)
_MANY_YEARS = re.compile("历年|各年|每年|逐年|[这近][几两]年|年年")


class Period(NamedTuple):
    """Several years that are spoken of as one. start, end: of a plan's, 0 for those that end where a report begins."""

    name: re.Pattern[str]
    start: int = 0
    end: int = 0

    def is_meant(self, report: Card | Report, texts: Iterable[str]) -> bool:
        """Whether texts of a report name the period: a plan's first report says 今后五年, its last ones 五年来."""
        own = report.metadata.year or 0
        at_its_ends = own and own in (self.start, self.end, self.end + 1)
        pattern = _FIVE_YEARS if at_its_ends else self.name
        return any(self.name.search(text) or pattern.search(text) for text in texts)


def spans_years(section: Sequence[str], text: str) -> bool:
    """Whether a sentence tells of several years at once: 五年来，…; 过去五年, in its own words or the nearest heading.

    A heading that names one year as well (2025年和“十四五”时期工作回顾, 过去一年和…) stands over what is told of that year, too.
    """
    headings = (head for head in section[-1:] if len(find_years(head)) + len(years_away(head)) != 1)
    return any(_SPANNING.search(words) for words in (*headings, text[:_OPENING]))


def asks_of_many_years(text: str) -> bool:
    """Whether a question is about one year after the other, and names none: 历年, 每年, 这几年分别."""
    return bool(_MANY_YEARS.search(text)) and not find_years(text)


def named_period(text: str) -> Period | None:
    """The period of several years that a simplified question names."""
    if plan := _PLAN_PERIOD.search(text):
        start = _FIRST_PLAN + 5 * (int(number(plan[0][:-1]) or 0) - 1)
        return Period(re.compile(plan[0]), start, start + 4)
    if last := _LAST_YEARS.search(text):
        count = int(number((last[1] or last[2]).replace("两", "二")) or 0)
        said = "零一二三四五六七八九十"[count]
        return Period(re.compile(rf"(?<![一二三四五六七八九十\d])(?:{said}|{count})年(?!级|[前后底末初])"))
    return None


def years_spelt_out(text: str, reports: Iterable[Card]) -> str:
    """近三年, 2022—2024年, 2022年以来 and 比上年 as the years that reports of one body mean by them: 2022年、2023年、2024年."""
    newest = max((report.metadata.year or 0 for report in reports), default=0)
    if match := _FROM_TO.search(text):
        years = range(int(match[1]), int(match[2]) + 1)
        return _with_years(text, match, years)
    if match := _SINCE.search(text):
        return _with_years(text, match, range(int(match[1]), newest))
    if newest and (match := _LAST_YEARS.search(text)):
        count = int(number((match[1] or match[2]).replace("两", "二")) or 0)
        return _with_years(text, match, range(newest - count, newest))
    if newest and (match := _AGAINST_LAST.search(text)):
        rest = text[: match.start()] + text[match.end() :]
        named = find_years(rest)
        if len(named) == 1:
            year = int(named[0].name[:-1])
            return f"{rest[: named[0].start]}{year}年和{year - 1}年{rest[named[0].end :]}"
        year = newest + min((away for away in years_away(rest)), default=-1)
        return f"{year}年和{year - 1}年{re.sub('去年|上一?年', '', rest)}" if not named else text
    return text


def _with_years(text: str, match: re.Match[str], years: range) -> str:
    named = "、".join(f"{year}年" for year in years)
    return text[: match.start()] + named + text[match.end() :] if 1 < len(years) <= _MOST_YEARS else text


def with_year(text: str, newest: int) -> str:
    """A question that counts one year from the newest report, with that year: 去年 as 2025年."""
    away = set(years_away(text))
    return _DATED.sub(f"{newest + away.pop()}年", text) if newest and len(away) == 1 else text


def with_years(text: str, newest: int) -> str:
    """A question that counts several years from the newest report, with those: 去年 as 2025年, 今年 as 2026年."""
    words = {word[0]: years_away(word[0]) for word in _TIMES.finditer(text)}
    if not newest or (len({away for (away, *_) in words.values()}) < 2 and not find_years(text)):
        return text
    return _TIMES.sub(lambda word: f"{newest + words[word[0]][0]}年", text)


def without_years(text: str, years: Sequence[int]) -> str:
    """A question without some years that it names, and without 去年 and the like, where these are settled."""
    for mention in reversed(find_years(text)):
        if int(mention.name[:-1]) in years:
            text = text[: mention.start] + text[mention.end :]
    return re.sub("^的", "", _AWAY.sub("", text))
