"""Blocks become a report.

A ``LoadedFile`` goes in; a ``Report`` comes out, whose headings, paragraphs and sentences are spans of one text, and from
it the chunks that are embedded. Pure, and never failing on any text.
"""

from .chunk import chunk_report, context_of, embedded_text
from .parse import parse, report_from_paragraphs, report_from_text
from .provisions import is_of_article, provision_of

__all__ = [
    "chunk_report",
    "context_of",
    "embedded_text",
    "is_of_article",
    "parse",
    "provision_of",
    "report_from_paragraphs",
    "report_from_text",
]
