"""What a document says about itself, read off the lines above its body, its signature and its headings."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from ..models import Metadata
from ..text import simplified_line
from .dates import DATE, date_in, is_web_day
from .front import FrontLine, number_in, number_of, plain
from .genres import Glued, genre_of, glued_parts
from .offices import (
    body_of,
    is_office,
    leading_office,
    leading_place,
    office_body,
    region_ahead,
    region_in,
)
from .persons import author_parts, main_post, office_of, plain_name, speaker
from .printed import as_printed
from .regions import UNIT, leading_region, level_of
from .signature import Signature, signature_of, signers_of
from .titles import attached_title, issuing_body, issuing_office, titles_of
from .years import year_given, year_planned, year_reported

_REPRESENTED = re.compile(r"(?:代表|受)([^。，,我]{2,40}?)(?:[，,。]|向|作|的?委托)")
_MEETING = re.compile(r"在.+?(?:(?:会议|大会|全会|例会)$|会议?上)")
_MET = re.compile(rf"[（(]\s*([^（()），]+?(?:会议|大会|全会))\s*{DATE}[）)]")  # （…第三次会议 2025年3月8日）
_ADOPTED = re.compile(rf"{DATE}\s*(.{{2,30}}?(?:代表大会|人大).{{0,20}}?会议)(?=批准|审议|讨论|通过|修订)")
_HELD = re.compile(r"(?:在([^，。]{2,20}?)(?:主持)?召开|地点[:：]\s*(\S+))")  # 在县政府三楼会议室主持召开
# 近日，中共中央、国务院印发了《…》
_ISSUED = re.compile(r"([^，。；\s]{2,40}?)(?:联合)?(?:印发|发布|公布|下发)了?《")
_LABELLED = re.compile(r"标题\s*[:：]\s*(\S.*)")  # as copies of pages have it above their text
_WRITTEN = re.compile(r"成文日期\s*[:：]\s*(\S+)")
_NAMED = re.compile("《([^》]+)》")
_GOVERNS = re.compile(f"{UNIT}长$")
_ORDERS = ("令", "命令")
_ACCOUNTS = ("纪要", "实录", "答记者问", "发布会", "记者会", "吹风会", "访谈")
_ROOM = re.compile(r"^(?:会议)?地点[:：]", re.MULTILINE)
_HELD_ON = re.compile(rf"^(?:(?:会议)?时间[:：]\s*)?({DATE})", re.MULTILINE)
_PUBLISHED = re.compile(r"日期|时间|\d{4}([-./])\d{1,2}\1\d")  # 来源：青石日报 2025-03-12
_OPENING = 3  # lines of the body in which it says in whose name it is given
_ENTRIES = 8  # lines of it among which an account has its entries: 地点：…
_SHORT_TITLE = 8  # characters: 政府工作报告 says of no place


def read_metadata(
    front: Sequence[FrontLine], body: Sequence[str], headings: Sequence[str], source: str
) -> Metadata:
    """Read a document's metadata.

    front: the lines above the body. body: the body's lines. headings: those of its sections, in order.
    source: the file's name; the text goes before it.
    """
    stem = PurePath(source).stem
    reading = _Reading(
        [FrontLine(part.role, simplified_line(part.text)) for part in front],
        [*map(simplified_line, body)],
        [*map(simplified_line, headings)],
        simplified_line(stem),
    )
    text = "\n".join((*(part.text for part in front), *body, *headings, stem))
    return as_printed(reading.metadata(), text)


@dataclass(frozen=True)
class _Reading:
    """The parts of a document that tell what it is."""

    front: Sequence[FrontLine]
    body: Sequence[str]
    headings: Sequence[str]
    stem: str

    def metadata(self) -> Metadata:
        region, year = self._region(), self._year()
        return Metadata(
            title=self.title,
            region=region,
            body=self._body(),
            year=year,
            date=self.date,
            venue=self.meeting or _first(map(_meeting, self.titles)) or self._held(),
            author=plain_name(self.author[1]) or self._issuing_office(),
            level=level_of(region) if region else "",
            genre=_first(map(genre_of, (self.title, self.title.partition("——")[0], self.venue))),
            reported=year_reported(self.title, self.headings, year),
            planned=year_planned(self.title, self.headings, year),
            number=self._number(),
            attachment=attached_title(self.title) or self._promulgated(),
        )

    def _lines(self, role: str) -> list[str]:
        return [plain(part.text) for part in self.front if part.role == role]

    @cached_property
    def titles(self) -> list[str]:
        labelled = filter(None, map(_LABELLED.match, (*self._lines("note"), *self.body[:_OPENING])))
        return titles_of(self.front) or [match[1] for match in labelled]

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
        if len(self.printed) <= _SHORT_TITLE and "报告" in self.stem and self.printed in self.stem:
            return self.stem
        return _first((self.printed, *self.headings[:1], self.stem))

    @cached_property
    def venue(self) -> str:
        return " ".join(self._lines("venue"))

    @cached_property
    def meeting(self) -> str:
        """The meeting before which it is laid, by a speaker, in the name of a body; "" where none is printed."""
        return _meeting(self.venue)

    @cached_property
    def author(self) -> tuple[str, str]:
        """Post and name as printed, each on a line of its own or together, or in the title of a speech."""
        lines = self._lines("author") or [self.signature.person]
        parts = [author_parts(line) or ("", line) for line in lines]
        parts += filter(None, map(speaker, (self.venue, self.printed)))
        return _first(post for post, _ in parts), _first(name for _, name in parts)

    @cached_property
    def signature(self) -> Signature:
        return signature_of(self.body)

    @cached_property
    def represented(self) -> str:
        """The body in whose name a report is given: 我代表县人民政府, 受县人民政府委托."""
        match = _REPRESENTED.search("\n".join(self.body[:_OPENING]))
        return match[1] if match else ""

    @cached_property
    def announced(self) -> str:
        """Who the body says issues the document that it announces."""
        match = _ISSUED.search("\n".join(self.body[:_OPENING]))
        return match[1] if match else ""

    @cached_property
    def account(self) -> str:
        """How minutes, and other accounts of what was said, begin: when and where people met; "" for another document."""
        opening = "\n".join((*self._lines("note"), *self.body[:_ENTRIES]))
        account = genre_of(self.title) in _ACCOUNTS or (_HELD_ON.search(opening) and _ROOM.search(opening))
        return opening if account else ""

    @cached_property
    def offices(self) -> list[str]:
        """The offices around the body: letterhead, those under the title, those that sign."""
        glued = [each.office for each in self.glued]
        lines = [signers_of(line) or line for line in self._lines("office")]
        numbered = map(issuing_office, self._lines("number"))  # 青石县审计局2025年第3号公告
        offices = (*lines, *glued, *numbered, self.signature.offices)
        return [office.removesuffix("文件") for office in offices if office]

    @cached_property
    def date(self) -> str:
        glued = [each.date for each in self.glued]
        labelled = [match[1] for line in self._lines("note") if (match := _WRITTEN.match(line))]
        dated = map(date_in, self._lines("office"))
        held = [match[1] for match in _HELD_ON.finditer(self.account)]
        return _first((date_in(self.venue), *glued, *dated, self.signature.date, *labelled, *held))

    def _region(self) -> str:
        titles = self.titles or [self.title]
        around = (*self.offices, self.represented, self.author[0], self.announced, self.stem, self._held())
        if found := _first(map(region_in, (self.venue, *titles, *around))):
            own = region_in(self.represented)  # 江渚区 of 云汀市江渚区, where it calls itself so
            return own if own and found.endswith(own) else found
        if found := _first(map(leading_place, self.offices)):
            return found
        context = "\n".join(self.body)
        named = [text.removeprefix(self.author[1]) for text in (*titles, self.stem)]  # 新县 is in 陈立新县长
        return _first(region_ahead(title, context) for title in named) or _first(
            leading_region(title[start:]) for title in named for start in range(len(title))
        )

    def _body(self) -> str:
        if named := _first(map(issuing_body, self.titles)):
            return named
        if "常务委员会" in self.printed and "人民代表大会" in self.venue:
            return "人大常委会"
        post = main_post(self.author[0])
        office = office_of(post)
        heads = office and post.endswith(f"{office[-1]}长") and not level_of(office)  # 镇财政所所长
        speaking = office_body(office) if heads or is_office(office) else ""
        issuing = "" if self.meeting else _first(map(office_body, self.offices))
        governing = "政府" if _GOVERNS.search(post) else ""
        around = [*map(body_of, (self.represented, post)), governing]
        met = "" if self.represented else self._body_that_met()
        leading = (office_body(leading_office(title, self._region())) for title in self.titles)
        named_there = map(body_of, (self.announced, self.stem))
        reporting = map(office_body, self._reporting())  # of what is laid before a meeting in nobody's name
        return speaking or issuing or _first((*around, *reporting, *named_there, met, *leading))

    def _reporting(self) -> list[str]:
        """The offices under the title of what is laid before a meeting."""
        title = max((index for index, part in enumerate(self.front) if part.role == "title"), default=0)
        return [plain(part.text) for part in self.front[title:] if part.role == "office"]

    def _body_that_met(self) -> str:
        """The body whose meeting it is; a people's congress only hears what others lay before it, and what it
        approves is the government's plan or budget."""
        body = body_of(self.venue)
        if not body.startswith("人大"):
            return body
        approved = "批准" in self.venue and "通过" not in self.venue
        return "政府" if approved else "" if self.meeting else body

    def _issuing_office(self) -> str:
        """The office in the place of an author, as printed; "" for what is laid before a meeting."""
        if self.meeting:
            return ""
        return _first((self.signature.offices, *self.offices, issuing_office(self.printed)))

    def _number(self) -> str:
        """The document's number, rather than that of the issue it is printed in."""
        own = sorted(map(number_of, self._lines("number")), key=lambda number: not number_in(number))
        return _first((*own, *map(number_in, (self.venue, *self._lines("note")))))

    def _held(self) -> str:
        """The meeting that adopted it; of minutes the room in which they met."""
        adopted = _ADOPTED.search(self.venue)
        held = adopted or _HELD.search(self.account)
        return _first(filter(None, held.groups())) if held else ""

    def _promulgated(self) -> str:
        """The title of the rules that an order promulgates: the first that it names."""
        named = _NAMED.search("\n".join(self.body[:_OPENING])) if genre_of(self.title) in _ORDERS else None
        return named[1] if named else ""

    def _year(self) -> int | None:
        dated = (self.date, self.venue, *self._lines("number"), *self._lines("office"))
        published = [line for line in self._lines("note") if _PUBLISHED.search(line) or is_web_day(line)]
        spoken = genre_of(self.title) in _ACCOUNTS  # put up when it was said, of a year before
        named = (*published, *self.titles) if spoken else (*self.titles, *published)
        return year_given(dated, (*named, self.stem), self.title, self.headings)


def _meeting(text: str) -> str:
    """The meeting at which something was said: 在…第四次会议上, as printed."""
    if match := _MEETING.search(text):
        return match[0]
    return match[1] if (match := _MET.fullmatch(text)) else ""


def _first(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")
