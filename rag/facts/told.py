"""What each of several reports says to a question: its own best words, where they say what the best of all say."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace

from index import Card, Extract, Library
from index.text import content_words

from ..language import asked_figures, short_region
from ..question import series_of
from ..read import (
    MAX_CHARS,
    Excerpt,
    Ranking,
    Reading,
    answerability_of,
    confidence,
    excerpt_at,
    read_excerpt,
)
from .asked import on_the_figure
from .fitting import Asked
from .indicators import naming
from .values import Value, are_alike, are_of_a_sort, like_but_for_kind, reached, value_asked_at, values_like

_LIKELY, _NEAR = 0.5, 0.9  # of the probability of the best, from which words without a figure answer as well
_AS_MUCH = 0.4  # of what the words of the best say of the question
_HOW_MUCH = re.compile(
    "[多几]|率|[增降]幅|增速|比重|占比|目标|how (?:much|many)|percent|rate|growth", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Told:
    """The words of one report, the probability that they answer, and the figure in them, where one is asked for."""

    report: Card
    excerpt: Excerpt
    chance: float
    value: Value | None = None


def told_by_each(
    library: Library, question: str, ranking: Ranking, most: int, like: Value | None = None
) -> list[Told]:
    """What each report says, best first; of figures those that are alike, of the kind and the years asked for.

    A report whose words were not read, or read for another figure, is looked through for the figure itself.
    most: characters of an excerpt. like: the value that they are to be like, that of the best words when None.
    """
    reports = list({reading.window.report for reading in ranking.readings})
    asked = Asked.of(question, library.shelf(reports))
    read = [
        _told(question, reading, ranking.paragraphs[reading.window.place], most)
        for reading in ranking.readings
        if answerability_of(reading)[1]
    ]
    fitting = [each for each in read if each.value is None or asked.fits(each.value)]
    best = _newest(question, fitting) if asked.is_undated and fitting else _best_named(question, fitting)
    value = like or (best.value if best else None)
    if value is None:
        return _in_words(read, best) if best else []
    about = _about(library, asked.text)
    least = _AS_MUCH * about(value)

    def answers(other: Value) -> bool:
        return asked.fits(other) and about(other) >= least

    def in_its_words(other: Value) -> Told:
        excerpt = excerpt_at(other.place, other.span, most)
        return Told(other.report, excerpt, best.chance if best else 0.0, other)

    told: dict[str, Told] = {}
    for named in ("", asked.text):
        for each in read:
            if each.value and are_alike(value, each.value, named) and answers(each.value):
                told.setdefault(each.report.id, each)
        others = [candidate for candidate in ranking.candidates if candidate.report not in told]
        extracts = ranking.paragraphs.at(candidate.place for candidate in others)
        for candidate in others:
            place = extracts[candidate.place]
            if candidate.report in told:
                continue
            if other := next(filter(answers, values_like(value, place, named)), None):
                told[candidate.report] = in_its_words(other)
    for report_id, places in _places_of_others(ranking, told).items():
        if other := like_but_for_kind(value, places, answers):
            told[report_id] = in_its_words(other)
    return list(told.values())


def _places_of_others(ranking: Ranking, told: Container[str]) -> dict[str, list[Extract]]:
    """The ranked paragraphs of each report that has told nothing so far."""
    others = [candidate for candidate in ranking.candidates if candidate.report not in told]
    extracts = ranking.paragraphs.at(candidate.place for candidate in others)
    places: dict[str, list[Extract]] = {}
    for candidate in others:
        places.setdefault(candidate.report, []).append(extracts[candidate.place])
    return places


def may_leave_out(library: Library, question: str, ranking: Ranking, told: Sequence[Told]) -> bool:
    """Whether a report other than those told was read for a figure that the question names, too, or that likely answers.

    Be it of another sort: a report that was read for how much there is may also say by how much that grew.
    """
    value = next((each.value for each in told if each.value), None)
    if value is None:
        return False
    ids = {each.report.id for each in told}
    asked = Asked.of(question, library.shelf([*{reading.window.report for reading in ranking.readings}]))
    others = (
        other
        for reading in ranking.readings
        if reading.window.report not in ids
        and (other := _told(question, reading, ranking.paragraphs[reading.window.place], MAX_CHARS)).value
        is not None
    )
    return any(
        asked.fits(other.value)
        and (other.chance >= _LIKELY or naming(question, other.value.statement.indicator).is_enough)
        for other in others
        if other.value
    )


def newest_of_each(told: Sequence[Told]) -> tuple[list[Told], list[Told]]:
    """What the newest report of each body says, in the order given, and what the older ones say, newest first.

    So do those whose figure is of an earlier year than that of another body of the place: a plan of years past.
    Words without a figure are not known to say the same: there the surest report of a body stands for it alone.
    """
    if any(each.value is None for each in told):
        surest = {series[0].id for series in series_of(each.report for each in told)}
        return [each for each in told if each.report.id in surest], []
    latest: dict[str, int] = {}  # year that a figure of each place is of
    for each in told:
        place = short_region(each.report.metadata.region)
        latest[place] = max(latest.get(place, 0), _year_of(each))
    newest = {
        report.id
        for series in series_of(each.report for each in told)
        for report in series  # a body may give two in a year, of its work and of its budget
        if report.metadata.year == max((each.metadata.year or 0 for each in series), default=0)
        or report.metadata.year is None
    }
    shown: list[Told] = []
    older: list[Told] = []
    for each in told:
        behind = 0 < _year_of(each) < latest[short_region(each.report.metadata.region)]
        (shown if each.report.id in newest and not behind else older).append(each)
    return shown, sorted(older, key=lambda each: -(each.report.metadata.year or 0))


def _year_of(told: Told) -> int:
    """The year of which a result of a place is; 0 for a plan, and where none is told."""
    value = told.value
    is_result = value is not None and value.statement.kind != "目标" and told.report.metadata.region
    return value.year or 0 if value and is_result else 0


def _about(library: Library, question: str) -> Callable[[Value], float]:
    """How much of a question's words, by weight, the sentence of a value says or stands under: 全长 is of any road."""
    units = {figure.unit for figure in asked_figures(question)}
    words = (word for word in content_words(question) if not (word.isdecimal() or word in units))
    weights = library.word_weights(words)

    def about(value: Value) -> float:
        said = {*content_words(" ".join((*value.place.paragraph.section, value.place.quote(value.sentence))))}
        return sum(weight for word, weight in weights.items() if word in said)

    return about


