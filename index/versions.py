"""Versions of one report: a corrected one comes under the same title or file name, with most of the same lines."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache

from .models import Report
from .shelf import Card, Shelf

_SHARED = 0.5  # of the lines of both, where little else tells that they are one report


def older_version(report: Report, held: Iterable[Report]) -> Report | None:
    """The last of some reports, in the order in which they were added, that this one is a newer version of."""
    older = [other for other in held if other.id != report.id and are_versions(report, other)]
    return older[-1] if older else None


@lru_cache(maxsize=8)
def superseded(shelf: Shelf) -> dict[str, Card]:
    """The ids of the reports on a shelf of which it has a newer version, each with the newest.

    Only those of one title, place, body and year, or of one file's name, are read.
    """
    found: dict[str, Card] = {}
    for alike in (*_grouped(shelf, _named), *_grouped(shelf, lambda card: card.source)):
        newest: list[Card] = []
        for card in reversed(alike):
            report = shelf.report(card)
            newer = next((each for each in newest if are_versions(report, shelf.report(each))), None)
            if newer:
                found.setdefault(card.id, newer)
            else:
                newest.append(card)
    return found


def _named(card: Card) -> Hashable:
    metadata = card.metadata
    return metadata.title, metadata.region, metadata.body, metadata.year


def _grouped(shelf: Shelf, key: Callable[[Card], Hashable]) -> Iterator[list[Card]]:
    """The reports on a shelf that have something in common, in the order in which they were added."""
    groups: dict[Hashable, list[Card]] = defaultdict(list)
    for card in shelf:
        groups[key(card)].append(card)
    return (group for common, group in groups.items() if common and len(group) > 1)


def are_versions(one: Report, other: Report) -> bool:
    """Whether two reports of other content are one: by title, place, body and year, or by name and most of their lines."""
    a, b = one.metadata, other.metadata
    same_title = a.title == b.title
    if not same_title and (not one.source or one.source != other.source):
        return False
    told = [(getattr(a, name), getattr(b, name)) for name in ("region", "body", "year", "number", "date")]
    if any(mine and its and mine != its for mine, its in told):
        return False
    known = a.region and a.year and not a.told_by_title
    return bool(same_title and known and told[0][0] == told[0][1]) or _share_lines(one, other)


def _share_lines(one: Report, other: Report) -> bool:
    lines, others = set(one.text.split("\n")), set(other.text.split("\n"))
    return len(lines & others) >= _SHARED * len(lines | others)
