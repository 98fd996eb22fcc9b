"""What a document says about itself, read off the lines above its body, its signature and its headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from .dates import YEAR, date_in, years_in
from .front import FrontLine, number_in, plain
from .genres import Glued, genre_of, glued_parts, plans, reviews
from .models import Metadata
from .offices import body_of, is_office, office_body, region_ahead, region_in
from .persons import author_parts, office_of, plain_name, speaker
from .regions import leading_region, level_of
from .signature import Signature, signature_of

_REPRESENTED = re.compile(r"(?:代表|受)([^。，,我]{2,40}?)(?:[，,。]|向|作|的?委托)")
_REVIEWED = re.compile(r"([12]\d{3})\s*年.{0,6}(?:回顾|总结|情况|成绩|主要工作)")
_PLANNED = re.compile(r"([12]\d{3})\s*年.{0,6}(?:安排|意见|任务|目标|计划|打算|思路|要求|建议|部署)")
_ONE_YEAR = re.compile(r"(?<![-—－–~至])([12]\d{3})\s*年(?!度?.{0,12}(?:执行|审计))")
_MEETING = re.compile(r"在.+?(?:会议|大会|全会|例会)(?:上|$)")
_WORK_REPORT = re.compile(r"(?<!审计)工作报告(?:[（(].*[）)])?$")
_ISSUER = re.compile(rf"(?:{YEAR}年度?)?(.*?)(?={YEAR}年|就《|就“|负责人|新闻发言人|$)")
_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_FOOTNOTE = re.compile(r"[\[［]\d+[\]］]$")
# 近日，中共中央、国务院印发了《…》
_ISSUED = re.compile(r"([^，。；\s]{2,40}?)(?:联合)?(?:印发|发布|公布|下发)了?《")
_PUBLISHED = re.compile("日期|时间")
_SHORT_TITLE = 8  # characters: 政府工作报告 says of no place


def read_metadata(
    front: Sequence[FrontLine], body: Sequence[str], headings: Sequence[str], source: str
) -> Metadata:
    """Read a document's metadata.

    front: the lines above the body. body: the body's first lines. headings: all of them, in order.
    source: the file's name; the text goes before it.
    """
    return _Reading(front, body, headings, PurePath(source).stem).metadata()


@dataclass(frozen=True)
class _Reading:
    """The parts of a document that tell what it is."""

    front: Sequence[FrontLine]
    body: Sequence[str]
    headings: Sequence[str]
    stem: str

    def metadata(self) -> Metadata:
        region = self._region()
        date = self._date()
        year = self._year(date)
        meeting = _MEETING.search(self.venue) or _MEETING.match(self.printed)
        return Metadata(
            title=self.title,
            region=region,
            body=self._body(),
            year=year,
            date=date,
            venue=meeting[0] if meeting else "",
            author=plain_name(self.author[1] or speaker(self.venue)) or self._issuing_office(),
            level=level_of(region) if region else "",
            genre=genre_of(self.title) or genre_of(self.venue),
            reported=self._reported(year),
            planned=self._planned(year),
            number=_first((*self._lines("number"), number_in(self.venue))),
        )

    def _lines(self, *roles: str) -> list[str]:
        return [plain(part.text) for part in self.front if part.role in roles]

    @cached_property
    def titles(self) -> list[str]:
        """The titles above the body, each on one line; a copy of a web page has its own above the document's."""
        titles: list[str] = []
        whole = True
        for part in self.front:
            if part.role != "title":
                whole = True
                continue
            text = _FOOTNOTE.sub("", plain(part.text))
            text = glued.title if (glued := glued_parts(text)) else text
            if titles and (not whole or text[0] in "（("):
                titles[-1] = _joined(titles[-1], text)
            else:
                titles.append(text)
            whole = bool(genre_of(titles[-1]))
        return [_BETWEEN_HAN.sub("", title) if genre_of(title) else title for title in titles]

    @cached_property
    def glued(self) -> list[Glued]:
        """What title lines hold beside the title."""
        return [glued for line in self._lines("title") if (glued := glued_parts(line))]

    @cached_property
    def printed(self) -> str:
        """The title that says most."""
        return max(self.titles, key=len, default="")

    @cached_property
    def title(self) -> str:
        """The printed title, or the file's name where it says the same and more, or the first heading."""
        short = len(self.printed) <= _SHORT_TITLE and "报告" in self.stem and self.printed in self.stem
        return (
            (self.stem if short else self.printed) or (self.headings[0] if self.headings else "") or self.stem
        )

    @cached_property
    def venue(self) -> str:
        return " ".join(self._lines("venue"))

    @cached_property
    def before_meeting(self) -> bool:
        """Whether it is laid before a meeting: by a speaker, in the name of a body."""
        return bool(_MEETING.search(self.venue))

    @cached_property
    def author(self) -> tuple[str, str]:
        """Post and name as printed, each on a line of its own or together."""
        lines = self._lines("author") or [self.signature.person]
        parts = [author_parts(line) or ("", line) for line in lines]
        return _first(post for post, _ in parts), _first(name for _, name in parts)

    @cached_property
    def signature(self) -> Signature:
        return signature_of(self.body)

    @cached_property
    def represented(self) -> str:
        """The body in whose name a report is given: 我代表县人民政府, 受县人民政府委托."""
        match = _REPRESENTED.search("\n".join(self.body[:3]))
        return match[1] if match else ""

    @cached_property
    def offices(self) -> list[str]:
        """The offices named around the body: letterhead, those under the title, those that sign."""
        return [
            office.removesuffix("文件")
            for office in (
                *self._lines("office"),
                *(each.office for each in self.glued),
                self.signature.offices,
            )
            if office
        ]

    @cached_property
    def issuer(self) -> str:
        """Who the body says issues the document that it quotes or announces."""
        match = _ISSUED.search("\n".join(self.body[:3]))
        return match[1] if match else ""

    def _region(self) -> str:
        sources = (
            self.venue,
            *self.titles,
            *self.offices,
            self.represented,
            self.author[0],
            self.issuer,
            self.stem,
        )
        if found := _first(map(region_in, sources)):
            own = region_in(self.represented)  # 江渚区 of 云汀市江渚区, where it calls itself so
            return own if own and found.endswith(own) else found
        context = "\n".join(self.body)
        named = [*self.titles, self.stem]
        return _first(region_ahead(title, context) for title in named) or _first(
            leading_region(title[start:]) for title in named for start in range(len(title))
        )

    def _body(self) -> str:
        if named := _first(map(_issuer_body, self.titles)):
            return named
        if "常务委员会" in self.printed and "人民代表大会" in self.venue:
            return "人大常委会"
        speaks_for = office_of(self.author[0])
        speaking = office_body(speaks_for) if is_office(speaks_for) else ""
        issuing = "" if self.before_meeting else _first(map(office_body, self.offices))
        others = (
            self.represented,
            self.author[0],
            self.issuer,
            self.stem,
            "" if self.represented else self.venue,
        )
        return speaking or issuing or _first(map(body_of, others))

    def _issuing_office(self) -> str:
        """The office in the place of an author, as printed; "" for what is laid before a meeting."""
        if self.before_meeting:
            return ""
        issuer = self.printed.partition("关于")[0]
        return _first((self.signature.offices, *self.offices, issuer if is_office(issuer) else ""))

    def _date(self) -> str:
        return date_in(self.venue) or _first(each.date for each in self.glued) or self.signature.date

    def _year(self, date: str) -> int | None:
        """The year in which the document was given: not the one it reports on, nor the end of a plan."""
        for text in (date, self.venue, *self._lines("number"), *self._lines("office")):
            if years := years_in(text):
                return years[0]
        published = [line for line in self._lines("note") if _PUBLISHED.search(line)]
        for text in (*self.titles, *published, self.stem):
            if years := years_in(text):
                return max(years) if len(years) == 2 and reviews(text) else years[0] + reviews(text)
        reported = self._reported(None)
        return reported + 1 if reported else None

    def _reported(self, given: int | None) -> int | None:
        """The year that the title or the headings review; of a work report else the one before it was given."""
        titled = years_in(self.title)[:1] if reviews(self.title) else []
        headed = [int(year) for heading in self.headings for year in _REVIEWED.findall(heading)]
        years = [year for year in (*titled, *headed) if given is None or year < given]
        if not years and given and _WORK_REPORT.search(self.title):
            return given - 1
        return next(iter(years), None)

    def _planned(self, given: int | None) -> int | None:
        """The year that the title or the headings plan; of a work report else the one in which it was given."""
        titled = [int(year) for year in _ONE_YEAR.findall(self.title)] if plans(self.title) else []
        headed = [int(year) for heading in self.headings for year in _PLANNED.findall(heading)]
        years = [year for year in (*titled[-1:], *headed) if given is None or year >= given]
        if not years and given and _WORK_REPORT.search(self.title):
            return given
        return next(iter(years), None)


def _issuer_body(title: str) -> str:
    """The body that a title names as its own, before what it is about: 政府 of 青石县人民政府关于…的通知."""
    issuer = title.partition("关于")[0]
    office = _ISSUER.match(issuer)
    return office_body(office[1]) if office and is_office(office[1]) else body_of(issuer)


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _joined(title: str, more: str) -> str:
    """Two lines of a title: slogans stay apart, a broken title is one again."""
    slogans = not genre_of(title + more)
    return f"{title} {more}" if slogans else title + more
