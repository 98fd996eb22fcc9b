"""`Library.add` of provincial reports, against plain `SentenceTransformer.encode` of their texts in equal pieces.

Also what is embedded (tokens, and those added as padding), and whether the vectors are those of sentence-transformers.
"""

import resource
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from common import arguments, chunk_texts, model_source, provincial_files
from sentence_transformers import SentenceTransformer

from index import Library, Report
from index.embed import Embedder, Vectors, configured_embedder, of_like_length
from index.parse import chunk_report, parse
from index.progress import ProgressBar
from index.read import load

Result = TypeVar("Result")
PIECE = 500  # characters


class Cost(NamedTuple):
    """Seconds by the clock, and of processor time, which other programs on the machine change less."""

    clock: float
    processor: float

    @classmethod
    def now(cls) -> "Cost":
        used = resource.getrusage(resource.RUSAGE_SELF)
        return cls(time.perf_counter(), used.ru_utime + used.ru_stime)

    def since(self, start: "Cost") -> "Cost":
        return Cost(self.clock - start.clock, self.processor - start.processor)


class TimedEmbedder:
    """An embedder that adds up the cost of passages, and keeps their vectors."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self.clock = self.processor = 0.0
        self.vectors: dict[str, Vectors] = {}
        self._embedder = embedder

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        vectors, cost = timed(lambda: self._embedder.embed_passages(texts))
        self.clock += cost.clock
        self.processor += cost.processor
        self.vectors.update(zip(texts, vectors, strict=True))
        return vectors

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_questions(texts)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--reports", type=int, default=3, help="how many of the reports")
    options = parser.parse_args()
    files = provincial_files()[: options.reports]
    reports = [parse(load(file)) for file in files]
    texts = chunk_texts(reports)
    pieces = [r.text[at : at + PIECE] for r in reports for at in range(0, len(r.text), PIECE)]

    model = SentenceTransformer(model_source(), device="cpu")
    print_tokens(model, reports, texts, pieces)
    model.encode(pieces[:8])  # warm
    _, plain = timed(lambda: model.encode(pieces))
    expected, reference = timed(lambda: model.encode_document(texts, batch_size=8, normalize_embeddings=True))

    configured = configured_embedder()
    configured.embed_passages(texts[:8])  # warm
    embedder = TimedEmbedder(configured)
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(folder, embedder=embedder, seeds=False) as library,
        ProgressBar() as bar,
    ):
        results, total = timed(lambda: library.add(files, bar.update))
    failed = [result for result in results if not result.added]
    if failed:
        raise SystemExit(f"{len(failed)} 份报告没有加入：{failed[0].error}")
    embedding = Cost(embedder.clock, embedder.processor)
    print("| what | seconds | of processor time | ratio of it |\n| --- | --- | --- | --- |")
    for name, cost in (
        (f"plain `SentenceTransformer.encode` of {len(pieces)} pieces of {PIECE} characters", plain),
        ("chunks by sentence-transformers, in batches of 8", reference),
        ("`Library.add`, all of it", total),
        (f"of which embedding ({type(configured).__name__})", embedding),
        ("of which the rest of the pipeline", total.since(embedding)),
    ):
        ratio = cost.processor / plain.processor
        print(f"| {name} | {cost.clock:.1f} | {cost.processor:.1f} | {ratio:.2f} |")
    cosines = (np.stack([embedder.vectors[text] for text in texts]) * expected).sum(axis=1)
    print(f"\nThe vectors' cosine to sentence-transformers': {cosines.min():.6f} at least.")
    print(f"`Library.add` takes {total.clock / plain.clock:.2f} of the time of plain encoding.")


def timed(action: Callable[[], Result]) -> tuple[Result, Cost]:
    start = Cost.now()
    result = action()
    return result, Cost.now().since(start)


def print_tokens(
    model: SentenceTransformer, reports: Sequence[Report], texts: Sequence[str], pieces: Sequence[str]
) -> None:
    """What is embedded, and what of it is added to the report's own words."""
    bare = [report.quote(chunk.span) for report in reports for chunk in chunk_report(report)]
    print("| texts | count | tokens | with padding |\n| --- | --- | --- | --- |")
    for name, prompt, rows in (
        (f"pieces of {PIECE} characters", "", pieces),
        ("chunks, without title and heading", "passage: ", bare),
        ("chunks", "passage: ", texts),
    ):
        tokens = [model.tokenizer(prompt + text)["input_ids"] for text in rows]
        padded = sum(len(tokens[batch[-1]]) * len(batch) for batch in of_like_length(tokens))
        print(f"| {name} | {len(rows)} | {sum(map(len, tokens))} | {padded} |")
    print(flush=True)


if __name__ == "__main__":
    main()
