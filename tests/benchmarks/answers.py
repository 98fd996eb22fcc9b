"""The evaluation sets, answered by `ask` and by the one sentence that is nearest to the question."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from common import (
    SETS,
    SQUAD,
    arguments,
    cached_vectors,
    data,
    library_of,
    reports_of,
)

from index import Library, Report, Span
from index.embed import Vectors
from index.progress import ProgressBar
from rag.answer import ask
from rag.evaluate.evaluate import Answerer, evaluate
from rag.evaluate.evaluation import Evaluation
from rag.models import Answer, Citation, Passage, ReportRef, Turn

CHOICES = sorted(f"unseen/{path.stem}" for path in (SETS / "unseen").glob("*.jsonl"))
MORE = sorted(f"seen/{path.stem}" for path in (SETS / "seen").glob("*.jsonl"))


class NearestSentence:
    """The baseline: the sentence with the highest cosine, whole; it reads no history and never refuses."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._library: Library | None = None
        self._sentences: list[tuple[Report, int, Span]] = []
        self._vectors: Vectors = np.empty((0, 0), np.float32)

    def __call__(self, question: str, history: Sequence[Turn], *, library: Library) -> Answer:
        if library is not self._library:
            self._embed(library)
        nearest = np.argsort(-(self._vectors @ library.embedder.embed_questions([question])[0])).tolist()
        report, number, span = self._sentences[nearest[0]]
        paragraph = report.paragraph(number)
        ref = ReportRef(report.id, report.title)
        quote = report.quote(span)
        citation = Citation(1, quote, ref, paragraph.section, number, paragraph.page, span)
        return Answer(f"{quote}[1]", (citation,), False, question, self._passages(nearest))

    def _embed(self, library: Library) -> None:
        self._library = library
        self._sentences = [
            (report, paragraph.number, span)
            for report in library.reports()
            for paragraph in report.paragraphs
            for span in paragraph.sentences
        ]
        texts = [report.quote(span) for report, _, span in self._sentences]
        embedder = library.embedder
        self._vectors = cached_vectors(self._cache, embedder.name, texts, embedder.embed_passages)

    def _passages(self, nearest: Sequence[int]) -> tuple[Passage, ...]:
        ranked = dict.fromkeys((self._sentences[row][0].id, self._sentences[row][1]) for row in nearest[:100])
        reports = {report.id: report for report, _, _ in self._sentences}
        return tuple(_passage(reports[id], number) for id, number in list(ranked)[:5])


def _passage(report: Report, number: int) -> Passage:
    paragraph = report.paragraph(number)
    ref = ReportRef(report.id, report.title)
    text = report.quote(paragraph.span)
    return Passage(text, ref, paragraph.section, number, paragraph.page, paragraph.span, 0.0)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("sets", nargs="*", default=CHOICES, help=f"of {', '.join((*CHOICES, *MORE, *SQUAD))}")
    parser.add_argument("--failures", type=Path, help="folder for what went wrong, one file a set")
    options = parser.parse_args()
    baseline = NearestSentence(options.cache)
    for name in options.sets:
        for label, answerer in (("ask", ask), ("one best sentence by dense cosine", baseline)):
            evaluation = run(name, answerer, options.cache)
            print(f"\n{name}: {label}\n\n{evaluation.table()}", flush=True)
            if options.failures and answerer is ask:
                evaluation.write_failures(options.failures / f"{Path(name).name}.md")


def run(name: str, answerer: Answerer, cache: Path) -> Evaluation:
    with ProgressBar() as bar:
        if name in SQUAD:
            return evaluate(data(SQUAD[name]), progress=bar.update, answerer=answerer)
        with library_of(reports_of(name), cache) as library:
            return evaluate(SETS / f"{name}.jsonl", library, bar.update, answerer)


if __name__ == "__main__":
    main()
