"""Dense and lexical evidence in one score, and the reader's beside it."""

import math

from index import Candidate

# Weight of BM25 beside the cosine. A convex combination of scores keeps how much better a passage is,
# which ranks forget (Bruch, Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval",
# arXiv:2210.11934). tests/benchmarks/retrieval.py prints the curve.
LEXICAL_WEIGHT = 0.2
# A passage that holds less of the question than this shares words with it by chance, as with one that is put
# in everyday words: there the vectors alone know better.
LEXICAL_CHANCE = 0.1
READER_WEIGHT = 0.15
_READER_SCALE = 6.0  # a score of so much is as good as sure


def fused(cosine: float, lexical: float) -> float:
    """Weighted mean of cosine and lexical score, in [0, 1]."""
    score = (cosine + LEXICAL_WEIGHT * telling(lexical)) / (1 + LEXICAL_WEIGHT)
    return min(1.0, max(0.0, score))


def fused_score(candidate: Candidate) -> float:
    """``fused`` of a candidate, in [0, 1]."""
    return fused(candidate.dense, candidate.lexical)


def telling(lexical: float) -> float:
    """What of a lexical score is more than chance."""
    return max(0.0, lexical - LEXICAL_CHANCE)


def read_score(first_stage: float, log_odds: float) -> float:
    """A first-stage score with the reader's beside it, in [0, 1]."""
    read = (1 + math.tanh(log_odds / _READER_SCALE)) / 2
    weight = 2 * READER_WEIGHT
    return (first_stage + weight * read) / (1 + weight)
