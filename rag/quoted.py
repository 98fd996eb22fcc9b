"""What an answer would be made of, for the rules that say whether it is one."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an answer would be made of, as printed.

    ``excerpts`` as they would be quoted, likeliest first; ``quotes`` of each what stands in the sentence of
    its likeliest clause;
    ``clause`` is the likeliest clause with the one before it; ``around`` its paragraph with its headings;
    ``report`` the whole text of its report.
    """

    excerpts: Sequence[str]
    quotes: Sequence[str]
    clause: str
    around: str
    report: str
