"""How likely it is that the reports answer a question at all: a logistic regression over few signals.

Fitted by tests/benchmarks/fit.py on questions that the adapters were not trained on.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index import Library
from index.text import content_words, simplified

from ..models import Confidence
from .rank import Ranking
from .reader import Reading

_MEDIUM, _HIGH = 0.5, 0.8
_JUST_BELOW = 0.01
_MOST = 20.0  # log odds beyond which one is as sure as another


@dataclass(frozen=True, slots=True)
class Regression:
    """``weights`` of named signals; below the probability ``threshold`` a question is refused."""

    signals: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float
    threshold: float

    def probability(self, values: Sequence[float]) -> float:
        """That the question has its answer in the reports."""
        score = self.bias + sum(w * x for w, x in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-_MOST, min(_MOST, score))))


WITH_READER = Regression(signals=("best",), weights=(0.552,), bias=-0.898, threshold=0.134)
FIRST_STAGE = Regression(signals=("cosine", "unknown"), weights=(6.880, 0.357), bias=-4.400, threshold=0.151)


def answerability(library: Library, question: str, ranking: Ranking) -> tuple[float, bool]:
    """The probability that a question whose candidates were ranked has its answer there, and whether it is enough."""
    regression = WITH_READER if ranking.readings else FIRST_STAGE
    chance = regression.probability(
        [_SIGNALS[name](library, question, ranking) for name in regression.signals]
    )
    return chance, chance >= regression.threshold


def answerability_of(reading: Reading) -> tuple[float, bool]:
    """The same of one reading alone, as if it were the best."""
    chance = WITH_READER.probability([min(_MOST, reading.score)])
    return chance, chance >= WITH_READER.threshold


def signals_of(library: Library, question: str, ranking: Ranking) -> dict[str, float]:
    """All signals of a question with at least one candidate."""
    return {name: signal(library, question, ranking) for name, signal in _SIGNALS.items()}


def _best(library: Library, question: str, ranking: Ranking) -> float:
    """Log odds of the window that would be quoted."""
    return min(_MOST, ranking.readings[0].score) if ranking.readings else 0.0


def _cosine(library: Library, question: str, ranking: Ranking) -> float:
    return ranking.candidates[0].dense


def _unknown_share(library: Library, question: str, ranking: Ranking) -> float:
    """The share of a question's words, by weight, that no report holds."""
    weights = library.word_weights([*content_words(simplified(question)), "\0"])
    rarest = weights.pop("\0")  # what a word that no report holds weighs
    total = sum(weights.values())
    return sum(weight for weight in weights.values() if weight >= rarest) / total if total else 0.0


_SIGNALS: Mapping[str, Callable[[Library, str, Ranking], float]] = {
    "best": _best,
    "cosine": _cosine,
    "unknown": _unknown_share,
}


def unsure(probability: float) -> float:
    """A probability that is not high, whatever the reader says, for what is known to be in doubt."""
    return min(probability, _HIGH - _JUST_BELOW)


def sure(probability: float) -> float:
    """A probability that is high, whatever the reader says, for what is known to be asked for."""
    return max(probability, _HIGH)


def confidence(probability: float) -> Confidence:
    """The probability in a word."""
    return "high" if probability >= _HIGH else "medium" if probability >= _MEDIUM else "low"
