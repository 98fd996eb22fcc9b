"""A question for several figures that one paragraph tells: quoted together, and under what they come to."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from index import Shelf, Span
from index.text import content_words

from .facts import Asked, Together, Value, wanted_together
from .language import asked_figures
from .models import Answer
from .question import Goal, Several, goal_of, is_comparison
from .read import LIST_CHARS, Excerpt, Ranking, answerability_of, excerpt_at, sure
from .wording import Wording
from .write import Side, comparison, total

_PARAGRAPHS = 6  # that are likeliest to answer
_SURE = 0.9  # of the words of a question, by weight, that its figures go by


def together(wording: Wording, asked: Several, reports: Shelf, ranking: Ranking) -> Answer | None:
    """The figures that a question asks for together, and what they come to if it asks that; None where no paragraph tells them."""
    told = _told(wording, asked, reports, ranking)
    chance = _chance(told, ranking) if told else None
    if told is None or chance is None:
        return None
    result = _result(asked, told.values)
    if result is None:
        return None
    composer = wording.composer()
    quotes = list(_quotes(told.values))
    if result:
        composer.add_result(f"{result}。", [excerpt for excerpt, _ in quotes])
    for excerpt, answers in quotes:
        wording.quote(composer, excerpt, answers=answers)
    return wording.answer(composer, ranking, chance)


def _told(wording: Wording, asked: Several, reports: Shelf, ranking: Ranking) -> Together | None:
    figures = asked_figures(asked.text)
    units = {each for figure in figures for each in (figure.unit, figure.text[1:])}  # 元 and 亿元 of 多少亿元
    words = [word for word in content_words(asked.things) if len(word) > 1 and word not in units]
    read = dict.fromkeys(reading.window.place for reading in ranking.readings)
    likeliest = [*(read or (candidate.place for candidate in ranking.candidates))][:_PARAGRAPHS]
    extracts = ranking.paragraphs.at(likeliest)
    weights = wording.library.word_weights(words)
    told = partial(wanted_together, Asked.of(asked.text, reports), asked.things, weights)
    found = told([extracts[place] for place in likeliest])
    if found is None:
        return None
    region = found.values[0].report.metadata.region
    # What reports of two places tell is for the asker to choose from.
    return (
        None if told([each for each in extracts.values() if each.report.metadata.region != region]) else found
    )


def _chance(told: Together, ranking: Ranking) -> float | None:
    """The probability that figures are meant: high where these go by all that is asked for; None for too low a one."""
    place = told.values[0].place
    own = (place.report.id, place.paragraph.number)
    readings = [reading for reading in ranking.readings if reading.window.place == own]
    chance, answers = max(map(answerability_of, readings), default=(0.0, False))
    if told.share >= _SURE:
        return sure(chance)
    return chance if answers else None


def _result(asked: Several, values: Sequence[Value]) -> str | None:
    """What values come to; "" where each is asked for alone, None where they come to nothing that is asked for."""
    goal = goal_of(asked.text)
    if goal is Goal.TOTAL:
        return total(_sides(asked, values)) or None
    if goal is Goal.EACH or not is_comparison(asked.text):
        return ""
    sides = _sides(asked, values)
    if len({side.label for side in sides}) < len(
        sides
    ):  # a plan and what came of it are told apart by their kinds
        return None
    return comparison(sides, lowest=goal is Goal.LEAST) or None


def _sides(asked: Several, values: Sequence[Value]) -> list[Side]:
    """The values under what the question calls each: its year, or the words that tell it from the others."""
    years = [value.year for value in values]
    if len(set(years)) == len(values):
        return [Side(f"{year}年", value) for year, value in zip(years, values, strict=True)]
    names = [value.statement.indicator for value in values]
    return [
        Side(_called(asked.things, name, [other for other in names if other is not name]), value)
        for name, value in zip(names, values, strict=True)
    ]


def _called(things: str, name: str, others: Sequence[str]) -> str:
    """The longest words that a question and a name share and no other name has; the name where there are none."""
    ends = combinations(range(len(name) + 1), 2)
    shared = sorted((name[start:end] for start, end in ends), key=len, reverse=True)
    told = (words for words in shared if words in things and not any(words in other for other in others))
    return next(told, name)


def _quotes(values: Sequence[Value]) -> Iterator[tuple[Excerpt, list[Span]]]:
    """One excerpt with all values, or one each where they stand too far apart."""
    spans = [value.span for value in values]
    near = spans[-1].end - spans[0].start <= LIST_CHARS
    for found in [spans] if near else [[span] for span in spans]:
        yield excerpt_at(values[0].place, Span(found[0].start, found[-1].end), LIST_CHARS), found
