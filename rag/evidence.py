"""What speaks for each clause of the retrieved passages as the answer, as numbers.

The unit is the clause, because reports put many facts into one sentence and only one of them is asked for.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index import Candidate, Library, Report, Span
from index.clauses import split_clauses
from index.tokens import normalise, tokenise

from .dimensions import asked_dimension, dimension_of
from .figures import Figure, find_figures
from .fusion import fused_score
from .question import Kind, Question
from .years import agreement, asked_years, section_years, sentence_years

FEATURES = (
    "sentence_cosine",  # cosine of the clause's sentence, less the best one's
    "clause_cosine",  # of the clause itself, less the best one's
    "passage_score",  # fused score of its passage, less the best one's
    "clause_words",  # share of the question's words in the clause, by weight, beyond _CHANCE; so the next five
    "sentence_words",
    "passage_words",  # headings included
    "neighbour_words",  # in the clauses before and after
    "clause_pairs",  # share of the question's character pairs: robust to typing errors and word cuts
    "sentence_pairs",
    "wanted",  # holds just what is asked for: a figure with the unit named, a date, a title
    "wanted_roughly",  # holds something of the sort
    "unwanted",  # the sort is known, and nothing of it is in the sentence
    "new_words",  # share of the clause's words that the question does not hold
    "new_wanted",  # wanted, and the clause or its neighbours hold words of the question
    "first",  # the first clause of a paragraph, where the topic stands
    "year",  # 1 for the year asked about, -1 for another, 0 where one does not tell
)

_CHANCE = 0.2  # of the question, by weight, that a text may share with it without speaking of it
_OFFICIAL = 0.8  # of a word, where a text has an official one for it
MAX_SENTENCES = 40  # of a passage that are weighed


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause with its evidence, in the order of FEATURES."""

    report: str
    paragraph: int
    sentence: Span
    span: Span
    features: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Sentence:
    span: Span
    words: frozenset[str]
    pairs: frozenset[str]
    clauses: tuple["_Clause", ...]


@dataclass(frozen=True, slots=True)
class _Clause:
    span: Span
    text: str
    words: frozenset[str]
    pairs: frozenset[str]
    figures: tuple[Figure, ...]


def gather(library: Library, question: Question, candidates: Sequence[Candidate]) -> list[Clause]:
    """The clauses of some candidates (best first), with their evidence."""
    if not candidates:
        return []
    weights = library.word_weights(question.words)
    chunks = [chunk for candidate in candidates for chunk in candidate.chunks]
    best_sentence = max(chunk.cosine for chunk in chunks if not chunk.is_clause)
    best_clause = max(chunk.cosine for chunk in chunks)
    best_score = max(fused_score(candidate) for candidate in candidates)
    found: list[Clause] = []
    for candidate in candidates:
        report = library.report(candidate.report)
        passage = _Passage(question, weights, candidate, report)
        found += passage.clauses(best_sentence, best_clause, best_score)
    return found


class _Passage:
    """One candidate against the question."""

    def __init__(
        self, question: Question, weights: Mapping[str, float], candidate: Candidate, report: Report
    ) -> None:
        self._question = question
        self._weights = weights
        self._pairs = pairs_of("".join(question.words))
        self._candidate = candidate
        self._clause_cosines = {chunk.span: chunk.cosine for chunk in candidate.chunks if chunk.is_clause}
        self._sentences = [_analyse_sentence(report, span) for span in self._read(report)]
        paragraph = report.paragraph(candidate.paragraph)
        heading = _heading_words(report.metadata.short_title, paragraph.section)
        self._words = heading.union(*(sentence.words for sentence in self._sentences))
        self._report = report
        self._asked = asked_years(question.text, report.metadata.year)
        self._years = section_years(report, paragraph.section)

    def _read(self, report: Report) -> Sequence[Span]:
        """The paragraph's sentences; of a very long one those nearest to the question."""
        sentences = report.paragraph(self._candidate.paragraph).sentences
        if len(sentences) <= MAX_SENTENCES:
            return sentences
        return sorted(sorted(sentences, key=lambda s: -self._cosine(s))[:MAX_SENTENCES])

    def clauses(self, best_sentence: float, best_clause: float, best_score: float) -> Iterator[Clause]:
        score = fused_score(self._candidate) - best_score
        passage_words = self._covered(self._words)
        for sentence in self._sentences:
            quote = self._report.quote(sentence.span)
            shared = (
                10 * (self._cosine(sentence.span) - best_sentence),
                10 * score,
                self._covered(sentence.words),
                passage_words,
                _beyond_chance(share(self._pairs, sentence.pairs)),
                agreement(self._asked, sentence_years(quote, self._report.metadata.year) or self._years),
            )
            sorts = [self._sort(clause) for clause in sentence.clauses]
            for position in range(len(sentence.clauses)):
                clause = sentence.clauses[position]
                cosine = 10 * (self._own_cosine(clause.span, sentence.span) - best_clause)
                features = self._features(sentence, position, sorts, cosine, shared)
                yield Clause(
                    self._candidate.report, self._candidate.paragraph, sentence.span, clause.span, features
                )

    def _features(
        self,
        sentence: _Sentence,
        position: int,
        sorts: Sequence[float],
        own_cosine: float,
        shared: tuple[float, float, float, float, float, float],
    ) -> tuple[float, ...]:
        clause = sentence.clauses[position]
        cosine, score, sentence_words, passage_words, sentence_pairs, year = shared
        around = (
            sentence.clauses[max(0, position - 1) : position] + sentence.clauses[position + 1 : position + 2]
        )
        neighbours = self._covered(frozenset[str]().union(*(other.words for other in around)))
        own = self._covered(clause.words)
        wanted = float(sorts[position] == 1)
        return (
            cosine,
            own_cosine,
            score,
            own,
            sentence_words,
            passage_words,
            neighbours,
            _beyond_chance(share(self._pairs, clause.pairs)),
            sentence_pairs,
            wanted,
            float(sorts[position] == 0.5),
            float(bool(sorts) and max(sorts) == 0),
            1 - share(clause.words, self._question.words) if clause.words else 0.0,
            wanted * max(own, neighbours),
            float(sentence is self._sentences[0] and position == 0),
            year,
        )

    def _cosine(self, sentence: Span) -> float:
        """Of the chunk that holds the sentence."""
        return next(
            chunk.cosine
            for chunk in self._candidate.chunks
            if not chunk.is_clause and chunk.span.start <= sentence.start and sentence.end <= chunk.span.end
        )

    def _own_cosine(self, clause: Span, sentence: Span) -> float:
        """Of the clause, or of the chunk that it is the whole of."""
        return self._clause_cosines.get(clause) or self._cosine(sentence)

    def _covered(self, words: frozenset[str]) -> float:
        total = sum(self._weights.values())
        held = sum(weight * self._held(word, words) for word, weight in self._weights.items())
        return _beyond_chance(held / total) if total else 0.0

    def _held(self, word: str, words: frozenset[str]) -> float:
        """1 for a word among others, _OFFICIAL where an official word for it is."""
        if word in words:
            return 1.0
        return _OFFICIAL if self._question.is_said_officially(word, words) else 0.0

    def _sort(self, clause: _Clause) -> float:
        """1 when the clause holds just what is asked for, 0.5 for something of the sort, 0 for nothing."""
        kind = self._question.kind
        if kind in _FIGURE_KINDS:
            return max((figure_fit(self._question, figure) for figure in clause.figures), default=0.0)
        pattern = _SIGNS.get(kind)
        if pattern is None:
            return 0.5
        return float(bool(pattern.search(clause.text)))


