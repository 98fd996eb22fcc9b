"""Which years a question asks about, and which years a paragraph speaks of."""

import re
from functools import lru_cache

from index import Card, Report
from index.text import normalise

_NUMBER = r"(?<![\d.])((?:19|20)\d\d)"
_YEAR = re.compile(
    _NUMBER + r"(?![\d.]|[万亿个户人名家件项公亩元米吨次场所套座辆])"
)  # in questions: GDP 2024
_YEAR_PRINTED = re.compile(_NUMBER + r"(?=年|[-–—~～至到](?:19|20)\d\d年)")  # 2008户 is none
_BODY = "国务院|人民政府|政府|人民代表大会|人大|政协|法院|检察院|党委|常务委员会|常委会|总理|主席|主任|[省市县区]长"
_OF_A_REPORT = re.compile(  # 2021年的政府工作报告, 2024年青石县政府工作报告
    rf"(?:19|20)\d\d(?:年?的?(?:[那这]一?[份篇个])?的?(?:[\u4e00-\u9fff]{{1,6}}?(?={_BODY}))?(?:{_BODY}|工作)*的?(?:报告|回顾)"
    r"| (?:[a-z]+ ){0,4}report\b)"
)
# What is counted from the year of the newest report: 去年, but not the 上年 of 比上年.
_AWAY = {
    "(?<![比较])(?:去年|上一?年|(?:过去|最近)这?一年)|last year": -1,
    "(?<![比较])前年|the year before last": -2,
    "今年|本年(?!度?收)|this year": 0,
    "明年|next year": 1,
}
_LAST_YEAR = re.compile("(?<!比)去年(?!初)")
_ASKED_PAST = re.compile(r"(?<![比较])(?:去年|上年|上一年)|过去一年|过去这一年|已经|完成了|实现了|last year")
_ASKED_COMING = re.compile(
    r"今年|本年|明年|目标|计划(?!生育)|打算|准备|力争|预期|预计|下一步|将要?|(?:部署|安排)的|this year|target|plan"
)
_PAST = re.compile(r"回顾|过去|去年|一年来|上年")
_COMING = re.compile(r"今年|目标|任务|安排|部署|意见|建议|打算|总体要求|重点工作|下一步")


def asked_years(text: str, given: int | None) -> frozenset[int]:
    """Years that a question names, or means by 去年 and 今年 when put to a report given in a year; maybe none."""
    folded = _OF_A_REPORT.sub("", normalise(text))  # which tells the report, and it speaks of more years
    years = {int(year) for year in _YEAR.findall(folded)}
    if given and not years:
        years |= {given - 1} if _ASKED_PAST.search(folded) else set()
        years |= {given} if _ASKED_COMING.search(folded) else set()
    return frozenset(years)


def report_years(text: str) -> frozenset[int]:
    """Years by which a question names reports: 2021年的政府工作报告."""
    return frozenset(int(match[0][:4]) for match in _OF_A_REPORT.finditer(normalise(text)))


def report_name(text: str) -> str:
    """What a question calls the report that it names by its year: 2021年的政府工作报告; "" for none."""
    match = _OF_A_REPORT.search(normalise(text))
    return match[0] if match else ""


def years_away(text: str) -> tuple[int, ...]:
    """How many years from a report's own those are that a question counts from it: -1 for 去年."""
    return tuple(away for word, away in _AWAY.items() if re.search(word, text, re.IGNORECASE))


@lru_cache(maxsize=4096)
def section_years(report: Report | Card, section: tuple[str, ...]) -> frozenset[int]:
    """Years that a section is about: those in its headings, or the past or coming one by their words.

    A report given in one year reviews the year before and plans the year itself.
    """
    named = frozenset(int(year) for heading in section for year in _YEAR.findall(normalise(heading)))
    given = report.metadata.year
    if named or not given:
        return named
    outermost = " ".join(section[:2])
    past, coming = _PAST.search(outermost), _COMING.search(outermost)
    if bool(past) == bool(coming):
        return frozenset()
    return frozenset({given - 1 if past else given})


def sentence_years(text: str, given: int | None) -> frozenset[int]:
    """Years that a sentence of a report given in a year names, or means by 去年 and 今年; maybe none."""
    years = {int(year) for year in _YEAR_PRINTED.findall(text)}
    if given:
        years |= {given - 1} if _LAST_YEAR.search(text) else set()
        years |= {given} if "今年" in text else set()
    return frozenset(years)


def agreement(asked: frozenset[int], said: frozenset[int]) -> float:
    """1 when what is said is of a year asked about, -1 when it is of others, 0 when one does not tell."""
    if not asked or not said:
        return 0.0
    return 1.0 if asked & said else -1.0
