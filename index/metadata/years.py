"""The years of a document: in which it was given, on which it reports, for which it plans."""

import re
from collections.abc import Iterable, Sequence

from .dates import YEAR, years_in

# Titles whose year is the one reported on, and those whose years are planned for.
_REVIEWS = re.compile("公报|决算|年报(?!告)|总结|执行情况|审计|年度.{0,12}报告")
_PLANS = re.compile("规划|纲要|计划|方案|要点|安排|预案|措施|建议|预算")
# How things went in a year, or a part of it, whatever tells of it; not what was arranged for it.
_SITUATION = re.compile(f"(?<!安排|计划|预算|部署)情况(?!.*(?:{_PLANS.pattern}))")
_PART = re.compile("上半年|[一二三]季度|\\d月")  # of a year, told of in the same year
_REVIEWED = re.compile(r"([12]\d{3})\s*年.{0,6}(?:回顾|总结|情况|成绩|主要工作)")
_PLANNED = re.compile(r"([12]\d{3})\s*年.{0,6}(?:安排|意见|任务|目标|计划|打算|思路|要求|建议|部署)")
_ONE_YEAR = re.compile(r"(?<![-—－–~至])([12]\d{3})\s*年(?!度?.{0,12}(?:执行|审计))")
_WORK_REPORT = re.compile(r"(?<!审计)工作报告(?:[（(].*[）)])?$")


def year_given(dated: Iterable[str], named: Iterable[str], title: str, headings: Sequence[str]) -> int | None:
    """The year in which a document was given: not the one it reports on, nor the end of what it plans.

    dated: what bears the year itself, day, meeting, number. named: titles and names, which may bear another.
    """
    for text in dated:
        if years := years_in(text):
            return years[0]
    for text in map(_without_prospect, named):
        if years := years_in(text):
            reviewed = bool(_REVIEWS.search(text)) and not _PART.search(text)
            return max(years) if len(years) == 2 and reviewed else years[0] + reviewed
    reported = year_reported(title, headings, None)
    return reported + 1 if reported else None


def _without_prospect(text: str) -> str:
    """A title without the far year that it looks to: …规划和二〇三五年远景目标纲要."""
    return re.sub(rf"{YEAR}年远景", "", text)


def year_reported(title: str, headings: Sequence[str], given: int | None) -> int | None:
    """The year that the title or the headings review; of a work report else the one before that for which it plans."""
    titled = years_in(_without_prospect(title))[:1]
    past = [year for year in titled if given and year < given and not _PLANS.search(title)]
    if past or (titled and (_REVIEWS.search(title) or _SITUATION.search(title))):
        return titled[0]
    ends_year = given and given + 1 in _in_headings(_PLANNED, headings)  # as plenaries in December do
    last = given and (given if ends_year else given - 1)
    years = [year for year in _in_headings(_REVIEWED, headings) if last is None or year <= last]
    default = last if _WORK_REPORT.search(title) else None
    return years[0] if years else default


def year_planned(title: str, headings: Sequence[str], given: int | None) -> int | None:
    """The one year that the title or the headings plan; of a work report else that in which it was given."""
    titled = [int(year) for year in _ONE_YEAR.findall(title)[-1:]] if _PLANS.search(title) else []
    years = [year for year in (*titled, *_in_headings(_PLANNED, headings)) if given is None or year >= given]
    default = given if _WORK_REPORT.search(title) else None
    return years[0] if years else default


def _in_headings(form: re.Pattern[str], headings: Sequence[str]) -> list[int]:
    return [int(year) for heading in headings for year in form.findall(heading)]
