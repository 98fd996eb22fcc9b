"""Whether it is so.

A sentence and the quotes that it rests on, or a question and what it takes for granted, go in; what they do not bear out
comes out. Pure, no model.
"""

from .measures import lacks_what_is_counted
from .premise import unsupported_figures
from .support import Quote, coverage, nearest_to, quotes_of, support
from .terms import makes_claim, only_repeats, unheard_of
from .verify import Problem, check_answer, check_sentence, mark_sentences, split_sentences

__all__ = [
    "Problem",
    "Quote",
    "check_answer",
    "check_sentence",
    "coverage",
    "lacks_what_is_counted",
    "makes_claim",
    "mark_sentences",
    "nearest_to",
    "only_repeats",
    "quotes_of",
    "split_sentences",
    "support",
    "unheard_of",
    "unsupported_figures",
]
