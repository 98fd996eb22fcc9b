"""What words mean, in a question and in a report alike.

A string goes in; the figures, numbers, years, places and names in it come out.
"""

from .figures import Figure, find_figures, same_figure
from .kinds import TOLD_APART
from .names import names
from .numerals import fold, number
from .places import (
    COUNTRY,
    OPENING,
    PROVINCES,
    Mention,
    compared_with,
    counties_in,
    find_places,
    find_years,
    in_chinese,
    in_english,
    short_region,
    side_by_side,
    with_only,
)
from .years import agreement, asked_years, section_years

__all__ = [
    "COUNTRY",
    "OPENING",
    "PROVINCES",
    "TOLD_APART",
    "Figure",
    "Mention",
    "agreement",
    "asked_years",
    "compared_with",
    "counties_in",
    "find_figures",
    "find_places",
    "find_years",
    "fold",
    "in_chinese",
    "in_english",
    "names",
    "number",
    "same_figure",
    "section_years",
    "short_region",
    "side_by_side",
    "with_only",
]
