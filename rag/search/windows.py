"""Cuts the retrieved paragraphs into the windows that a reader reads: few and short, as its time goes with its tokens."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from index import Candidate, Extract, Span
from index.metadata import is_signature
from index.parse import context_of

from .fusion import fused
from .paragraphs import Paragraphs, Place

MOST_CHARS = 130  # of a window; a longer sentence is one by itself
READ = 8  # windows of a question
READ_OF_SEVERAL = 12  # and of one that several reports may answer, however many they are
_PARAGRAPHS = 40  # whose windows are compared


@dataclass(frozen=True, slots=True)
class Window:
    """Whole sentences of one paragraph, with what tells their place. ``prior``: the fused score of its best chunk."""

    report: str
    paragraph: int
    span: Span
    context: str  # the report's short title and the nearest heading
    text: str
    prior: float

    @property
    def place(self) -> Place:
        return self.report, self.paragraph


def windows_of(paragraphs: Paragraphs, candidates: Sequence[Candidate], most: int = READ) -> list[Window]:
    """The windows of some candidates (best first) with the highest priors, best first; at most so many.

    The day of a signature is not read: it tells when a report was issued (``about``), and nothing else.
    """
    near = candidates[:_PARAGRAPHS]
    extracts = paragraphs.at(candidate.place for candidate in near)
    windows = [w for c in near for w in _windows(c, extracts[c.place])]
    return sorted(windows, key=lambda window: -window.prior)[:most]


def windows_of_each(
    paragraphs: Paragraphs, candidates: Sequence[Candidate], order: Sequence[str], most: int = READ_OF_SEVERAL
) -> list[Window]:
    """The best windows of each report in turns, at most so many in all; order: the ids, those first that come first."""
    own: dict[str, list[Candidate]] = {report: [] for report in order[:most]}  # more could not have one each
    for candidate in candidates:
        if candidate.report in own:
            own[candidate.report].append(candidate)
    paragraphs.at(c.place for found in own.values() for c in found[:_PARAGRAPHS])  # at once
    each = [windows_of(paragraphs, found) for found in own.values()]
    in_turns = (window for turn in zip_longest(*each) for window in turn if window)
    return list(islice(in_turns, most))


def _windows(candidate: Candidate, extract: Extract) -> Iterator[Window]:
    report, paragraph = extract.report, extract.paragraph
    if is_signature(extract.text):
        return
    context = context_of(report, paragraph)
    for span in sentence_runs(paragraph.sentences, MOST_CHARS):
        cosine = max(
            c.cosine for c in candidate.chunks if c.span.start < span.end and span.start < c.span.end
        )
        prior = fused(cosine, candidate.lexical)
        yield Window(report.id, paragraph.number, span, context, extract.quote(span), prior)


def sentence_runs(sentences: Sequence[Span], most: int) -> Iterator[Span]:
    """Runs of whole sentences, each of at most so many characters unless it is one sentence.

    A run begins with the last sentence of the one before where it fits.
    """
    first = 0
    while first < len(sentences):
        last = first
        while last + 1 < len(sentences) and sentences[last + 1].end - sentences[first].start <= most:
            last += 1
        yield Span(sentences[first].start, sentences[last].end)
        if last + 1 == len(sentences):
            return
        shared = last > first and sentences[last + 1].end - sentences[last].start <= most
        first = last if shared else last + 1
