"""Fits `rag.read.answerability` on questions that the adapters were not trained on, and prints its constants and curves.

The questions of tests/training/questions/unseen-*.jsonl over libraries of four documents each, and everyday questions
that no report answers. Half of the libraries fit, and half decide: the threshold that refuses one answerable question
in twenty on the one half is applied to the other, and the other way round. What is learnt is whether the quote holds
the answer, so that the probability can be shown as confidence.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from common import DATA, SETS, arguments, library_of
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tqdm import tqdm

from index import Library
from index.parse import parse
from index.read import load
from rag.evaluate.evalset import read_questions
from rag.evaluate.metrics import contains
from rag.read import Ranking, nearest_excerpt, rank, read_excerpt
from rag.read.answerability import signals_of
from rag.read.reader import Reader, configured_reader
from tests.training.base import locate
from tests.training.data import Question, held_out_questions

DOCUMENTS_EACH = 4
WRONG_REFUSALS = 0.05
EVERYDAY = 20  # of these questions to each library
SUBSETS = (("best",), ("best", "cosine"), ("best", "cosine", "unknown"), ("cosine", "unknown"))


@dataclass(frozen=True)
class Row:
    """A question's signals, whether the library answers it, and whether what would be quoted does."""

    signals: dict[str, float]
    answerable: bool
    right: bool
    half: int
    everyday: bool = False


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--every", type=int, default=4, help="ask every n-th question only")
    options = parser.parse_args()
    for label, reader in (("with the reader", configured_reader()), ("first stage alone", None)):
        rows = list(rows_of(options.cache, options.every, reader))
        print(f"\n{label}: {len(rows)} questions, {sum(row.answerable for row in rows)} answerable\n")
        print(
            "| signals | near misses refused | everyday refused | answerable refused | right of what is answered |"
        )
        print("| --- | --- | --- | --- | --- |")
        for names in SUBSETS:
            if reader is not None or "best" not in names:
                judge(rows, names)


def rows_of(cache: Path, every: int, reader: Reader | None) -> Iterator[Row]:
    questions = held_out_questions()
    names = sorted({question.document for question in questions})
    files = locate(names, [DATA / "reports", DATA / "documents", DATA / "made"])
    everyday = [case.question for case in read_questions(SETS / "seen/off_topic_tune.jsonl")]
    count = len(names) // DOCUMENTS_EACH
    for place in range(count):
        half, held = place % 2, names[place::count]
        asked = [question for question in questions if question.document in held][::every]
        with library_of([parse(load(files[name])) for name in held], cache) as library:
            for question in tqdm(asked, desc=f"{place + 1}/{count}", disable=None):
                yield row(library, question, reader, half)
            for text in everyday[place % 4 :: 4][:EVERYDAY]:
                ranking = rank(library, text, reader)
                yield Row(signals_of(library, text, ranking), False, False, half, everyday=True)


def row(library: Library, question: Question, reader: Reader | None, half: int) -> Row:
    ranking = rank(library, question.text, reader)
    answerable = bool(question.answer)
    right = answerable and contains(quoted(ranking), [question.answer], match_all=False)
    return Row(signals_of(library, question.text, ranking), answerable, right, half)


def quoted(ranking: Ranking) -> str:
    """What would be quoted."""
    if ranking.readings:
        place = ranking.paragraphs[ranking.readings[0].window.place]
        return place.quote(read_excerpt(ranking.readings[0], place).span)
    place = ranking.paragraphs[ranking.candidates[0].place]
    return place.quote(nearest_excerpt(ranking.candidates[0], place).span)


def judge(rows: Sequence[Row], names: Sequence[str]) -> None:
    x = np.array([[row.signals[name] for name in names] for row in rows])
    right = np.array([row.right for row in rows])
    answerable = np.array([row.answerable for row in rows])
    everyday = np.array([row.everyday for row in rows])
    half = np.array([row.half for row in rows])
    kept = np.zeros(len(rows), bool)
    for fitted in (0, 1):
        own, other = half == fitted, half != fitted
        chances = regression(x[own], right[own]).predict_proba(x)[:, 1]
        threshold = np.quantile(chances[own & answerable], WRONG_REFUSALS)
        kept[other] = chances[other] >= threshold
    shares = (
        np.mean(~kept[~answerable & ~everyday]),
        np.mean(~kept[everyday]),
        np.mean(~kept[answerable]),
        np.mean(right[kept & answerable]),
    )
    print(f"| {', '.join(names)} | " + " | ".join(f"{share:.3f}" for share in shares) + " |")
    model = regression(x, right)
    scaler, logistic = model[0], model[1]
    weights = logistic.coef_[0] / scaler.scale_
    bias = logistic.intercept_[0] - weights @ scaler.mean_
    threshold = np.quantile(model.predict_proba(x)[:, 1][answerable], WRONG_REFUSALS)
    print(f"  weights ({', '.join(f'{w:.3f}' for w in weights)}), bias {bias:.3f}, threshold {threshold:.3f}")


def regression(x: NDArray[np.float64], y: NDArray[np.bool_]):  # type: ignore[no-untyped-def]
    """A fitted pipeline of scaling and logistic regression."""
    return make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(x, y)


if __name__ == "__main__":
    main()
