"""The places and years that a question names, in Chinese or English: found, and taken out one by one."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.metadata import COUNTRY, UNIT, level_of, own_name, provinces, short_name
from index.text import simplified

from .figures import find_figures

PROVINCES = provinces()
_ENGLISH = dict(
    zip(
        (
            "Beijing,Tianjin,Hebei,Shanxi,Inner Mongolia,Liaoning,Jilin,Heilongjiang,Shanghai,Jiangsu,Zhejiang,Anhui,Fujian,Jiangxi,Shandong,"
            "Henan,Hubei,Hunan,Guangdong,Guangxi,Hainan,Chongqing,Sichuan,Guizhou,Yunnan,Tibet,Shaanxi,Gansu,Qinghai,Ningxia,Xinjiang,"
            "Hong Kong,Macao,Taiwan"
        ).split(","),
        PROVINCES,
        strict=True,
    )
)
_IN_ENGLISH = {chinese: english for english, chinese in _ENGLISH.items()}
# A letter that stands for a province, where it begins a question or stands beside 省 and the like.
_LETTERS = {
    letter: province
    for letters, province in zip(
        "京 津 冀 晋 蒙 辽 吉 黑 沪 苏 浙 皖 闽 赣 鲁 豫 鄂 湘 粤 桂 琼 渝 川蜀 黔 滇 藏 陕 甘 青 宁 新".split(),
        PROVINCES,
        strict=False,
    )
    for letter in letters
}
_LETTER = re.compile(rf"[{''.join(_LETTERS)}](?=省|去年|今年|20)")
# What may follow a short name and belongs to it: 江苏省, but not 江苏市场 or 广东区域.
_KIND = r"(?:省|市(?![场民区])|县(?![域城区])|(?:壮族|回族|维吾尔)?自治区|特别行政区)?"
_LESSER_KIND = rf"(?:{_KIND[3:-2]}|区(?![域间])|乡(?![村镇])|镇|街道)?"
_LINK = r"(?:[、，,和与跟同及比]|以及|还是|或者?|对比|&|/|\b(?:vs\b\.?|(?:versus|and|or|than|with|to)\b))"
_LINKS = rf"\s*{_LINK}(?:\s*{_LINK})?\s*"  # Jiangsu, and Guangdong
_POSSESSIVE = re.compile(r"的|['’]s?\b|['’]")
_BETWEEN = re.compile(rf"(?:{_POSSESSIVE.pattern})?{_LINKS}(?:compared{_LINKS})?", re.IGNORECASE)
_COUNTED = re.compile(
    "[这那]?[两二三四五六七八九十0-9]{1,2}(?:个?[省市县区州旗地](?:区|方)?|年)(?![度级])的?"
)  # 两个县
_BEFORE = re.compile(rf"{_LINKS}$", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)年?")


class Mention(NamedTuple):
    """A place or year where a question names it. ``name`` is the same however it is written."""

    name: str
    start: int
    end: int


def names_of(mentions: Iterable[Mention]) -> list[str]:
    """The names, each once, in the order in which they are mentioned first."""
    return list(dict.fromkeys(mention.name for mention in mentions))


@lru_cache(maxsize=1 << 16)
def short_region(region: str) -> str:
    """浙江省 to 浙江, 广西壮族自治区 to 广西; 西湖 of 浙江省杭州市西湖区; two characters stay."""
    return short_name(own_name(region))


def is_called(place: str, region: str) -> bool:
    """Whether a place is a region by its name: with or without its unit, but not 吉林市 for 吉林省."""
    short = short_region(region)
    return place == short or (short_region(place) == short and level_of(place) == level_of(region))


def speaks_of(text: str, place: str) -> bool:
    """Whether a text names a place, in full or short: 枫溪 of 枫溪乡, but not as 枫溪区."""
    if place in text:
        return True
    short = short_region(place)
    return short != place and bool(re.search(rf"{re.escape(short)}(?!{UNIT})", text))


def in_english(place: str) -> str:
    """A province's name in English; another place as it is."""
    return _IN_ENGLISH.get(place, place)


def in_chinese(text: str) -> str:
    """The text with the provinces' names in Chinese: Jiangsu's report to 江苏 report."""
    for mention in reversed(find_places(text)):
        if text[mention.start : mention.end].isascii():
            text = f"{text[: mention.start]}{mention.name}{text[mention.end :].removeprefix(chr(39) + 's')}"
    return text


