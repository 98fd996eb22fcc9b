"""Large libraries: question to answer, and retrieval alone, beside the seed report's library and exact search.

Their reports are the real ones with other places, years and figures, and their vectors lie around the real ones, so that
nothing has to be embedded. Each library is kept in --cache; each is measured in a process of its own.
"""

import argparse
import gc
import hashlib
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice, product
from pathlib import Path
from unittest.mock import patch

import numpy as np
from common import SETS, arguments, library_of, provincial_files, seed_reports

from index import Library, Report
from index.embed import Vectors
from index.metadata import LEVELS
from index.metadata.regions import _by_name
from index.parse import parse
from index.progress import ProgressBar, Step
from index.read import load
from index.text import tokenise
from rag.answer import ask
from rag.evaluate.evalset import read_questions

YEARS = range(2025, 2005, -1)
NOISE = 0.5  # length of what is added to a vector of length 1: the cosine of the two is .89
NEAREST = 10
EXACT = 200  # questions whose nearest vectors are found by comparing all
_YEAR_OR_DIGIT = re.compile(r"(?:19|20)\d\d|\d")
_PIECE = re.compile(r"(?<=[。，；\n])")


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1, 24, 1000], help="reports in a library")
    parser.add_argument("--questions", type=int, default=60, help="asked of each library, in each round")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument(
        "--retrieval", action="store_true", help="candidates alone, with recall against exact search"
    )
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        measure(options)
        return
    for size in options.sizes:
        made(size, options.cache)
    print(
        "| reports | sentences | p50 ms | p95 ms | CPU p50 ms | CPU p95 ms | memory MB |"
        + (" recall@10 |" if options.retrieval else "")
    )
    print("| --- " * (8 if options.retrieval else 7) + "|", flush=True)
    for _ in range(options.rounds):  # in turns: what else the machine does falls on all of them
        for size in options.sizes:
            subprocess.run([sys.executable, *sys.argv, "--one", str(size)], check=True)


