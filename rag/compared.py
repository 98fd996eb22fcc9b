"""A question that names several places, years or kinds: what each says, and what that comes to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import Library, Shelf
from index.text import simplified

from .facts import (
    Asked,
    FrontMatter,
    Outline,
    Told,
    Value,
    are_alike,
    front_matter,
    naming,
    newest_of_each,
    others_of,
    outline_of,
    planned_beside,
    tells_kinds_apart,
    told_by_each,
    value_in,
    wants_outline,
)
from .found import found_in, most_chars, unheard_in
from .models import Answer
from .question import Goal, Part, Scope, Split, goal_of, planned_base
from .read import Excerpt, Ranker, Ranking, excerpt_at, joined, sure, unsure
from .wording import Wording
from .write import (
    Composer,
    Side,
    against,
    comparison,
    go_by_other_names,
    measure_label,
    not_held,
    other_names,
    place_label,
    total,
    why_apart,
)


@dataclass(frozen=True, slots=True)
class SideTold:
    """What the reports of one side say: their title lines, a list, or an excerpt, in this order; or nothing."""

    part: Part
    ranking: Ranking
    front: tuple[FrontMatter, ...] = ()
    outline: Outline | None = None
    excerpt: Excerpt | None = None
    value: Value | None = None  # of the excerpt
    chance: float = 0.0


def compared(wording: Wording, scope: Scope, ranker: Ranker) -> Answer | None:
    """Each side from its own reports, one line each, or in a table under what their figures come to.

    None where a plan and what came of it are looked for in the same reports, and these do not tell both.
    """
    of_year = scope.split is not Split.REGION or scope.of_year
    *others, last = scope.parts
    of_plan = scope.split is Split.KIND
    in_same = of_plan and others[0].reports == last.reports
    told = [
        side_told(wording.library, part, ranker, of_year=of_year)
        for part in ([last] if in_same else scope.parts)
    ]
    if in_same or (of_plan and not told[0].chance):  # the plan may be told beside what came of it
        told = [_planned(others[0], told[-1]), told[-1]]
    if in_same and not all(each.chance for each in told):
        return None
    apart = any(part.apart for part in scope.parts)
    told = told if apart else list(_alike(wording.library, told))
    ranking = joined([each.ranking for each in told])
    missing = [each.part.label for each in told if not each.chance]
    note = f"资料中没有找到{'、'.join(missing)}的相关内容。" if missing else ""
    note += not_held(scope.left_out)
    held = [each for each in told if each.chance]
    if not held:
        return wording.refusal(note, ranking)
    composer = wording.composer()
    question = simplified(wording.question)
    goal = goal_of(question)
    # Of what each side is asked in words of its own the question names no common thing.
    said, known = _result("" if apart else question, goal, scope.split, held)
    if said and scope.split is not Split.KIND:
        composer.add_result(f"{said}。", [each.excerpt for each in held if each.excerpt])
        _add_table(composer, scope.split, held)
    else:
        for each in held:
            _add(wording, composer, each, scope.split)
        if said:
            composer.add_result(f"{said}。", [each.excerpt for each in held if each.excerpt])
    # Figures of one name are those like the surest one: they are right if it is.
    chance = (max if said and not known else min)(each.chance for each in held)
    if known or (not said and goal is not Goal.EACH):
        chance = unsure(chance)  # for the sides may be of different things
    return wording.answer(composer, ranking, chance, note=note + known)


def side_told(library: Library, part: Part, ranker: Ranker, *, of_year: bool) -> SideTold:
    """What the reports of one side say to its question."""
    reports = library.shelf(part.reports)
    ranking = ranker.rank(part.question, part.reports, each=len(reports) > 1, of_year=of_year)
    if front := front_matter(part.question, reports, 1):
        return SideTold(part, ranking, front=tuple(front), chance=1.0)
    if wants_outline(part.question) and (outline := outline_of(part.question, reports)):
        return SideTold(part, ranking, outline=outline, chance=1.0)
    found = found_in(library, part.question, ranking)
    if not found.answers or not found.excerpt or unheard_in(part.question, ranking):
        return SideTold(part, ranking)
    newest, _ = newest_of_each(told_by_each(library, part.question, ranking, most_chars(part.question)))
    if newest:
        return _of(SideTold(part, ranking), newest[0], reports)
    excerpt = found.excerpt
    value = value_in(ranking.paragraphs[excerpt.place], excerpt)
    return SideTold(part, ranking, excerpt=excerpt, value=value, chance=found.chance)


def _planned(part: Part, result: SideTold) -> SideTold:
    """The side of a plan of which the reports speak beside what came of it; one that nothing is told of where they do not."""
    value = planned_beside(result.value) if result.value and result.chance else None
    if value is None:
        return SideTold(part, result.ranking)
    excerpt = excerpt_at(value.place, value.span, most_chars(part.question))
    return SideTold(part, result.ranking, excerpt=excerpt, value=value, chance=result.chance)


def _of(side: SideTold, told: Told, reports: Shelf) -> SideTold:
    """A side with what was told of it, as sure as its figure is what is asked for."""
    settled = told.value is not None and Asked.of(side.part.question, reports).settles(told.value)
    chance = sure(told.chance) if settled else told.chance
    return replace(side, excerpt=told.excerpt, value=told.value, chance=chance)


def _alike(library: Library, sides: Sequence[SideTold]) -> Iterator[SideTold]:
    """The sides, each with the figure that is like the one that the question names best where its reports say it."""

    def sureness(side: SideTold) -> tuple[float, float]:
        named = naming(side.part.question, side.value.statement.indicator).weight if side.value else -1.0
        return named, side.chance

    surest = max(sides, key=sureness)
    for side in sides:
        if surest.value and _may_be_like(surest.value, side):
            question = side.part.question
            like = told_by_each(library, question, side.ranking, most_chars(question), surest.value)
            newest, _ = newest_of_each(like)
            if newest:
                found = replace(newest[0], chance=newest[0].chance or surest.chance)
                side = _of(side, found, library.shelf(side.part.reports))
            yield side
        else:
            yield side


def _may_be_like(value: Value, side: SideTold) -> bool:
    """Whether to look for the like of a value: where a side says another, or none and its question names what it is of."""
    if side.excerpt:
        return not (side.value and are_alike(value, side.value))
    return not side.chance and naming(side.part.question, value.statement.indicator).is_enough


def _result(question: str, goal: Goal, split: Split, held: Sequence[SideTold]) -> tuple[str, str]:
    """What the figures of the sides come to, if that is asked for, and what is to be known of it: maybe why they come to nothing."""
    sides = [Side(each.part.label.partition("（")[0], each.value) for each in held if each.value]
    if goal is Goal.EACH or len(sides) < len(held) or len(sides) < 2:
        return "", ""
    if apart := why_apart(sides, question, same_time=split is Split.REGION):
        return "", apart
    others = go_by_other_names(sides, question)
    if others and any(map(_says_more, held)):
        return "", other_names(sides, apart=True)
    words = other_names(sides, apart=False) if others else ""
    if goal is Goal.TOTAL:
        return total(sides), words
    if split is Split.KIND and not planned_base(question):
        return against(sides[-1], sides[0]), words
    return comparison(sides, lowest=goal is Goal.LEAST), words


def _says_more(side: SideTold) -> bool:
    """Whether the report of a side says another figure of the same thing, in another name or of another kind, so that the name matters."""
    extracts = side.ranking.paragraphs.at(each.place for each in side.ranking.candidates)
    places = [extracts[each.place] for each in side.ranking.candidates]
    value = side.value
    return value is not None and (any(others_of(value, places)) or tells_kinds_apart(value, places))


def _add_table(composer: Composer, split: Split, held: Sequence[SideTold]) -> None:
    figures = [(each.part.label, each.value, each.excerpt) for each in held if each.value and each.excerpt]
    times = [value.time for _, value, _ in figures] if split is Split.REGION else []
    timed = all(times) and bool(times)
    first = "地区" if split is Split.REGION else place_label(figures[0][1].report)
    head = [first, *(["时间"] if timed else []), measure_label([value for _, value, _ in figures])]
    rows = [([label, *([value.time] if timed else [])], excerpt) for label, value, excerpt in figures]
    composer.add_table(head, rows)


def _add(wording: Wording, composer: Composer, told: SideTold, split: Split) -> None:
    if told.front:
        for place in told.front:
            wording.quote_front(composer, place, told.part.label)
    elif told.outline:
        wording.quote_items(composer, told.outline.items, told.part.label)
    elif told.excerpt:
        wording.quote(composer, told.excerpt, told.part.label if split is Split.KIND else None)
