"""What a report says about itself: title, region, body, year, date, venue, author."""

import re
from collections.abc import Sequence
from pathlib import PurePath

from .front import NAME, FrontLine, author_parts, date_in
from .models import Metadata

_UNIT = r"(?:自治区|自治州|自治县|自治旗|特别行政区|省|市|县|区|州|盟|旗|镇|乡|街道)"
_PLACE = rf"[\u4e00-\u9fff]{{1,10}}?{_UNIT}"
_REGION_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"在(?:政协)?(?P<place>{_PLACE})(?:政协)?(?:委员会)?第?[一二三四五六七八九十百\d]+届",
        rf"第[一二三四五六七八九十百\d]+届(?P<place>{_PLACE})委员会",
        rf"(?P<place>{_PLACE})(?:\d{{4}}年)?(?:人民政府|政府|人民代表大会|人大|政协|中级人民法院|高级人民法院|人民法院|人民检察院|法院|检察院)",
        rf"政协(?P<place>{_PLACE})",
    )
)
_PROVINCE = re.compile(
    "北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|"
    "云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门"
)
_NATIONAL = re.compile(
    r"国务院|全国人民代表大会|全国人大|全国政协|最高人民(?:法院|检察院)|政治协商会议.{0,6}全国委员会"
)
_BODIES = (
    ("政协", re.compile("政协|政治协商会议")),
    ("法院", re.compile("法院")),
    ("检察院", re.compile("检察院")),
    ("人大常委会", re.compile("人大常委会|人民代表大会常务委员会|人大常务委员会")),
    ("政府", re.compile("政府|国务院")),
)
_REPRESENTED = re.compile(r"我(?:代表|受)([^。，,]{2,40}?)(?:[，,。]|向|作|的?委托)")
_YEAR = re.compile(r"([12]\d{3}|二[〇○零一二三四五六七八九]{3})\s*年")
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_REVIEW = re.compile(r"([12]\d{3})\s*年.{0,6}(?:回顾|总结)")
_MEETING = re.compile(r"在.+?(?:会议|大会|全会|例会)(?:上|$)")
_SPEAKER = re.compile(
    rf"(?:总理|省长|市长|县长|区长|州长|盟长|旗长|主席|主任|院长|检察长|书记)\s*({NAME.pattern}?)(?:同志)?(?=在|作|所作|代表)"
)


def read_metadata(front: Sequence[FrontLine], opening: str, headings: Sequence[str], source: str) -> Metadata:
    """Read a report's metadata off the lines above its body, its opening words, its headings, its file's name.

    The text goes before the file name; the file name's year goes before a year inferred from the headings.
    """
    stem = PurePath(source).stem
    printed = _title(front)
    venue_line = " ".join(part.text for part in front if part.role == "venue")
    match = _REPRESENTED.search(opening)
    represented = match[1] if match else ""
    title = _full_title(printed, stem) or (headings[0] if headings else "") or stem
    meeting = _MEETING.search(venue_line)
    date = date_in(venue_line)
    return Metadata(
        title=title,
        region=_region((venue_line, printed, represented, _authors(front)[0], stem)),
        body=_body(printed, venue_line, represented, stem),
        year=_year((date or venue_line, printed, stem), headings),
        date=date,
        venue=meeting[0] if meeting else "",
        author=_author(front, venue_line),
    )


def _title(front: Sequence[FrontLine]) -> str:
    """The printed title on one line; of several, the one that says most."""
    titles: list[str] = []
    for part in front:
        if part.role == "title":
            text = re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", part.text)
            if titles and "报告" not in titles[-1]:
                titles[-1] += text
            else:
                titles.append(text)
    return max(titles, key=len, default="")


def _full_title(printed: str, stem: str) -> str:
    """政府工作报告 alone says of no place: then the file's name, if it says the same and more."""
    return stem if len(printed) <= 8 and "报告" in stem and printed in stem else printed


def _region(sources: Sequence[str]) -> str:
    for text in sources:
        if _NATIONAL.search(text):
            return "全国"
        for pattern in _REGION_PATTERNS:
            for match in pattern.finditer(text):
                place = re.sub(r"^.*(?:人民政府|在)", "", match["place"])
                if not re.fullmatch(_UNIT, place):
                    return place
    for text in sources:
        if province := _PROVINCE.search(text):
            return province[0]
    return ""


def _body(printed: str, venue: str, represented: str, stem: str) -> str:
    for text in (printed, represented, stem, venue):
        for body, pattern in _BODIES:
            if pattern.search(text):
                return body
    if "常务委员会" in printed and "人民代表大会" in venue:
        return "人大常委会"
    return ""


def _year(sources: Sequence[str], headings: Sequence[str]) -> int | None:
    for text in sources:
        if match := _YEAR.search(text):
            return int(match[1].translate(_DIGITS))
    for heading in headings:
        if match := _REVIEW.search(heading):
            return int(match[1]) + 1
    return None


def _authors(front: Sequence[FrontLine]) -> tuple[str, str]:
    """Post and name as printed, each on a line of its own or together."""
    parts = [found for part in front if part.role == "author" and (found := author_parts(part.text))]
    return next((post for post, _ in parts if post), ""), next((name for _, name in parts if name), "")


def _author(front: Sequence[FrontLine], venue_line: str) -> str:
    name = _authors(front)[1]
    if not name and (match := _SPEAKER.search(venue_line)):
        name = match[1]
    return re.sub(r"\s|同志$", "", name)
