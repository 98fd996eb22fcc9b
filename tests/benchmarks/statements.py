"""Sentences taken apart against facts that people noted who had not seen the code: `../eval/figures/statements.jsonl`.

A fact is found when a statement has its figure: the places overlap. Of those found, how many have the right
value and unit, sign and kind of figure (by how much, or how much), 完成 or 目标, year, region and indicator.
An indicator is right when it is the noted one to the character; it is close when one holds the other, letter
by letter and in order, and is at least half as long. The sentences are parted by a hash: on the one half the
rules were made, the other was only ever measured.

With ``--bold`` the reader is asked for each fact whose indicator has one figure of its sort in the sentence: how
often its own words, and the words that are set in bold, lie on the figure.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from common import SETS, arguments

from index import Metadata, Paragraph, Report, Span
from rag.facts import Statement, on_the_figure, statements
from rag.language import find_figures
from rag.read import MAX_CHARS, configured_reader, read_excerpt
from rag.search import Window
from rag.write import focus_of

_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_SCALED = re.compile("^(?:[十百千]?[万亿]+)")
_NOT_WITHIN = r"(?<![\d.]){}"  # 8件 is no figure of 6978件
_FRACTION = re.compile("[成半/／]|分之")
_UNITS = {"个百分点": "百分点", "百分点": "百分点", "个": ""}
_ASKED = ("是多少？", "增长多少？", "下降多少？")
_ASPECTS = ("value", "change", "kind", "year", "region", "indicator", "close")


class Pair(NamedTuple):
    """A noted fact and the statement that has its figure; None for what only one side has."""

    fact: dict[str, Any] | None
    statement: Statement | None


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[SETS / "figures" / "statements.jsonl"])
    parser.add_argument("--wrong", action="store_true", help="print what is wrong in the half for tuning")
    parser.add_argument("--bold", action="store_true", help="also ask the reader for each fact")
    options = parser.parse_args()
    print(f"| half | facts | precision | recall | {' | '.join(_ASPECTS)} |")
    print(f"| --- | --- | --- | --- | {' | '.join('---' for _ in _ASPECTS)} |")
    for half in ("tune", "report"):
        for path in options.files:
            lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            chosen = [line for line in lines if half_of(line["id"]) == half]
            if chosen:
                _print_scores(f"{half} {path.stem}", [pairs(line) for line in chosen])
            if options.wrong and half == "tune":
                _print_wrong(chosen)
            if options.bold and chosen:
                own, bold, asked = (sum(counts) for counts in zip(*map(_bold, chosen), strict=True))
                print(f"of {asked} asked for, the reader {own / asked:.3f}, in bold {bold / asked:.3f}")


def half_of(name: str) -> str:
    """The half that a sentence belongs to."""
    return ("tune", "report")[hashlib.sha256(name.encode()).digest()[0] % 2]


def pairs(line: dict[str, Any]) -> list[Pair]:
    """The facts of a sentence, each with its statement; then what is stated and was not noted."""
    found = list(statements(line["sentence"], line["section"], line["report_year"]))
    placed = list(_placed(line["sentence"], line["facts"]))
    candidates = [
        (_agreement(fact["indicator"], one.indicator), -i, -j)
        for i, (fact, span) in enumerate(placed)
        for j, one in enumerate(found)
        if span.start < one.figure.span.end and one.figure.span.start < span.end
    ]
    partner: dict[int, int] = {}
    for _, i, j in sorted(candidates, reverse=True):
        if -i not in partner and -j not in partner.values():
            partner[-i] = -j
    noted = [Pair(fact, found[partner[i]] if i in partner else None) for i, (fact, _) in enumerate(placed)]
    more = [Pair(None, one) for j, one in enumerate(found) if j not in partner.values()]
    return noted + more


def judged(fact: dict[str, Any], statement: Statement) -> dict[str, bool]:
    """Which aspects of a statement agree with the fact."""
    noted, said = _noted_amount(fact), _said_amount(statement)
    agreement = _agreement(fact["indicator"], statement.indicator)
    return {
        "value": _same(noted[0], said[0]) and noted[1] == said[1],
        "change": fact["change"] == statement.change and (noted[0][0] < 0) == (said[0][0] < 0),
        "kind": fact["kind"] == statement.kind,
        "year": fact["year"] == statement.year,
        "region": fact["region"] == statement.region,
        "indicator": agreement == 2,
        "close": agreement > 0,
    }


def _placed(sentence: str, facts: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Span]]:
    """Each fact with the place of its figure: of figures printed alike the next, as long as there is one."""
    taken: list[Span] = []
    for fact in facts:
        found = re.finditer(_NOT_WITHIN.format(re.escape(fact["printed"])), sentence)
        places = [Span(*match.span()) for match in found]
        free = [
            one for one in places if all(one.end <= other.start or other.end <= one.start for other in taken)
        ]
        taken.append((free or places[-1:])[0])
        yield fact, taken[-1]


def _noted_amount(fact: dict[str, Any]) -> tuple[list[Decimal], str]:
    """The values without scale, 1.3 万亿斤 as 1300000000000 斤; fractions as shares of a hundred."""
    values = [Decimal(str(value)) for value in (fact["value"], fact["high"]) if value is not None]
    scale = _SCALED.match(fact["unit"])
    power = sum(_SCALES[mark] for mark in scale[0]) if scale else 0
    unit = (fact["unit"][scale.end() :] if scale else fact["unit"]).translate(
        {ord("％"): "%", ord("／"): "/"}
    )
    if unit in ("", "成") and _FRACTION.search(fact["printed"]):
        power, unit = 1 if unit else 2, "%"
    return [value.scaleb(power) for value in values], _UNITS.get(unit, unit)


def _said_amount(statement: Statement) -> tuple[list[Decimal], str]:
    """As the facts are noted: 翻一番 as twice as much."""
    figure, unit = statement.figure, statement.figure.unit
    values = [value for value in (figure.value, statement.high) if value is not None]
    if unit == "番":
        return [2**value for value in values], "倍"
    return values, _UNITS.get(unit, unit)


def _same(noted: list[Decimal], said: list[Decimal]) -> bool:
    """Whether the amounts are the same but for their signs; thirds are noted as 0.3333."""
    close = [abs(abs(a) - abs(b)) <= abs(a) / 1000 for a, b in zip(noted, said, strict=False)]
    return len(noted) == len(said) and all(close)


def _agreement(noted: str, said: str) -> int:
    """2 for the same name, 1 when one holds the other and is not half as long again, else 0."""
    if noted == said:
        return 2
    short, long = sorted((noted, said), key=len)
    letters = iter(long)
    return int(all(letter in letters for letter in short) and 2 * len(short) >= len(long))


def _print_scores(name: str, sentences: list[list[Pair]]) -> None:
    every = [pair for sentence in sentences for pair in sentence]
    both = [judged(pair.fact, pair.statement) for pair in every if pair.fact and pair.statement]
    facts, said = sum(bool(pair.fact) for pair in every), sum(bool(pair.statement) for pair in every)
    shares = [len(both) / said, len(both) / facts]
    shares += [sum(one[aspect] for one in both) / len(both) for aspect in _ASPECTS]
    print(f"| {name} | {facts} | {' | '.join(f'{share:.3f}' for share in shares)} |")


def _bold(line: dict[str, Any]) -> tuple[int, int, int]:
    """How often the reader's own words, and those in bold, hold the one figure asked for; and how many are asked for."""
    report = _as_report(line)
    (paragraph,) = report.paragraphs
    reader = configured_reader()
    times = Counter((fact["indicator"], fact["change"]) for fact in line["facts"])
    own = bold = asked = 0
    for fact, place in _placed(line["sentence"], line["facts"]):
        if times[fact["indicator"], fact["change"]] > 1 or reader is None:
            continue
        question = f"{fact['indicator']}{_ASKED[fact['change'] * (1 + (fact['value'] < 0))]}"
        window = Window(report.id, 1, paragraph.span, "".join(line["section"][-1:]), report.text, 0.0)
        (reading,) = reader.read(question, [window])
        excerpt = read_excerpt(reading, report)
        spans = excerpt.answer, focus_of(report, on_the_figure(question, excerpt, report, MAX_CHARS).answer)
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
