"""When a figure is of, and whether it was reached or is aimed at: from the sentence, the headings, the report's year."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ...language import number
from .words import tagged

Kind = Literal["完成", "目标", ""]

_NINE = "一二三四五六七八九"
_Y = rf"(?:(?:19|20)\d\d|[一二][〇零{_NINE}]{{3}})"
_TO = "(?:[—–－~～-]{1,2}|至|到)"
# 十四五, the five-year plan that ends in 1955 + 5 · 14; in quotes, or a time by its words.
_PLAN = (
    r"(?:[“\"](?P<quoted>十[一二三四五六七八九]?)五[”\"]|(?P<plain>十[一二三四五六七八九])五(?=[时期末规以]))"
)
_MENTION = re.compile(
    rf"(?P<first>{_Y})年?(?:底|末|初)?{_TO}(?P<last>{_Y})年|(?P<one>{_Y})年|{_PLAN}"
    rf"|(?:今后|未来)(?P<ahead>[{_NINE}两十])年|(?P<word>去年|上一?年(?!均)|前年|今年|本年|明年|现在|目前|现有)"
)
_AWAY = {"去年": -1, "前年": -2, "今年": 0, "本年": 0, "明年": 1, "现在": 0, "目前": 0, "现有": 0}
_AS_BASE = re.compile("(?:比|较|相比|同|超过|[高低多少快好]于|与|和)$")  # 比2010年翻一番
# Words of time around a subject, which name nothing of it.
_TIMES = re.compile(
    rf"(?:截至|截止|从|自|在)?(?:{_MENTION.pattern})(?:时期|期间|规划)?(?:[上下]半年|[底末初]|以来|[之以]?[内前间]|"
    rf"1?\d月[底末初份]?|\d{{1,2}}日|前?[一二三四1-4]季度)*(?:累计|[、和](?={_Y}年))?"
    rf"|(?<![第{_NINE}十百千万亿\d.])(?:[近前后这头]|过去|连续)?[{_NINE}两十\d]{{1,2}}年(?:多)?[来间内时中累计]*(?![期级])"
    r"|[上下]半年|前?[一二三四1-4]季度|(?<!\d)1?\d月[底末初份]?|[全当]年|年[底末初]"
)
_PAST = re.compile("回顾|总结|成[绩就效]|情况|现状|形势|进展|以来|过去|[年月]来|取得|变革|背景|基础")
_COMING = re.compile(
    "意见|安排|部署|任务|目标|打算|计划|规划|展望|思路|建议|要点|今后|未来|下一步|取向|要求|重点"
)
_EXPLAINS = re.compile("解释|注释|附[则件录]|释义")
_NUMBERING = re.compile(
    r"^[\s\u3000]*(?:第?[一二三四五六七八九十百\d]+[章节部分、.．是]*|[（(][一二三四五六七八九十\d]+[)）])*[\s\u3000]*"
)
_CLAUSE_START = re.compile(r"(?:^|[，：；。,;:\n])(?:[到至从自在]|截[至止])?$")
_CLAUSE_END = re.compile(r"[，：；。\n]")
_ON_THE_BASE = re.compile("[^，；：。\n]*?基础上")
_AIMED = re.compile("力争|(?<![虚模])拟(?!合)|确保")
_SOUGHT = re.compile("争取(?!到)")  # in a review what was won
_WILL = re.compile("(?<![主需重只首纪提摘概简])要(?![求素点闻])|将|计划(?!生育)|目标")
_DONE = re.compile("已经?|(?<!为)了(?!解)|曾")


@dataclass(frozen=True, slots=True)
class Frame:
    """What the headings say of everything under them: past or coming, and the year it is then of."""

    kind: Kind
    year: int | None
    sure: bool  # by their words, not only by the mood of a heading


@dataclass(frozen=True, slots=True)
class Mention:
    """A year that a sentence names: its place, and the first and last year where it is a span."""

    start: int
    end: int
    first: int
    last: int


_UNTOLD = Frame("", None, sure=False)


def without_times(text: str) -> str:
    """``text`` less its adverbials of time."""
    return _TIMES.sub("", text)


def _mentions(sentence: str, year: int | None, past: bool, *, bases: bool = False) -> list[Mention]:
    """The years that a sentence names, less those it only compares with (比2010年翻一番), unless ``bases``.

    year: the report's, from which 去年 is counted; past: it reviews the year before, from which 上年 is.
    """
    found = []
    for match in _MENTION.finditer(sentence):
        before = sentence[max(0, match.start() - 3) : match.start()]
        years = _years(match, year, past)
        since = sentence.startswith(("以来", "时期以来"), match.end())
        if years and not since and (bases or not _AS_BASE.search(before)):
            found.append(Mention(*match.span(), *years))
    return found


def _years(match: re.Match[str], year: int | None, past: bool) -> tuple[int, int] | None:
    if match["first"]:
        return _number(match["first"]), _number(match["last"])
    if match["one"]:
        return (_number(match["one"]),) * 2
    if plan := match["quoted"] or match["plain"]:
        last = 1955 + 5 * _number(plan)
        return last, last
    if not year:
        return None
    if match["ahead"]:
        last = year + _number(match["ahead"]) - 1
        return last, last
    away = _AWAY.get(match["word"], -2 if past else -1)  # 上年: the one before the year spoken of
    return year + away, year + away


def _number(text: str) -> int:
    return int(number(text) or 0)


@lru_cache(maxsize=1024)
def frame_of(section: tuple[str, ...], year: int | None) -> Frame:
    """What the headings say; the outermost that says something counts."""
    if any(map(_EXPLAINS.search, section)):
        return _UNTOLD
    for heading in section:
        named = [one.last for one in _mentions(heading, year, past=False)]
        past = bool(_PAST.search(heading))
        coming = bool(_COMING.search(heading)) or bool(year and not past and max(named, default=0) >= year)
        past = past or bool(year and named and not coming)  # 一、2024年主要工作
        if past and coming:
            return Frame("", max(named, default=year), sure=False)
        if past:
            reviewed = [one for one in named if not year or one < year]
            return Frame("完成", max(reviewed, default=year - 1 if year else None), sure=True)
        if coming:
            return Frame("目标", max(named, default=year), sure=True)
    return Frame("目标" if any(map(_is_call, section)) else "完成" if year else "", None, sure=False)


def _is_call(heading: str) -> bool:
    """Whether a heading says what is to be done: 加快推进…, 切实加强…."""
    words = list(tagged(_NUMBERING.sub("", heading)))
    tags = [tag for _, tag in words[:3]]
    return bool(tags) and (tags[0] == "v" or (tags[0][0] in "vadz" and "v" in tags))


class Timeline:
    """The years of a sentence, read from left to right beside its figures."""

    def __init__(self, text: str, year: int | None, frame: Frame) -> None:
        self.year, self.frame = year, frame
        self._text = text
        past = frame.kind == "完成"
        self._mentions = _mentions(text, year, past)
        self._with_bases = _mentions(text, year, past, bases=True)
        self._earlier: list[tuple[int, int]] = []
        self._aims = min(
            (match.start() for match in (p.search(text) for p in (_AIMED, _SOUGHT, _WILL)) if match),
            default=None,
        )

    def stated(self, place: int, origin: int) -> int | None:
        """The year that the sentence names for a figure at ``place``.

        origin: how many characters before it 由 or 比 stands, where it is the value that something rose or fell from.
        """
        before = [one for one in self._mentions if one.end <= place]
        if origin:
            self._earlier.append((place - origin, place))
            inside = [
                one.last for one in self._with_bases if place - origin <= one.start and one.end <= place
            ]
            spans = [one.first for one in before if one.first < one.last]
            return next(reversed(inside or spans), None)
        return next((one.last for one in reversed(before) if self._holds(one, place)), None)

    def aims_before(self, place: int) -> bool:
        """Whether the words before a place say that something is aimed at."""
        return self._aims is not None and self._aims < place

    def _holds(self, mention: Mention, place: int) -> bool:
        """Whether a year holds for a figure: for all that follows when it opens its clause, else within it.

        Not so one of an earlier value: 由2015年的…提高到, 在…基础上.
        """
        if any(start <= mention.start < end for start, end in self._earlier):
            return False
        if _ON_THE_BASE.match(self._text, mention.end, place):
            return False
        opening = _CLAUSE_START.search(self._text[max(0, mention.start - 4) : mention.start])
        aside = self._text.startswith("为", mention.end)  # (3164人)，上年为3382人；
        return bool(opening and not aside) or not _CLAUSE_END.search(self._text, mention.end, place)


def kind_of(clause: str, place: int, stated: int | None, timeline: Timeline) -> Kind:
    """Whether a figure was reached or is aimed at.

    clause: the words up to it in its clause; place: where it stands; stated: the year that is named for it.
    """
    frame, year = timeline.frame, timeline.year
    if stated and year and stated != year:
        return "目标" if stated > year else "完成"
    reviewed = frame.sure and frame.kind == "完成"
    if _AIMED.search(clause) or (_SOUGHT.search(clause) and not reviewed):
        return "目标"
    if _DONE.search(clause):
        return "完成"
    if frame.sure:
        return frame.kind
    if timeline.aims_before(place):
        return "目标"
    return frame.kind or ("完成" if frame.year else "")


def year_of(kind: Kind, stated: int | None, timeline: Timeline) -> int | None:
    """The year that a figure is of: named for it, or by the headings, or counted from the report's."""
    frame, year = timeline.frame, timeline.year
    if stated or not year or frame == _UNTOLD:
        return stated or frame.year
    if kind == "目标":
        return frame.year if frame.year and frame.year >= year else year
    if frame.kind == "目标" and frame.sure:
        return None  # what a plan mentions of the past
    return frame.year if frame.kind == "完成" and frame.year else year - 1
