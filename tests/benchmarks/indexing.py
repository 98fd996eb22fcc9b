"""`Library.add` of provincial reports, against plain `SentenceTransformer.encode` of their texts in equal pieces."""

import tempfile
import time
from collections.abc import Sequence

from common import arguments, chunk_texts, model_source, provincial_files
from sentence_transformers import SentenceTransformer

from index import Library
from index.embed import Embedder, Vectors, configured_embedder
from index.parse import parse
from index.progress import ProgressBar
from index.read import load

PIECE = 500  # characters


class TimedEmbedder:
    """An embedder that adds up the seconds spent on passages."""

    def __init__(self, embedder: Embedder) -> None:
        self.name = embedder.name
        self.seconds = 0.0
        self._embedder = embedder

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        start = time.perf_counter()
        vectors = self._embedder.embed_passages(texts)
        self.seconds += time.perf_counter() - start
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
    print(f"{len(files)} reports, {len(texts)} chunks of {sum(map(len, texts)) / len(texts):.0f} characters")

    plain = SentenceTransformer(model_source(), device="cpu")
    plain.encode(pieces[:8])  # warm
    start = time.perf_counter()
    plain.encode(pieces)
    baseline = time.perf_counter() - start

    embedder = TimedEmbedder(configured_embedder())
    embedder.embed_passages(texts[:8])  # warm
    embedder.seconds = 0.0
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(folder, embedder=embedder, seeds=False) as library,
    ):
        start = time.perf_counter()
        with ProgressBar() as bar:
            results = library.add(files, bar.update)
        total = time.perf_counter() - start
    failed = [result for result in results if not result.added]
    if failed:
        raise SystemExit(f"{len(failed)} 份报告没有加入：{failed[0].error}")
    rest = total - embedder.seconds
    print("\n| what | seconds |\n| --- | --- |")
    for name, taken in (
        (f"plain `SentenceTransformer.encode` of {len(pieces)} pieces of {PIECE} characters", baseline),
        ("`Library.add`, all of it", total),
        ("of which embedding", embedder.seconds),
        ("of which the rest of the pipeline", rest),
    ):
        print(f"| {name} | {taken:.1f} |")
    print(f"\n`Library.add` takes {total / baseline:.2f} of the time of plain encoding.")


if __name__ == "__main__":
    main()
