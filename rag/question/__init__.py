"""What is asked.

A question and the turns before it go in; the question as it stands alone, the reports that it is about and what its
grammar asks for come out.
"""

from .comparison import Goal, goal_of, is_comparison
from .followup import stand_alone
from .grammar import SENTENCE_END, asked_count, asks, asks_for_several
from .named import shortened
from .periods import (
    KIND_OF,
    Kind,
    asked_kinds,
    asks_what_came,
    fit,
    named_years,
    series_of,
    target_years,
    unsaid_target,
)
from .planned import planned_base
from .scope import Scope, scope_of
from .several import Several, several_figures
from .shares import Share, asked_share
from .sides import Part, Split
from .spans import (
    Period,
    asks_of_many_years,
    named_period,
    spans_years,
    with_year,
    without_years,
    years_spelt_out,
)
from .talk import HELP, is_talk

__all__ = [
    "HELP",
    "KIND_OF",
    "SENTENCE_END",
    "Goal",
    "Kind",
    "Part",
    "Period",
    "Scope",
    "Several",
    "Share",
    "Split",
    "asked_count",
    "asked_kinds",
    "asked_share",
    "asks",
    "asks_for_several",
    "asks_of_many_years",
    "asks_what_came",
    "fit",
    "goal_of",
    "is_comparison",
    "is_talk",
    "named_period",
    "named_years",
    "planned_base",
    "scope_of",
    "series_of",
    "several_figures",
    "shortened",
    "spans_years",
    "stand_alone",
    "target_years",
    "unsaid_target",
    "with_year",
    "without_years",
    "years_spelt_out",
]
