"""Which reports a question names by what their titles say: 数字经济报告, 应急体系规划里…, in any order and shortened."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import dropwhile, pairwise, product, takewhile
from typing import NamedTuple

from index import Card, Shelf
from index.metadata import genre_of

from ..language import Mention, find_years
from .place_names import Word, words_of

_NO_PART = ("r", "p", "q", "c", "u", "y", "t", "d", "f", "e", "o", "x", "w", "eng")
_HAN = re.compile("[\u4e00-\u9fff]+")
_YEAR = re.compile("(?:19|20)[0-9]{2}年?|年")
_INSIDE = re.compile("[里中内]")  # 规划里: it is meant as a text
_BODY = re.compile("(?:去年|今年|上年|的|[我本全]?[省市县区州旗])*(政协|人大|法院|检察院)")
# A body's report on its work: 县检察院2025年工作报告, but not 向县人大报告工作
_REPORT_OF = re.compile("(政协|人大|法院|检察院)[^，。；？和与、向]{0,12}?工作报告")
_ANY = "报告"  # as every document of a library may be called
_WORK = "工作"  # of which every report is
_LEAST = 2  # characters that name
_MOST = 40  # words that a name has, and that are looked at for one
_LEFT_OUT, _LEFT_OUT_OF_TWO = 16, 4  # characters between those that a shortened word keeps


class _Phrase(NamedTuple):
    """The words ahead of a kind of document, and that kind."""

    words: tuple[Word, ...]
    kind: str
    meant: bool  # whether it is meant as a text of the library, whatever else may be so called

    @property
    def name(self) -> str:
        return "".join(word.text for word in self.words)


class Named(NamedTuple):
    """The reports that a question names; what it calls those that are not held, "" for none."""

    reports: tuple[Card, ...]
    unheld: str = ""


def reports_named(text: str, places: Sequence[Mention], reports: Shelf) -> Named:
    """The reports that a simplified question names by their titles; none where it names none or names all alike.

    places: those that it names, each of which is one word.
    """
    unheld = ""
    for phrase in _phrases(text, places):
        found = _called(phrase, reports)
        if found and len(found) < len(reports):
            return Named(tuple(found))
        if not found and phrase.meant:
            unheld = unheld or phrase.name + phrase.kind
    return Named((), unheld)


def of_body(text: str, places: Sequence[Mention], reports: Shelf) -> Shelf:
    """The reports of the body that a question speaks of at its head: 县政协去年…; all where it speaks of none of them.

    The government's own are none, as every body's reports speak of it.
    """
    head = "".join(
        text[end:start]
        for (_, end), (start, _) in pairwise(
            [(0, 0), *sorted((m.start, m.end) for m in [*places, *find_years(text)]), (len(text),) * 2]
        )
    )
    body = _BODY.match(head)
    cards = [card for card in reports if card.metadata.body.startswith(body[1])] if body else []
    return reports.only(cards) if cards else reports


def unheld_body(text: str, reports: Shelf) -> str:
    """What a simplified question calls the work report of a body of which none is held; "" for none."""
    named = _REPORT_OF.search(text)
    held = named and any(card.metadata.body.startswith(named[1]) for card in reports)
    return named[0] if named and not held else ""


def _called(phrase: _Phrase, reports: Shelf) -> list[Card]:
    """The reports that a phrase names: a work report or, where none is, one of other work."""
    subject = [word for word in phrase.words if word.text != _WORK]
    called = [
        [reports[place] for place in _places_called(words, reports)] for words in (phrase.words, subject)
    ]
    for of_kind, found in product((True, False) if phrase.kind == _ANY else (True,), called):
        if among := [report for report in found if (phrase.kind in report.kinds) is of_kind]:
            return among
    return []


def _with_names(words: Iterable[Word], text: str, places: Sequence[Mention]) -> Iterator[Word]:
    """The words, but each place one, of which the dictionary has but characters: 岐墩县 and 政府 of 岐墩|市政府."""
    for word in words:
        end = word.start + len(word.text)
        place = next((each for each in places if each.start < end and word.start < each.end), None)
        if place is None:
            yield word
            continue
        if word.start < place.start:
            yield word._replace(text=text[word.start : place.start])
        if word.start <= place.start:
            yield Word(text[place.start : place.end], "ns", place.start)
        if end > place.end:
            yield word._replace(text=text[place.end : end], start=place.end)


def _phrases(text: str, places: Sequence[Mention]) -> Iterator[_Phrase]:
    """The names of documents at the head of a question, in 规划里 and at its end: 谁作的数字经济报告."""
    words = [*_with_names(words_of(text), text, places)]
    for i, word in enumerate(words):
        kind = genre_of(word.text)
        if not kind:
            continue
        end = i - 1 if i and words[i - 1].text == "的" else i
        start = end
        while (
            start
            and end - start < _MOST
            and (_is_part(words[start - 1]) or (start < end and _is_time(words, start - 1)))
        ):
            start -= 1
        of_work = kind == _ANY and [each.text for each in words[start:end]] == [_WORK]
        owner = _owner(words[:start]) if of_work else 0
        start -= owner
        parts = tuple(word for word in words[start:end] if _is_part(word))
        head = not any(
            _HAN.fullmatch(w.text) and w.tag != "t" and w.text not in "年关于" for w in words[:start]
        )
        after = words[i + 1].text if i + 1 < len(words) else ""
        told = start > 0 and words[start - 1].text == "的"
        last = told and not re.search(r"\w", text[word.start + len(word.text) :])
        inside = bool(_INSIDE.fullmatch(after))
        subject = sum(len(part.text) for part in parts if part.text != _WORK)
        if subject >= _LEAST and (head or inside or last):
            yield _Phrase(parts, kind, not owner and (inside or kind == _ANY))


def _owner(ahead: Sequence[Word]) -> int:
    """How many words name the body whose report it is, with 的: 中院的 in 汀阳中院的工作报告; 0 for none."""
    if not ahead or ahead[-1].text != "的":
        return 0
    names = sum(1 for _ in takewhile(_is_part, reversed(ahead[:-1])))
    return names + 1 if names else 0


def _is_time(words: Sequence[Word], place: int) -> bool:
    """Whether a word is of a year, or the 的 after one, between the parts of a name: 县政协2025年的常委会工作报告."""
    word = words[place].text
    before = words[place - 1].text if place else ""
    return bool(_YEAR.fullmatch(word) or (word == "年" and _YEAR.fullmatch(before + word))) or (
        word == "的" and before.endswith("年")
    )


def _is_part(word: Word) -> bool:
    counts = word.tag.startswith("m") and len(word.text) < 3  # but 十四五
    acts = word.tag.startswith("v") and len(word.text) == 1
    return bool(_HAN.fullmatch(word.text)) and not word.tag.startswith(_NO_PART) and not counts and not acts


def _places_called(words: Sequence[Word], reports: Shelf) -> list[int]:
    """The places of the reports of which each word is said, as it is or shortened; verbs ahead may be the question's."""
    verbs = sum(1 for _ in takewhile(lambda word: word.tag == "v", words))
    if not reports or not words:
        return []
    said = [reports.saying(shortened(word.text)) for word in words]
    found = set.intersection(*(said[verbs:] or said[-1:]))
    return sorted(place for place in found if _from_the_first([place in each for each in said[:verbs]]))


def _from_the_first(said: Sequence[bool]) -> bool:
    """Whether all are said from the first one on that is."""
    return all(dropwhile(lambda each: not each, said))


def shortened(word: str) -> re.Pattern[str]:
    """A pattern for what a word may be short for: 县政府 in 青石县人民政府. A name is shortened by leaving characters out, many where many are left."""
    most = _LEFT_OUT if len(word) > _LEAST else _LEFT_OUT_OF_TWO
    left_out = f"[\u4e00-\u9fff]{{0,{most}}}?"
    return re.compile(left_out.join(map(re.escape, word)))
