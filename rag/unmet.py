"""What a question demands that the quotes chosen for it do not hold: the near misses.

A report may speak of just what is asked about and still not say it: the investment completed in per cent,
but no sum; who resigned, but no names; a plan, but not what stands in it. Word and vector similarity are
highest in just these cases and cannot tell, so each rule here reads one demand off the question's grammar
and looks for what meets it. They refuse only where nothing does.
"""

from . import unmet_figures, unmet_lists, unmet_names, unmet_subjects
from .question import Question
from .quoted import Evidence

_RULES = (*unmet_figures.RULES, *unmet_lists.RULES, *unmet_names.RULES, *unmet_subjects.RULES)


def unmet_demand(question: Question, evidence: Evidence) -> str | None:
    """Why the quotes cannot be the answer, in Chinese; None where no rule says so."""
    return next(
        (reason for rule in _RULES if (reason := rule(question, evidence))),
        None,
    )