def find_places(text: str, places: Iterable[str] = ()) -> list[Mention]:
    """Where a text names the provinces and some other places (short names), in whichever script or language."""
    read = simplified(text)
    pattern, name_of = _pattern(frozenset(places))
    found = [
        Mention(name_of[(match["lesser"] or match["province"]).lower()], *match.span())
        for match in pattern.finditer(read)
    ]
    if letter := _LETTER.match(read):
        found.insert(0, Mention(_LETTERS[letter.group()], *letter.span()))
    # 全国 is what others are measured by (居全国第一), unless it is set beside one of them or stands alone.
    beside = {mention for group in side_by_side(read, found) if len(group) > 1 for mention in group}
    alone = all(mention.name == COUNTRY for mention in found)
    return [mention for mention in found if mention.name != COUNTRY or alone or mention in beside]


def compared_with(text: str, places: Sequence[str]) -> list[str]:
    """Places that a simplified text names without what they are, beside some places: 常山 in 开化和常山."""
    names = "|".join(map(re.escape, places))
    if not places or not re.search(rf"(?:{names}){_KIND}{_LINKS}|{_LINKS}(?:{names})", text):
        return []
    words = [word for word, tag in _tagged(text) if tag == "ns" and len(word) > 1]
    groups = side_by_side(text, find_places(text, [*places, *words]))
    beside = [{mention.name for mention in group} for group in groups]
    linked = set().union(*(group for group in beside if group & {*places}))
    return [word for word in dict.fromkeys(words) if word in linked and word not in places]


def _tagged(text: str) -> list[tuple[str, str]]:
    from jieba import posseg  # its tables are wanted for few questions

    return [(word, tag) for word, tag in posseg.cut(text)]


def find_years(text: str) -> list[Mention]:
    """Where a text names years, as 2024年 or 2024; 2024亩 is none."""
    amounts = [f.span for f in find_figures(text) if f.kind not in ("date", "number") and f.unit != "年"]
    return [
        Mention(f"{match.group(1)}年", *match.span())
        for match in _YEAR.finditer(text)
        if not any(start <= match.start() < end for start, end in amounts)
    ]


def side_by_side(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions in groups of those that only a link parts: 浙江、江苏和贵州, Zhejiang or Guizhou."""
    groups: list[list[Mention]] = []
    for mention in mentions:
        if groups and _BETWEEN.fullmatch(text[groups[-1][-1].end : mention.start]):
            groups[-1].append(mention)
        else:
            groups.append([mention])
    return groups


def without(text: str, mentions: Sequence[Mention]) -> str:
    """The text without some mentions, which are in order."""
    for mention in reversed(mentions):
        text = text[: mention.start] + text[mention.end :]
    return text


def without_link(text: str) -> str:
    """Words without the link to what stands beside them: 浙江的出口 of 浙江的出口和."""
    return _BEFORE.sub("", text)


def with_only(text: str, mentions: Sequence[Mention], kept: str) -> str:
    """The text with ``kept`` in the place of the first group of mentions and without the others.

    四川和广东的增速 to 四川的增速; 浙江的增速和江苏的哪个高 to 江苏的增速哪个高. What is said of each is
    said once: 浙江农民和江苏农民的收入.
    """
    groups = side_by_side(text, mentions)
    if not groups:
        return text
    parts, place = [text[: groups[0][0].start], kept], groups[0][-1].end
    if len(groups[0]) > 1 and (counted := _COUNTED.match(text, place)):
        place = counted.end()
    for group in groups[1:]:
        before = _BEFORE.sub("", text[place : group[0].start])
        parts.append(before)
        after = _POSSESSIVE.match(text, group[-1].end)
        place = after.end() if after else group[-1].end
        place += len(before) if before and text.startswith(before, place) else 0
    return "".join([*parts, text[place:]])


@lru_cache(maxsize=256)  # of the places that the last questions name
def _pattern(places: frozenset[str]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Matches any way to write the places, the longest first, and tells which is meant by which.

    All provinces are among them, for the text is read from left to right: 浙江西部 names no 江西.
    """
    name_of: dict[str, str] = {}
    for place in sorted(places.union(PROVINCES)):
        for written in (place, in_english(place)):
            name_of[written.lower()] = place
    names = sorted(name_of, key=len, reverse=True)
    lesser = "|".join(map(_bounded, (name for name in names if name_of[name] not in PROVINCES)))
    provinces = "|".join(map(_bounded, (name for name in names if name_of[name] in PROVINCES)))
    first = rf"(?P<lesser>{lesser}){_LESSER_KIND}|" if lesser else "(?P<lesser>(?!))|"
    pattern = rf"{first}(?P<province>{provinces}){_KIND}(?: province\b)?"
    return re.compile(pattern, re.IGNORECASE), name_of


def _bounded(name: str) -> str:
    if name.isascii():
        return rf"\b{re.escape(name)}\b"
    return f"(?<![黄长]){name}" if name == "河南" else re.escape(name)  # not in 黄河南岸
