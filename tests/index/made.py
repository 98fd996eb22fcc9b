"""Made-up documents, and what their metadata must be."""

from typing import Any

from index import Metadata
from index.parse import report_from_text

ORDERS = "一、总体要求\n\n全县粮食产量稳定在12万吨。\n"


def metadata(text: str, source: str = "a.txt") -> Metadata:
    return report_from_text(text, source).metadata


def told(text: str, source: str = "a.txt", **expected: Any) -> None:
    """The metadata has these values; it is compared at once so that a failure shows them all."""
    got = metadata(text, source)
    assert {name: getattr(got, name) for name in expected} == expected
