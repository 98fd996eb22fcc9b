"""The places that a question names, whether or not anything is known of them.

By the codes of regions (杭州, 开化县), and by form: a name and its unit (枫溪乡). A name that no code list has, without
its unit, is not told from other words: where it was guessed from its characters and its place in the question, two of 75
questions in everyday wording were refused for the sake of 姓周 and 上台.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

import jieba

from index.metadata import LEVELS, Region, leading_region, level_of, own_name, regions_named

_UNITS = re.compile("县|市|旗|州|盟|区|镇|乡|村|街道|社区|林场|农场|.*(?:开发区|新区|高新区|园区|示范区)")
_HAN = re.compile("[\u4e00-\u9fff]+")
# Parts of speech, as jieba names them: those that no name has in it; those of nouns, rare characters and names.
_OTHER = ("m", "q", "r", "p", "c", "u", "y", "d", "e", "o", "t", "w", "x", "eng")
_NOUN = ("n", "z", "j", "g")
_NAME = ("ns", "nr", "nz")
_LONGEST, _LONGEST_ZONE = 4, 10  # characters of a name
_LEAST_CODED = 3  # characters: 城区 and 郊区 are names of districts, and of much else
_BEFORE_NO_NAME = ("r", "q", "d", "c", "u", "x")
_BEFORE_MEASURE = ("m", "r", "eng")  # without a count or a word that points, 磴 and 户 measure nothing
_MORPHEME = (
    "g"  # in a name a rare character is not what the dictionary has it for alone: 垛 of 白垛区 is no verb
)
_RARE = 1000  # times in the dictionary's texts, below which a character is so seldom used alone that it is most likely of a name
_COMMON = 500  # times in the dictionary's texts, from which 新建 is a word before it is a county


class Word(NamedTuple):
    """A word of the dictionary, or one character that belongs to none."""

    text: str
    tag: str
    start: int

    @property
    def of_name(self) -> bool:
        """Whether it may be part of a name: no word that counts, points or links, nor a verb of several characters."""
        verb = self.tag.startswith("v") and len(self.text) > 1
        return bool(_HAN.fullmatch(self.text)) and not self.tag.startswith(_OTHER) and not verb

    @property
    def is_unit(self) -> bool:
        return bool(_UNITS.fullmatch(self.text))

    @property
    def of_units(self) -> bool:
        """Whether it says no more than what a place is: 市区."""
        return all(map(_UNITS.fullmatch, self.text))


def places_in(text: str) -> list[str]:
    """The places below a province that a simplified text names by their codes or with their unit, in order."""
    words = words_of(text)
    return _apart([*_coded(text, words), *_formed(words)])


def _apart(found: Collection[tuple[int, str]]) -> list[str]:
    """The names in the order of their places, without provinces and those that are part of another."""
    provinces = {name for _, name in found if any(r.level == LEVELS[1] for r in regions_named(name))}
    names = [name for name in dict.fromkeys(name for _, name in sorted(found)) if name not in provinces]
    return [name for name in names if not any(name != other and name in other for other in names)]


def words_of(text: str) -> list[Word]:
    from jieba import posseg  # its tables are wanted for questions only

    words: list[Word] = []
    for word, tag in posseg.cut(text, HMM=False):
        start = words[-1].start + len(words[-1].text) if words else 0
        measures = not words or words[-1].tag.startswith(_BEFORE_MEASURE)
        of_name = _is_rare(word) or (tag == "q" and not measures)
        words.append(Word(word, _MORPHEME if of_name else tag, start))
    return words


def _coded(text: str, words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Counties and cities by their codes; without their unit where the dictionary has them as places."""
    for word in words:
        chain = leading_region(text[word.start :])
        name = own_name(chain)
        if len(name) >= _LEAST_CODED and level_of(name) != LEVELS[1]:
            yield word.start + len(chain) - len(name), name
        elif any(_is_meant(word, region) for region in regions_named(word.text)):
            yield word.start, word.text


def _is_meant(word: Word, region: Region) -> bool:
    """Whether a word is a city's or a county's name and seldom another: not the 和平 and 新建 that districts bear."""
    city = region.name.endswith("市")
    named = word.tag.startswith(_NAME if city else _NAME[:2])
    return named and (
        region.level == LEVELS[2] or (region.level == LEVELS[3] and _frequency(word.text) < _COMMON)
    )


def _formed(words: Sequence[Word]) -> Iterator[tuple[int, str]]:
    """Names with their unit: 葛塘岭镇, 岚汀经济技术开发区; not 全县, 哪个镇, 新建街道, 示范村."""
    for i, word in enumerate(words):
        if len(word.text) > 2 and word.tag.startswith(("ns", "nr")) and _UNITS.fullmatch(word.text[-1]):
            yield word.start, word.text
        after = words[i + 1] if i + 1 < len(words) else None
        if not word.is_unit or (after and after.is_unit):  # 村镇
            continue
        ahead = takewhile(lambda each: each.of_name and not each.is_unit, reversed(words[:i]))
        parts = list(ahead)[::-1]
        name = "".join(part.text for part in parts)
        zone = len(word.text) > 1 and word.text.endswith("区") and word.text != "社区"
        # 幸福社区 at the head, where it goes on with what is asked for
        heads = i == 1 and after and len(after.text) > 1 and not after.tag.startswith(_OTHER)
        named = _is_unknown(parts) or (heads and not zone and len(parts) == 1)
        if 1 < len(name) <= (_LONGEST_ZONE if zone else _LONGEST) and named:
            yield parts[0].start, name + word.text


def _is_unknown(parts: Sequence[Word]) -> bool:
    """Whether some words are a name, or hold what no dictionary has: 葛塘岭."""
    single = [len(part.text) == 1 and not part.tag.startswith(("a", "f")) for part in parts]
    spelt = all(len(part.text) == 1 for part in parts) and any(_is_rare(part.text) for part in parts)
    named = any(part.tag.startswith(_NAME) for part in parts)
    return named or spelt or any(a and b for a, b in pairwise(single))


def _is_rare(word: str) -> bool:
    """Whether it is one character that is seldom a word; each that makes grammar is common."""
    return len(word) == 1 and bool(_HAN.fullmatch(word)) and _frequency(word) < _RARE


def _frequency(word: str) -> int:
    return int(jieba.dt.FREQ.get(word) or 0)
