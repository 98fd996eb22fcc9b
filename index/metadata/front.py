"""The lines above a document's body: letterhead, number, title, venue and date, author, addressee."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from ..read import TITLE, Line
from ..text import in_either_script, is_line_heading, marker, simplified_line
from .dates import DATE, HAN_DIGITS, YEAR, is_day, is_web_day
from .genres import genre_of, glued_parts
from .offices import is_office, leading_place
from .persons import NAME, author_parts, speaker
from .signature import signers_of
from .spacing import without_spacing

Role = Literal["title", "number", "office", "venue", "author", "salutation", "note"]

_MAX_FRONT = 20  # lines looked at
_LONG = 60  # characters: running text
_MAX_TITLE = 80
_ADDRESSEE = r"(?:代表|委员|同志|\w们|来宾|领导|主任|副主任|秘书长|主席|审判员|列席人员)"
_SALUTATION = re.compile(
    rf"(?=.*(?:各位|尊敬的|\w[^我你他她它咱]们))(?:(?:(?!我|请|现在)\w){{0,16}}?{_ADDRESSEE}(?:[、，,\s]+|(?=[：:！!。.]|$)))+[：:！!。.]?"
)
# 王丽委员： 李国庆等5位代表： as those who made a proposal are answered
_ANSWERED = re.compile(rf"{NAME}(?:[、，\s]+{NAME})*(?:等\S{{0,6}})?(?:代表|委员|同志)[：:]")
# 各乡镇人民政府，县政府各部门：
_OFFICES_ADDRESSED = re.compile(
    r"[^。；;：:]+(?:政府|[委部局厅院办处署科室站]|委员会|办公室|公司|集团|单位|部门|机构|企业|学校|[省市县区旗州盟镇乡]|海关|兵团|同志)(?:[（(][^）)]*[）)])?[：:]"
)
_SOURCE = re.compile(
    r"(?:信息|文章|稿件)?(?:来源|稿源|出处|发布时间|发布日期|发布机构|成文日期|时间|日期|作者|责任编辑|编辑|浏览次数|字号|字体)\s*[:：].*"
)
_NUMBER = re.compile(
    rf"[\u4e00-\u9fff]{{0,12}}\s*[〔\[［（(【]\s*{YEAR}\s*[〕\]］）)】]\s*第?\s*\d{{1,5}}\s*[号期]"
)
# 青石县人民政府令 第12号, （第7期）, 2025年第3号（总第46号）, 青石县审计局2025年第3号公告
_ORDER = re.compile(
    rf"[\u4e00-\u9fff]{{0,20}}(?:{YEAR}年)?[（(]?第\s*\d{{1,4}}\s*[号期][）)]?(?:公告|通告|令|\s*[（(]总第\s*\d{{1,4}}\s*[号期][）)])?"
)
_ISSUED_AS = re.compile(r"[\u4e00-\u9fff]{2,20}令\s*第\s*\d{1,4}\s*号")  # 青石县人民政府令第8号
_PAPER = re.compile(
    rf".*(?:会议|大会|全会)文件(?:之?[（(]?[{HAN_DIGITS}十\d]+[）)]?)?"
)  # …第四次会议文件（三）
_SITE = re.compile("网站?$")
_SIGNED_BY = re.compile(
    r"\s+签发人\s*[：:].*"
)  # beside the number of what goes to a higher office (GB/T 9704, 7.2.6)
_STARTS_DATED = re.compile(DATE)
_MEETING = re.compile(r"在.{2,50}(?:(?:会议|大会|全会|例会)(?:$|[）)])|会议?上)")
_SESSION = re.compile(rf"第[{HAN_DIGITS}十百\d]+[届次]")  # which is of what stands before it
_REMARK = re.compile(rf"[（(][^（()）]*{DATE}.*[）)]")  # （2025年3月18日…审议通过）
_SUBTITLED = re.compile(r"\s*[—―－–-]{1,4}\s*在|在.*上的\w+$")
_SUBTITLE = re.compile(
    r"[（(][^（()）]{2,20}[）)]|[—―]{1,2}[^，。；—]{2,30}"
)  # （2021—2023年）, （摘要）, ——地区人口情况
_NAME = re.compile(r"[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,3}")
_LABELLED = re.compile(r"[\u4e00-\u9fff]{2,6}\s*[:：]")
_CRUMBS = re.compile(r"\S\s*[>＞»›]\s*\S")  # 首页 > 政务公开
_MARKDOWN = re.compile(r"^(?:#{1,6}|[-*+])\s+|\*{2}")


@dataclass(frozen=True, slots=True)
class FrontLine:
    """A line above the body, and what it is."""

    role: Role
    text: str


@in_either_script
def is_salutation(text: str) -> bool:
    """Whether a line only addresses the audience: 各位代表： 主任、各位副主任、各位委员："""
    return len(text) <= _LONG and bool(_SALUTATION.fullmatch(text))


@in_either_script
def is_source(text: str) -> bool:
    """Whether a line names where a text was published: 来源：云南日报."""
    return len(text) <= _LONG and bool(_SOURCE.fullmatch(text))


@in_either_script
def is_venue(text: str) -> bool:
    """Whether a line says when or where a report was given, or a rule adopted."""
    if len(text) > 120 or re.search(r"。.|，.*。$", text):
        return False
    if _REMARK.fullmatch(text):
        return True
    dated = _STARTS_DATED.match(text.lstrip("—―-－ （("))
    return bool(_MEETING.search(text)) if not dated else len(text) <= 40 or bool(_MEETING.search(text))


@in_either_script
def is_number(text: str) -> bool:
    """Whether a line is the number of a document: 青政发〔2025〕12号."""
    text = _SIGNED_BY.sub("", text)
    return bool(_NUMBER.fullmatch(text) or _ORDER.fullmatch(text))


def number_in(text: str) -> str:
    """The number that a remark names: （…审议通过，棠政发〔2025〕9号印发）, （…青石县人民政府令第8号公布）; "" for none."""
    undated = re.sub(DATE, " ", text)  # the day ends right where the number begins
    match = _NUMBER.search(undated) or _ISSUED_AS.search(undated)
    return match[0] if match else ""


def number_of(line: str) -> str:
    """The number that a line is, without who signs for it."""
    return _SIGNED_BY.sub("", line)


def is_title(text: str) -> bool:
    """Whether a line ends as the titles of official documents do, and holds no sentence."""
    text = plain(text)
    whole = (
        len(text) <= _MAX_TITLE
        and marker(text) is None
        and not re.search(r"[。；！？]", text)
        and not (_LABELLED.match(text) or _CRUMBS.search(text))
    )
    return (whole and bool(genre_of(text))) or glued_parts(text) is not None


def starts_line(text: str) -> bool:
    """Whether a line of the front stands by itself and never goes on with the one before it."""
    return is_venue(text) or is_number(text) or is_office(text) or author_parts(text) is not None


def parts_lines(line: str, following: str) -> bool:
    """Whether two lines of a file are never one text: one is a day or a number, or both name offices."""
    alone = any(is_day(text) or is_web_day(text) or is_number(text) for text in (line, following))
    return alone or glued_parts(line) is not None or (is_office(line) and is_office(following))


def goes_on_meeting(line: str, following: str) -> bool:
    """Whether the name of a meeting begins on a line and ends on the next: ——2026年1月15日在…第十八届|…会议上."""
    line, following = simplified_line(line), simplified_line(following)
    broken = not (_MEETING.search(line) or _MEETING.search(following)) or _SESSION.match(following)
    return bool(broken) and is_venue(line) and bool(_MEETING.search(line + following))


@in_either_script
def plain(text: str) -> str:
    """A line in simplified characters, without the marks of Markdown and the spaces of 政 府 工 作 报 告."""
    return without_spacing(_MARKDOWN.sub("", text).strip())


def front_length(lines: Sequence[Line]) -> int:
    """How many lines may stand above the body: up to the addressee, the first heading mark or running text."""
    head = lines[:_MAX_FRONT]
    for index, line in enumerate(head):
        if is_salutation(line.text) or _is_addressee(index, head):
            return index + 1
    for index, line in enumerate(head):
        if line.level == TITLE or (
            index and is_title(head[index - 1].text) and _SUBTITLE.fullmatch(line.text)
        ):
            continue
        if line.kind == "row" or _has_marker(line) or _is_running(line.text):
            return index
    return len(head)


def _is_addressee(index: int, lines: Sequence[Line]) -> bool:
    text = simplified_line(lines[index].text)
    titled = any(is_title(line.text) for line in lines[:index])
    office = text[-1] in "：:" and is_office(text[:-1].replace("，", "、"))
    addressed = office or _OFFICES_ADDRESSED.fullmatch(text) or _ANSWERED.fullmatch(text)
    return titled and bool(addressed) and not _SOURCE.fullmatch(text)


def _has_marker(line: Line) -> bool:
    return marker(line.text) is not None and not is_venue(line.text)


def _is_running(text: str) -> bool:
    running = len(text) >= _LONG or bool(re.search(r"[。；]", text))
    return running and not (is_venue(text) or is_title(text) or _SOURCE.fullmatch(plain(text)))


def read_front(lines: Sequence[Line]) -> list[FrontLine]:
    """The roles of the lines above the body.

    Above an addressee all lines belong to the front, whatever they are; else the first line below the title
    that is none of its parts begins the body.
    """
    zone = lines[: front_length(lines)]
    texts = [plain(line.text) for line in zone]
    closed = bool(zone) and (is_salutation(texts[-1]) or _is_addressee(len(zone) - 1, zone))
    roles: list[Role | None] = [
        "title" if line.level == TITLE else _role(text) for line, text in zip(zone, texts, strict=True)
    ]
    if closed:
        roles[-1] = "salutation"
    _find_titles(texts, roles)
    title = max((index for index, role in enumerate(roles) if role == "title"), default=-1)
    last = max(
        (
            index
            for index, role in enumerate(roles)
            if role in ("title", "note") or (role == "venue" and is_day(texts[index]))
        ),
        default=-1,
    )
    front: list[FrontLine] = []
    for index, (line, role) in enumerate(zip(zone, roles, strict=True)):
        dated = closed and "venue" in roles[:index]
        if role is None and _is_author(texts[index], index > title >= 0, dated):
            role = "author"
        if role is None and (_has_marker(line) or len(texts[index]) >= _LONG or not (closed or index < last)):
            break
        if role is None and index > title >= 0 and leading_place(texts[index]):
            role = "office"  # whatever it is called: 青石县人大常委会调研组
        front.append(FrontLine(role or "note", line.text))
    return front


def _is_author(text: str, below_title: bool, below_day: bool) -> bool:
    """Whether a line names who reports: a post with a name, or a name alone below the title; between the day
    and the addressee whatever its first character."""
    parts = author_parts(text)
    return bool(parts and (parts[0] or below_title)) or (below_day and bool(_NAME.fullmatch(text)))


def _role(text: str) -> Role | None:
    """What a line is by its own form."""
    if is_salutation(text):
        return "salutation"
    if _SOURCE.fullmatch(text) or is_web_day(text) or _CRUMBS.search(text) or _PAPER.fullmatch(text):
        return "note"
    if is_number(text):
        return "number"
    if signers_of(text):
        return "office"
    if is_title(text) and not is_venue(text):
        return "title"
    if is_venue(text):
        return "venue"
    return "office" if is_office(text.removesuffix("文件")) else None


def _find_titles(texts: Sequence[str], roles: list[Role | None]) -> None:
    """Make titles of the lines that are so by where they stand."""
    for index, (text, role) in enumerate(zip(texts, roles, strict=True)):
        below_number = role == "venue" and "number" in roles[max(0, index - 2) : index - 1]
        if role in ("venue", "number") and (below_number or "title" not in roles[:index]):
            _title_above(index, texts, roles)
        spoken = text.startswith("在") or speaker(text)  # 在…会议上的讲话, 县长王海涛在…会上的讲话
        if role == "venue" and spoken and genre_of(text) and "title" not in roles[:index]:
            roles[index] = "title"
    for index, (text, after) in reversed(list(enumerate(pairwise(texts)))):
        if roles[index + 1] == "title" and roles[index] in (None, "office") and _leads_into(text, after):
            roles[index] = "title"
    sourced = [index for index, text in enumerate(texts) if _SOURCE.fullmatch(text) or is_web_day(text)]
    if sourced and "title" not in roles:
        _title_above(sourced[0], texts, roles)
    if "title" not in roles and _is_title_by_place(texts, roles):
        roles[0] = "title"
    for index in range(1, len(roles)):
        if roles[index] is None and roles[index - 1] == "title" and _SUBTITLE.fullmatch(texts[index]):
            roles[index] = "title"


def _is_title_by_place(texts: Sequence[str], roles: Sequence[Role | None]) -> bool:
    """Whether a document opens with a line without a clause that is too long for a heading: …工作总结及2025年工作思路."""
    if not texts or roles[0] is not None or len(texts[0]) > _MAX_TITLE or marker(texts[0]) is not None:
        return False
    return not (re.search(r"[，。；：！？,;:!?…]", texts[0]) or is_line_heading(texts[0], None))


def _title_above(index: int, texts: Sequence[str], roles: list[Role | None]) -> None:
    """What stands right above a day, meeting, number or source is the title, whatever it says; above ——在…上的报告
    all lines are."""
    subtitle = bool(_SUBTITLED.match(texts[index]))
    for above in range(index - 1, -1 if subtitle else max(-1, index - 2), -1):
        if roles[above] is not None or not is_line_heading(texts[above], None):
            break
        roles[above] = "title"


def _leads_into(line: str, title: str) -> bool:
    """Whether a line is the first part of a title: an office whose name it begins with, or 关于印发."""
    if is_office(line):
        return not title.startswith(line)
    placed = (
        leading_place(line) and not signers_of(line) and not leading_place(title) and not _SITE.search(line)
    )
    begun = re.search(r"关于(?!.*的)|[的和与及、]$", line) or title[0] in "与和及暨"
    return bool(placed or begun) or any(line.count(o) > line.count(c) for o, c in ("《》", "（）", "“”"))