_FIGURE_KINDS = frozenset((Kind.FIGURE, Kind.PERCENT, Kind.DATE))
_SIGNS = {
    Kind.TITLE: re.compile("《"),
    Kind.PLACE: re.compile(r"[省市县区州旗乡镇村港湾岛](?!场|民|级)|全[省市县国球]|地区"),
    Kind.ORGANISATION: re.compile(
        r"[局厅部院会办署社](?=[、，。；,;）)]|$)|公司|集团|银行|大学|学院|医院|基金会|中心|政府|部门|政协|单位|机构|报"
    ),
    Kind.PERSON: re.compile(
        r"主席|书记|[省市县州区]长|主任|同志|总理|代表|委员|先生|女士|院士|教授|[\u4e00-\u9fff]{2,3}(?=等)"
    ),
    Kind.REASON: re.compile(
        r"因|由于|为了|以便|旨在|推动|促进|助[推力]|作用|有利于|使|确保|避免|防止|解决|破解|需要|目的"
    ),
    Kind.MANNER: re.compile(
        r"通过|采取|利用|依托|实行|实施|推行|建立|健全|完善|开展|加强|按照|坚持|探索|强化|推进|做好"
    ),
    Kind.LIST: re.compile(r"、|”“|》《|和"),
}


def figure_fit(question: Question, figure: Figure) -> float:
    """1 for a figure of the kind and unit asked for, 0.5 for one of the sort, 0 for another."""
    kinds = {
        Kind.DATE: ({"date"}, set[str]()),
        Kind.PERCENT: ({"percent", "point"}, {"multiple", "range", "number"}),
        Kind.FIGURE: ({"count", "money", "range", "multiple", "number"}, {"percent", "point", "ordinal"}),
    }
    exact, rough = kinds[question.kind]
    if figure.kind in exact and (question.kind is not Kind.FIGURE or _is_counted_alike(question, figure)):
        return 1.0
    return 0.5 if figure.kind in exact | rough else 0.0


def _is_counted_alike(question: Question, figure: Figure) -> bool:
    asked = asked_dimension(question)
    return _same_unit(question.unit, figure.unit) and (not asked or asked == dimension_of(figure))


_PERSONS = frozenset("名人位")


def _same_unit(asked: str, unit: str) -> bool:
    """Whether a measure word as asked (名, 元) goes with a figure's unit (人, 美元)."""
    if not asked:
        return True
    if asked == "钱":
        return unit.endswith("元")
    return asked == unit[:1] or {asked, unit[:1]} <= _PERSONS or (asked == "元" and unit.endswith("元"))


@lru_cache(maxsize=8192)
def _heading_words(title: str, section: tuple[str, ...]) -> frozenset[str]:
    return frozenset(tokenise(" ".join([title, *section])))


@lru_cache(maxsize=8192)
def _analyse_sentence(report: Report, span: Span) -> _Sentence:
    """A sentence and its clauses with their words, kept for the next question."""
    figures = find_figures(report.quote(span))
    clauses = tuple(
        _Clause(
            clause,
            text := report.quote(clause),
            frozenset(tokenise(text)),
            pairs_of(normalise(text)),
            tuple(f for f in figures if clause.start <= span.start + f.span.start < clause.end),
        )
        for clause in split_clauses(report.text, span)
    )
    # The sentence's own words, as a word may reach over a cut.
    text = report.quote(span)
    return _Sentence(span, frozenset(tokenise(text)), pairs_of(normalise(text)), clauses)


def _beyond_chance(shared: float) -> float:
    return max(0.0, shared - _CHANCE)


def pairs_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def share(of: Collection[str], within: Collection[str]) -> float:
    """The part of one collection that is in another; 0 for an empty one."""
    return sum(item in within for item in of) / len(of) if of else 0.0
