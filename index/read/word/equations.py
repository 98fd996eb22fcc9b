"""Word's equations (OMML) as one line of text that can be read: (a+b)/c, x², √n, ∑_(i=1)^n x."""

import re
from collections.abc import Callable
from typing import Any

from lxml.etree import QName

from ..raised import superscript

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WHOLE = re.compile(r"[\w.,%‰²³√]*|\([^()]*\)|（[^（）]*）")  # needs no brackets beside a sign
_LEFT_OUT = frozenset(("del", "moveFrom"))

Shown = Callable[[Any], bool]  # whether a run is printed


def linear(element: Any, shown: Shown) -> str:
    """What an ``m:oMath``, or any part of one, says."""
    name = _name(element)
    if name in _LEFT_OUT or name.endswith("Pr"):
        return ""
    if name == "r":
        return "".join(t.text or "" for t in element.iter(f"{_MATH}t")) if shown(element) else ""
    part = {_name(child): linear(child, shown) for child in element.iterchildren()}
    match name:
        case "f":
            return f"{_whole(part.get('num', ''))}/{_whole(part.get('den', ''))}"
        case "sSup":
            return part.get("e", "") + _raised(part.get("sup", ""))
        case "sSub":
            return part.get("e", "") + _lowered(part.get("sub", ""))
        case "sSubSup" | "sPre":
            scripts = _lowered(part.get("sub", "")) + _raised(part.get("sup", ""))
            return part.get("e", "") + scripts if name == "sSubSup" else scripts + part.get("e", "")
        case "rad":
            degree = part.get("deg", "")
            return (superscript(degree) if degree else "") + "√" + _whole(part.get("e", ""))
        case "nary":
            sign = _property(element, "chr", "∫")
            lower, upper = (
                f"{mark}{_whole(part[side])}" if part.get(side) else ""
                for mark, side in (("_", "sub"), ("^", "sup"))
            )
            return f"{sign}{lower}{upper} {part.get('e', '')}".rstrip()
        case "limLow" | "limUpp":
            return f"{part.get('e', '')}_{_whole(part.get('lim', ''))}"
        case "func":
            argument = part.get("e", "")
            return part.get("fName", "") + (argument if argument[:1] in "(（" else f"({argument})")
        case "d":
            begin, between, end = (
                _property(element, name, usual)
                for name, usual in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
            )
            return begin + between.join(_each(element, "e", shown)) + end
        case "m":
            return f"[{'; '.join(_each(element, 'mr', shown))}]"
        case "mr":
            return ", ".join(_each(element, "e", shown))
        case "eqArr":
            return "；".join(_each(element, "e", shown))
        case _:
            return "".join(linear(child, shown) for child in element.iterchildren())


def _name(element: Any) -> str:
    return QName(element).localname if isinstance(element.tag, str) else ""


def _each(element: Any, name: str, shown: Shown) -> list[str]:
    return [linear(child, shown) for child in element.iterchildren(f"{_MATH}{name}")]


def _property(element: Any, name: str, usual: str) -> str:
    given = element.find(f"{_MATH}{_name(element)}Pr/{_MATH}{name}")
    return usual if given is None else str(given.get(f"{_MATH}val", ""))


def _whole(text: str) -> str:
    return text if _WHOLE.fullmatch(text) else f"({text})"


def _raised(text: str) -> str:
    raised = superscript(text)
    return raised if raised != text or not text else f"^{_whole(text)}"


def _lowered(text: str) -> str:
    """CO2 and PM2.5 are written on one line as they are said; any other index is told apart."""
    return text if re.fullmatch(r"[\d.]*", text) else f"_{_whole(text)}"
