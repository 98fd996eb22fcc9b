"""Which reports a question names by what their titles say: 数字经济报告, 应急体系规划里…, in any order and shortened."""

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from index import Report
from index.metadata import genre_of

from .place_names import Word, words_of

_NO_PART = ("r", "p", "q", "c", "u", "y", "t", "d", "f", "e", "o", "x", "w", "eng")
_HAN = re.compile("[\u4e00-\u9fff]+")
_INSIDE = re.compile("[里中内]")  # 规划里: it is meant as a text
_ANY = "报告"  # as every document of a library may be called
_WORK = "工作"  # of which every report is
_LEAST = 2  # characters that name
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

    reports: tuple[Report, ...]
    unheld: str = ""


def reports_named(text: str, reports: Sequence[Report]) -> Named:
    """The reports that a simplified question names by their titles; none where it names none or names all alike."""
    unheld = ""
    for phrase in _phrases(text):
        found = _called(phrase, reports)
        if found and len(found) < len(reports):
            return Named(tuple(found))
        if not found and phrase.meant:
            unheld = unheld or phrase.name + phrase.kind
    return Named((), unheld)


def _called(phrase: _Phrase, reports: Sequence[Report]) -> list[Report]:
    """The reports that a phrase names: a work report or, where none is, one of other work."""
    subject = [word for word in phrase.words if word.text != _WORK]
    of_kind = [report for report in reports if phrase.kind in _kinds(report)]
    others = [report for report in reports if report not in of_kind] if phrase.kind == _ANY else []
    for among, words in product((of_kind, others), (phrase.words, subject)):
        if found := [report for report in among if _is_called(words, _said(report))]:
            return found
    return []


def _phrases(text: str) -> Iterator[_Phrase]:
    """The names of documents at the head of a question, in 规划里 and at its end: 谁作的数字经济报告."""
    words = words_of(text)
    for i, word in enumerate(words):
        kind = genre_of(word.text)
        end = i - 1 if i and words[i - 1].text == "的" else i
        start = end
        while start and _is_part(words[start - 1]):
            start -= 1
        parts = tuple(words[start:end])
        head = not any(
            _HAN.fullmatch(w.text) and w.tag != "t" and w.text not in "年关于" for w in words[:start]
        )
        after = words[i + 1].text if i + 1 < len(words) else ""
        told = start > 0 and words[start - 1].text == "的"
        last = told and not re.search(r"\w", text[word.start + len(word.text) :])
        inside = bool(_INSIDE.fullmatch(after))
        subject = sum(len(part.text) for part in parts if part.text != _WORK)
        if kind and subject >= _LEAST and (head or inside or last):
            yield _Phrase(parts, kind, inside or kind == _ANY)


def _is_part(word: Word) -> bool:
    counts = word.tag.startswith("m") and len(word.text) < 3  # but 十四五
    acts = word.tag.startswith("v") and len(word.text) == 1
    return bool(_HAN.fullmatch(word.text)) and not word.tag.startswith(_NO_PART) and not counts and not acts


def _kinds(report: Report) -> tuple[str, str]:
    return report.metadata.genre, genre_of(report.metadata.attachment)


def _said(report: Report) -> tuple[str, ...]:
    """What a report is called and says of itself ahead of its second paragraph."""
    metadata = report.metadata
    opening = report.text[: report.paragraphs[0].span.end] if report.paragraphs else report.text
    return (
        report.title,
        f"{metadata.region}{metadata.body}",
        metadata.attachment,
        report.source,
        *opening.split("\n"),
    )


def _is_called(words: Sequence[Word], said: Sequence[str]) -> bool:
    """Whether each word is in what a report says of itself, as it is or shortened; verbs ahead may be the question's."""
    start = next(
        (i for i, word in enumerate(words) if word.tag != "v" or _is_said(word.text, said)), len(words)
    )
    return start < len(words) and all(_is_said(word.text, said) for word in words[start:])


def _is_said(word: str, said: Sequence[str]) -> bool:
    """县政府 in 青石县人民政府: a name is shortened by leaving characters out, many where many are left."""
    most = _LEFT_OUT if len(word) > _LEAST else _LEFT_OUT_OF_TWO
    left_out = f"[\u4e00-\u9fff]{{0,{most}}}?"
    shortened = re.compile(left_out.join(map(re.escape, word)))
    return any(shortened.search(text) for text in said)
