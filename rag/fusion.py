"""Dense and lexical evidence in one score."""

from index import Candidate

# Weight of BM25 beside the cosine. A convex combination of scores keeps how much better a passage is,
# which ranks forget (Bruch, Gai & Ingber 2023, "An Analysis of Fusion Functions for Hybrid Retrieval",
# arXiv:2210.11934). tests/benchmarks/retrieval.py prints the curve.
LEXICAL_WEIGHT = 0.2
# A passage that holds less of the question than this shares words with it by chance, as with one that is put
# in everyday words: there the vectors alone know better.
LEXICAL_CHANCE = 0.1


def fused_score(candidate: Candidate) -> float:
    """Weighted mean of cosine and lexical score, in [0, 1]."""
    score = (candidate.dense + LEXICAL_WEIGHT * telling(candidate.lexical)) / (1 + LEXICAL_WEIGHT)
    return min(1.0, max(0.0, score))


def telling(lexical: float) -> float:
    """What of a lexical score is more than chance."""
    return max(0.0, lexical - LEXICAL_CHANCE)
