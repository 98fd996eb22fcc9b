"""Facts that people noted in sentences of real reports (tests/eval/figures/statements.jsonl), against what is stated.

A fact is found when a statement has its figure: the places overlap. An indicator is right when it is the noted
one to the character; it is close when one holds the other, letter by letter and in order, and is at least half as
long. The sentences are parted by a hash: on the one half the rules were made, the other was only ever measured.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from index import Span
from rag.facts import Statement, statements

FILE = Path(__file__).resolve().parents[2] / "eval" / "figures" / "statements.jsonl"
ASPECTS = ("value", "change", "kind", "year", "region", "indicator", "close")
Read = Callable[[str, Sequence[str], int | None], Sequence[Statement]]  # as ``statements`` is called

_SCALES = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_SCALED = re.compile("^(?:[十百千]?[万亿]+)")
_NOT_WITHIN = r"(?<![\d.]){}"  # 8件 is no figure of 6978件
_FRACTION = re.compile("[成半/／]|分之")
_UNITS = {"个百分点": "百分点", "个千分点": "千分点", "个": ""}


class Pair(NamedTuple):
    """A noted fact and the statement that has its figure; None for what only one side has."""

    fact: dict[str, Any] | None
    statement: Statement | None


def sentences(path: Path = FILE) -> list[dict[str, Any]]:
    """The sentences of a file, each with its facts."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def half_of(name: str) -> str:
    """The half that a sentence belongs to."""
    return ("tune", "report")[hashlib.sha256(name.encode()).digest()[0] % 2]


def pairs(line: dict[str, Any], read: Read = statements) -> list[Pair]:
    """The facts of a sentence, each with its statement; then what is stated and was not noted."""
    found = list(read(line["sentence"], line["section"], line["report_year"]))
    facts = list(placed(line["sentence"], line["facts"]))
    candidates = [
        (_agreement(fact["indicator"], one.indicator), -i, -j)
        for i, (fact, span) in enumerate(facts)
        for j, one in enumerate(found)
        if span.start < one.figure.span.end and one.figure.span.start < span.end
    ]
    partner: dict[int, int] = {}
    for _, i, j in sorted(candidates, reverse=True):
        if -i not in partner and -j not in partner.values():
            partner[-i] = -j
    noted = [Pair(fact, found[partner[i]] if i in partner else None) for i, (fact, _) in enumerate(facts)]
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


def placed(sentence: str, facts: Iterable[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Span]]:
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
