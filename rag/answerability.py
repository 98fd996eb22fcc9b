"""How likely it is that the reports answer a question at all."""

import math
import re
from collections.abc import Sequence

from index import Library
from index.tokens import tokenise

from .evidence import FEATURES, share
from .fusion import fused_score
from .models import Confidence
from .question import Question
from .rank import Ranking
from .select import Excerpt

SIGNALS = (
    "cosine",  # of the best chunk
    "fused",  # of the best passage
    "mass",  # probability of the likeliest excerpt, given that there is an answer
    "clause_words",  # share of the question's words, by weight, in the likeliest clause
    "sentence_words",
    "passage_words",
    "pairs",  # share of the question's character pairs in the sentence
    "unknown_words",  # share of the question's words, by weight, that no report holds
    "unexplained_words",  # share that no report holds, nor the sentence an official word for it
    "heads",  # share of the words beside the one that asks that the sentence holds
    "wanted",  # the clause holds what is asked for
    "unwanted",  # the kind of answer is known, and the sentence holds nothing of it
    "finer",  # a day is asked for, and the excerpt names none
    "other_year",  # the question asks about a year, and the clause speaks of another
    "foreign",  # the question has no Chinese character, and so shares no words with the reports
)
# Logistic regression on SIGNALS, fitted by tests/benchmarks/fit.py.
WEIGHTS_OF_SIGNALS = (
    27.15, 15.61, 2.97, -0.87, 0.69, -0.12, 1.04, 3.53, -0.89, 0.09, 0.19, -0.89, -5.48, -1.46, 3.35,
)  # fmt: skip
BIAS = -37.70
REFUSE_BELOW = 0.13
_MEDIUM, _HIGH = 0.5, 0.8


_DAY_ASKED = re.compile("哪[一]?天|几[号日]|哪[一]?日|具体日期")
_DAY = re.compile("[0-9一二三四五六七八九十][日号]")


def answerability(signals: Sequence[float]) -> float:
    """Probability that the question has its answer in the excerpts."""
    score = BIAS + sum(w * x for w, x in zip(WEIGHTS_OF_SIGNALS, signals, strict=True))
    return 1 / (1 + math.exp(-score))


def confidence(probability: float) -> Confidence:
    """The probability in a word."""
    return "high" if probability >= _HIGH else "medium" if probability >= _MEDIUM else "low"


def signals_of(
    library: Library,
    question: Question,
    ranking: Ranking,
    excerpts: Sequence[Excerpt],
) -> tuple[float, ...]:
    """The SIGNALS of a question whose best clauses were found."""
    best = next(clause for clause in ranking.clauses if clause.span == excerpts[0].best)
    features = dict(zip(FEATURES, best.features, strict=True))
    weights = library.word_weights(question.words)
    total = sum(weights.values()) or 1.0
    rarest = library.word_weights(["\0"])["\0"]  # what a word that no report holds weighs
    report = library.report(best.report)
    sentence = report.quote(best.sentence)
    held = frozenset(tokenise(sentence))
    unknown = [word for word, weight in weights.items() if weight >= rarest]
    return (
        max(candidate.dense for candidate in ranking.candidates),
        max(fused_score(candidate) for candidate in ranking.candidates),
        excerpts[0].probability,
        features["clause_words"],
        features["sentence_words"],
        features["passage_words"],
        features["sentence_pairs"],
        sum(weights[word] for word in unknown) / total,
        sum(weights[word] for word in unknown if not question.is_said_officially(word, held)) / total,
        share(question.heads, held) if question.heads else 1.0,
        features["wanted"],
        features["unwanted"],
        float(bool(_DAY_ASKED.search(question.text)) and not _DAY.search(report.quote(excerpts[0].span))),
        float(features["year"] < 0),
        float(question.text.isascii()),
    )
