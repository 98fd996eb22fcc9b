"""Which way something went, by the values of a report and by what a question takes for granted: 为什么减少 of what grew."""

from collections.abc import Iterable, Sequence

from .indicators import naming
from .statements import told_changes
from .values import Value, reached


def turned(question: str, values: Sequence[Value]) -> int:
    """1 where all values of what a question names rose and it says that this fell, -1 the other way round; else 0."""
    asked = set(told_changes(question))
    named = [value for value in values if naming(question, value.statement.indicator).is_enough]
    told = set(filter(None, map(_course, named)))
    return next(iter(told)) if len(asked) == len(told) == 1 and asked.isdisjoint(told) else 0


def tells_share(question: str, values: Iterable[Value]) -> bool:
    """Whether a value is a share of what a question names."""
    return any(
        value.figure.kind == "percent"
        and not value.statement.change
        and naming(question, value.statement.indicator).is_enough
        for value in values
    )


def _course(value: Value) -> int:
    """1 for a rise, by a change (增长5%) or from an earlier value (由3个增加到8个), -1 for a fall; 0 for neither."""
    since = value.figure.value if value.statement.change else reached(value).figure.value - value.figure.value
    return (since > 0) - (since < 0)
