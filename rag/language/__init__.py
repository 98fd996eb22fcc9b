"""What words mean, in a question and in a report alike.

A string goes in; the figures, numbers, years, places and names in it come out.
"""

from .dimensions import in_base
from .doubts import has_doubtful_figure
from .figures import Figure, find_figures, same_figure
from .kinds import TOLD_APART
from .names import names
from .numerals import fold, number
from .places import (
    PROVINCES,
    Mention,
    compared_with,
    find_places,
    find_years,
    in_chinese,
    in_english,
    is_called,
    names_of,
    short_region,
    side_by_side,
    speaks_of,
    with_only,
    without,
    without_link,
)
from .sums import Sum, find_sums, plain_figure, written_sum
from .wanted import asked_figures
from .years import (
    agreement,
    asked_years,
    report_name,
    report_years,
    section_years,
    sentence_years,
    years_away,
)

__all__ = [
    "PROVINCES",
    "TOLD_APART",
    "Figure",
    "Mention",
    "Sum",
    "agreement",
    "asked_figures",
    "asked_years",
    "compared_with",
    "find_figures",
    "find_places",
    "find_sums",
    "find_years",
    "fold",
    "has_doubtful_figure",
    "in_base",
    "in_chinese",
    "in_english",
    "is_called",
    "names",
    "names_of",
    "number",
    "plain_figure",
    "report_name",
    "report_years",
    "same_figure",
    "section_years",
    "sentence_years",
    "short_region",
    "side_by_side",
    "speaks_of",
    "with_only",
    "without",
    "without_link",
    "written_sum",
    "years_away",
]