def measure(options: argparse.Namespace) -> None:
    """One row of the table."""
    questions = asked()[:: max(1, len(asked()) // options.questions)]
    with Library.open(folder_of(options.one, options.cache), seeds=False) as library:

        def answer(question: str) -> object:
            return library.candidates(question) if options.retrieval else ask(question, library=library)

        for question in questions[:3]:  # warm
            answer(question)
        gc.collect()
        gc.freeze()  # as the page does when it starts
        times, worked = [], []  # what else the machine does is in the first, and hardly in the second
        for question in questions:
            start, began = time.perf_counter(), time.process_time()
            answer(question)
            times.append((time.perf_counter() - start) * 1000)
            worked.append((time.process_time() - began) * 1000)
        quantiles = (np.percentile(each, p) for each in (times, worked) for p in (50, 95))
        row = [options.one, library.store.chunk_count(), *(f"{q:.0f}" for q in quantiles), mebibytes()]
        row += [f"{recall(library):.3f}"] if options.retrieval else []
        print("|", " | ".join(map(str, row)), "|", flush=True)


def asked() -> list[str]:
    """Questions to the seed report and to provincial ones."""
    names = ("seed_tune", "provincial_tune")
    cases = [
        case for name in names for case in read_questions(SETS / f"seen/{name}.jsonl") if not case.history
    ]
    return [case.question for case in cases]


def recall(library: Library) -> float:
    """The share of the nearest vectors, by comparing all, that the index finds; of questions near to real sentences."""
    upto = library.store.last_chunk()
    rows = np.random.default_rng(1).choice(upto, EXACT, replace=False) + 1
    questions = around(np.stack([vector for _, vector in library.store.vectors(rows.tolist())]), 2)
    best = np.zeros((len(questions), 0)), np.zeros((len(questions), 0), np.int64)
    for start in range(1, upto + 1, 20_000):
        ids, vectors = library.store.vectors_between(start, start + 19_999)
        scores = np.hstack([best[0], questions @ vectors.T])
        held = np.hstack([best[1], np.tile(ids, (len(questions), 1))])
        order = np.argsort(-scores)[:, :NEAREST]
        best = np.take_along_axis(scores, order, 1), np.take_along_axis(held, order, 1)
    search = library._searches._vectors.search
    found = [{row for row, _ in search(question, 200, None)[:NEAREST]} for question in questions]
    return float(
        np.mean([len(rows & {*near}) / NEAREST for rows, near in zip(found, best[1].tolist(), strict=True)])
    )


def folder_of(size: int, cache: Path) -> Path:
    return cache / f"made-{size}"


def made(size: int, cache: Path) -> None:
    """A library of so many reports: the seed report, the provincial ones, and others like those."""
    with Library.open(folder_of(size, cache), seeds=False) as library:
        held = len(library.shelf())
        if held < size:
            with library_of(
                [*seed_reports(), *(parse(load(path)) for path in provincial_files())], cache
            ) as real:
                fill(library, real, held, size)


def fill(library: Library, real: Library, held: int, size: int) -> None:
    """Add the reports that a library of so many lacks, made from the real ones."""
    base = [(report, *real.store.chunks_with_vectors(report.id)) for report in real.reports()]
    with ProgressBar() as bar, library.store.transaction():
        for number, (report, which) in enumerate(islice(variants([each for each, *_ in base]), held, size)):
            original, chunks, vectors = base[which]
            near = vectors if report is original else around(vectors, held + number)
            library.store.insert(report, chunks, near)
            bar.update(Step("storing", f"{size} reports", number, size))
    # Most clauses are the same in many of these reports, and cutting them into words takes longest.
    with (
        patch("index.store.lexical.tokenise", piecewise),
        patch("index.store.strings.tokenise", piecewise),
    ):
        library.refresh()


def variants(base: Sequence[Report]) -> Iterator[tuple[Report, int]]:
    """The reports, then the same with other places, years and figures, each with the place of the one it is made from."""
    for which, report in enumerate(base):
        yield report, which
    for number, (year, county) in enumerate(product(YEARS, county_names())):
        which = 1 + number % (len(base) - 1)
        yield variant(base[which], county, year, number), which


def variant(report: Report, county: str, year: int, number: int) -> Report:
    """A report as if of a county and a year: every span stays where it is."""
    metadata = report.metadata
    away = year - (metadata.year or year)
    digits = str.maketrans(
        "0123456789", "".join(np.random.default_rng(number).permutation(list("0123456789")))
    )

    def told(text: str) -> str:
        changed = _YEAR_OR_DIGIT.sub(
            lambda m: str(int(m[0]) + away) if len(m[0]) == 4 else m[0].translate(digits), text
        )
        return changed.replace(metadata.region[:2], county[:2]).replace(f"{county[:2]}省", county)

    sha256 = hashlib.sha256(f"{report.id} {county} {year}".encode()).hexdigest()
    return replace(
        report,
        id=sha256[:12],
        sha256=sha256,
        text=told(report.text),
        source=f"{county}{year}年政府工作报告.docx",
        metadata=replace(
            metadata,
            title=f"{county}{year}年政府工作报告",
            region=county,
            level=LEVELS[3],
            year=year,
            reported=year - 1,
            planned=year,
            date=told(metadata.date),
            venue=told(metadata.venue),
        ),
        sections=tuple(replace(s, path=tuple(map(told, s.path))) for s in report.sections),
        paragraphs=tuple(
            replace(p, section=tuple(map(told, p.section)), row=None) for p in report.paragraphs
        ),
    )


def county_names() -> list[str]:
    """Of three characters, as 开化县: such a name takes the place of 云南省."""
    counties = {
        region.name for regions in _by_name().values() for region in regions if region.level == LEVELS[3]
    }
    return sorted(name for name in counties if len(name) == 3 and name.endswith("县"))


def around(vectors: Vectors, seed: int) -> Vectors:
    """Unit vectors near to some."""
    noise = np.random.default_rng(seed).standard_normal(vectors.shape, np.float32)
    moved = vectors + NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
    near: Vectors = moved / np.linalg.norm(moved, axis=1, keepdims=True)
    return near


@lru_cache(1 << 20)
def words_of(piece: str) -> tuple[str, ...]:
    return tuple(tokenise(piece))


def piecewise(text: str) -> list[str]:
    return [word for piece in _PIECE.split(text) for word in words_of(piece)]


def mebibytes() -> int:
    """Resident memory of this process."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") >> 20


if __name__ == "__main__":
    main()
