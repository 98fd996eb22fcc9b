"""Colours and lines of what is drawn, as an object says, its layer, or a way to draw that it names."""

from typing import Any

from reportlab.lib.colors import CMYKColor, Color

from .resources import Resources
from .text import numbers

_OPAQUE = 255.0


class Paint:
    """How one object is drawn."""

    def __init__(self, item: Any, layer: Any, resources: Resources) -> None:
        named = (each.get("DrawParam") for each in (item, layer))
        self._told = [item, *(way for number in named for way in resources.ways(number))]
        self._opacity = float(item.get("Alpha", _OPAQUE)) / _OPAQUE

    def number(self, name: str, default: float) -> float:
        """What is told first of an attribute."""
        return float(next((each.get(name) for each in self._told if each.get(name)), default))

    def numbers(self, name: str) -> list[float]:
        """The same of one with several numbers."""
        return numbers(next((each.get(name) for each in self._told if each.get(name)), None), "")

    def colour(self, name: str) -> Color:
        """A colour; black where none is told, of a shading the one that it begins with."""
        element = next((each for told in self._told if (each := told.find(f"{{*}}{name}")) is not None), None)
        if element is None:
            return Color(0, 0, 0, self._opacity)
        opacity = self._opacity * float(element.get("Alpha", _OPAQUE)) / _OPAQUE
        if element.get("Value") is None:
            begun = element.find(".//{*}Segment/{*}Color")
            element = element if begun is None else begun
        parts = [_shade(part) for part in (element.get("Value") or "0 0 0").split()]
        if len(parts) == 4:
            cyan, magenta, yellow, black = parts
            return CMYKColor(cyan, magenta, yellow, black, alpha=opacity)
        red, green, blue = parts if len(parts) == 3 else parts[:1] * 3
        return Color(red, green, blue, opacity)


def _shade(part: str) -> float:
    """A share of a colour, written as 128 or #80."""
    return (int(part[1:], 16) if part.startswith("#") else float(part)) / _OPAQUE
