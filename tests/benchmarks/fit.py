"""Fits the two models of the answers on the tuning halves, and prints their constants and their curves.

1. `rag.select.WEIGHTS`: a conditional logit over the clauses of each question, which of them answers.
2. `rag.answerability`: a logistic regression, whether the question is answered at all. Its negatives: the
   unanswerable questions of the tuning halves, questions whose paragraphs were taken out of the library, and
   everyday and CMRC questions put to the reports. What `rag.unmet` refuses is none of its business.
The reporting halves are not read.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from common import SETS, SQUAD, arguments, data, library_of, reports_of
from numpy.typing import NDArray
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tqdm import tqdm

from index import Candidate, Library
from index.parse import report_from_paragraphs
from rag.answer import ask
from rag.answerability import SIGNALS, signals_of
from rag.evalset import Case, read_questions, read_squad
from rag.evidence import FEATURES
from rag.metrics import QuoteFinder, contains, overlap
from rag.question import Question, understand
from rag.quoted import Evidence
from rag.rank import rank
from rag.unmet import unmet_demand

CONTEXTS = 300  # paragraphs of a SQuAD set that make its library
QUESTIONS = 600  # of a SQuAD set
OFF_TOPIC = 60
RIDGE = 0.01
Hidden = set[tuple[str, int]]  # (report id, number) of paragraphs
STRUCTURAL = {"comparison", "report_summary", "section_summary"}  # answered from the outline or by parts


@dataclass(frozen=True)
class Sample:
    """One question: the evidence of its clauses, and which of them hold the answer."""

    features: NDArray[np.float64]  # (clauses, FEATURES)
    right: NDArray[np.bool_]  # (clauses,)


def main() -> None:
    parser = arguments(__doc__)
    cache: Path = parser.parse_args().cache
    names = (
        "seed_tune",
        "provincial_tune",
        *sorted(f"more/{p.stem}" for p in SETS.glob("more/*_tune.jsonl")),
    )
    sets = [(library_of(reports_of(name), cache), read_questions(SETS / f"{name}.jsonl")) for name in names]
    drcd, cmrc = squad("drcd", cache), squad("cmrc", cache)
    everyday = read_questions(SETS / "off_topic_tune.jsonl")

    own = [sample for library, cases in sets for sample in samples(library, cases)]
    other = samples(*drcd)
    weights = fit_clauses(own + other, [1.0] * len(own) + [0.15] * len(other))
    print("\nrag.select.WEIGHTS")
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"  {name:16} {weight:6.2f}")
    print(f"  ({', '.join(f'{weight:.2f}' for weight in weights)})")

    rows: list[Row] = []
    for name, (library, cases) in zip(names, sets, strict=True):
        rows += signals(library, cases, name, weight=1.0)
        asked = [case for case in cases if case.answerable and case.type not in STRUCTURAL]
        finder = QuoteFinder(library.reports())
        gold = [finder.paragraphs(finder.places(case)) for case in asked]
        rows += signals(library, unanswerable(asked), f"{name}, paragraph removed", weight=0.25, hidden=gold)
        rows += signals(library, everyday, f"off topic, everyday, {name}", weight=0.5)
        rows += signals(library, unanswerable(cmrc[1][:OFF_TOPIC]), f"off topic, CMRC, {name}", weight=0.25)
    rows += signals(*cmrc, "CMRC", weight=0.1)
    contexts = cmrc[0].reports()[0].id
    gold = [{(contexts, case.paragraph or 0)} for case in cmrc[1]]
    rows += signals(cmrc[0], unanswerable(cmrc[1]), "CMRC, paragraph removed", weight=0.2, hidden=gold)
    fit_answerability(rows)


def squad(name: str, cache: Path) -> tuple[Library, list[Case]]:
    """A library of the set's first paragraphs, and every so many of the questions about them."""
    report, cases = read_squad(data(SQUAD[name]))
    texts = [report.quote(paragraph.span) for paragraph in report.paragraphs[:CONTEXTS]]
    asked = [case for case in cases if case.paragraph is not None and case.paragraph <= CONTEXTS]
    step = max(1, len(asked) // QUESTIONS)
    return library_of([report_from_paragraphs(texts, "")], cache), asked[::step][:QUESTIONS]


def samples(library: Library, cases: Sequence[Case]) -> list[Sample]:
    """What speaks for each clause of the questions that one passage answers."""
    finder = QuoteFinder(library.reports())
    found = []
    for case in tqdm([c for c in cases if c.answerable and not c.history and c.type not in STRUCTURAL]):
        places = finder.places(case)
        clauses = rank(library, understand(case.question)).clauses
        right = [
            any(p.report == clause.report and overlap(p.span, clause.span) for p in places)
            and contains(library.report(clause.report).quote(clause.span), case.gold_answers, match_all=False)
            for clause in clauses
        ]
        if any(right):
            found.append(Sample(np.array([clause.features for clause in clauses]), np.array(right)))
    return found


def fit_clauses(data: Sequence[Sample], importance: Sequence[float]) -> NDArray[np.float64]:
    """The weights that make the right clauses likeliest, by gradient with a quasi-Newton method."""
    total = sum(importance)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, gradient = RIDGE * float(weights @ weights), 2 * RIDGE * weights
        for sample, worth in zip(data, importance, strict=True):
            scores = sample.features @ weights
            chances = np.exp(scores - scores.max())
            chances /= chances.sum()
            mass = chances[sample.right].sum()
            expected = (chances[sample.right] / mass) @ sample.features[sample.right]
            value -= worth / total * float(np.log(mass))
            gradient = gradient - worth / total * (expected - chances @ sample.features)
        return value, gradient

    result = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B")
    fitted: NDArray[np.float64] = result.x
    return fitted


@dataclass(frozen=True)
class Row:
    """One question's signals, and whether the reports answer it."""

    signals: tuple[float, ...]
    answerable: bool
    source: str
    weight: float


def unanswerable(cases: Sequence[Case]) -> list[Case]:
    """The same questions, for a library that does not answer them."""
    return [replace(case, answerable=False) for case in cases]


def signals(
    library: Library, cases: Sequence[Case], source: str, weight: float, hidden: Sequence[Hidden] = ()
) -> list[Row]:
    """The signals of questions that are answered by quoting.

    hidden: for each question the paragraphs that the library is not to find. An answerable question whose
    answer is not in what would be quoted teaches nothing and is left out, as is one whose answer stands in
    another paragraph too.
    """
    rows = []
    for i, case in enumerate(tqdm(cases, desc=source)):
        with without(library, hidden[i] if hidden else set()), spying() as seen:
            answer = ask(case.question, case.history, library=library)
        right = bool(case.gold_answers) and contains(answer.text, case.gold_answers, case.match_all)
        if len(seen) == 1 and right == case.answerable:
            rows.append(Row(seen[0], case.answerable, source, weight))
    return rows


@contextmanager
def spying() -> Iterator[list[tuple[float, ...]]]:
    """Collects the signals that ``ask`` computes, and keeps it from refusing."""
    seen: list[tuple[float, ...]] = []

    def spy(*arguments: object) -> tuple[float, ...]:
        seen.append(signals_of(*arguments))  # type: ignore[arg-type]
        return seen[-1]

    def demand(question: Question, evidence: Evidence) -> None:
        if unmet_demand(question, evidence):
            seen.clear()

    with (
        patch("rag.answer.signals_of", spy),
        patch("rag.answer.unmet_demand", demand),
        patch("rag.answer.REFUSE_BELOW", -1.0),
    ):
        yield seen


@contextmanager
def without(library: Library, hidden: Hidden) -> Iterator[None]:
    """The library as if it did not hold some paragraphs."""
    real = library.candidates

    def candidates(question: str, k: int = 200, reports: Sequence[str] | None = None) -> list[Candidate]:
        return [c for c in real(question, k, reports) if (c.report, c.paragraph) not in hidden]

    with patch.object(library, "candidates", candidates):
        yield


def fit_answerability(rows: Sequence[Row]) -> None:
    """Print the constants, and for several thresholds the refusals, right and wrong, in cross-validation."""
    x = np.array([row.signals for row in rows])
    y = np.array([row.answerable for row in rows])
    weight = {"logisticregression__sample_weight": np.array([row.weight for row in rows])}
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.3, max_iter=3000))
    folds = StratifiedKFold(8, shuffle=True, random_state=0)
    held_out = cross_val_predict(model, x, y, cv=folds, method="predict_proba", params=weight)[:, 1]
    print("\n| questions | " + " | ".join(f"p < {t}" for t in THRESHOLDS) + " |")
    print("|---|" + "---|" * len(THRESHOLDS))
    for source in dict.fromkeys(row.source for row in rows):
        for answerable in (False, True):
            of = np.array([row.source == source and row.answerable == answerable for row in rows])
            if of.any():
                shares = " | ".join(f"{np.mean(held_out[of] < t):.3f}" for t in THRESHOLDS)
                print(
                    f"| {source}, {'answerable' if answerable else 'unanswerable'} ({of.sum()}) | {shares} |"
                )
    model.fit(x, y, **weight)
    scaler, regression = model[0], model[1]
    weights = regression.coef_[0] / scaler.scale_
    bias = regression.intercept_[0] - weights @ scaler.mean_
    print("\nrag.answerability")
    for name, value in zip(SIGNALS, weights, strict=True):
        print(f"  {name:16} {value:7.2f}")
    print(f"  ({', '.join(f'{value:.2f}' for value in weights)})  BIAS = {bias:.2f}")


THRESHOLDS = (0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6)

if __name__ == "__main__":
    main()
