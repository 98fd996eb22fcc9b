"""Sums over figures, written out so that anyone can check them: 5.5%－5.3%＝0.2个百分点, 105公里＋112公里＝217公里."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add, sub, truediv

from .dimensions import in_base
from .figures import Figure, find_figures

_PLACES = Decimal("0.1")  # to which a share is rounded
_SCALES = (("亿", Decimal(10) ** 8), ("万", Decimal(10) ** 4))
_TERM = r"(?:（[-−]\d[^（）＋－÷＝≈，。；：、|\s]*）|\d[^（）＋－÷＝≈，。；：、|\s]*)"
_SUM = re.compile(
    rf"(?P<terms>{_TERM}(?:(?P<sign>[＋－÷]){_TERM}(?:(?P=sign){_TERM})*))(?P<equals>[＝≈])(?P<result>-?\d[^（）＋－÷＝≈，。；：、|\s]*)"
)
_DOES: dict[str, Callable[[Decimal, Decimal], Decimal]] = {"＋": add, "－": sub, "÷": truediv}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum as it is written, right or wrong."""

    text: str
    terms: tuple[Figure, ...]
    sign: str
    result: Figure

    @property
    def holds(self) -> bool:
        """Whether it is right, units and all; a share to the last place that is written."""
        worked = _worked(self.terms, self.sign)
        if worked is None:
            return False
        value, unit = worked
        given, own = in_base(self.result)
        exact = "＝" in self.text
        return unit == own and (value == given if exact else value.quantize(_PLACES) == given)


def find_sums(text: str) -> list[Sum]:
    """The sums that a text writes out, those that are none (a term is no figure) left out."""
    found = []
    for match in _SUM.finditer(text):
        terms = [_figure(term.strip("（）")) for term in re.findall(_TERM, match["terms"])]
        result = _figure(match["result"])
        if result and all(terms):
            found.append(Sum(match[0], tuple(term for term in terms if term), match["sign"], result))
    return found


def written_sum(sign: str, terms: Sequence[Figure]) -> Sum | None:
    """The sum of some figures, with its result; None where they cannot be reckoned with: ranges, units that differ."""
    worked = None if any(term.upper is not None for term in terms) else _worked(terms, sign)
    if worked is None:
        return None
    value, unit = worked
    rounded = value.quantize(_PLACES) if sign == "÷" else value
    left = sign.join(f"（{each}）" if each[0] == "-" else each for each in map(plain_figure, terms))
    # As the first term is printed, not in the base unit: 亿斤, not 公斤.
    own = terms[0].unit if in_base(terms[0])[1] == unit else unit
    times = in_base(terms[0])[0] / terms[0].value if own != unit and terms[0].value else Decimal(1)
    shared = next((scale for scale in _SCALES if all(scale[0] in term.text for term in terms)), None)
    printed = "".join(term.text for term in terms)
    result = _printed(rounded / times, own, printed, shared if own == terms[0].unit else None)
    return next(iter(find_sums(f"{left}{'＝' if rounded == value else '≈'}{result}")), None)


def plain_figure(figure: Figure) -> str:
    """A figure in digits, without its qualifier: 5% of 5%左右, 20万人 of 20余万人, -2.3% of 下降2.3%."""
    return _printed(figure.value, figure.unit, figure.text)


def _worked(terms: Sequence[Figure], sign: str) -> tuple[Decimal, str] | None:
    """Value and base unit of a result: shares differ by 百分点 and add up to nothing, a share is of two of one unit."""
    values, units = zip(*map(in_base, terms), strict=True)
    if len(set(units)) != 1 or not units[0] or (sign == "÷" and not all(values[1:])):
        return None
    if units[0] == "%" and sign != "－":
        return None
    value = reduce(_DOES[sign], values)
    if sign == "÷":
        return value * 100, "%"
    return value, "百分点" if units[0] == "%" else units[0]


def _figure(text: str) -> Figure | None:
    figures = find_figures(text)
    return figures[0] if len(figures) == 1 and figures[0].text == text else None


def _printed(value: Decimal, unit: str, like: str, given: tuple[str, Decimal] | None = None) -> str:
    """The value with the given scale, or else the largest that stands in ``like`` and that it reaches."""
    scale, times = given or next(
        ((name, times) for name, times in _SCALES if abs(value) >= times and name in like), ("", Decimal(1))
    )
    if not scale and "亿" in like and abs(value) >= _SCALES[1][1]:
        scale, times = _SCALES[1]
    number = f"{(value / times).normalize():f}"
    return f"{number}{scale}{'个' if unit == '百分点' else ''}{unit}"
