"""Dates, times and durations told by the date parts of a number format."""

from datetime import date, datetime, time, timedelta
from typing import cast

import cn2an
from openpyxl.utils.datetime import from_excel

from .tokens import Token, sections_of

Moment = datetime | date | time | timedelta

_SYSTEM = {"-F800": 'yyyy"年"m"月"d"日"', "-F400": "h:mm:ss"}  # the long date and time of a Chinese system
_CHINESE = "[DBNUM1]"  # 二〇二五年三月
_WEEK = "一二三四五六日"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")


def is_date(section: list[Token]) -> bool:
    """Whether a section of a format shows dates or times."""
    return any(token.kind == "date" or token.text in _SYSTEM for token in section)


def date_text(value: int | float | Moment, section: list[Token]) -> str:
    """A date, time or duration as this section shows it."""
    for token in section:
        if token.text in _SYSTEM:
            section = sections_of(_SYSTEM[token.text])[0]
    if isinstance(value, int | float):
        elapsed = any(token.text.startswith("[") for token in section if token.kind == "date")
        value = cast(Moment, from_excel(value, timedelta=elapsed))
    lasted = _lasted(value)
    moment = _moment(value)
    chinese = any(token.text.upper() == _CHINESE for token in section)
    halves = any(token.text in ("am/pm", "a/p", "上午/下午") for token in section)
    parts = []
    for place, token in enumerate(section):
        if token.kind == "date":
            part = _part(token.text, moment, lasted, _is_minute(section, place), halves)
            parts.append(_in_chinese(part, token.text) if chinese and part.isdecimal() else part)
        elif token.kind in ("text", "fraction", "point"):
            parts.append(token.text)
    return "".join(parts).strip()


def _moment(value: Moment) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime.combine(value, time())
    if isinstance(value, time):
        return datetime.combine(date(1900, 1, 1), value)
    return datetime(1900, 1, 1) + value


def _lasted(value: Moment) -> timedelta:
    if isinstance(value, timedelta):
        return value
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
    return _moment(value) - datetime(1899, 12, 30)


def _is_minute(section: list[Token], place: int) -> bool:
    """Whether an m counts minutes: it stands after hours or before seconds."""
    parts = [(n, token.text.strip("[]")[:1]) for n, token in enumerate(section) if token.kind == "date"]
    parts = [(n, letter) for n, letter in parts if letter in "ymdhse"]
    at = next((i for i, (n, _) in enumerate(parts) if n == place), None)
    if at is None:
        return False
    return (at > 0 and parts[at - 1][1] == "h") or (at + 1 < len(parts) and parts[at + 1][1] == "s")


def _part(code: str, moment: datetime, lasted: timedelta, minute: bool, halves: bool) -> str:
    seconds = int(lasted.total_seconds())
    if code.startswith("["):
        return str(seconds // {"h": 3600, "m": 60, "s": 1}[code[1]]).zfill(len(code) - 2)
    if code in ("am/pm", "a/p", "上午/下午"):
        before, after = ("上午", "下午") if code == "上午/下午" else ("AM", "PM")
        return before if moment.hour < 12 else after
    letter, width = code[0], len(code)
    if letter in "ye":
        return f"{moment.year % 100:02}" if letter == "y" and width <= 2 else str(moment.year)
    if letter == "a":
        return ("星期" if width == 4 else "") + _WEEK[moment.weekday()]
    if letter == "d" and width > 2:
        return moment.strftime("%A") if width == 4 else _DAYS[moment.weekday()]
    if letter == "m" and not minute and width > 2:
        return moment.strftime("%B") if width == 4 else _MONTHS[moment.month - 1]
    hour = (moment.hour % 12 or 12) if halves else moment.hour
    number = {"d": moment.day, "h": hour, "s": moment.second, "m": moment.minute if minute else moment.month}[
        letter
    ]
    return str(number).zfill(min(width, 2))


def _in_chinese(figures: str, code: str) -> str:
    return figures.translate(_DIGITS) if code[0] in "ye" else str(cn2an.an2cn(int(figures)))
