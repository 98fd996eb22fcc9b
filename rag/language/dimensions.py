"""Figures of one dimension, set beside each other whatever their units: 3吨 and 3000公斤, 5名 and 5人, 3处 and 3个."""

from decimal import Decimal

from .figures import Figure
from .units import SAME_UNIT, SINGLE

# The units of a dimension, each as so much of its base unit.
_IN_BASE = {
    "亩": {"公顷": "15", "平方公里": "1500"},
    "公斤": {"吨": "1000", "斤": "0.5"},
    "米": {"公里": "1000"},
    "千瓦": {"兆瓦": "1000", "吉瓦": "1000000"},
    "千瓦时": {"兆瓦时": "1000"},
}
_BASE_OF = {unit: (base, Decimal(times)) for base, units in _IN_BASE.items() for unit, times in units.items()}
_BASE_OF |= dict.fromkeys(SINGLE, ("个", Decimal(1)))


def in_base(figure: Figure) -> tuple[Decimal, str]:
    """The value in the base unit of its dimension, and that unit; of most units, as it is."""
    unit = SAME_UNIT.get(figure.unit, figure.unit)
    base, times = _BASE_OF.get(unit, (unit, Decimal(1)))
    return figure.value * times, base
