"""Cuts paragraphs into what is embedded: sentences, short ones joined to what follows.

One vector a sentence ranks better than one a paragraph, which blurs the sentence that answers;
tests/benchmarks/retrieval.py measures it. The clause in the sentence is found by reading (rag).
"""

from collections.abc import Iterator

from ..models import Chunk, Paragraph, Report, Span
from ..shelf import Card
from ..text import simplified
from .leads import lead_of

MIN_CHARS = 20  # a shorter sentence says too little to be found by itself
MAX_SENTENCES = 3
_LEAD_CHARS = 60  # of the sentence that leads a list, whose end says most
_HEADING_CHARS = 40  # of the nearest heading, as the adapters were trained


def chunk_report(report: Report) -> list[Chunk]:
    """All chunks of a report, in order. Every sentence lies in exactly one."""
    return [Chunk(paragraph.number, span) for paragraph in report.paragraphs for span in _grouped(paragraph)]


def _grouped(paragraph: Paragraph) -> Iterator[Span]:
    pending: list[Span] = []
    for sentence in paragraph.sentences:
        pending.append(sentence)
        if sentence.end - pending[0].start >= MIN_CHARS or len(pending) == MAX_SENTENCES:
            yield Span(pending[0].start, sentence.end)
            pending = []
    if pending:
        yield Span(pending[0].start, pending[-1].end)


def context_of(report: Report | Card, paragraph: Paragraph) -> str:
    """What a model is told of a paragraph's place: the report's short title and the nearest heading.

    The title lets a question that names a region or year find the right report among many; a quote never
    contains it.
    """
    heading = paragraph.section[-1][:_HEADING_CHARS] if paragraph.section else ""
    return " ".join(filter(None, (report.metadata.short_title, heading)))


def embedded_text(report: Report, chunk: Chunk) -> str:
    """What is embedded for a chunk, in simplified characters: its context, the sentence that leads its list, its words."""
    paragraph = report.paragraph(chunk.paragraph)
    lead = lead_of(report, paragraph)
    led_by = report.quote(lead)[-_LEAD_CHARS:] if lead else ""
    return simplified(
        " ".join(filter(None, (context_of(report, paragraph), led_by, report.quote(chunk.span))))
    )
