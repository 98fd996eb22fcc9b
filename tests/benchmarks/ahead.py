"""`Library.add` of provincial reports, the next file read and parsed while one is embedded, beside one file after the other.

Other programs on the machine change the seconds of both, so they take turns; what is told of the waiting changes less.
"""

import tempfile
import time
from collections.abc import Generator, Iterable
from functools import partial
from pathlib import Path

import numpy as np
from common import arguments, provincial_files

from index import Library
from index.adding import Found, Made, Make, Maker, Shelf, make_here
from index.ahead import ahead
from index.progress import Progress
from index.read import Member


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--reports", type=int, default=6)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    files = provincial_files()[: options.reports]
    ways: dict[str, Maker] = {"one after the other": one_by_one, "the next one ahead": ahead}
    added(files[:1], one_by_one)  # warm
    costs: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(options.rounds):
        for name, maker in ways.items():
            costs[name].append(added(files, maker))
    print(f"\n{len(files)} reports, medians of {options.rounds} rounds\n")
    print("| | seconds | of which a report was waited for |\n| --- | --- | --- |")
    medians = {name: np.median(rounds, axis=0) for name, rounds in costs.items()}
    for name, (took, waited) in medians.items():
        print(f"| {name} | {took:.1f} | {waited:.2f} |")
    before, after = medians.values()
    print("| ratio | " + " | ".join(f"{ratio:.2f}" for ratio in after / before) + " |")


def one_by_one(shelf: Shelf, files: Iterable[Found]) -> Generator[tuple[Found, Make], None, None]:
    """Reads a file when it is its turn."""
    yield from ((file, make_here) for file in files)


def added(files: list[Path], maker: Maker) -> tuple[float, float]:
    """Seconds for all of it, and for those in which nothing is embedded or stored because no report is there."""
    waited = 0.0

    def timed(make: Make, member: Member, tell: Progress) -> Made:
        nonlocal waited
        start = time.perf_counter()
        made = make(member, tell)
        waited += time.perf_counter() - start
        return made

    def watched(shelf: Shelf, found: Iterable[Found]) -> Generator[tuple[Found, Make], None, None]:
        yield from ((file, partial(timed, make)) for file, make in maker(shelf, found))

    with tempfile.TemporaryDirectory() as folder, Library.open(Path(folder), seeds=False) as library:
        start = time.perf_counter()
        results = list(library.add_each(files, maker=watched))
        took = time.perf_counter() - start
    assert all(result.added for result in results), results
    return took, waited


if __name__ == "__main__":
    main()
