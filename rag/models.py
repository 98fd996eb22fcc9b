"""What a conversation is made of, and what retrieval and answering return: frozen, JSON-ready, checked by property tests.

Spans are character offsets into ``library.report(id).text``.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple, TypedDict

from index import Span
from index.models import PageBreak, page_at

Confidence = Literal["low", "medium", "high"]


class Turn(TypedDict):
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


class Pages(NamedTuple):
    """The pages of a quote."""

    first: int | None
    last: int | None  # None where it is the first


def pages_of(span: Span, first: int | None, breaks: Sequence[PageBreak]) -> Pages:
    """The pages of a span of a paragraph that begins on the page ``first``."""
    begins, ends = (page_at(offset, first, breaks) for offset in (span.start, max(span.start, span.end - 1)))
    return Pages(begins, ends if ends != begins else None)


class ReportRef(NamedTuple):
    """The report that a passage or citation belongs to."""

    id: str
    title: str
    short_title: str = ""  # the region, body and year by which it is told from others, or its title
    year: int | None = None  # in which it was given


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that was retrieved. ``score`` lies in [0, 1], higher is better."""

    text: str
    report: ReportRef
    section: tuple[str, ...]  # headings, outermost first
    paragraph: int  # 1-based
    page: int | None  # on which it begins
    span: Span
    score: float
    breaks: tuple[PageBreak, ...] = ()  # inside it, offsets in the report's text like ``span``
    doubtful: tuple[Span, ...] = ()  # what was recognised in it without certainty
    provision: str = ""  # which part of its article it is: 第二款第（三）项
    row: bool = False  # of a table, told cell by cell with the heads

    @property
    def path(self) -> tuple[str, ...]:
        """What it stands under, down to the part of an article."""
        return _path(self.section, self.provision)

    @property
    def last_page(self) -> int | None:
        """The page on which it ends, where that is another."""
        return self.breaks[-1].page if self.breaks else None

    def pages(self, span: Span) -> Pages:
        """The pages of a part of it."""
        return pages_of(span, self.page, self.breaks)

    def to_dict(self) -> dict[str, Any]:
        ready = _json_ready(asdict(self), self.report)
        places = {name: [list(each) for each in getattr(self, name)] for name in ("breaks", "doubtful")}
        return {**ready, "last_page": self.last_page, **places}


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote: ``library.report(report.id).text[span.start:span.end] == quote``, always."""

    mark: int  # 1-based: [1] in the answer's text
    quote: str
    report: ReportRef
    section: tuple[str, ...]
    paragraph: int
    page: int | None  # on which it begins
    span: Span
    last_page: int | None = None  # on which it ends, where that is another
    doubtful: bool = False  # a figure in it was recognised without certainty
    provision: str = ""  # which part of its article it is from: 第二款第（三）项
    row: bool = False  # of a table, told cell by cell with the heads

    @property
    def path(self) -> tuple[str, ...]:
        """What it stands under, down to the part of an article."""
        return _path(self.section, self.provision)

    def to_dict(self) -> dict[str, Any]:
        return _json_ready(asdict(self), self.report)


@dataclass(frozen=True, slots=True)
class Answer:
    """A cited answer, or a refusal with the nearest passages.

    Every mark in ``text`` has its citation and the other way round; every figure in a sentence of
    ``text`` occurs in a quote that this sentence cites. A refusal has no citations.
    """

    text: str  # plain text; marks inline as [1]; the figure or name asked for in **bold**
    citations: tuple[Citation, ...]
    refused: bool
    question: str  # the stand-alone question that was searched
    passages: tuple[Passage, ...]  # what was retrieved, best first
    confidence: Confidence = "low"
    note: str = ""  # what the reader should know: the report is cut off, pages could not be read

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "citations": [citation.to_dict() for citation in self.citations],
            "refused": self.refused,
            "question": self.question,
            "passages": [passage.to_dict() for passage in self.passages],
            "confidence": self.confidence,
            "note": self.note,
        }


def _path(section: tuple[str, ...], provision: str) -> tuple[str, ...]:
    return (*section, provision) if provision else section


def _json_ready(fields: dict[str, Any], report: ReportRef) -> dict[str, Any]:
    return {
        **fields,
        "report": report._asdict(),
        "section": list(fields["section"]),
        "span": list(fields["span"]),
    }
