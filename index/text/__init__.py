"""What a piece of Chinese text says by itself.

A string goes in; the marker of its heading, its sentences and clauses as spans, or its words come out.
"""

from .clauses import split_clauses
from .headings import (
    APPENDIX,
    ARTICLE_RANK,
    DOTTED_RANK,
    LIST_RANK,
    POINT_RANK,
    SUBHEADING,
    Marker,
    is_annex,
    is_appendix,
    is_label,
    is_line_heading,
    lead_end,
    marker,
)
from .sentences import split_sentences
from .tokens import INDICATORS, REVISION, content_words, normalise, simplified, tokenise

__all__ = [
    "APPENDIX",
    "ARTICLE_RANK",
    "DOTTED_RANK",
    "INDICATORS",
    "LIST_RANK",
    "POINT_RANK",
    "REVISION",
    "SUBHEADING",
    "Marker",
    "content_words",
    "is_annex",
    "is_appendix",
    "is_label",
    "is_line_heading",
    "lead_end",
    "marker",
    "normalise",
    "simplified",
    "split_clauses",
    "split_sentences",
    "tokenise",
]
