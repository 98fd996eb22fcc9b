"""The answer in words.

Excerpts go in; an answer with marks and citations comes out, put together from the quotes, or worded by a language model
and checked sentence by sentence.
"""

from .compose import Composer, focus_of
from .generator import Generator, GeneratorError
from .grounding import ground
from .labels import measure_label, place_label, report_label, value_label
from .llm import configured_generator
from .notes import (
    CUT_OFF,
    newer_version,
    not_covered,
    not_held,
    not_held_report,
    not_printed,
    of_another_course,
    of_another_time,
    older_editions,
    only_spoken_of,
    remarks_of,
    the_rest,
    unsupported,
    which_report,
)
from .results import Side, against, comparison, go_by_other_names, other_names, total, why_apart

__all__ = [
    "CUT_OFF",
    "Composer",
    "Generator",
    "GeneratorError",
    "Side",
    "against",
    "comparison",
    "configured_generator",
    "focus_of",
    "go_by_other_names",
    "ground",
    "measure_label",
    "newer_version",
    "not_covered",
    "not_held",
    "not_held_report",
    "not_printed",
    "of_another_course",
    "of_another_time",
    "older_editions",
    "only_spoken_of",
    "other_names",
    "place_label",
    "remarks_of",
    "report_label",
    "the_rest",
    "total",
    "unsupported",
    "value_label",
    "which_report",
    "why_apart",
]
