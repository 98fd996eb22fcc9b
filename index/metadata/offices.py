"""Offices: what kind of body one is, and the region that its name begins with."""

import re
from collections.abc import Iterator

import jieba

from ..text import in_either_script
from .dates import HAN_DIGITS, YEAR
from .regions import COUNTRY, UNIT, is_region, leading_region, regions_named
from .spacing import without_spacing

_HAN = "[\u4e00-\u9fff]"
# Of several in one name the first tells: 人民代表大会常务委员会 is no 人大, 县委办公室 no office of its own.
_BODIES = (
    ("政协", "政协|政治协商会议"),
    ("法院", "法院"),
    ("检察院", "检察院"),
    ("人大常委会", "人大常委会|人民代表大会常务委员会|人大常务委员会"),
    ("纪委", "纪委|纪律检查委员会"),
    ("党委", f"(?:中国共产党|中共)(?!.{{0,20}}(?:纪律检查委员会|纪委))|中央委员会|(?:{UNIT}|党)工?委(?!员)"),
    ("管委会", "管委会|管理委员会"),
    ("政府", "政府|国务院"),
    ("人大", "人民代表大会|人大"),
)
_BODY = tuple((body, re.compile(pattern)) for body, pattern in _BODIES)
_DEPARTMENT = (
    "局|厅|总署|审计署|(?<![全内外干各])部|委员会|常委会|管委会|(?:改革|建设|健康|军人|党|工|县|市|区|省|纪|政|教|监管)委|办公室|办公厅"
    "|管理处|办事处|秘书处|中心|公司|集团|医院|法院|检察院|研究院|学院|大学|中学|小学|学校|银行|调查队|总队|支队|协会|学会|联合会|工会"
)
_OFFICE = re.compile(rf"{_HAN}{{0,28}}(?:政府|国务院|政协|代表大会|中央|{_DEPARTMENT})")
_OFFICE_AHEAD = re.compile(rf"{_HAN}{{2,20}}?(?:{_DEPARTMENT})")
_AFTER_PLACE = (
    r"(?:人民)?政府|人民代表大会|人大|政协|委员会|党?委|第[一二三四五六七八九十百\d]+[届次]"
    r"|(?:高级|中级)?(?:人民)?法院|(?:人民)?检察院|管理委员会|管委会|国民经济和社会发展|代?(?:[省市县区州盟旗镇乡]长|主席)|\d{4}年|各|“?十[一二三四五六七八九]五|[）)]"
    rf"|{_HAN}{{2,14}}?(?:{_DEPARTMENT})"
)
# A name begins a text, or stands after what leads to one: 在…, 第十届…, 中共…, 关于…, a year, a day, a mark.
_PARTIES = "政协|中共|中国共产党|中国人民政治协商会议"
_ANCHOR = re.compile(
    rf"(?:在|届|代表|访|关于(?:\d{{4}}年)?|\d(?:年度?|日)?|[{HAN_DIGITS}]年度?|[，。、：《“（(\s—―]|^)+(?:{_PARTIES})?|{_PARTIES}"
)
_ZONE = "(?:开发区|新区|园区|高新区|示范区)"
_NAMED = re.compile(rf"({_HAN}{{1,24}}?(?:{UNIT}|{_ZONE}))(?={_AFTER_PLACE})")
_NATIONAL = re.compile(
    r"国务院|中共中央|全国人民代表大会|全国人大|全国政协|最高人民(?:法院|检察院)|全国(?:委员会|代表大会)|中国共产党中央"
    rf"|(?:^|(?<=\s))(?:国家{_HAN}{{2,12}}?(?:局|委员会|办公室|委)(?!{_HAN}{{2,6}}(?:队|分局))|{_HAN}{{2,10}}部(?=\s|$|部长))"
)


@in_either_script
def is_office(text: str) -> bool:
    """Whether a line is the name of an office, or of several: 栾江市统计局　国家统计局栾江调查队."""
    names = re.split(r"[\s、]+", without_spacing(text.strip()))
    return len(text) <= 80 and all(_OFFICE.fullmatch(name) for name in names)


def leading_office(text: str, region: str) -> str:
    """The office of a region that a text begins with, whatever follows: 白水县统计局 of 白水县统计局党组会议纪要."""
    match = _OFFICE_AHEAD.match(text, len(region)) if region and text.startswith(region) else None
    return text[: match.end()] if match else ""


def body_of(text: str) -> str:
    """政府, 政协, 法院 and the like, where a text names one; of several the first that it names."""
    found = [(match.start(), order) for order, (_, form) in enumerate(_BODY) if (match := form.search(text))]
    return _BODY[min(found)[1]][0] if found else ""


def office_body(office: str) -> str:
    """The body of an office by its name: 政府 of 青石县人民政府办公室, 统计局 of 栾江市统计局 or 市统计局."""
    first = re.split(r"[\s、]+", office.strip())[0]
    return body_of(first) or _without_unit(first.removeprefix(region_in(first) or leading_place(first)))


def _without_unit(name: str) -> str:
    """财政局 of 县财政局, but 市场监督管理局 whole."""
    word = next(iter(jieba.cut(name, HMM=False)), "")
    return name[len(word) :] if re.fullmatch(UNIT, word) else name


def region_in(text: str) -> str:
    """The first region that a text names as that of an office, a meeting or a year; 全国 for the country's."""
    national = _NATIONAL.search(text)
    if national and leading_place(national[0]):
        national = None  # 青石县防汛抗旱指挥部 is no ministry
    end = national.start() if national else len(text)
    place = next((place for start, place in _places(text) if start < end), "")
    return place or (COUNTRY if national else "")


def _places(text: str) -> Iterator[tuple[int, str]]:
    for anchor in _ANCHOR.finditer(text):
        if (match := _NAMED.match(text, anchor.end())) and is_region(match[1]):
            place = match[1]
            while (further := _NAMED.match(text, match.start() + len(place))) and _is_within(further[1]):
                place += further[1]  # 江渚区 after 云汀市
            yield match.start(), place


def _is_within(name: str) -> bool:
    """Whether a name is that of a place, and does not only end like one: 住房和城乡(建设局)."""
    return bool(regions_named(name)) or (is_region(name) and _ends_in_unit(name))


def _ends_in_unit(name: str) -> bool:
    """Whether the unit at its end is a word of its own, which it is not in 老旧小区."""
    unit = re.search(f"(?:{UNIT}|{_ZONE})$", name)
    return unit is not None and (len(unit[0]) > 1 or jieba.lcut(name, HMM=False)[-1] == unit[0])


def region_ahead(text: str, context: str) -> str:
    """The region that a title begins with, whatever follows: by its code, or by its form if the context,
    what stands near it, speaks of it as 本县 or 全县."""
    start = re.match(rf"(?:(?:关于|在|《|“|{YEAR}年?)\s*)*", text)
    rest = text[start.end() :] if start else text
    place = leading_place(rest)
    unit = re.search(f"{UNIT}$", place)
    if leading_region(rest) or unit is None:
        return place
    own = rf"[本全我]{unit[0]}|{unit[0]}(?:委|政府|人民政府|{_HAN}{{2,10}}?(?:{_DEPARTMENT}))"  # 县财政局
    return place if re.search(own, context) else ""


def leading_place(text: str) -> str:
    """The place that a text begins with, by its code or by its form; "" for none."""
    if known := leading_region(text):
        return known
    match = re.match(rf"{_HAN}{{1,4}}?{UNIT}", text)
    return match[0] if match and is_region(match[0]) and _ends_in_unit(match[0]) else ""
