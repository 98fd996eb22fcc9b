"""What a cell shows: its value told by its number format, as ECMA-376 (18.8.30) describes these.

Two things differ from the screen, so that the words alone say what they mean: a negative figure always bears its
minus, where a format shows it by brackets or by red; and no figure is shortened because a column is narrow.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne

from openpyxl.utils.datetime import to_excel

from .dates import date_text, is_date
from .numbers import General, figures_text
from .tokens import Token, sections_of

Value = str | bool | int | float | datetime | date | time | timedelta | None

_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)\]")
_HOLDS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<=": le,
    ">=": ge,
    "<>": ne,
    "<": lt,
    ">": gt,
    "=": eq,
}


def displayed(value: Value, code: str) -> str:
    """The text that a cell with this value and number format shows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    sections = sections_of(code)
    if isinstance(value, str):
        return _words(value, sections)
    if is_date(sections[0]):
        return date_text(value, sections[0])
    number = value if isinstance(value, int | float) else to_excel(value)
    return _figures(Decimal(repr(number)), sections)


def _words(value: str, sections: list[list[Token]]) -> str:
    section = sections[3] if len(sections) > 3 else sections[-1]
    if not any(token.kind == "words" for token in section):
        return "" if len(sections) > 3 else value
    return "".join(value if token.kind == "words" else token.text for token in section).strip()


def _figures(number: Decimal, sections: list[list[Token]]) -> str:
    section, apart = _section(number, sections)
    if not section:
        return ""
    text = figures_text(abs(number), section).strip()
    if number >= 0 or not re.search("[1-9]", text):
        return text
    bare = re.sub(r"^[(（](.*)[)）]$", r"\1", text)
    return text if apart and bare.lstrip().startswith(("-", "−", "–")) else f"-{bare}"


def _section(number: Decimal, sections: list[list[Token]]) -> tuple[list[Token], bool]:
    """The section for a number, and whether it was made for negative ones alone."""
    numeric = [section for section in sections[:3] if not any(token.kind == "words" for token in section)]
    conditions = [
        next((c for t in section if (c := _CONDITION.fullmatch(t.text))), None) for section in numeric
    ]
    if any(conditions):
        for section, condition in zip(numeric, conditions, strict=True):
            if condition is None or _HOLDS[condition[1]](number, Decimal(condition[2])):
                return section, False
        return [General], False
    if not numeric:
        return [General], False
    if number < 0 and len(numeric) > 1:
        return numeric[1], True
    return (numeric[2], False) if number == 0 and len(numeric) > 2 else (numeric[0], False)
