"""What a report holds that needs no search.

A report and a question go in; what its first lines say, its outline, its numbered points and what its figures count come
out.
"""

from .about import FrontMatter, asks_for_title, front_matter, unprinted
from .asked import on_the_figure
from .changes import tells_share, turned
from .fitting import Asked
from .indicators import naming, same_indicator
from .outline import Item, Outline, asks_for_whole, outline_of, wants_outline, wants_several
from .points import asks_for_points, points_at, points_of_outline
from .statements import Statement, frame_of, statements
from .together import Together, wanted_together
from .told import Told, may_leave_out, newest_of_each, told_by_each
from .values import (
    Value,
    are_alike,
    are_comparable,
    others_of,
    planned_beside,
    tells_kinds_apart,
    value_in,
    values_within,
)

__all__ = [
    "Asked",
    "FrontMatter",
    "Item",
    "Outline",
    "Statement",
    "Together",
    "Told",
    "Value",
    "are_alike",
    "are_comparable",
    "asks_for_points",
    "asks_for_title",
    "asks_for_whole",
    "frame_of",
    "front_matter",
    "may_leave_out",
    "naming",
    "newest_of_each",
    "on_the_figure",
    "others_of",
    "outline_of",
    "planned_beside",
    "points_at",
    "points_of_outline",
    "same_indicator",
    "statements",
    "tells_kinds_apart",
    "tells_share",
    "told_by_each",
    "turned",
    "unprinted",
    "value_in",
    "values_within",
    "wanted_together",
    "wants_outline",
    "wants_several",
]
