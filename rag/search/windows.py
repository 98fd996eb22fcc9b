"""Cuts the retrieved paragraphs into the windows that a reader reads: few and short, as its time goes with its tokens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from index import Candidate, Extract, Span
from index.metadata import is_signature
from index.parse import context_of

from .fusion import fused
from .paragraphs import Paragraphs, Place

MOST_CHARS = 130  # of a window; a longer sentence is one by itself
READ = 8  # windows of a question
OF_OTHERS = 4  # and, of one that several reports may answer, of as many that have none of those
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
    paragraphs: Paragraphs, candidates: Sequence[Candidate], order: Iterable[str]
) -> list[Window]:
    """The best windows of all, and the best one of each of a few other reports; order: the ids, first those that come first.

    Where one report answers, what others may say takes nothing from it.
    """
    best = windows_of(paragraphs, candidates)
    told = {window.report for window in best}
    others = [report for report in order if report not in told][:OF_OTHERS]
    own = [[c for c in candidates if c.report == report][:_PARAGRAPHS] for report in others]
    paragraphs.at(candidate.place for found in own for candidate in found)  # at once
    return [*best, *(window for found in own for window in windows_of(paragraphs, found, 1))]


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
