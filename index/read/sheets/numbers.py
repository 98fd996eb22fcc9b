"""Figures told by the digits, marks and words of one section of a number format."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .tokens import Token

General = Token("general", "General")

_SIGNIFICANT = 11  # digits that a cell shows where no format asks for more


def figures_text(number: Decimal, section: list[Token]) -> str:
    """A number that is not negative, as this section shows it."""
    kinds = [token.kind for token in section]
    if "general" in kinds or "digit" not in kinds:
        return "".join(
            _general(number) if token.kind == "general" else token.text
            for token in section
            if token.kind in ("general", "text", "fraction")
        )
    if "fraction" in kinds:
        return _fraction(number, section)
    if "exponent" in kinds:
        return f"{number:.{_decimals(section)}E}"
    return _fixed(number, section)


def _general(number: Decimal) -> str:
    rounded = Decimal(f"{number:.{_SIGNIFICANT - 1}E}") if number != number.to_integral() else number
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decimals(section: list[Token]) -> int:
    """The digits after the point."""
    kinds = [token.kind for token in section]
    if "point" not in kinds:
        return 0
    point = kinds.index("point")
    end = kinds.index("exponent") if "exponent" in kinds else len(kinds)
    return kinds[point:end].count("digit")


def _fixed(number: Decimal, section: list[Token]) -> str:
    kinds = [token.kind for token in section]
    digits = [place for place, kind in enumerate(kinds) if kind == "digit"]
    point = kinds.index("point") if "point" in kinds else len(section)
    whole = [place for place in digits if place < point]
    decimals = [place for place in digits if place > point]
    last = (decimals or whole)[-1]
    ends = whole[-1] if whole else -1
    scale = sum(kind == "comma" for kind in kinds[max(last, ends) + 1 :])  # each leaves out three digits
    scale += sum(kind == "comma" for kind in kinds[ends + 1 : point]) if decimals else 0
    grouped = bool(whole) and "comma" in kinds[whole[0] : whole[-1]]
    scaled = number * 100 ** kinds.count("percent") / 1000**scale
    rounded = scaled.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    before, _, after = f"{rounded:f}".partition(".")
    shown = _whole(before, [section[place].text for place in whole], grouped)
    printed = dict(zip(whole, shown, strict=True)) | dict(zip(decimals, after, strict=True))
    for place in reversed(decimals):  # 0.## shows no zeros at its end
        if section[place].text == "0" or printed[place] != "0":
            break
        printed[place] = ""
    return "".join(_part(place, token, printed) for place, token in enumerate(section))


def _part(place: int, token: Token, printed: dict[int, str]) -> str:
    if token.kind == "digit":
        return printed[place]
    if token.kind == "point":
        return "." if any(text for other, text in printed.items() if other > place) else ""
    return token.text if token.kind in ("text", "percent", "fraction") else ""


def _whole(digits: str, pattern: list[str], grouped: bool) -> list[str]:
    """The digits before the point, one text for each place of the pattern; the first takes what is left over."""
    digits = "" if digits == "0" else digits
    least = len(pattern) - pattern.index("0") if "0" in pattern else 0
    digits = digits.zfill(least)
    if not pattern:
        return []
    shown = []
    for place in range(len(pattern)):
        right = len(pattern) - place - 1  # digits to the right of this one
        end = len(digits) - right
        part = digits[: max(0, end)] if place == 0 else digits[max(0, end - 1) : max(0, end)]
        shown.append(_in_groups(part, right) if grouped else part)
    return shown


def _in_groups(part: str, right: int) -> str:
    """Digits with a comma wherever a multiple of three follows them."""
    return "".join(
        digit + ("," if (rest := len(part) - n - 1 + right) and rest % 3 == 0 else "")
        for n, digit in enumerate(part)
    )


def _fraction(number: Decimal, section: list[Token]) -> str:
    slash = [token.kind for token in section].index("fraction")
    places = sum(token.kind == "digit" for token in section[slash:])
    whole = int(number)
    part = Fraction(number - whole).limit_denominator(10 ** max(1, places) - 1)
    if part == 1:
        whole, part = whole + 1, Fraction(0)
    return " ".join(filter(None, (str(whole) if whole or not part else "", str(part) if part else "")))
