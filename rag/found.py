"""What the ranked paragraphs of some reports say to a question, if they answer it at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import Extract, Library

from .check import only_repeats, unheard_of
from .facts import on_the_figure, wants_several
from .language import speaks_of
from .read import (
    LIST_CHARS,
    MAX_CHARS,
    Excerpt,
    Ranking,
    answerability,
    confidence,
    nearest_excerpt,
    read_excerpt,
)


@dataclass(frozen=True, slots=True)
class Found:
    """The likeliest excerpt, None where there is nothing; the probability that it answers; whether that is enough."""

    excerpt: Excerpt | None
    chance: float
    answers: bool


def found_in(library: Library, question: str, ranking: Ranking) -> Found:
    """What likely answers, and whether the reports answer at all."""
    if not ranking.candidates:
        return Found(None, 0.0, False)
    chance, answers = answerability(library, question, ranking)
    most = most_chars(question)
    if ranking.readings:
        best = ranking.readings[0]
        place = ranking.paragraphs[best.window.place]
        excerpt = read_excerpt(best, place, most, doubtful=confidence(chance) != "high")
        excerpt = on_the_figure(question, excerpt, place, most)
    else:
        nearest = ranking.candidates[0]
        place = ranking.paragraphs[nearest.place]
        excerpt = nearest_excerpt(nearest, place, most)
    return Found(excerpt, chance, answers and not only_repeats(question, place.text))


def most_chars(question: str) -> int:
    """To how many characters an excerpt may grow."""
    return LIST_CHARS if wants_several(question) else MAX_CHARS


def unheard_in(question: str, ranking: Ranking) -> list[str]:
    """The quoted terms and titles of a question that the candidates do not hold, nor what they stand under."""
    return unheard_of(question, _texts(ranking))


def speaking_of(ranking: Ranking, places: Sequence[str]) -> Ranking:
    """What is ranked, of the paragraphs alone that name all of some places, or stand under them."""
    extracts = ranking.paragraphs.at(candidate.place for candidate in ranking.candidates)
    about = {
        candidate.place
        for candidate in ranking.candidates
        if all(speaks_of("\n".join(_said(extracts[candidate.place])), place) for place in places)
    }
    kept = [(c, s) for c, s in zip(ranking.candidates, ranking.scores, strict=True) if c.place in about]
    return replace(
        ranking,
        candidates=tuple(c for c, _ in kept),
        scores=tuple(s for _, s in kept),
        readings=tuple(r for r in ranking.readings if r.window.place in about),
    )


def _texts(ranking: Ranking) -> Iterator[str]:
    extracts = ranking.paragraphs.at(candidate.place for candidate in ranking.candidates)
    for candidate in ranking.candidates:
        yield from _said(extracts[candidate.place])


def _said(extract: Extract) -> tuple[str, ...]:
    """A paragraph with what it stands under."""
    return extract.report.title, *extract.paragraph.section, extract.text
