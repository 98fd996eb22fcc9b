"""What a document says about itself.

The lines above the body, those under it and the headings go in; ``Metadata`` comes out: title, region, body, person, date,
years. What a user corrects in it is laid over it.
"""

from .corrections import FIELDS, Value, checked, corrected, read_changes
from .dates import date_in, is_day, is_web_day
from .front import (
    FrontLine,
    front_length,
    goes_on_meeting,
    is_salutation,
    is_source,
    is_title,
    is_venue,
    number_in,
    parts_lines,
    read_front,
    starts_line,
)
from .genres import genre_of
from .metadata import read_metadata
from .offices import is_office
from .persons import NAME, author_parts
from .regions import (
    COUNTRY,
    LEVELS,
    UNIT,
    Region,
    inside,
    leading_region,
    level_of,
    own_name,
    provinces,
    regions_named,
    short_name,
)
from .signature import begins_signature, is_signature, is_signer

__all__ = [
    "COUNTRY",
    "FIELDS",
    "LEVELS",
    "NAME",
    "UNIT",
    "FrontLine",
    "Region",
    "Value",
    "author_parts",
    "begins_signature",
    "checked",
    "corrected",
    "date_in",
    "front_length",
    "genre_of",
    "goes_on_meeting",
    "inside",
    "is_day",
    "is_office",
    "is_salutation",
    "is_signature",
    "is_signer",
    "is_source",
    "is_title",
    "is_venue",
    "is_web_day",
    "leading_region",
    "level_of",
    "number_in",
    "own_name",
    "parts_lines",
    "provinces",
    "read_changes",
    "read_front",
    "read_metadata",
    "regions_named",
    "short_name",
    "starts_line",
]
