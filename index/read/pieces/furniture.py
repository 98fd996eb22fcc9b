"""What a printer puts on each page around the text: running heads and feet, page numbers.

Known by where it stands: outermost on its page, and again in the same place on another.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from ..printed import PrintedLine

Page = Sequence[PrintedLine]

_NUMBER = re.compile(
    r"[-—–―－·•\s]*(?:第\s*)?\d{1,4}\s*页?(?:[/，,\s]*共?\s*\d{1,4}\s*页)?[-—–―－·•\s]*|\d{1,4}/\d{1,4}"
)
_OFF = 2.0  # sizes that the same line may stand lower or higher
_APART = 1.5  # sizes between the text and the number at its foot
_MASTHEAD = 1.25  # a line so much larger than the text is the document's own head, not a running one
_MOST = 4  # lines of furniture on a page; forms that are the same page by page are text


def without_furniture(pages: Sequence[Page], size: float) -> list[list[PrintedLine]]:
    """The lines of each page that belong to the text, whose letters are of this size."""
    places: dict[str, list[PrintedLine]] = {}
    for line in (line for page in pages for line in page):
        places.setdefault(_words(line.text), []).append(line)
    kept: list[list[PrintedLine]] = []
    seen: set[str] = set()
    for page in pages:
        above = _outer(page, places)
        below = _outer(page[len(above) :][::-1], places) or _number(page[len(above) :])
        mastheads = [line for line in above if line.size >= _MASTHEAD * size and line.text not in seen]
        seen.update(line.text for line in mastheads)
        kept.append([*mastheads, *page[len(above) : len(page) - len(below)]])
    return kept


def _outer(page: Page, places: Mapping[str, Page]) -> Page:
    """The lines from the edge inwards that are repeated on other pages."""
    outer = list(takewhile(lambda line: _is_repeated(line, places), page))
    return outer if len(outer) <= _MOST else []


def _is_repeated(line: PrintedLine, places: Mapping[str, Page]) -> bool:
    near = _OFF * line.size
    return any(
        other.page != line.page and abs(other.box.top - line.box.top) < near
        for other in places[_words(line.text)]
    )


def _words(text: str) -> str:
    """What a line says but for the number of its page."""
    return "".join(part for part in re.split(r"\s{2,}", text) if not _NUMBER.fullmatch(part.strip()))


def _number(page: Page) -> Page:
    """The last line, if it is a number set apart from the text: in a document of one page nothing is repeated."""
    if len(page) < 2 or not _NUMBER.fullmatch(page[-1].text):
        return []
    return page[-1:] if page[-1].box.top - page[-2].box.bottom > _APART * page[-2].size else []
