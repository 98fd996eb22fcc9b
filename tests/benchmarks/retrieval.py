"""Which paragraph answers the question: `retrieve` beside its parts and beside the plain use of the model."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from common import (
    SETS,
    SQUAD,
    arguments,
    cached_vectors,
    data,
    library_of,
    model_source,
    reports_of,
)
from sentence_transformers import SentenceTransformer
from tqdm import tqdm

from index import Candidate, Library
from index.embed import Vectors
from rag.evaluate.evalset import read_questions, read_squad
from rag.evaluate.metrics import QuoteFinder
from rag.retrieve import retrieve
from rag.search.fusion import LEXICAL_WEIGHT, telling

Key = tuple[str, int]  # report id, paragraph number
WEIGHTS = (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.6, 1.0)
RRF_K = 60  # Cormack, Clarke & Büttcher 2009, "Reciprocal Rank Fusion Outperforms Condorcet"
CHOICES = ("cmrc", "drcd", "unseen/real_report", "unseen/made_report")


@dataclass(frozen=True)
class Task:
    """A library, and questions with the paragraphs that answer them."""

    library: Library
    questions: list[str]
    gold: list[set[Key]]


@dataclass
class Ranks:
    """The rank of the first gold paragraph for each question, by method; 0 where it was not found."""

    by_method: dict[str, list[int]] = field(default_factory=dict)

    def add(self, method: str, ranked: Sequence[Key], gold: set[Key]) -> None:
        rank = next((rank for rank, key in enumerate(ranked, 1) if key in gold), 0)
        self.by_method.setdefault(method, []).append(rank)

    def lines(self) -> Iterator[str]:
        for method, ranks in self.by_method.items():
            at = [np.mean([0 < rank <= k for rank in ranks]) for k in (1, 5)]
            yield f"| {method} | {at[0]:.3f} | {at[1]:.3f} |"


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("sets", nargs="*", default=CHOICES, help=f"of {', '.join(CHOICES)}")
    parser.add_argument("--every", type=int, default=1, help="ask every n-th question only")
    options = parser.parse_args()
    for name in options.sets:
        task = load_task(name, options.cache, options.every)
        ranks = measure(task, options.cache)
        print(f"\n{name}: {len(task.questions)} questions\n\n| method | R@1 | R@5 |\n| --- | --- | --- |")
        print("\n".join(ranks.lines()), flush=True)


def load_task(name: str, folder: Path, every: int) -> Task:
    if name in SQUAD:
        report, cases = read_squad(data(SQUAD[name]))
        reports = [report]
    else:
        cases = [case for case in read_questions(SETS / f"{name}.jsonl") if not case.history]
        reports = reports_of(name)
    finder = QuoteFinder(reports)
    held = [(case.question, finder.paragraphs(finder.places(case))) for case in cases[::every]]
    asked = [(question, gold) for question, gold in held if gold]
    return Task(library_of(reports, folder), [q for q, _ in asked], [gold for _, gold in asked])


def measure(task: Task, folder: Path) -> Ranks:
    ranks = Ranks()
    plain = plain_rankings(task, folder)
    for number, (question, gold) in enumerate(
        zip(tqdm(task.questions, disable=None), task.gold, strict=True)
    ):
        found = retrieve(question, library=task.library)
        ranks.add("`retrieve`", [(p.report.id, p.paragraph) for p in found], gold)
        for method, ranked in plain.items():
            ranks.add(method, ranked(number), gold)
        candidates = task.library.candidates(question)
        ranks.add("chunks, int8, dense only", order(candidates, lambda c: c.dense), gold)
        ranks.add("BM25 only", order([c for c in candidates if c.lexical], lambda c: c.lexical), gold)
        ranks.add("reciprocal rank fusion of the two", reciprocal_rank_fusion(candidates), gold)
        for weight in WEIGHTS:
            here = " (in use)" if weight == LEXICAL_WEIGHT else ""
            ranks.add(f"cosine + {weight:g} BM25 beyond chance{here}", weighted_sum(candidates, weight), gold)
    return ranks


def order(candidates: Sequence[Candidate], score: Callable[[Candidate], float]) -> list[Key]:
    return [(c.report, c.paragraph) for c in sorted(candidates, key=score, reverse=True)]


def weighted_sum(candidates: Sequence[Candidate], weight: float) -> list[Key]:
    return order(candidates, lambda c: c.dense + weight * telling(c.lexical))


def reciprocal_rank_fusion(candidates: Sequence[Candidate]) -> list[Key]:
    scores: dict[Key, float] = {}
    lexical = order([c for c in candidates if c.lexical], lambda c: c.lexical)
    for ranking in (order(candidates, lambda c: c.dense), lexical):
        for rank, key in enumerate(ranking, 1):
            scores[key] = scores.get(key, 0.0) + 1 / (RRF_K + rank)
    return sorted(scores, key=scores.__getitem__, reverse=True)


# The model used plainly: fp32, nothing but its cosine


@cache
def plain_model() -> SentenceTransformer:
    return SentenceTransformer(model_source(), device="cpu")


def plain_rankings(task: Task, folder: Path) -> dict[str, Callable[[int], list[Key]]]:
    """For each plain way of searching: question number to paragraphs, best first."""
    reports = task.library.reports()
    paragraphs = [(r.id, p.number) for r in reports for p in r.paragraphs]
    texts = [r.quote(p.span) for r in reports for p in r.paragraphs]

    def encode(kind: str, texts: Sequence[str]) -> Vectors:
        method = plain_model().encode_query if kind == "query" else plain_model().encode_document
        return cached_vectors(
            folder,
            f"plain {kind} {model_source()}",
            texts,
            lambda texts: method(list(texts), normalize_embeddings=True),
        )

    questions = encode("query", task.questions)
    return {
        "plain SentenceTransformer, whole paragraphs": _ranking(
            questions, encode("document", texts), paragraphs
        )
    }


def _ranking(questions: Vectors, vectors: Vectors, keys: Sequence[Key]) -> Callable[[int], list[Key]]:
    def ranked(number: int) -> list[Key]:
        nearest = np.argsort(-(vectors @ questions[number]), kind="stable")[:100]
        return list(dict.fromkeys(keys[row] for row in nearest))

    return ranked


if __name__ == "__main__":
    main()
