"""Dates and years as official documents print them."""

import re

HAN_DIGITS = "〇○零一二三四五六七八九"
_HAN_YEAR = f"[二一][{HAN_DIGITS}]{{3}}"
_FIRST = "[12１２]"  # like \d, it may be of full width
YEAR = rf"(?:{_FIRST}\d{{3}}|{_HAN_YEAR})"
_HAN_NUMBER = "[一二三四五六七八九十]"
DATE = (
    rf"(?:{_FIRST}\d{{3}}\s*年\s*\d{{1,2}}\s*月(?!份)(?:\s*\d{{1,2}}\s*日)?"
    rf"|{_HAN_YEAR}年{_HAN_NUMBER}{{1,2}}月(?:{_HAN_NUMBER}{{1,3}}日)?)"
)
_DATE = re.compile(DATE)
_DAY = re.compile(rf"[（(]?{DATE}[）)]?")
# As web pages print when they were put up; documents print 年月日 (GB/T 9704, 7.3.5).
_WEB_DAY = re.compile(
    r"[12]\d{3}([-./])\d{1,2}\1\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?(?:\s+\w{2,6}\s*[:：].*)?"
)
# 2024年, 〔2024〕, and the first of 2021-2023年
_YEAR = re.compile(
    rf"(?<!\d)({YEAR})(?=\s*年|\s*[〕\]）)】]|\s*[-—－–~～至]+\s*{_FIRST}\d{{3}}\s*年|[-./]\d{{1,2}}[-./]\d)"
)
_DIGITS = str.maketrans(HAN_DIGITS, "000123456789")


def date_in(text: str) -> str:
    """The first day or month of a year that a text names, as printed; "" for none."""
    match = _DATE.search(text)
    return match[0] if match else ""


def is_day(text: str) -> bool:
    """Whether a line holds a day and nothing else, as under a title or a signature."""
    return bool(_DAY.fullmatch(text))


def is_web_day(text: str) -> bool:
    """Whether a line holds only when a page was put up, and remarks: 2026-02-01 10:30  来源：…"""
    return bool(_WEB_DAY.fullmatch(text))


def years_in(text: str) -> list[int]:
    """The years that a text names, in order: 2024年, 二〇二四年, 〔2024〕, both of 2021—2023年."""
    return [int(year.translate(_DIGITS)) for year in _YEAR.findall(text)]
