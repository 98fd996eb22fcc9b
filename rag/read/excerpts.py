"""What is quoted: the words that a reader found, grown to whole clauses that can stand alone."""

from collections.abc import Sequence
from dataclasses import dataclass

from index import Candidate, Extract, Report, Span
from index.text import split_clauses

from .reader import Reading

MAX_CHARS = 100  # to which an excerpt grows within its sentence; what was found is never cut
LIST_CHARS = 260  # and the same where several things are asked for
_LOOSE = " \t\u3000，,；;：:、。.—"
_LEADING = ("：", ":")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Whole clauses of one paragraph."""

    report: str
    paragraph: int
    span: Span
    clause: Span  # the one that answers, or that the answer begins in
    answer: Span | None = None  # the words that answer, where a reader has found them

    @property
    def place(self) -> tuple[str, int]:
        return self.report, self.paragraph


def read_excerpt(
    reading: Reading, place: Extract, most: int = MAX_CHARS, *, doubtful: bool = False
) -> Excerpt:
    """The evidence as whole clauses, with as much of its sentence as fits into ``most`` characters.

    place: the paragraph that was read. doubtful: with the sentences around it, too, where they fit whole.
    """
    span, clause = _grown(place, reading.evidence, reading.answer.start, most, doubtful)
    answer = trimmed(place, reading.answer)  # as the excerpt is: -2.3% of -2.3%。
    held = span.start <= answer.start and answer.end <= span.end
    return Excerpt(place.report.id, place.paragraph.number, span, clause, answer if held else None)


def excerpt_at(place: Extract, answer: Span, most: int) -> Excerpt:
    """The same around words that are known to answer."""
    span, clause = _grown(place, answer, answer.start, most, doubtful=False)
    return Excerpt(place.report.id, place.paragraph.number, span, clause, answer)


def nearest_excerpt(candidate: Candidate, place: Extract, most: int = MAX_CHARS) -> Excerpt:
    """Where there is no reader: the chunk of a paragraph that is nearest to the question, as much of it as fits."""
    chunk = max(candidate.chunks, key=lambda each: each.cosine).span
    first = next(iter(_clauses(place, chunk)), chunk)
    whole = chunk if chunk.end - chunk.start <= most else first
    span, clause = _grown(place, whole, whole.start, most, doubtful=True)
    return Excerpt(place.report.id, place.paragraph.number, span, clause)


def _grown(place: Extract, found: Span, answer: int, most: int, doubtful: bool) -> tuple[Span, Span]:
    """The clauses that hold ``found`` and their neighbours in its sentences; and the clause at ``answer``.

    What stands before says what a clause is about, so that comes first.
    """
    sentences = place.paragraph.sentences
    touched = [s for s in sentences if s.start < found.end and found.start < s.end]
    around = Span(touched[0].start, touched[-1].end) if touched else found
    clauses = _clauses(place, around) or [around]
    inside = [i for i, c in enumerate(clauses) if c.start < found.end and found.start < c.end] or [0]
    first, last = inside[0], inside[-1]
    while last + 1 < len(clauses) and place.quote(clauses[last]).rstrip().endswith(_LEADING):
        last += 1  # 主要原因是：is nothing without what it leads to
    while first > 0 and clauses[last].end - clauses[first - 1].start <= most:
        first -= 1
    while last + 1 < len(clauses) and clauses[last + 1].end - clauses[first].start <= most:
        last += 1
    clause = next((c for c in clauses if c.start <= answer < c.end), clauses[inside[0]])
    span = Span(clauses[first].start, clauses[last].end)
    if doubtful and last - first + 1 == len(clauses):  # what stands around helps to judge it
        span = _among(sentences, span, most)
    return trimmed(place, span), clause


def _among(sentences: Sequence[Span], span: Span, most: int) -> Span:
    """Whole sentences with those before and after them that fit."""
    start, end = span
    for sentence in reversed([s for s in sentences if s.end <= start]):
        if end - sentence.start > most:
            break
        start = sentence.start
    for sentence in [s for s in sentences if s.start >= end]:
        if sentence.end - start > most:
            break
        end = sentence.end
    return Span(start, end)


def _clauses(place: Extract, within: Span) -> Sequence[Span]:
    begin = place.paragraph.span.start
    return [
        Span(begin + clause.start, begin + clause.end)
        for sentence in place.paragraph.sentences
        if within.start <= sentence.start and sentence.end <= within.end
        for clause in split_clauses(place.text, Span(sentence.start - begin, sentence.end - begin))
    ]


def trimmed(source: Report | Extract, span: Span) -> Span:
    """Without the marks that join it to what stands around it; as it is where it has nothing else."""
    text = source.quote(span)
    bare = text.strip(_LOOSE)
    start = span.start + text.index(bare)
    return Span(start, start + len(bare)) if bare else span
