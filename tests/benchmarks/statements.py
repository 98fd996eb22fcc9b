"""Sentences taken apart against facts that people noted who had not seen the code: `../eval/figures/statements.jsonl`.

Precision and recall of the facts; then, of those found, how many have the right value and unit, sign and sort (by
how much, or how much), 完成 or 目标, year, region and indicator (`tests/rag/facts/noted.py` says when). Beside it:
each figure with the words before it in its clause, as reached in the year before the report.

With ``--bold`` the reader is asked for each fact whose indicator has one figure of its sort in the sentence: how
often its own words, and the words that are set in bold, lie on the figure.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from common import arguments

from index import Extract, Metadata, Paragraph, Report, Span
from rag.facts import Statement, on_the_figure, statements
from rag.language import find_figures
from rag.read import MAX_CHARS, configured_reader, read_excerpt
from rag.search import Window
from rag.write import focus_of
from tests.rag.facts.noted import ASPECTS, Read, half_of, judged, pairs, placed, sentences

_SOURCES = {"national": "fn", "provincial": "fp"}  # as the ids begin
_ASKED = ("是多少？", "增长多少？", "下降多少？")


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--wrong", action="store_true", help="print what is wrong in the half for tuning")
    parser.add_argument("--bold", action="store_true", help="also ask the reader for each fact")
    options = parser.parse_args()
    print(f"| half | read by | facts | precision | recall | {' | '.join(ASPECTS)} |")
    print(f"| --- | --- | --- | --- | --- | {' | '.join('---' for _ in ASPECTS)} |")
    for half in ("tune", "report"):
        for source, prefix in _SOURCES.items():
            lines = [
                one for one in sentences() if half_of(one["id"]) == half and one["id"].startswith(prefix)
            ]
            _print_scores(f"{half}, {source} | statements", lines, statements)
            _print_scores(f"{half}, {source} | words before", lines, _words_before)
            if options.wrong and half == "tune":
                _print_wrong(lines)
            if options.bold:
                own, bold, asked = (sum(counts) for counts in zip(*map(_bold, lines), strict=True))
                print(f"of {asked} asked for, the reader {own / asked:.3f}, in bold {bold / asked:.3f}")


def _words_before(sentence: str, section: Sequence[str], year: int | None) -> list[Statement]:
    """The baseline: every figure is what the words before it in its clause name, reached the year before."""
    return [
        Statement(
            re.split("[，：；、。]", sentence[: figure.span.start])[-1],
            figure,
            figure.upper,
            change=False,
            kind="完成",
            year=year - 1 if year else None,
            region="",
        )
        for figure in find_figures(sentence)
        if figure.kind not in ("date", "number")
    ]


def _print_scores(name: str, lines: Iterable[dict[str, Any]], read: Read) -> None:
    every = [pair for line in lines for pair in pairs(line, read)]
    both = [judged(pair.fact, pair.statement) for pair in every if pair.fact and pair.statement]
    facts, said = sum(bool(pair.fact) for pair in every), sum(bool(pair.statement) for pair in every)
    shares = [len(both) / said, len(both) / facts]
    shares += [sum(one[aspect] for one in both) / len(both) for aspect in ASPECTS]
    print(f"| {name} | {facts} | {' | '.join(f'{share:.3f}' for share in shares)} |")


def _bold(line: dict[str, Any]) -> tuple[int, int, int]:
    """How often the reader's own words, and those in bold, hold the one figure asked for; and how many are asked for."""
    report = _as_report(line)
    (paragraph,) = report.paragraphs
    around = Extract.of(report, paragraph.number)
    reader = configured_reader()
    times = Counter((fact["indicator"], fact["change"]) for fact in line["facts"])
    own = bold = asked = 0
    for fact, place in placed(line["sentence"], line["facts"]):
        if times[fact["indicator"], fact["change"]] > 1 or reader is None:
            continue
        question = f"{fact['indicator']}{_ASKED[fact['change'] * (1 + (fact['value'] < 0))]}"
        window = Window(report.id, 1, paragraph.span, "".join(line["section"][-1:]), report.text, 0.0)
        (reading,) = reader.read(question, [window])
        excerpt = read_excerpt(reading, around)
        figure = on_the_figure(question, excerpt, around, MAX_CHARS).answer
        spans = excerpt.answer, focus_of(around, figure) if figure else None
        hits = [bool(span and span.start < place.end and place.start < span.end) for span in spans]
        figures = [find_figures(report.quote(span)) if span else [] for span in spans]
        own += hits[0] and len(figures[0]) < 2
        bold += hits[1] and len(figures[1]) < 2
        asked += 1
    return own, bold, asked


def _as_report(line: dict[str, Any]) -> Report:
    """A report of this one sentence."""
    span = Span(0, len(line["sentence"]))
    paragraph = Paragraph(1, tuple(line["section"]), span, (span,))
    return Report(
        line["id"], Metadata(line["source"], year=line["report_year"]), line["sentence"], (), (paragraph,)
    )


def _print_wrong(lines: Iterable[dict[str, Any]]) -> None:
    for line in lines:
        print(f"\n{line['id']} {line['report_year']} {line['section']} {line['sentence']}")
        for fact, one in pairs(line):
            if fact is None and one is not None:
                print(f"  not noted: {_shown(one)}")
            elif fact is not None and one is None:
                print(f"  missing: {fact['printed']} {fact['indicator']}")
            elif fact is not None and one is not None:
                wrong = [aspect for aspect, right in judged(fact, one).items() if not right]
                if wrong:
                    print(f"  {wrong}: {list(fact.values())}\n    {_shown(one)}")


def _shown(one: Statement) -> list[object]:
    values = [f"{value.normalize():f}" for value in (one.figure.value, one.high) if value is not None]
    return [
        one.indicator,
        one.figure.text,
        values,
        one.figure.unit,
        one.change,
        one.kind,
        one.year,
        one.region,
    ]


if __name__ == "__main__":
    main()
