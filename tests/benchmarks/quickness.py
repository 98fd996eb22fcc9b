"""What must stay quick whatever it is given: an answer checked, the figures of a line without an end."""

import time
from collections.abc import Callable
from functools import partial

import numpy as np
from common import arguments, seed_reports

from index import Report
from rag.check import check_answer
from rag.facts import statements
from rag.models import Answer, Citation, ReportRef

PIECES = ("1", "1,111", "一", "万", "1.", "达到", "“", "《", "1a", "1—", "近", "12年", "5个、")
LENGTH = 50_000  # characters


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="how often each is done; the quickest counts")
    options = parser.parse_args()
    quickest = partial(_quickest, rounds=options.rounds)
    print("milliseconds; beside each the same over half as much\n")
    print("| what | all | half |\n| --- | --- | --- |")
    report = seed_reports()[0]
    whole, half = (
        quickest(partial(check_answer, _answer(report, number), lambda _: report.text)) for number in (6, 3)
    )
    print(f"| an answer of six sentences checked | {whole:.1f} | {half:.1f} |")
    for piece in PIECES:
        whole, half = (_quickest(partial(_figures, piece, part), 1) for part in (LENGTH, LENGTH // 2))
        print(f"| figures of a line of {piece} | {whole:.1f} | {half:.1f} |", flush=True)


def _quickest(action: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return float(np.min(times)) * 1000


def _answer(report: Report, sentences: int) -> Answer:
    """An answer of so many sentences of a report, each with its citation."""
    ref = ReportRef(report.id, report.title)
    places = [(paragraph, span) for paragraph in report.paragraphs for span in paragraph.sentences]
    citations = tuple(
        Citation(mark, report.quote(span), ref, paragraph.section, paragraph.number, None, span)
        for mark, (paragraph, span) in enumerate(places[:sentences], start=1)
    )
    text = "".join(f"{citation.quote}[{citation.mark}]" for citation in citations)
    return Answer(text, citations, False, "", ())


def _figures(piece: str, length: int) -> None:
    statements(piece * (length // len(piece)))


if __name__ == "__main__":
    main()
