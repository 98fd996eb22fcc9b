"""Titles: put together from the lines that they are printed on, and what they say of their document."""

import re
from collections.abc import Sequence

from .dates import YEAR
from .front import FrontLine, plain
from .genres import genre_of, glued_parts
from .offices import body_of, is_office, office_body

_BETWEEN_HAN = re.compile(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])")
_FOOTNOTE = re.compile(r"[\[［]\d+[\]］]$")
_ISSUER = re.compile(rf"(?:{YEAR}年度?)?(.*?)(?={YEAR}年|就《|就“|(?:有关)?负责|新闻发言人|$)")
_ABOUT = re.compile("关于|^对")
_SPOKEN_AT = re.compile("在.*会议?上")
_ATTACHED = re.compile(
    r"(?:印发|转发|批转|发布|公布)(?:《(?P<quoted>[^》]+)》|(?P<bare>.+?))(?:等.{0,10})?的(?:通知|公告|决定|通告)$"
)


def titles_of(front: Sequence[FrontLine]) -> list[str]:
    """The titles above a body, each on one line; a copy of a web page has its own above the document's."""
    titles: list[str] = []
    whole = True
    for part in front:
        if part.role != "title":
            whole = True
            continue
        text = _FOOTNOTE.sub("", plain(part.text))
        text = glued.title if (glued := glued_parts(text)) else text
        if titles and (not whole or text[0] in "（(—―"):
            titles[-1] = _joined(titles[-1], text)
        else:
            titles.append(text)
        whole = bool(genre_of(titles[-1]))
    return [_closed_up(title) if genre_of(title) else title for title in titles]


def _closed_up(title: str) -> str:
    """A title without the gaps that print leaves in it, but between offices: 青石县教育局 青石县财政局关于…"""

    def closed(gap: re.Match[str]) -> str:
        offices = is_office(title[: gap.start()]) and issuing_office(title[gap.end() :])
        return " " if offices else ""

    return _BETWEEN_HAN.sub(closed, title)


def _joined(title: str, more: str) -> str:
    """Two lines of a title: slogans stay apart, a broken title is one again."""
    slogans = not genre_of(title + more) and more[0] not in "—―"
    return f"{title} {more}" if slogans else title + more


def attached_title(title: str) -> str:
    """The title of what a notice issues: 青石县…办法 of 关于印发《青石县…办法》的通知, several parted by 、; "" for none."""
    match = _ATTACHED.search(title)
    if match is None:
        return ""
    return match["quoted"] or "、".join(re.findall("《([^》]+)》", match["bare"])) or match["bare"]


def issuing_office(title: str) -> str:
    """The office that a title begins with: 青石县人民政府 of 青石县人民政府关于…的通知; "" for none."""
    for part in re.split("[—―]+", title.partition("关于")[0]):  # a slogan may stand before it
        if (match := _ISSUER.match(part)) and is_office(match[1]):
            return match[1].strip()
    return ""


def issuing_body(title: str) -> str:
    """The body that a title names as its own, before what it is about: 政府 of 2025年青石县政府工作报告."""
    office = issuing_office(title)
    return office_body(office) if office else body_of(_SPOKEN_AT.sub("", _ABOUT.split(title, maxsplit=1)[0]))
