"""The article of a page, among what its site puts around it.

Known by structure, not by words: running text that leads nowhere is the article's, the title is what the page calls itself,
links and buttons around both are the site's.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from .flow import Printed

_CLAUSE = re.compile("[，。；！？]")
_SHARE = 0.7  # of a page's running text that is its article
_LABEL = r"[\u4e00-\u9fff]{2,6}\s*[：:]"
_NEXT_ENTRY = re.compile(rf"[\s\u3000|｜]+(?={_LABEL})")
_EMPTY_ENTRY = re.compile(rf"{_LABEL}[\s|｜]*(?:\d+\s*次?)?[\s|｜]*")  # 分享到： 浏览次数：1307
_BUTTONS = re.compile(r"[【\[][^【】\[\]。]{0,12}[】\]]|[【】]")
_DAY = re.compile(r"(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年.{1,3}月.{1,3}日")
_CONTROLS = re.compile(r"[\s|｜/、·>»＞‹›«<\-]*")


class Page:
    """The lines of a page, with how much of what lies below each element."""

    def __init__(self, lines: Sequence[Printed], root: Any) -> None:
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
        self.clutter = [self._is_clutter(index) for index in range(len(lines))]

    def article(self, names: Sequence[str]) -> list[Printed]:
        """The lines of the article, its title first; ``names``: what the page calls itself."""
        if not any(self.clutter) or not any(self.runs):
            return [line for line, clutter in zip(self.lines, self.clutter, strict=True) if not clutter]
        core = self._core()
        inside = [index for index, line in enumerate(self.lines) if line.element in core]
        running = [index for index in inside if self.runs[index]]
        first, last = running[0], running[-1]
        title = self._title(first, names)
        begin = self._begin(first, title, set(inside))
        front = [
            line for index in range(begin, first) if not self.clutter[index] for line in self._front(index, title)
        ]
        middle = [self.lines[n] for n in range(first, last + 1) if not self.clutter[n] or self._stays(n)]
        if title in range(first, last + 1):
            self.lines[title].level = None
        return [*front, *middle, *self.lines[last + 1 : self._end(last, set(inside))]]

    def _core(self) -> set[Any]:
        """The innermost element with most of the running text, and what is around it without clutter."""
        core, total = self.root, self.running[self.root]
        while inner := [child for child in core if self.running[child] >= _SHARE * total]:
            core = inner[0]
        cluttered: dict[Any, int] = defaultdict(int)
        for line, clutter in zip(self.lines, self.clutter, strict=True):
            if clutter:
                for element in (line.element, *line.element.iterancestors()):
                    cluttered[element] += 1
        while core is not self.root and cluttered[core.getparent()] == cluttered[core]:
            core = core.getparent()
        return set(core.iter())

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
            while part.getparent() is not None and not self.running[part.getparent()] and part is not self.root:
                part = part.getparent()
            size, linked = self.size[part], self.linked[part]
        return 2 * linked >= size or 2 * line.linked >= line.size

    def _stays(self, index: int) -> bool:
        """Whether a link amid the article is of it: it stands alone, as a heading or a paragraph."""
        line = self.lines[index]
        beside = [near for near in (index - 1, index + 1) if 0 <= near < len(self.lines)]
        return bool(line.linked) and not any(self.clutter[near] for near in beside)

    def _title(self, first: int, names: Sequence[str]) -> int | None:
        """The line above the text, or its first, that says most of what the page calls itself; else the last heading."""
        called = [_bare(name) for name in names]
        above = [index for index in range(first + 1) if not self.clutter[index] and self.lines[index].table is None]
        said = [(len(_bare(self.lines[n].text)), n) for n in above if _names(_bare(self.lines[n].text), called)]
        if not said:
            return max((index for index in above if self.lines[index].level in (1, 2) and index < first), default=None)
        title = max(said)[1]
        whole = _bare(self.lines[title].text)
        while title and any(_bare(self.lines[title - 1].text) + whole in name for name in called):
            title -= 1
            whole = _bare(self.lines[title].text) + whole
        return title

    def _begin(self, first: int, title: int | None, inside: set[int]) -> int:
        """Where the article begins: at its title, or above it what is in one part with the text."""
        begin = first if title is None else min(first, title)
        while begin and not self.clutter[begin - 1] and (title is None or begin - 1 in inside):
            begin -= 1
        return begin

    def _front(self, index: int, title: int | None) -> list[Printed]:
        """A line above the text without the buttons in it, each entry with its label (来源：…) on a line."""
        line = self.lines[index]
        if index == title:
            return [replace(line, level=None)]
        if line.table is not None or not (line.linked or _BUTTONS.search(line.text) or re.search(_LABEL, line.text)):
            return [line]
        entries: list[str] = [""]
        for words, linked in line.pieces:
            if linked:
                continue
            if re.match(rf"[\s\u3000|｜]*{_LABEL}", words) and entries[-1].strip():
                entries.append("")
            start, *more = _NEXT_ENTRY.split(_BUTTONS.sub(" ", words))
            entries[-1] += start
            entries += more
        kept = [entry.strip(" \t\u3000\xa0|｜") for entry in entries if not _EMPTY_ENTRY.fullmatch(entry.strip())]
        return [replace(line, pieces=[(entry, False)]) for entry in kept if not _CONTROLS.fullmatch(entry)]

    def _end(self, last: int, inside: set[int]) -> int:
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


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _names(text: str, called: Sequence[str]) -> bool:
    """Whether a line is the title of a page that calls itself so: what it is called begins with it, or is in it."""
    return len(text) > 3 and any(text in name or (len(name) > 3 and text.startswith(name)) for name in called)
