"""Which reports a question is about: by the region, the body and the year that it names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Report
from index.tokens import normalise

_SUFFIX = re.compile(r"(?:壮族|回族|维吾尔)?自治区$|特别行政区$|自治[州县旗]$|[省市县区州盟旗]$")
_PROVINCES = (
    "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 "
    "重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 香港 澳门 台湾"
).split()
_ENGLISH = {
    "beijing": "北京", "tianjin": "天津", "hebei": "河北", "shanxi": "山西", "inner mongolia": "内蒙古",
    "liaoning": "辽宁", "jilin": "吉林", "heilongjiang": "黑龙江", "shanghai": "上海", "jiangsu": "江苏",
    "zhejiang": "浙江", "anhui": "安徽", "fujian": "福建", "jiangxi": "江西", "shandong": "山东",
    "henan": "河南", "hubei": "湖北", "hunan": "湖南", "guangdong": "广东", "guangxi": "广西",
    "hainan": "海南", "chongqing": "重庆", "sichuan": "四川", "guizhou": "贵州", "yunnan": "云南",
    "tibet": "西藏", "shaanxi": "陕西", "gansu": "甘肃", "qinghai": "青海", "ningxia": "宁夏",
    "xinjiang": "新疆", "hong kong": "香港", "macao": "澳门", "taiwan": "台湾",
}  # fmt: skip
# A letter that stands for a province, where it begins a question or stands beside 省 and the like.
_LETTERS = dict(
    zip(
        "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔滇藏陕甘青宁新",
        "北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 "
        "重庆 四川 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆".split(),
        strict=True,
    )
)
# From left to right without overlap: 浙江西部 names no 江西. Nor is 河南 named by 黄河南岸.
_PROVINCE = re.compile("|".join("(?<![黄长])河南" if name == "河南" else name for name in _PROVINCES))
_COUNTY = re.compile(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}?[县市旗])(?=[的政人委去今20\d上报]|$)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|年度|\D|$)(?!\d)")


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a comparison: a region or a year, the reports for it, and the question about it alone."""

    label: str
    reports: tuple[str, ...]
    question: str


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question names, against the reports there are."""

    reports: tuple[str, ...] | None  # ids meant; None when the question names none
    parts: tuple[Part, ...]  # the sides of a comparison, in the order asked; fewer than two are none
    unknown: tuple[str, ...]  # places and years that the question is about and no report covers
    left_out: tuple[str, ...]  # sides of a comparison that no report covers


def scope_of(question: str, reports: Sequence[Report]) -> Scope:
    """Read the regions and years in a question against the reports there are."""
    folded = _spelled_out(normalise(question))
    held = {short_region(report.metadata.region) for report in reports if report.metadata.region}
    named = sorted((name for name in held if name in folded), key=folded.index)
    within = [r for r in reports if short_region(r.metadata.region) in named] or list(reports)
    absent = _absent_places(folded, named, reports)
    left_out = [place for place in absent if named and _beside(place, named, folded)]
    years = [f"{year}年" for year in _years(folded) if not _mentions_year(within, year)]
    of_year = _of_years(_years(folded), within)
    ids = tuple(r.id for r in (of_year or within)) if of_year or named else None
    parts = _by_region(question, named, left_out, of_year or within) if len(named) > 1 else ()
    parts = parts or _by_year(question, _years(folded), within)
    unknown = [place for place in absent if place not in left_out]
    return Scope(ids, parts, tuple(unknown + years), tuple(left_out))


def _absent_places(folded: str, named: Sequence[str], reports: Sequence[Report]) -> list[str]:
    """Places named in the question that no report is about or, unless they are provinces, mentions."""
    absent = []
    for place in dict.fromkeys(_places(folded)):
        if place in named or any(short_region(place) == name for name in named):
            continue
        mentioned = any(place in report.text for report in reports)
        covered = any(_holds(report, place) for report in reports)
        if not mentioned or (place in _PROVINCES and not covered and not named):
            absent.append(place)
    return absent


def _beside(place: str, named: Sequence[str], folded: str) -> bool:
    """Whether the place is set against a region that reports cover: 浙江和贵州, 贵州比四川."""
    link = r"(?:省|市|自治区)?(?:[和与跟、，,比]|vs|还是|或者?)+"
    return any(re.search(f"{place}{link}{name}|{name}{link}{place}", folded) is not None for name in named)


def _by_region(
    question: str, named: Sequence[str], left_out: Sequence[str], reports: Sequence[Report]
) -> tuple[Part, ...]:
    return tuple(
        Part(
            name,
            tuple(r.id for r in reports if short_region(r.metadata.region) == name),
            _without(question, [other for other in (*named, *left_out) if other != name]),
        )
        for name in named
    )


def _by_year(question: str, years: Sequence[int], reports: Sequence[Report]) -> tuple[Part, ...]:
    """A part for each of several years that have reports of their own, of one region."""
    regions = {short_region(report.metadata.region) for report in reports}
    if len(years) < 2 or len(regions) != 1:
        return ()
    parts = []
    for year in years:
        of_year = _of_years([year], reports)
        others = [f"{other}年" for other in years if other != year]
        if of_year:
            parts.append(Part(f"{year}年", tuple(r.id for r in of_year), _without(question, others)))
    return tuple(parts) if len(parts) == len(years) else ()


def _without(text: str, names: Sequence[str]) -> str:
    """The question about one side only: 四川和广东的增速 to 四川的增速."""
    for name in names:
        for link in ("和", "与", "跟", "同", "、", "，", " vs ", "还是", ""):
            phrases = (f"{name}省{link}", f"{link}{name}省", f"{name}{link}", f"{link}{name}")
            found = next((phrase for phrase in phrases if phrase in text), None)
            if found:
                text = text.replace(found, "", 1)
                break
    return text


def short_region(region: str) -> str:
    """浙江省 to 浙江, 广西壮族自治区 to 广西; 开化县 to 开化; two characters stay."""
    short = _SUFFIX.sub("", region)
    return short if len(short) > 1 else region


def _spelled_out(folded: str) -> str:
    """English names of provinces in Chinese."""
    for english, chinese in _ENGLISH.items():
        folded = folded.replace(english, chinese)
    return re.sub(rf"^([{''.join(_LETTERS)}])(?=省|去年|今年|20)", lambda m: _LETTERS[m.group(1)], folded)


def _places(folded: str) -> Iterable[str]:
    yield from (match.group() for match in _PROVINCE.finditer(folded))
    yield from (match.group(1) for match in _COUNTY.finditer(folded))


def _holds(report: Report, place: str) -> bool:
    """Whether a report is of the whole country, or of a part of the place, which its opening then names."""
    return report.metadata.region == "全国" or place in report.text[:2000]


def _years(folded: str) -> list[int]:
    return list(dict.fromkeys(int(year) for year in _YEAR.findall(folded)))


def _mentions_year(reports: Sequence[Report], year: int) -> bool:
    return any(str(year) in r.text or r.metadata.year in (year, year + 1) for r in reports)


def _of_years(years: Sequence[int], reports: Sequence[Report]) -> list[Report]:
    """Of reports of several years, those that review the years asked about or were given in them."""
    if not years or len({report.metadata.year for report in reports}) < 2:
        return []
    given = {report.metadata.year for report in reports if report.metadata.year is not None}
    wanted = {year + 1 if year + 1 in given else year for year in years} | {y for y in years if y in given}
    return [report for report in reports if report.metadata.year in wanted]
