"""A question that several reports answer: each of them under its label, the newest of each body, the rest counted."""

from collections.abc import Sequence

from .facts import Told, Value
from .models import Answer
from .read import Ranking
from .wording import Wording
from .write import measure_label, older_editions, place_label, the_rest

_LINES = 3  # more figures stand in a table
_ROWS = 15


def answer_of_several(
    wording: Wording, told: Sequence[Told], older: Sequence[Told], ranking: Ranking, note: str
) -> Answer:
    """told: what the newest report of each body says, best first; older: what reports before it say."""
    composer = wording.composer()
    told = sorted(told, key=lambda each: -((each.value and each.value.year) or 0))
    figures = [(each, each.value) for each in told if each.value]
    if len(figures) > _LINES:
        shown = figures[:_ROWS]
        composer.add_table(
            ["地区", "时间", measure_label([value for _, value in shown])],
            [(_cells(value), each.excerpt) for each, value in shown],
        )
        rest = [each for each, _ in figures[_ROWS:]]
    else:
        for each in told[:_LINES]:
            wording.quote(composer, each.excerpt, wording.label(each.report, each.value))
        rest = list(told[_LINES:])
    # Figures are those like the surest one: they are right if it is. Words answer each for itself.
    chance = (max if figures else min)(each.chance for each in told[:_LINES])
    said = the_rest([each.report for each in rest], wording.question) + older_editions(
        [each.report for each in older]
    )
    return wording.answer(composer, ranking, chance, note=note + said)


def _cells(value: Value) -> tuple[str, str]:
    return place_label(value.report), value.time or "—"
