"""The reading order of a page: columns one after the other, what stands across them between."""

from collections.abc import Iterator, Sequence
from statistics import median

from ..printed import Box, Printed, PrintedLine, around

_LEAST_LINES = 3  # of a column
_LEAST_WIDTH = 7  # letters in the lines of a column, by half
_GUTTER = 0.8  # letters of white between columns
_LARGE = 1.15  # of the usual size
_DEEPEST = 6  # columns within columns

Region = list[Printed]


def regions(items: Sequence[Printed], depth: int = 0) -> Iterator[Region]:
    """The parts of a page in the order in which they are read; each is one column."""
    if not items:
        return
    found = (
        max(_sides(items), key=lambda sides: sum(map(len, sides)), default=None) if depth < _DEEPEST else None
    )
    if found is None:
        yield sorted(items, key=lambda item: (item.box.centre[1], item.box.left))
        return
    left, right = found
    inside = around(item.box for item in (*left, *right))
    held = set(map(id, (*left, *right)))
    others = [item for item in items if id(item) not in held]
    yield from regions([item for item in others if item.box.centre[1] < inside.top], depth + 1)
    yield from regions(left, depth + 1)
    yield from regions(right, depth + 1)
    yield from regions([item for item in others if item.box.centre[1] >= inside.top], depth + 1)


def _sides(items: Sequence[Printed]) -> Iterator[tuple[Region, Region]]:
    """The pairs of columns that stand side by side, as high as nothing lies across them."""
    ordered = sorted(items, key=lambda item: item.box.top)
    across = _headlines(ordered)
    for x in sorted(_gutters(ordered)):
        left: Region = []
        right: Region = []
        for item in ordered:
            if item.box.left < x < item.box.right or id(item) in across:
                if _are_columns(left, right):
                    yield left, right
                left, right = [], []
            else:
                (left if item.box.right <= x else right).append(item)
        if _are_columns(left, right):
            yield left, right


def _headlines(ordered: Sequence[Printed]) -> set[int]:
    """Large lines with nothing beside them: these stand over columns, however short they are."""
    lines = [item for item in ordered if isinstance(item, PrintedLine)]
    size = median(line.height for line in lines) if lines else 0.0
    return {
        id(line)
        for line in lines
        if line.height >= _LARGE * size
        and not any(
            other is not line and other.box.top < line.box.bottom and line.box.top < other.box.bottom
            for other in ordered
        )
    }


def _gutters(ordered: Sequence[Printed]) -> set[float]:
    """Where white may part columns: midway between lines that stand beside each other."""
    places: set[float] = set()
    for index, item in enumerate(ordered):
        beside: Box | None = None  # the nearest to the right
        for other in ordered[index + 1 :]:
            if other.box.top >= item.box.bottom:
                break
            for one, two in ((item.box, other.box), (other.box, item.box)):
                if one.right <= two.left and (beside is None or two.left - one.right < beside.width):
                    beside = Box(one.right, 0, two.left, 0)
        if beside is not None:
            places.add(round(beside.centre[0] / 4) * 4.0)
    return places


def _are_columns(left: Region, right: Region) -> bool:
    """Whether both sides hold running text with white between them."""
    if not (_is_running(left) and _is_running(right)):
        return False
    size = median(item.height for item in (*left, *right) if isinstance(item, PrintedLine))
    white = min(item.box.left for item in right) - max(item.box.right for item in left)
    return white >= _GUTTER * size


def _is_running(side: Region) -> bool:
    lines = [item for item in side if isinstance(item, PrintedLine)]
    if len(lines) < _LEAST_LINES:
        return False
    return median(line.box.width / line.height for line in lines) >= _LEAST_WIDTH
