"""Cuts paragraphs into what is embedded: sentences, short ones joined to what follows, and their clauses.

One vector a sentence ranks better than one a paragraph, which blurs the sentence that answers; the clauses
find the one fact among the many that a sentence of a report holds. tests/benchmarks/retrieval.py measures it.
"""

from collections.abc import Iterator

from .clauses import split_clauses
from .models import Chunk, Paragraph, Report, Span
from .tokens import simplified

MIN_CHARS = 20  # a shorter sentence says too little to be found by itself
MAX_SENTENCES = 3


def chunk_report(report: Report) -> list[Chunk]:
    """All chunks of a report, in order, each before its clauses.

    Every sentence lies in exactly one chunk that is no clause, and every clause of it is a chunk of its own
    unless it is the whole.
    """
    return [
        chunk
        for paragraph in report.paragraphs
        for sentences in _grouped(paragraph)
        for chunk in _chunks(report, paragraph, sentences)
    ]


def _grouped(paragraph: Paragraph) -> Iterator[list[Span]]:
    pending: list[Span] = []
    for sentence in paragraph.sentences:
        pending.append(sentence)
        if sentence.end - pending[0].start >= MIN_CHARS or len(pending) == MAX_SENTENCES:
            yield pending
            pending = []
    if pending:
        yield pending


def _chunks(report: Report, paragraph: Paragraph, sentences: list[Span]) -> Iterator[Chunk]:
    whole = Span(sentences[0].start, sentences[-1].end)
    yield Chunk(paragraph.number, whole)
    for sentence in sentences:
        for clause in split_clauses(report.text, sentence):
            if clause != whole:
                yield Chunk(paragraph.number, clause, is_clause=True)


def embedded_text(report: Report, chunk: Chunk) -> str:
    """What is embedded for a chunk: the report's short title, then the chunk's own words, in simplified characters.

    The title lets a question that names a region or year find the right report among many; a quote never
    contains it.
    """
    title = report.metadata.short_title
    words = report.quote(chunk.span)
    return simplified(f"{title} {words}" if title else words)
