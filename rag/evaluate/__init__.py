"""How good the answers are.

A set of questions with gold answers goes in; every answer judged, and averages of the judgements, come out.
"""

from .evaluate import evaluate

__all__ = ["evaluate"]
