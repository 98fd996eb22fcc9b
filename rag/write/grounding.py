"""A language model's sentences, each checked against the report before anyone sees it. Pure over text.

A sentence is shown when sentences of the passages that it cites hold what it says (`rag.check.support`), and when
it has to do with what was asked. Any other is withheld, and the report's own sentence stands in its place.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from index.text import content_words

from ..check import Quote, check_answer, coverage, nearest_to, quotes_of, split_sentences, support
from ..models import Answer, Passage
from .generator import GeneratorError
from .prompts import NOT_FOUND

MAX_REPLY_CHARS = 4000  # a model that does not stop is stopped

_MARKS = re.compile(r"\s*[\[［【]\s*\^?(?:资料)?\s*(\d{1,3}(?:\s*[,，、]\s*\d{1,3})*)\s*[\]］】]")
_CLOSING = "”’」）)*"
# A sentence and the marks behind it, once something has come that can't belong to it. What parts it from
# the sentence before is its own: a new line, a bullet.
_COMPLETE = re.compile(
    rf"[\s。！？]*[^。！？\n]+(?:[。！？]+[{_CLOSING}]*(?:{_MARKS.pattern})*[。；，]*"
    rf"(?=\s*[^\s\[［【{_CLOSING}。；，！？])|(?=\n\s*[^\s\[［【]))"
)
_OPENING = re.compile(r"([\s。！？；，]*)((?:[-*•·#>]+\s+|\d{1,2}(?:[、)）]|\.(?!\d))\s*)?)")
_ENDED = re.compile(r"[。！？!?…][”’」）)]*$")
_REASONS = {
    "figure": "数字与原文不符",
    "title": "文件名与原文不符",
    "term": "提法与原文不符",
    "code": "编号与原文不符",
    "name": "名称与原文不符",
    "meaning": "意思与原文不符",
    "unmarked": "没有标明出处",
    "astray": "与问题无关",
}


@dataclass(frozen=True, slots=True)
class _Piece:
    """One sentence of the answer, without marks, and the quotes that it cites."""

    opening: str  # what parts it from the sentence before: "", a new line, a new line and a bullet
    text: str
    quotes: tuple[Quote, ...]


def ground(deltas: Iterable[str], passages: Sequence[Passage], fallback: Answer) -> Iterator[Answer]:
    """Checked answers, each a sentence longer than the one before; the last is final. At least one.

    deltas: the model's text; a mark [n] in it refers to ``passages[n - 1]``.
    fallback: the extractive answer; it stands where the model fails, finds nothing, or writes nothing that
    holds. A refusal stays a refusal, and nothing is asked of ``deltas``.
    Whatever the model writes, every answer keeps the invariants of `Answer`.
    """
    if fallback.refused:
        yield fallback
        return
    draft = _Draft(passages, fallback)
    try:
        for sentence in _sentences(deltas):
            if NOT_FOUND in sentence and not _MARKS.search(sentence):
                if draft.pieces:
                    continue
                yield _noted(replace(fallback, confidence="low"), "语言模型认为资料没有直接回答这个问题。")
                return
            if draft.add(sentence):
                yield draft.answer()
    except GeneratorError as error:
        yield _noted(fallback, f"{error}以下是报告原文。")
        return
    yield draft.answer() if draft.accepted else _noted(fallback, draft.note or "语言模型没有写出回答。")


@dataclass(slots=True)
class _Draft:
    """The answer as it grows."""

    passages: Sequence[Passage]
    fallback: Answer
    pieces: list[_Piece] = field(default_factory=list)
    accepted: int = 0  # sentences of the model that are shown
    withheld: list[str] = field(default_factory=list)  # why, for each of the others
    replaced: int = 0  # for how many of these the report's own sentence is shown
    seen: set[str] = field(default_factory=set)

    def add(self, sentence: str) -> bool:
        """Take a sentence of the model, or the report's in its place. Whether the answer grew."""
        opening, body, cited = self._parsed(sentence)
        leads_in = not cited and sentence.rstrip("* ").endswith(("：", ":"))  # of itself it says nothing
        if body in self.seen or leads_in or not content_words(body):
            return False
        self.seen.add(body)
        quotes, wrong = support(body, quotes_of(cited))
        wrong = "unmarked" if not cited else wrong if wrong or self._bears_on_question(body) else "astray"
        if not wrong and self._append(_Piece(opening, body, quotes)):
            self.accepted += 1
            return True
        self.withheld.append(_REASONS[wrong or "meaning"])
        instead = self._stand_in(body, cited or self.passages, astray=wrong == "astray")
        grew = instead is not None and self._append(_Piece(opening, _plain(instead.text), (instead,)))
        self.replaced += grew
        return grew

    def answer(self) -> Answer:
        return _noted(self._composed(self.pieces), self.note)

    @property
    def note(self) -> str:
        if not self.withheld:
            return ""
        reasons = "、".join(dict.fromkeys(self.withheld))
        all_replaced = (
            self.replaced == len(self.withheld) or not self.accepted
        )  # the extractive answer stands
        done = "已换成报告原文" if all_replaced else "已略去或换成报告原文" if self.replaced else "已略去"
        return f"语言模型写的{len(self.withheld)}句话没有通过核对（{reasons}），{done}。"

    def _parsed(self, sentence: str) -> tuple[str, str, list[Passage]]:
        """What opens a sentence, its words, and the passages that it cites: none if one does not exist."""
        numbers = {int(n) for marks in _MARKS.findall(sentence) for n in re.findall(r"\d+", marks)}
        exist = all(1 <= n <= len(self.passages) for n in numbers)
        cited = [self.passages[n - 1] for n in sorted(numbers)] if exist else []
        match = _OPENING.match(sentence)
        gap, bullet = match.groups() if match else ("", "")
        opening = "\n- " if bullet else "\n" if "\n" in gap else ""
        return opening, _plain(_MARKS.sub("", sentence[len(gap) + len(bullet) :])), cited

    def _stand_in(self, sentence: str, passages: Sequence[Passage], *, astray: bool) -> Quote | None:
        """What the report says instead, if it is not shown yet: of the passages, or the extractive answer's."""
        nearest = None if astray else nearest_to(sentence, quotes_of(passages))
        if nearest and self._bears_on_question(nearest.text):
            return None if self._is_shown(nearest) else nearest
        extracted = (
            Quote(passage, citation.span)
            for citation in self.fallback.citations
            for passage in self.passages
            if passage.report == citation.report and passage.paragraph == citation.paragraph
        )
        return next((quote for quote in extracted if not self._is_shown(quote)), None)

    def _is_shown(self, quote: Quote) -> bool:
        shown = (old for piece in self.pieces for old in piece.quotes if old.passage == quote.passage)
        return any(old.span.start < quote.span.end and quote.span.start < old.span.end for old in shown)

    def _bears_on_question(self, text: str) -> bool:
        """Whether a text shares a word with the question or with the extractive answer's quotes.

        What a passage was made to say to steer the model is in the passage, but not in these.
        """
        asked = [self.fallback.question, *(citation.quote for citation in self.fallback.citations)]
        return coverage(text, asked) > 0

    def _append(self, piece: _Piece) -> bool:
        """Add a piece, unless the answer would not be sound with it."""
        pieces = [*self.pieces, piece]
        if check_answer(self._composed(pieces), self._text_of):
            return False
        self.pieces = pieces
        return True

    def _composed(self, pieces: Sequence[_Piece]) -> Answer:
        """The pieces as an answer; quotes are numbered as they first appear."""
        quotes = {quote.key: quote for piece in pieces for quote in piece.quotes}
        number = {key: mark for mark, key in enumerate(quotes, start=1)}
        text = ""
        for piece in pieces:
            marks = "".join(f"[{number[quote.key]}]" for quote in piece.quotes)
            text += piece.opening + "".join(part + marks for part in split_sentences(piece.text))
        citations = tuple(quote.citation(number[key]) for key, quote in quotes.items())
        return replace(self.fallback, text=text.lstrip("\n"), citations=citations)

    def _text_of(self, report_id: str) -> str:
        """A report's text as far as the passages show it, blank elsewhere."""
        text = ""
        for passage in self.passages:
            if passage.report.id == report_id:
                start, end = passage.span
                text = text[:start].ljust(start) + passage.text + text[end:]
        return text


def _sentences(deltas: Iterable[str]) -> Iterator[str]:
    """A model's sentences with their marks, each as soon as it is complete."""
    buffer, room = "", MAX_REPLY_CHARS
    for delta in deltas:
        buffer += delta[:room]
        room -= len(delta)
        while match := _COMPLETE.match(buffer):
            yield match[0]
            buffer = buffer[match.end() :]
        if room <= 0:
            break
    if buffer.strip():
        yield buffer


def _plain(text: str) -> str:
    """One line that ends as a sentence; nothing in it looks like a mark or like Markdown."""
    line = " ".join(text.replace("*", "").replace("[", "［").replace("]", "］").split()).rstrip(
        "，；、：,;: "
    )
    return line if _ENDED.search(line) else f"{line}。"


def _noted(answer: Answer, note: str) -> Answer:
    """The answer with a note after the one that it has."""
    return replace(answer, note=f"{answer.note}{note}")
