"""Questions for several figures: to compare, to add up, or one beside the other."""

from typing import NamedTuple

from index import Shelf

from ..language import asked_figures, find_places, find_years, names_of, without
from .comparison import asks_for_figures, less_comparison
from .place_names import places_in
from .spans import with_years, years_spelt_out


class Several(NamedTuple):
    """A question for several figures.

    text: with the years that it counts from a report spelt out. things: what is left of it without the words that
    compare and without the places and years that it names: words for what the figures are of.
    """

    text: str
    things: str


def several_figures(text: str, reports: Shelf) -> Several | None:
    """A simplified question read as one for several figures; None for any other."""
    spelt_out = with_years(years_spelt_out(text, reports), reports.newest)
    of_years = bool(asked_figures(spelt_out)) and len(names_of(find_years(spelt_out))) > 1
    if not (of_years or asks_for_figures(spelt_out)):
        return None
    things = less_comparison(spelt_out)
    things = without(things, find_places(things, [*reports.places, *places_in(things)]))
    return Several(spelt_out, without(things, find_years(things)))
