"""Values of numerals as Chinese reports print them: 13, 3,500, 1.2万, 十三, 二〇二五, 九成, 三分之一.

The grammar of Chinese numerals is cn2an's, in its strict mode: a run that is no well-formed numeral
(十四五, 三四十) has no value rather than a guessed one. Values are exact (``Decimal``).
"""

import re
from decimal import Decimal
from functools import lru_cache

ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_DIGITS = "零一二三四五六七八九"
_TERM = re.compile(rf"({ARABIC})([百千万亿]*)")
_SCALE = {"百": 2, "千": 3, "万": 4, "亿": 8}  # powers of ten
_PARTS = {"百": Decimal(100), "千": Decimal(1000), "万": Decimal(10000)}  # 百分之, 千分之, 百分之百
_LONGEST = 40  # characters; no report prints a longer numeral
_RAISED_POINT = re.compile(r"(?<=\d)·(?=\d)")  # as reports printed it before 2000: 19·5％
_WIDE_COMMA = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
# Same length on purpose: positions in the folded text are positions in the text.
_FOLD = {
    code: chr(code - 0xFEE0)
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF5B), 0xFF05, 0xFF0B, 0xFF0F)
}
_FOLD |= {
    ord(old): new
    for old, new in {"．": ".", "○": "〇", "兩": "两", "萬": "万", "億": "亿", "餘": "余"}.items()
}


def fold(text: str) -> str:
    """Full-width digits and letters made half-width, old forms of numerals simplified; same length.

    ２９，７３１ is one numeral: a full-width comma counts as one where full-width digits stand in threes.
    """
    return _RAISED_POINT.sub(".", _WIDE_COMMA.sub(",", text)).translate(_FOLD)


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal | None:
    """The value of a numeral, Arabic, Chinese or mixed; None when ``text`` is not one.

    >>> number("1.2万"), number("两万三千"), number("二〇二五"), number("十四五")
    (Decimal('12000'), Decimal('23000'), Decimal('2025'), None)
    """
    text = fold(text.strip())
    if not text.isprintable() or not 0 < len(text) <= _LONGEST:
        return None
    value = _arabic(text) if text[0].isdecimal() else _chinese(text)
    return value if value is None else Decimal(f"{value:f}")  # 25000, not 2.5E+4


def percent(text: str) -> Decimal | None:
    """The per cent that a share says: 59.4%, 百分之五点六, 五成九, 三分之一, 2‰, 过半; else None.

    Thirds and the like are cut off at the precision of ``Decimal``, the same way each time.
    """
    text = fold(text.strip())
    if re.fullmatch(r"一半|[超过]?半数?|过半数", text):
        return Decimal(50)
    if text.endswith(("%", "‰")):
        value = number(text[:-1])
        return value if value is None or text[-1] == "%" else value / 10
    if "分之" in text:
        below, above = (_PARTS.get(part, number(part)) for part in text.split("分之", 1))
        return above * 100 / below if below and above is not None else None
    tenths, mark, rest = text.partition("成")
    value, extra = number(tenths), Decimal(5) if rest == "半" else number(rest or "零")
    return None if not mark or value is None or extra is None or extra > 9 else value * 10 + extra


def _arabic(text: str) -> Decimal | None:
    """1.2万, 3亿5000万: terms whose scales fall."""
    terms = _TERM.findall(text)
    if "".join(digits + scale for digits, scale in terms) != text:
        return None
    total, above = Decimal(0), None
    for digits, scale in terms:
        power = sum(_SCALE[mark] for mark in scale)
        term = Decimal(digits.replace(",", "")).scaleb(power)
        if above is not None and term >= Decimal(1).scaleb(above):
            return None
        total, above = total + term, power
    return total


def _chinese(text: str) -> Decimal | None:
    text = text.translate({ord("两"): "二", ord("〇"): "零"})
    if re.fullmatch(rf"[{_DIGITS}]{{4}}", text):  # digit by digit, as years are printed
        return Decimal(_digits(text))
    parts = re.fullmatch(rf"([^点]+)(?:点([{_DIGITS}]+)([百千万亿]*))?", text)
    whole = _whole(parts[1]) if parts else None
    if parts is None or whole is None or parts[2] is None:
        return whole
    power = sum(_SCALE[mark] for mark in parts[3])
    return (whole + Decimal("0." + _digits(parts[2]))).scaleb(power)


def _digits(text: str) -> str:
    return "".join(str(_DIGITS.index(char)) for char in text)


def _whole(text: str) -> Decimal | None:
    from cn2an import cn2an  # 0.2 s to import, wanted for Chinese numerals only

    if not re.fullmatch(rf"[{_DIGITS}十百千万亿]+", text):  # cn2an knows more: signs, 廿, 壹; reports do not
        return None
    try:
        return Decimal(cn2an(text, "strict"))
    except (ValueError, KeyError):  # its way to say that this is no numeral
        return None
