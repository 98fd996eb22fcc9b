"""People who ask while reports are added, in one process as on the page: how long they wait, beside the same with nothing added.

Each asks one question after another, without a pause. The library has the seed report at first, and nothing is embedded yet
of what is added.
"""

import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import numpy as np
from common import SETS, arguments, provincial_files

from index import Library
from rag.answer import ask
from rag.evaluate.evalset import read_questions


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--reports", type=int, default=23, help="how many are added")
    parser.add_argument("--seconds", type=float, default=60, help="how long they ask with nothing added")
    options = parser.parse_args()
    cases = read_questions(SETS / "seen/seed_report.jsonl")
    questions = [case.question for case in cases if not case.history]
    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), seeds=True) as library:
        with asking(library, questions, 1):
            time.sleep(5)  # warm
        with asking(library, questions, options.people) as idle:
            time.sleep(options.seconds)
        began, longest = time.perf_counter(), 0.0
        with asking(library, questions, options.people) as busy:
            for path in provincial_files()[
                : options.reports
            ]:  # as the page does: each can be asked when it is there
                start = time.perf_counter()
                (result,) = library.add([path])
                assert result.added, result
                longest = max(longest, time.perf_counter() - start)
        took = time.perf_counter() - began
    print(
        f"\n{options.people} people; {options.reports} reports added in {took:.0f} s, the longest in {longest:.0f} s\n"
    )
    print("| | answers | p50 s | p95 s | longest s |\n| --- | --- | --- | --- | --- |")
    for name, seconds in (("nothing added", idle), ("while reports are added", busy)):
        p50, p95 = np.percentile(seconds, [50, 95])
        print(f"| {name} | {len(seconds)} | {p50:.2f} | {p95:.2f} | {max(seconds):.2f} |")
    ratios = (np.percentile(busy, p) / np.percentile(idle, p) for p in (50, 95))
    print("| times as long | | " + " | ".join(f"{ratio:.2f}" for ratio in ratios) + " | |")


@contextmanager
def asking(library: Library, questions: list[str], people: int) -> Iterator[list[float]]:
    """So many ask as long as it lasts; the seconds of each answer."""
    seconds: list[float] = []
    over = threading.Event()
    turn = count()

    def person(_: int) -> None:
        while not over.is_set():
            question = questions[next(turn) % len(questions)]
            start = time.perf_counter()
            ask(question, library=library)
            seconds.append(time.perf_counter() - start)

    with ThreadPoolExecutor(people) as pool:
        each = [pool.submit(person, number) for number in range(people)]
        try:
            yield seconds
        finally:
            over.set()
        for done in each:
            done.result()


if __name__ == "__main__":
    main()