def _told(question: str, reading: Reading, place: Extract, most: int) -> Told:
    chance, _ = answerability_of(reading)
    in_words = not _HOW_MUCH.search(question)
    doubtful = in_words and confidence(chance) != "high"
    excerpt = on_the_figure(question, read_excerpt(reading, place, most, doubtful=doubtful), place, most)
    if excerpt.answer is None or in_words:
        return Told(place.report, excerpt, chance)
    value = value_asked_at(question, place, excerpt.answer)
    value = reached(value) if value else None
    excerpt = replace(excerpt, answer=value.span) if value else excerpt
    return Told(place.report, excerpt, chance, value)


def _newest(question: str, read: Sequence[Told]) -> Told:
    """The best words, or those of a newer report of the same body with a figure of their sort, if about as sure.

    Or likely at all, if the question names what they are of no less.
    """
    best = read[0]
    if best.value is None:
        return best
    named = naming(question, best.value.statement.indicator).weight

    def is_as_good(told: Told, value: Value) -> bool:
        metadata, own = told.report.metadata, best.report.metadata
        if (metadata.region, metadata.body) != (own.region, own.body) or not are_of_a_sort(best_value, value):
            return False
        by_name = told.chance >= _LIKELY and naming(question, value.statement.indicator).weight >= named
        return by_name or told.chance >= _NEAR * best.chance

    best_value = best.value
    newer = [each for each in read if each.value and is_as_good(each, each.value)]
    return max(newer, key=lambda told: told.report.metadata.year or 0, default=best)


def _best_named(question: str, read: Sequence[Told]) -> Told | None:
    """The best words, or those with a figure that the question names better, if no less sure."""
    best = next(iter(read), None)
    if best is None or best.value is None:
        return best
    sure = [each for each in read if each.value and each.chance >= best.chance]
    return max(
        sure, key=lambda each: naming(question, each.value.statement.indicator).weight if each.value else 0.0
    )


def _in_words(read: Sequence[Told], best: Told) -> list[Told]:
    """The first words of each report, where they are likely to answer and about as sure as the best."""
    told = {best.report.id: best}
    for each in read:
        if each.chance >= max(_LIKELY, _NEAR * best.chance):
            told.setdefault(each.report.id, each)
    return list(told.values())
