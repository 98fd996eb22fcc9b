"""Which figures are of the kind and of the time that a question asks for, and which are of another."""

from dataclasses import dataclass

from index import Shelf
from index.text import simplified

from ..language import section_years, sentence_years, years_away
from ..question import (
    KIND_OF,
    Period,
    asked_kinds,
    asks_what_came,
    named_period,
    named_years,
    target_years,
)
from .indicators import naming, told_apart
from .values import Value

_NAMED = 0.9  # the share of a name
_REVIEWED = -1  # years from its own: the report of the year before tells of 前年


@dataclass(frozen=True, slots=True)
class Asked:
    """The kinds and the years of the figures that a question asks for."""

    kinds: frozenset[str]
    years: frozenset[int]  # that it names
    away: frozenset[int]  # years, from that in which a report was given
    period: Period | None
    text: str

    @classmethod
    def of(cls, question: str, reports: Shelf) -> "Asked":
        text = simplified(question)
        return cls(
            frozenset(KIND_OF[kind] for kind in asked_kinds(text)),
            frozenset((*named_years(text, reports), *target_years(text))),
            frozenset(max(away, _REVIEWED) for away in years_away(text)),
            named_period(text),
            text,
        )

    @property
    def is_undated(self) -> bool:
        return not (self.years or self.away or self.period)

    def years_in(self, value: Value) -> frozenset[int]:
        """The years asked for, as the report of a value means them; none where any is."""
        given = value.report.metadata.year
        return self.years or frozenset(given + away for away in self.away if given)

    def fits(self, value: Value) -> bool:
        if self.period:
            return self._names_period(value)
        years = self.years_in(value)
        if value.statement.earlier and value.year not in self.years:
            return False
        of_year = not years or (value.year in (*years, None) and not self._of_more(value))
        return of_year and self._of_kind(value) and not told_apart(self.text, value.statement.indicator)

    def excludes(self, value: Value) -> bool:
        """Whether a value is surely of another time than the question names, or no result where it asks for that."""
        if self.period or value.of_years or not self.years or value.year is None:
            return False
        if value.year in self.years:
            return value.statement.kind == "目标" and self._asks_what_came
        given, said = value.report.metadata.year, _years_around(value)
        # Of the year before its own and of its own a report speaks without naming them.
        must_say = given is not None and self.years.isdisjoint((given - 1, given))
        return (must_say or bool(said)) and self.years.isdisjoint(said)

    def settles(self, value: Value) -> bool:
        """Whether a value is by name, year and kind what the question asks for, each of which it says."""
        named = naming(self.text, value.statement.indicator).share >= _NAMED
        dated = value.year in self.years_in(value) and not value.of_years
        return named and dated and value.statement.kind in self.kinds and self.fits(value)

    @property
    def _asks_what_came(self) -> bool:
        """Whether it asks what came of a year that it names: 今年做到多少 may be what is planned."""
        return bool(self.years) and asks_what_came(self.text)

    def _names_period(self, value: Value) -> bool:
        section = value.place.paragraph.section
        said = (value.report.title, *section, value.place.quote(value.sentence))
        return self.period is not None and self.period.is_meant(value.report, said)

    def _of_more(self, value: Value) -> bool:
        """Whether it is of several years at once, and not what they are to end with."""
        ends = value.statement.kind == "目标" and value.statement.year in self.years
        return value.of_years and not ends

    def _of_kind(self, value: Value) -> bool:
        """Of a kind that is asked for; of a year that is still to come there is but the plan."""
        kind, given = value.statement.kind, value.report.metadata.year
        coming = given is not None and any(year >= given for year in self.years_in(value))
        return not kind or kind in self.kinds or (coming and kind == "目标" and not self._asks_what_came)


def _years_around(value: Value) -> frozenset[int]:
    """The years that its sentence names, or else its headings or the title of a report on one year."""
    report, section = value.report, value.place.paragraph.section
    sentence = sentence_years(value.place.quote(value.sentence), report.metadata.year)
    named = sentence_years(report.title, None)
    return sentence or section_years(report, section) | (named & {report.metadata.reported})
