"""Where a report comes back from a list of parts to its theme: results, lessons, problems of the whole.

A review's numbered parts are followed, without a heading, by paragraphs on all of them. They are known by
what they speak of, not by how they look, in two ways: they open with the words that the section itself
opened with before its parts (一年来，…) or with its heading's, or name its theme, or their first sentence weighs the whole: what was achieved and whom
it is owed to, what it taught, what is still wanting. Or it adds what belongs to no part: the rest of the work,
defence, nations and religions, the next plan. A part whose own heading speaks of it keeps it.
"""

import re

from ...text import marker

_OPENING = re.compile(r"[^，。：；、]{0,6}(?:[年月]来|以来|一年|[两三四五]年|时期|期间)|[今去]年(?=，)")
_CLAUSE = re.compile(r"[^，。；：]*")
_SENTENCE = re.compile(r"[^。！？：]*")
_WANTING = re.compile("问题|困难|不足|差距|短板|缺点|挑战|薄弱|矛盾")
_WEIGHS = (
    re.compile(
        r"(?:成绩|成就|成果|进步).{0,12}(?:来之不易|取得|归功|得益|根本|是[^。]{2,30}的?结果|是以|极为不易)|取得.{0,4}这.{0,6}(?:成绩|成就)"
    ),
    re.compile(r"(?:体会|启示)(?:是|有|[，,]|$)|经验[，,]|(?:体会|认识)到"),
    re.compile(
        r"其他(?:各?方面|各?项)?的?(?:工作|事业)|(?:[^、，。；]{1,12}、){3}[^，。；]{1,20}(?:工作|事业)"
    ),
    re.compile(
        "国防|军队|军政军民|双拥|民族[^。]{0,20}宗教|侨务|编制.{0,12}“十.五”|“十.五”.{0,8}规划.{0,4}编制"
    ),
    re.compile(rf"(?:看到|认识|面临|存在|还有|仍有|意识到).*(?:{_WANTING.pattern})"),
)
_THEMES = (_WANTING, re.compile("[国军]防|军队|民族|宗教|侨务|规划"))

_LEAST = 6  # characters of a heading that nothing opens with by chance
_THEME = 4  # characters in a row that a first clause and a heading share by no chance


class Returns:
    """What was read so far of each section, as far as it tells when the report comes back to it."""

    def __init__(self) -> None:
        self._openings: dict[tuple[str, ...], set[str]] = {}

    def note(self, text: str, path: tuple[str, ...]) -> None:
        """Remember how a paragraph that stands under these headings opens."""
        if match := _OPENING.match(text):
            self._openings.setdefault(path, set()).add(match[0])

    def comes_back(self, text: str, path: tuple[str, ...]) -> bool:
        """Whether a paragraph at the end of ``path`` speaks of the outermost section as a whole."""
        opening = _OPENING.match(text)
        if opening is not None and opening[0] in self._openings.get(path[:1], ()):
            return True
        if any(text.startswith(words) for words in _clauses(path[0])):
            return not any(words in title for words in _clauses(path[0]) for title in path[1:])
        if marker(text) is None and _names_theme(text, path):
            return True
        sentence = _SENTENCE.match(text)
        kinds = [kind for kind in _WEIGHS if sentence is not None and kind.search(sentence[0])]
        own = any(theme.search(title) for theme in _THEMES for title in path[1:] if theme.search(text))
        return bool(kinds) and not own


def _clauses(title: str) -> list[str]:
    """The clauses of a heading: 在中国式现代化建设中奋勇争先 of 二、牢记历史使命，在中国式现代化建设中奋勇争先."""
    mark = marker(title)
    return [words for words in title[mark.end if mark else 0 :].split("，") if len(words) >= _LEAST]


def _names_theme(text: str, path: tuple[str, ...]) -> bool:
    """Whether a paragraph's first clause names what only the outermost heading does: 对于经济建设中的许多问题，…"""
    first = _CLAUSE.match(text)
    found = set(_words(first[0] if first else "")) & set(_words(path[0]))
    return any(all(words not in title for title in path[1:]) for words in found)


def _words(text: str) -> list[str]:
    """All that stands in so many characters in a row."""
    return [
        run[i : i + _THEME]
        for run in re.findall(r"[\u4e00-\u9fff]+", text)
        for i in range(len(run) - _THEME + 1)
    ]
