"""What a conversation is made of, and what retrieval and answering return: frozen, JSON-ready, checked by property tests.

Spans are character offsets into ``library.report(id).text``.
"""

from dataclasses import asdict, dataclass
from typing import Any, Literal, NamedTuple, TypedDict

from index import Span

Confidence = Literal["low", "medium", "high"]


class Turn(TypedDict):
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


class ReportRef(NamedTuple):
    """The report that a passage or citation belongs to."""

    id: str
    title: str
    short_title: str = ""  # the region, body and year by which it is told from others


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph that was retrieved. ``score`` lies in [0, 1], higher is better."""

    text: str
    report: ReportRef
    section: tuple[str, ...]  # headings, outermost first
    paragraph: int  # 1-based
    page: int | None
    span: Span
    score: float

    def to_dict(self) -> dict[str, Any]:
        return _json_ready(asdict(self), self.report)


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote: ``library.report(report.id).text[span.start:span.end] == quote``, always."""

    mark: int  # 1-based: [1] in the answer's text
    quote: str
    report: ReportRef
    section: tuple[str, ...]
    paragraph: int
    page: int | None
    span: Span

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
    note: str = ""  # what the reader should know: the report is cut off, a model's sentence was withheld

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


def _json_ready(fields: dict[str, Any], report: ReportRef) -> dict[str, Any]:
    return {
        **fields,
        "report": report._asdict(),
        "section": list(fields["section"]),
        "span": list(fields["span"]),
    }
