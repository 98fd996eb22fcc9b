"""Whether a sentence follows from sentences of the report, by its figures, names and words. Pure over text.

It does when its quotes hold every figure, title, term and name (`rag.check.verify`), most of its words, the words
that turn the meaning and its Latin words; and when no figure has changed places with its neighbour. Word
evidence only: it can't tell who did what to whom.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from index import Span
from index.text import content_words, normalise, split_clauses, split_sentences

from ..language import find_figures, has_doubtful_figure, same_figure
from ..models import Citation, Passage
from .verify import check_sentence

MIN_COVERAGE = 0.6  # share of a sentence's content words that its quotes must hold
MIN_LIKENESS = 0.3  # the same for a quote that stands in for a withheld sentence
MAX_QUOTES = 3  # quotes that one sentence may lean on
MAX_TRIED = 8  # quotes that are looked at closely for one sentence

# Where a sentence has a word of one of these kinds, so must its quotes.
_TURNS = (
    re.compile("不(?![断仅])|[未没无否禁勿]|非(?!常)"),
    re.compile("下降|减少|降低|回落|缩减|下滑"),
    re.compile("增长|增加|提高|上升|扩大"),
    re.compile("取消|停止|暂停|终止"),
)
_AND = re.compile("[、和与及]")
_LATIN = re.compile(r"[a-z]{2,}")


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of a passage; ``span`` points into the report's text."""

    passage: Passage
    span: Span

    @property
    def text(self) -> str:
        offset = self.passage.span.start
        return self.passage.text[self.span.start - offset : self.span.end - offset]

    @property
    def context(self) -> tuple[str, ...]:
        return (self.passage.report.title, *self.passage.section)

    @property
    def key(self) -> tuple[str, Span]:
        return self.passage.report.id, self.span

    def citation(self, mark: int) -> Citation:
        source = self.passage
        page, last = source.pages(self.span)
        return Citation(
            mark,
            self.text,
            source.report,
            source.section,
            source.paragraph,
            page,
            self.span,
            last,
            has_doubtful_figure(self.text, self.span.start, source.doubtful),
            source.provision,
            source.row,
        )


def quotes_of(passages: Iterable[Passage]) -> list[Quote]:
    """The sentences of passages."""
    return [
        Quote(passage, Span(passage.span.start + start, passage.span.start + end))
        for passage in passages
        for start, end in split_sentences(passage.text, 0, len(passage.text))
    ]


def support(sentence: str, quotes: Sequence[Quote]) -> tuple[tuple[Quote, ...], str]:
    """The fewest quotes that hold all that a sentence says, and what they still lack: a reason's key or "".

    Greedy set cover: each round takes the quote that leaves the fewest problems, then the most words held.
    """
    if _displaced(sentence, quotes):
        return (), "figure"
    likely = sorted(quotes, key=lambda quote: -coverage(sentence, [quote.text]))[:MAX_TRIED]
    found: tuple[Quote, ...] = ()
    problems = ["meaning"]
    while problems and len(found) < MAX_QUOTES:
        trials = [(*found, quote) for quote in likely if quote not in found]
        if not trials:
            break
        judged = [(_problems(sentence, trial), trial) for trial in trials]
        problems, found = min(judged, key=lambda pair: (len(pair[0]), -coverage(sentence, _texts(pair[1]))))
    return found, problems[0] if problems else ""


def _problems(sentence: str, quotes: Sequence[Quote]) -> list[str]:
    """Keys of the reasons why a sentence does not follow from its quotes."""
    context = [text for quote in quotes for text in quote.context]
    said, held = normalise(sentence), normalise("\n".join([*_texts(quotes), *context]))
    problems: list[str] = [problem.kind for problem in check_sentence(sentence, _texts(quotes), context)]
    if coverage(sentence, [*_texts(quotes), *context]) < MIN_COVERAGE:
        problems.append("meaning")
    problems += ["meaning" for turn in _TURNS if turn.search(said) and not turn.search(held)]
    return problems + ["meaning" for word in _LATIN.findall(said) if word not in held]


def _displaced(sentence: str, quotes: Sequence[Quote]) -> bool:
    """Whether a figure is said of what a quote says another figure of (采纳138件 for 立案138件, 采纳85件).

    A figure is out of place when a clause of the quotes with another figure of its unit holds more of the
    words of its own clause than any clause with the figure itself.
    """
    sources = [(clause, find_figures(clause)) for text in _texts(quotes) for clause in _clauses(text)]
    for clause in _clauses(sentence):
        words = [word for word in content_words(clause) if not word.isdecimal()]
        for figure in find_figures(clause):
            right, wrong = -1, -1
            for source, figures in sources:
                held = sum(word in normalise(source) for word in words)
                if any(same_figure(other, figure) for other in figures):
                    right = max(right, held)
                elif any(other.unit == figure.unit for other in figures):
                    wrong = max(wrong, held)
            if wrong > right >= 0:
                return True
    return False


def _clauses(text: str) -> list[str]:
    """The clauses of a text, and of those that list (16个省级、129个县级) their parts."""
    clauses = [text[start:end] for start, end in split_clauses(text, Span(0, len(text)))]
    return [part for clause in clauses for part in ([clause] if "分别" in clause else _AND.split(clause))]


def _texts(quotes: Iterable[Quote]) -> list[str]:
    return [quote.text for quote in quotes]


def coverage(sentence: str, texts: Iterable[str]) -> float:
    """The share of a sentence's content words that stand in the texts, in [0, 1]."""
    words, held = content_words(sentence), normalise("\n".join(texts))
    return sum(word in held for word in words) / len(words) if words else 0.0


def nearest_to(sentence: str, quotes: Sequence[Quote]) -> Quote | None:
    """The quote that holds most of a sentence's words, if any holds enough; the first of equals."""
    best = max(quotes, key=lambda quote: coverage(sentence, [quote.text]), default=None)
    return best if best and coverage(sentence, [best.text]) >= MIN_LIKENESS else None
