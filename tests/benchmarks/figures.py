"""The table of figures against hand-made lists: which figures it has, and whether it names what they count.

`../eval/figures/NAME.jsonl` lists figures in the order of the text: of the seed report all, of a provincial
report all those of the paragraphs that occur in the list. Counted are amounts, shares and ranks; dates, the
numbers of sessions, the article 一, spans of time (连续三年, 三年行动) and numerals in names are not. A
figure is found when the table has one at its place that differs at most by qualifiers (突破, 以上). It is
named when the indicator contains the words under `counts`.

Beside it: every Arabic numeral with the character after it, named by the words before it in its clause.
"""

import json
import re
import sys
from collections.abc import Iterable
from typing import NamedTuple

from common import SETS, arguments, provincial_files, seed_reports

from index import Report, Span
from index.parse import parse
from index.read import load
from tests.rag.facts.noted import FILE
from ui.views import figure_rows

_QUALIFIERS = 4  # characters that a figure may have more on either side: 不低于, 以上
_NUMERAL = re.compile(r"(?P<name>[^，。；：、,;:\d]*)(?P<figure>\d+(?:\.\d+)?[万亿]*[^\d，。；：、,;:]?)")


class Listed(NamedTuple):
    """A figure of the list, with its place in the report."""

    span: Span
    counts: str


class Found(NamedTuple):
    """A figure that was found, and what it is said to count."""

    span: Span
    name: str


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument(
        "--missed", action="store_true", help="print what was not found, wrongly found or named"
    )
    options = parser.parse_args()
    print("| report | figures | precision | recall | named | baseline: precision | recall | named |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for path in sorted({*(SETS / "figures").glob("*.jsonl")} - {FILE}):
        report = seed_reports()[0] if path.stem == "seed" else parse(load(provincial_files((path.stem,))[0]))
        lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        listed = list(_placed(report, lines))
        whole = path.stem == "seed"
        numbers = {p.number for p in report.paragraphs} if whole else {line["paragraph"] for line in lines}
        table = [
            Found(row.span, row.said.indicator) for row in figure_rows([report]) if row.paragraph in numbers
        ]
        cells = [*_scores(listed, table), *_scores(listed, list(_numerals(report, numbers)))]
        print(f"| {path.stem} | {len(listed)} | {' | '.join(f'{100 * cell:.1f}' for cell in cells)} |")
        if options.missed:
            _print_missed(report, listed, table)


def _placed(report: Report, lines: Iterable[dict[str, str | int]]) -> Iterable[Listed]:
    paragraphs = {paragraph.number: paragraph.span for paragraph in report.paragraphs}
    number, place = 0, 0
    for line in lines:
        if line["paragraph"] != number:
            number = int(line["paragraph"])
            place = paragraphs[number].start
        figure = str(line["figure"])
        # Not within a longer numeral: 8件 is no figure of 6978件.
        match = re.compile(rf"(?<![\d.]){re.escape(figure)}").search(report.text, place)
        if not match or match.end() > paragraphs[number].end:
            sys.exit(f"{report.title} 第{number}段没有 {figure}，或次序不对。")
        place = match.end()
        yield Listed(Span(*match.span()), str(line["counts"]))


def _numerals(report: Report, numbers: set[int]) -> Iterable[Found]:
    for paragraph in report.paragraphs:
        if paragraph.number in numbers:
            for match in _NUMERAL.finditer(report.text, *paragraph.span):
                yield Found(Span(*match.span("figure")), match["name"])


def _matches(listed: Listed, found: Found) -> bool:
    before, after = listed.span.start - found.span.start, found.span.end - listed.span.end
    return 0 <= before <= _QUALIFIERS and 0 <= after <= _QUALIFIERS


def _scores(listed: list[Listed], found: list[Found]) -> tuple[float, float, float]:
    """Precision and recall of the figures, and the share of those found that are named."""
    pairs = [(one, other) for one in listed for other in found if _matches(one, other)]
    named = sum(one.counts in other.name for one, other in pairs)
    return (
        len({other.span for _, other in pairs}) / len({other.span for other in found}),
        len({one for one, _ in pairs}) / len(listed),
        named / len(pairs),
    )


def _print_missed(report: Report, listed: list[Listed], found: list[Found]) -> None:
    for one in listed:
        matching = [other for other in found if _matches(one, other)]
        if not matching:
            print(f"  missing: {report.quote(one.span)} {one.counts}")
        elif one.counts not in matching[0].name:
            print(f"  {report.quote(one.span)}: {matching[0].name!r} for {one.counts!r}")
    for other in found:
        if not any(_matches(one, other) for one in listed):
            print(f"  not listed: {report.quote(other.span)} {other.name!r}")


if __name__ == "__main__":
    main()
