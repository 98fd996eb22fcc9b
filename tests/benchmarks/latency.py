"""Question to answer on the report that ships with the project, the process warm."""

import time
from collections.abc import Callable
from functools import partial
from unittest.mock import patch

import numpy as np
from common import SETS, arguments, library_of, model_source, seed_reports
from sentence_transformers import SentenceTransformer

from index import Library
from rag.answer import ask
from rag.evaluate.evalset import Case, read_questions
from rag.retrieve import retrieve


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each question is asked")
    options = parser.parse_args()
    library = library_of(seed_reports(), options.cache)
    plain = SentenceTransformer(model_source(), device="cpu")
    cases = [case for half in ("tune", "report") for case in read_questions(SETS / f"seen/seed_{half}.jsonl")]
    steps: dict[str, Callable[[Case], object]] = {
        "`ask`: question to answer": lambda case: ask(case.question, case.history, library=library),
        "`ask` with ASKREPORT_READER=off": partial(ask_without_reader, library),
        "`retrieve` alone": lambda case: retrieve(case.question, library=library),
        "embedding of the question alone": lambda case: library.embedder.embed_questions([case.question]),
        "the same by plain SentenceTransformer": lambda case: plain.encode_query(case.question),
    }
    print(f"{len(cases)} questions, {options.rounds} rounds, milliseconds\n")
    print("| step | p50 | p95 |\n| --- | --- | --- |")
    for name, step in steps.items():
        step(cases[0])  # warm
        times = [seconds(partial(step, case)) * 1000 for _ in range(options.rounds) for case in cases]
        print(f"| {name} | {np.percentile(times, 50):.1f} | {np.percentile(times, 95):.1f} |", flush=True)


def ask_without_reader(library: Library, case: Case) -> object:
    with patch.dict("os.environ", ASKREPORT_READER="off"):
        return ask(case.question, case.history, library=library)


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
