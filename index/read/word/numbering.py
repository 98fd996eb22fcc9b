"""The numbers that Word puts before paragraphs by itself: 一、 is printed but is nobody's text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from .styles import value

_HAN = "〇一二三四五六七八九"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = {
    "M": 1000,
    "CM": 900,
    "D": 500,
    "CD": 400,
    "C": 100,
    "XC": 90,
    "L": 50,
    "XL": 40,
    "X": 10,
    "IX": 9,
    "V": 5,
    "IV": 4,
    "I": 1,
}
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "ideographDigital",
    "japaneseCounting",
    "taiwaneseCounting",
)


def chinese(number: int) -> str:
    """十一 for 11; 一百零五 for 105."""
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        return f"{_HAN[hundreds % 10]}百" + (("零" if rest < 10 else "") + chinese(rest) if rest else "")
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_HAN[tens]}十") + (
        _HAN[ones] if ones or not tens else ""
    )


def roman(number: int) -> str:
    """IV for 4."""
    text = ""
    for letters, worth in _ROMAN.items():
        text += letters * (number // worth)
        number %= worth
    return text


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalFullWidth": lambda number: str(number).translate(
        {48 + digit: 0xFF10 + digit for digit in range(10)}
    ),
    "decimalEnclosedCircle": lambda number: chr(0x2460 + number - 1) if number <= 20 else f"({number})",
    "decimalEnclosedCircleChinese": lambda number: (
        chr(0x2460 + number - 1) if number <= 20 else f"({number})"
    ),
    "lowerLetter": lambda number: chr(ord("a") + (number - 1) % 26),
    "lowerRoman": lambda number: roman(number).lower(),
    "upperRoman": roman,
    "decimalZero": lambda number: f"{number:02}",
    "ideographTraditional": lambda number: _STEMS[(number - 1) % 10],
    "none": lambda number: "",
    "upperLetter": lambda number: chr(ord("A") + (number - 1) % 26),
    **dict.fromkeys(_CHINESE, chinese),
}


def numbered(label: str, text: str) -> str:
    """A paragraph with the number before it, which must not run into a figure: ``1. 38.6公里``."""
    if not label or not text.strip():
        return text
    text = text.lstrip()
    before_figure = text[0].isdecimal() and (label[-1].isascii() or any(map(str.isdecimal, label)))
    return label + (" " if label[-1].isalnum() or before_figure else "") + text


@dataclass
class Numbering:
    """The numbered lists of one document; counts on as its paragraphs are passed in order."""

    lists: dict[str, str]  # w:numId -> its abstract list
    levels: dict[tuple[str, int], Any]  # (abstract list, level) -> w:lvl
    styles: dict[str, Any]  # w:styleId -> w:style
    restarts: dict[str, dict[int, int]]  # w:numId -> level -> the number with which it begins anew
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "Numbering":
        """Read the lists of a python-docx document."""
        relations = document.part.rels.values()
        root = next(
            (r.target_part.element for r in relations if r.reltype == RELATIONSHIP_TYPE.NUMBERING), None
        )
        numbers = [] if root is None else root.findall(qn("w:num"))
        abstracts = [] if root is None else root.findall(qn("w:abstractNum"))
        return cls(
            {number.get(qn("w:numId")): value(number, "w:abstractNumId") or "" for number in numbers},
            {
                (abstract.get(qn("w:abstractNumId")), int(level.get(qn("w:ilvl"), "0"))): level
                for abstract in abstracts
                for level in abstract.findall(qn("w:lvl"))
            },
            {style.get(qn("w:styleId")): style for style in document.styles.element.findall(qn("w:style"))},
            {
                number.get(qn("w:numId")): {
                    int(override.get(qn("w:ilvl"), "0")): int(start)
                    for override in number.findall(qn("w:lvlOverride"))
                    if (start := value(override, "w:startOverride"))
                }
                for number in numbers
            },
        )

    def label(self, paragraph: Any) -> str:
        """What Word prints before this ``w:p``: ``一、`` or ``（二）``; "" for bullets and plain paragraphs."""
        number, depth = self._place(paragraph.find(qn("w:pPr")))
        name = self.lists.get(number, "")
        level = self.levels.get((name, depth))
        if level is None:
            return ""
        anew = self.restarts.get(number, {}).pop(depth, None)  # only where the list is first used
        if anew is not None:
            self.counts[name, depth] = anew - 1
        self.counts[name, depth] = self.counts.get((name, depth), self._start(name, depth) - 1) + 1
        for deeper in [place for place in self.counts if place[0] == name and place[1] > depth]:
            del self.counts[deeper]
        label = value(level, "w:lvlText") or ""
        if value(level, "w:numFmt") == "bullet":
            return ""
        for above in range(depth + 1):
            count = self.counts.get((name, above), self._start(name, above))
            style = value(self.levels[name, above], "w:numFmt") if (name, above) in self.levels else "decimal"
            label = label.replace(f"%{above + 1}", _FORMATS.get(style or "decimal", str)(count))
        return label

    def _start(self, name: str, depth: int) -> int:
        level = self.levels.get((name, depth))
        return int((level is not None and value(level, "w:start")) or "1")

    def _place(self, properties: Any) -> tuple[str, int]:
        """List and level of a paragraph, by its own properties, its style's or those its style is based on."""
        number = depth = ""
        name = None if properties is None else value(properties, "w:pStyle")
        seen: set[str] = set()
        while True:
            given = None if properties is None else properties.find(qn("w:numPr"))
            if given is not None:
                number = value(given, "w:numId") or ""
                depth = depth or value(given, "w:ilvl") or ""
            if number or name is None or name in seen or name not in self.styles:
                return number, int(depth or "0")
            seen.add(name)
            properties = self.styles[name].find(qn("w:pPr"))
            name = value(self.styles[name], "w:basedOn")
