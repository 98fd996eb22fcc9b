"""Reports as a card catalogue has them: what tells each from others, without its text, and what the texts hold.

Whatever chooses among reports reads their cards, so that a question costs the same over a thousand reports as over one.
"""

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, Protocol, overload

from .metadata import genre_of, own_name, short_name
from .models import Metadata, Paragraph, Report, Section, Span

OPENING = 2000  # characters of a report, in which it says what it is


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of a report without reading it."""

    id: str
    metadata: Metadata
    source: str  # the file's name as it came
    sha256: str
    opening: str  # its text up to the end of its first paragraph, at most so much
    front: int  # characters of the opening that stand before the first paragraph
    characters: int
    paragraphs: int

    def __hash__(self) -> int:
        return hash(self.id)

    @property
    def title(self) -> str:
        return self.metadata.title

    @property
    def kinds(self) -> tuple[str, str]:
        """The kind of document that it is (通知, 实录), and that of what it issues (办法) or is an account of (发布会)."""
        genre = self.metadata.genre
        return genre, genre_of(self.metadata.attachment or self.title.removesuffix(genre))

    @property
    def said(self) -> tuple[str, ...]:
        """What it is called and says of itself ahead of its second paragraph, line by line."""
        metadata = self.metadata
        named = (self.title, f"{metadata.region}{metadata.body}", metadata.attachment, self.source)
        return (*named, *self.opening.split("\n"))

    @classmethod
    def of(cls, report: Report) -> "Card":
        first = report.paragraphs[0].span if report.paragraphs else (len(report.text),) * 2
        return cls(
            id=report.id,
            metadata=report.metadata,
            source=report.source,
            sha256=report.sha256,
            opening=report.text[: min(OPENING, first[1])],
            front=min(OPENING, first[0]),
            characters=len(report.text),
            paragraphs=len(report.paragraphs),
        )


@dataclass(frozen=True, slots=True)
class Extract:
    """One paragraph of a report, with the report's card. Spans are those of the report's text."""

    report: Card
    paragraph: Paragraph
    text: str  # the paragraph's

    @classmethod
    def of(cls, report: Report, number: int) -> "Extract":
        """The paragraph of this number of a report at hand."""
        paragraph = report.paragraph(number)
        return cls(Card.of(report), paragraph, report.quote(paragraph.span))

    def quote(self, span: Span) -> str:
        """The text of a span inside the paragraph."""
        offset = self.paragraph.span.start
        return self.text[span.start - offset : span.end - offset]


class Noted(NamedTuple):
    """What is to be known of a report as it was read."""

    remarks: tuple[str, ...] = ()
    doubtful: tuple[Span, ...] = ()  # characters that were recognised without certainty


class Texts(Protocol):
    """Finds what the texts of reports hold, without reading them."""

    def holding(
        self, words: str, reports: Collection[str] | None, *, opening: bool = False, most: int | None = None
    ) -> list[str]:
        """Ids of reports, of some (None: of all), whose text, or its first ``OPENING`` characters, has the words.

        In no order; at most so many.
        """

    def headed(self, words: Sequence[str], reports: Collection[str] | None, most: int) -> list[str]:
        """Ids of the reports, of some (None: of all), whose headings have most of the words; at most so many."""

    def sections(self, reports: Iterable[str]) -> dict[str, tuple[Section, ...]]:
        """The headings of some reports, by id."""

    def noted(self, reports: Iterable[str]) -> dict[str, Noted]:
        """What is to be known of some reports, by id."""

    def report(self, report_id: str) -> Report:
        """A report whole."""


class Shelf(Sequence[Card]):
    """Some reports by their cards, in the order in which they were added."""

    def __init__(self, cards: Sequence[Card], texts: Texts, *, whole: bool = False) -> None:
        """whole: these are all the reports there are, so that a search need not be kept within them."""
        self._cards = cards
        self._texts = texts
        self._whole = whole

    @classmethod
    def of(cls, reports: Iterable[Report]) -> "Shelf":
        """Reports at hand, whose texts are read for what they hold."""
        held = {report.id: report for report in reports}
        return cls([Card.of(report) for report in held.values()], _Read(held), whole=True)

    @overload
    def __getitem__(self, place: int) -> Card: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Card]: ...
    def __getitem__(self, place: int | slice) -> Any:
        return self._cards[place]

    def __len__(self) -> int:
        return len(self._cards)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(card.id for card in self._cards)

    @property
    def scope(self) -> tuple[str, ...] | None:
        """The ids to keep a search within; None where these are all there are."""
        return None if self._whole else self.ids

    @cached_property
    def regions(self) -> Mapping[str, Sequence[Card]]:
        """The reports by region, as they name it; under "" those that name none."""
        return self._grouped(lambda card: card.metadata.region)

    @cached_property
    def places(self) -> Mapping[str, Sequence[str]]:
        """The regions that they name, by their short names: 青石县 by 青石."""
        places: dict[str, list[str]] = defaultdict(list)
        for region in filter(None, self.regions):
            places[short_name(own_name(region))].append(region)
        return dict(places)

    @cached_property
    def series(self) -> Mapping[tuple[str, str], Sequence[Card]]:
        """The reports by region and body."""
        return self._grouped(lambda card: (card.metadata.region, card.metadata.body))

    @cached_property
    def kinds(self) -> Mapping[tuple[str, str], Sequence[Card]]:
        """The reports by the kind of document that they are, and that they issue."""
        return self._grouped(lambda card: card.kinds)

    @cached_property
    def years(self) -> frozenset[int | None]:
        """The years in which they were given."""
        return frozenset(card.metadata.year for card in self._cards)

    @property
    def newest(self) -> int:
        """The latest of those years; 0 for none."""
        return max((year for year in self.years if year), default=0)

    def _grouped(self, key: Callable[[Card], Any]) -> dict[Any, list[Card]]:
        groups: dict[Any, list[Card]] = defaultdict(list)
        for card in self._cards:
            groups[key(card)].append(card)
        return dict(groups)

    def only(self, cards: Collection[Card]) -> "Shelf":
        """Those of the reports that are among some, in their order here; itself for all of them."""
        ids = {card.id for card in cards}
        if len(ids) == len(self):
            return self
        return Shelf([card for card in self._cards if card.id in ids] if ids else [], self._texts)

    def of_year(self, *years: int) -> "Shelf":
        """Those given in one of some years."""
        return self.only([card for card in self._cards if card.metadata.year in years])

    def saying(self, pattern: re.Pattern[str]) -> set[int]:
        """The places here of those that say something of themselves on one line."""
        said, starts = self._said
        found: set[int] = set()
        match = pattern.search(said)
        while match:
            place = bisect(starts, match.start()) - 1
            found.add(place)
            match = pattern.search(said, starts[place + 1])
        return found

    @cached_property
    def _said(self) -> tuple[str, list[int]]:
        """What all of them say of themselves, and where in it each begins; at last where it ends."""
        texts = ["\n".join(card.said) for card in self._cards]
        return "\n".join(texts), list(accumulate((len(text) + 1 for text in texts), initial=0))

    # What their texts hold

    def hold(self, words: str) -> bool:
        """Whether the text of any of them has the words."""
        return bool(self._cards) and bool(self._texts.holding(words, self.scope, most=1))

    def holding(self, words: str, *, opening: bool = False) -> list[Card]:
        """Those whose text, or its first ``OPENING`` characters, has the words; in no order."""
        found = self._texts.holding(words, self.scope, opening=opening) if self._cards else []
        return [self._by_id[each] for each in found if each in self._by_id]

    def headings(self, words: Sequence[str], most: int) -> Iterator[tuple[Card, tuple[Section, ...]]]:
        """At most so many of them with their headings: those whose headings have most of some words, where there are more."""
        cards = self._cards
        if len(cards) > most:
            chosen = set(self._texts.headed(words, self.scope, most))
            cards = [card for card in cards if card.id in chosen]
        sections = self._texts.sections([card.id for card in cards])
        return ((card, sections[card.id]) for card in cards if card.id in sections)

    def noted(self, reports: Iterable[str]) -> dict[str, Noted]:
        """What is to be known of those of some reports (by id) that are here."""
        return self._texts.noted([each for each in reports if each in self._by_id])

    def report(self, card: Card) -> Report:
        """One of them whole."""
        return self._texts.report(card.id)

    @cached_property
    def _by_id(self) -> dict[str, Card]:
        return {card.id: card for card in self._cards}


class _Read(Texts):
    """Reports in memory."""

    def __init__(self, reports: Mapping[str, Report]) -> None:
        self._reports = reports

    def holding(
        self, words: str, reports: Collection[str] | None, *, opening: bool = False, most: int | None = None
    ) -> list[str]:
        within = self._reports if reports is None else reports
        end = OPENING if opening else None
        return [each for each in within if words in self._reports[each].text[:end]][:most]

    def headed(self, words: Sequence[str], reports: Collection[str] | None, most: int) -> list[str]:
        within = self._reports if reports is None else reports

        def headings(report_id: str) -> str:
            return "\n".join(section.title for section in self._reports[report_id].sections)

        return sorted(within, key=lambda each: -sum(word in headings(each) for word in words))[:most]

    def sections(self, reports: Iterable[str]) -> dict[str, tuple[Section, ...]]:
        return {each: self._reports[each].sections for each in reports}

    def noted(self, reports: Iterable[str]) -> dict[str, Noted]:
        held = ((each, self._reports[each]) for each in reports)
        return {each: Noted(report.remarks, report.doubtful) for each, report in held}

    def report(self, report_id: str) -> Report:
        return self._reports[report_id]
