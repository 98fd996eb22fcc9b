"""The share that one thing has in another, reckoned from their figures where no report tells it."""

from index import Shelf
from index.text import simplified

from .compared import SideTold, side_told
from .facts import Asked, Value, naming, value_in
from .found import found_in
from .language import Sum, written_sum
from .models import Answer
from .question import Part, asked_share, scope_of, with_year
from .read import Ranker, joined
from .wording import Wording

_WHOLE = 100  # per cent, that no share is more than


def share(wording: Wording, held: Shelf, ranker: Ranker) -> Answer | None:
    """The answer to a question for a share, of which both figures are settled; None for any other."""
    asked = asked_share(with_year(simplified(wording.question), held.newest), held.places)
    if asked is None or _is_told(wording, held, ranker):
        return None
    told = [_told(wording, question, held, ranker) for question in asked]
    sides = [(side, side.value) for side in told if side and side.value]
    if len(sides) < len(told) or not _are_of_one_time(sides[0][1], sides[1][1]):
        return None
    worked = written_sum("÷", [value.figure for _, value in sides])
    if worked is None or not 0 < worked.result.value <= _WHOLE:
        return None
    return _said(wording, [side for side, _ in sides], worked)


def _is_told(wording: Wording, held: Shelf, ranker: Ranker) -> bool:
    """Whether a report tells the share itself."""
    ranking = ranker.rank(wording.question, held.scope, each=len(held) > 1)
    excerpt = found_in(wording.library, wording.question, ranking).excerpt
    value = value_in(ranking.paragraphs[excerpt.place], excerpt) if excerpt else None
    if value is None or value.figure.kind != "percent" or value.statement.change:
        return False
    return naming(wording.question, value.statement.indicator).is_enough


def _told(wording: Wording, question: str, held: Shelf, ranker: Ranker) -> SideTold | None:
    """What is told of the part or the whole, where it is by name, year and kind what is asked for."""
    scope = scope_of(question, held)
    if scope.unknown or scope.parts or scope.elsewhere:
        return None
    reports = scope.reports or tuple(card.id for card in held)
    side = side_told(wording.library, Part("", reports, question), ranker, of_year=scope.of_year)
    shelf = wording.library.shelf(reports)
    settled = side.value and side.chance and Asked.of(question, shelf).settles(side.value)
    return side if settled else None


def _are_of_one_time(part: Value, whole: Value) -> bool:
    """Whether two amounts may be set against each other: none is a change, or of another time or kind."""
    alike = (part.time, part.statement.kind) == (whole.time, whole.statement.kind)
    return alike and not (part.statement.change or whole.statement.change)


def _said(wording: Wording, sides: list[SideTold], worked: Sum) -> Answer:
    composer = wording.composer()
    composer.add_result(
        f"**{worked.result.text}**（{worked.text}）。", [s.excerpt for s in sides if s.excerpt]
    )
    for side in sides:
        if side.excerpt:
            wording.quote(composer, side.excerpt)
    ranking = joined([side.ranking for side in sides])
    return wording.answer(composer, ranking, min(side.chance for side in sides))
