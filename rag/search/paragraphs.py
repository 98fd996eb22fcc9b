"""What has been read of the library for one question."""

from collections.abc import Iterable, Mapping

from index import Extract, Library, Paragraph, Span
from index.models import touching
from index.parse import is_of_article, provision_of
from index.shelf import Noted

Place = tuple[str, int]  # a report's id, and the number of a paragraph


class Paragraphs:
    """Paragraphs of a library, each read once: when it is first wanted, with all that are wanted with it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._read: dict[Place, Extract] = {}
        self._noted: dict[str, Noted] = {}

    def __getitem__(self, place: Place) -> Extract:
        """The one at a place. Raises UnknownReport."""
        return self.at([place])[place]

    def at(self, places: Iterable[Place]) -> Mapping[Place, Extract]:
        """Those at some places, among all that have been read. Raises UnknownReport."""
        lacking = [place for place in places if place not in self._read]
        if lacking:
            self._read |= self._library.extracts(lacking)
        return self._read

    def noted(self, reports: Iterable[str]) -> Mapping[str, Noted]:
        """What is to be known of some reports (by id), among all of which that has been read; nothing of one not held."""
        lacking = [report for report in reports if report not in self._noted]
        if lacking:
            self._noted |= dict.fromkeys(lacking, Noted()) | self._library.shelf().noted(lacking)
        return self._noted

    def doubtful_in(self, place: Extract, span: Span) -> tuple[Span, ...]:
        """What of a span of a paragraph was recognised without certainty."""
        report = place.report.id
        return touching(self.noted([report])[report].doubtful, span)

    def provision_of(self, report_id: str, paragraph: Paragraph) -> str:
        """Which part of its article a paragraph is, which only the whole report tells. Raises UnknownReport."""
        return provision_of(self._library.report(report_id), paragraph) if is_of_article(paragraph) else ""
