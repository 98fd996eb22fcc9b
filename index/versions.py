"""Versions of one report: a corrected one comes under the same title or file name, with most of the same lines."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from .models import Report
from .store import Store

_SHARED = 0.5  # of the lines of both, where little else tells that they are one report


def ids_called_alike(store: Store, report: Report) -> list[str]:
    """The reports of the same title or file's name, in the order in which they were added."""
    called = "json_extract(metadata, '$.title') = ? OR (source = ? AND source != '')"
    found = store.rows(
        f"SELECT id FROM reports WHERE {called} ORDER BY position", report.title, report.source
    )
    return [row[0] for row in found]


def older_version(report: Report, held: Iterable[Report]) -> Report | None:
    """The last of some reports, in the order in which they were added, that this one is a newer version of."""
    older = [other for other in held if other.id != report.id and are_versions(report, other)]
    return older[-1] if older else None


def superseded(reports: Sequence[Report]) -> dict[str, Report]:
    """The ids of reports, given in the order in which they were added, each with its newest version among them."""
    newest: dict[tuple[object, ...], list[Report]] = defaultdict(list)
    found: dict[str, Report] = {}
    for report in reversed(reports):
        m = report.metadata
        alike = [newest[m.title, m.region, m.body, m.year], newest[report.source,]]
        newer = next((other for others in alike for other in others if are_versions(report, other)), None)
        if newer:
            found[report.id] = newer
        else:
            for others in alike:
                others.append(report)
    return found


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
