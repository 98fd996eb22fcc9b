"""The article of a page, among what its site puts around it.

Known by structure, not by words: running text that leads nowhere is the article's, the title is what the page calls itself,
links and buttons around both are the site's.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from ...text import marker
from ..blocks import TITLE
from .flow import Printed

_CLAUSE = re.compile("[，。；！？]")
_SHARE = 0.7  # of a page's running text that is its article
_LEAD = 0.2  # of it that may stand right under the title without being all of the article
_LABEL = r"[\u4e00-\u9fff]{2,6}\s*[：:]"
_NEXT_ENTRY = re.compile(rf"[\s\u3000|｜]+(?={_LABEL})")
_EMPTY_ENTRY = re.compile(rf"{_LABEL}[\s|｜]*(?:\d+\s*次?)?[\s|｜]*")  # 分享到： 浏览次数：1307
_BUTTONS = re.compile(  # 【大 中 小】 打印
    r"(?:[【\[][^【】\[\]。]{0,12}[】\]]|[【】])(?:[\s\u3000]+[\u4e00-\u9fff]{2,4}(?=[\s\u3000]|$))*"
)
_DAY = re.compile(r"(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年.{1,3}月.{1,3}日")
_BUTTON = re.compile(r"\s*[\u4e00-\u9fff]{2,4}\s*")  # 打印 without brackets, right after an entry
_AROUND = " \t\u3000\xa0|｜"
_CONTROLS = re.compile(r"[\s|｜/、·>»＞‹›«<\-]*")


class Page:
    """The lines of a page, with how much of what lies below each element."""

    def __init__(self, lines: Sequence[Printed], root: Any, whole: bool = False) -> None:
        """``whole``: no site is around the text."""
        self.lines = lines
        self.root = root
        self.runs = [_runs(line) for line in lines]
        self.running: dict[Any, int] = defaultdict(int)  # characters of running text
        self.size: dict[Any, int] = defaultdict(int)  # characters
        self.linked: dict[Any, int] = defaultdict(int)  # characters in links
        for line, runs in zip(lines, self.runs, strict=True):
            self.running[line.element] += (line.size - line.linked) * runs
            self.size[line.element] += line.size
            self.linked[line.element] += line.linked
        for element in reversed(list(root.iter())):
            if element is not root:
                for sums in (self.running, self.size, self.linked):
                    sums[element.getparent()] += sums[element]
        self.clutter = [not whole and self._is_clutter(index) for index in range(len(lines))]

    def article(self, names: Sequence[str]) -> list[Printed]:
        """The lines of the article; ``names``: what the page calls itself, by which its title is told."""
        core = self._core() if any(self.clutter) else self.root
        first, _ = self._running(core)
        title = self._title(min(first + 1, len(self.lines)), names)
        if title:
            core = self._narrowed(core, title)
        first, last = self._running(core)
        inside = self._inside(core)
        for index in title:
            self.lines[index].level = TITLE
        begin = self._begin(first, title, inside)
        front = [self._front(index, first) for index in range(begin, first) if not self.clutter[index]]
        middle = [self.lines[n] for n in range(first, last + 1) if not self.clutter[n] or self._stays(n)]
        return [*chain.from_iterable(front), *middle, *self.lines[last + 1 : self._end(last, inside)]]

    def _core(self) -> Any:
        """The innermost element with most of the running text, and what is around it without clutter."""
        core, total = self.root, self.running[self.root]
        while total and (inner := [child for child in core if self.running[child] >= _SHARE * total]):
            core = inner[0]
        cluttered: dict[Any, int] = defaultdict(int)
        for line, clutter in zip(self.lines, self.clutter, strict=True):
            if clutter:
                for element in (line.element, *line.element.iterancestors()):
                    cluttered[element] += 1
        while core is not self.root and cluttered[core.getparent()] == cluttered[core]:
            core = core.getparent()
        return core

    def _narrowed(self, core: Any, title: range) -> Any:
        """The part of the page that holds the title and text under it, if clutter parts it from all that follows."""
        element = self.lines[title[-1]].element
        path = [element, *element.iterancestors()]
        whole = next(each for each in (core, *core.iterancestors()) if each in path)
        around = self._inside(whole)
        for part in reversed(path[: path.index(whole)]):
            if self.running[part] < _LEAD * self.running[whole]:
                break
            own = self._inside(part)
            below = [index for index in own if self.runs[index] and index not in title]
            after = [index for index in around if self.runs[index] and index >= own.stop]
            if below and after and any(self.clutter[below[-1] : after[0]]):
                return part
        return core

    def _inside(self, core: Any) -> range:
        """The lines that lie in an element."""
        elements = set(core.iter())
        places = [index for index, line in enumerate(self.lines) if line.element in elements]
        return range(places[0], places[-1] + 1) if places else range(0)

    def _running(self, core: Any) -> tuple[int, int]:
        """The first and last running text in an element; beyond the end where it has none."""
        running = [index for index in self._inside(core) if self.runs[index]]
        return (running[0], running[-1]) if running else (len(self.lines), len(self.lines) - 1)

    def _is_clutter(self, index: int) -> bool:
        """Whether a line is a control, or lies in a part of the page that mostly leads elsewhere."""
        line = self.lines[index]
        if self.runs[index] or not line.size:
            return False
        if _CONTROLS.fullmatch(_BUTTONS.sub("", _unlinked(line))):
            return True
        size, linked = line.size, line.linked
        if not self.running[line.element]:
            part = line.element
            while (
                part.getparent() is not None and not self.running[part.getparent()] and part is not self.root
            ):
                part = part.getparent()
            size, linked = self.size[part], self.linked[part]
        return 2 * linked >= size or 2 * line.linked >= line.size

    def _stays(self, index: int) -> bool:
        """Whether a link amid the article is of it: it stands alone, as a heading or a paragraph."""
        line = self.lines[index]
        beside = [near for near in (index - 1, index + 1) if 0 <= near < len(self.lines)]
        return bool(line.linked) and not any(self.clutter[near] for near in beside)

    def _title(self, end: int, names: Sequence[str]) -> range:
        """The lines before ``end`` that are the title: what says most of what the page calls itself, or the only
        heading of its level, or what stands right above the entries (来源：…); rather without clutter below it."""
        called = [_bare(name) for name in names]
        above = [index for index in range(end) if not self.clutter[index] and self.lines[index].table is None]
        near = max((index + 1 for index in range(end) if self.clutter[index]), default=0)
        for places in ([index for index in above if index >= near], above):
            said = [(len(bare), n) for n in places if _is_named(bare := _bare(self.lines[n].text), called)]
            if said:
                return self._whole_title(max(said)[1], called)
            if (index := self._title_by_place(places)) is not None:
                return range(index, index + 1)
        return range(0)

    def _whole_title(self, last: int, called: Sequence[str]) -> range:
        """All lines of a title, by the last of them."""
        first, whole = last, _bare(self.lines[last].text)
        while first and any(_bare(self.lines[first - 1].text) + whole in name for name in called):
            first -= 1
            whole = _bare(self.lines[first].text) + whole
        return range(first, last + 1)

    def _title_by_place(self, places: Sequence[int]) -> int | None:
        """The only heading of its level among these lines, or what stands right above the entries."""
        levels = Counter(line.level for line in self.lines)
        for index in places:
            line = self.lines[index]
            if line.level is not None and levels[line.level] == 1 and not marker(line.text.strip()):
                return index
        if any(self.clutter):
            labelled = {index: bool(re.match(rf"\s*{_LABEL}", self.lines[index].text)) for index in places}
            for index in places:
                if not labelled[index] and labelled.get(index + 1):
                    return index
        return None

    def _begin(self, first: int, title: range, inside: range) -> int:
        """Where the article begins: at its title, or above it what is in one part with the text."""
        begin = min(first, *title) if title else first
        while begin and not self.clutter[begin - 1] and (not title or begin - 1 in inside):
            begin -= 1
        return begin

    def _front(self, index: int, first: int) -> list[Printed]:
        """A line above the text, which begins with line ``first``, without the buttons in it, each entry with its label
        (来源：…) on a line."""
        line = self.lines[index]
        parts = _entries(line)
        if line.level is not None or line.table is not None or not any(self.clutter):
            return [line]
        if not line.linked and self._is_beside(index, first):  # 各位代表：, an address and no entry
            return [line]
        if len(parts) == 1 and not line.linked and not _BUTTONS.search(line.text):
            return [line]
        told = [_BUTTONS.sub(" ", part).strip(_AROUND) for part in parts if not _BUTTON.fullmatch(part)]
        told = [entry for entry in told if not (_EMPTY_ENTRY.fullmatch(entry) or _CONTROLS.fullmatch(entry))]
        return [replace(line, pieces=[(entry, False)]) for entry in told]

    def _is_beside(self, index: int, first: int) -> bool:
        """Whether a line is a paragraph as the text's first one is, with only such between them."""
        begins = self.lines[first].element if first < len(self.lines) else self.root
        between = [line.element for line in self.lines[index:first]]
        return all(
            each is not begins and each.tag == begins.tag and each.getparent() is begins.getparent()
            for each in between
        )

    def _end(self, last: int, inside: range) -> int:
        """Where the article ends: before the first control under it; outside of its part, after the day that signs it."""
        end = last + 1
        while end < len(self.lines) and end in inside and not self.clutter[end]:
            end += 1
        for index in range(end, len(self.lines)):
            if self.clutter[index] or self.runs[index]:
                break
            if _DAY.fullmatch(self.lines[index].text.strip()):
                return index + 1
        return end


def _runs(line: Printed) -> bool:
    """Whether a line is running text that leads nowhere, or a table."""
    words = line.table is not None or bool(_CLAUSE.search(_unlinked(line)))
    return words and 2 * line.linked < line.size


def _unlinked(line: Printed) -> str:
    return "".join(words for words, linked in line.pieces if not linked)


def _entries(line: Printed) -> list[str]:
    """The entries of a line such as 来源：… 日期：…, parted by their labels; buttons beside them stand alone."""
    entries = [""]
    labelled = False
    for words, linked in line.pieces:
        start, *more = _NEXT_ENTRY.split("" if linked else words)
        is_label = bool(re.match(rf"\s*{_LABEL}", start))
        if is_label or (labelled and _BUTTON.fullmatch(start)) or _BUTTON.fullmatch(entries[-1]):
            entries.append(start)
        else:
            entries[-1] += start
        entries += more
        labelled = bool(re.match(rf"\s*{_LABEL}\s*\S", entries[-1]))
    return entries


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_named(text: str, called: Sequence[str]) -> bool:
    """Whether a line is a name that the page calls itself, or part of it (…_青石县人民政府), or goes on after it."""
    return len(text) > 3 and any(text in name or (len(name) > 3 and text.startswith(name)) for name in called)
