"""What a piece of Chinese text says by itself.

A string goes in; the marker of its heading, its sentences and clauses as spans, or its words come out.
"""

from .clauses import split_clauses
from .headings import (
    APPENDIX,
    ARTICLE_RANK,
    DOTTED_RANK,
    ITEM_RANK,
    LIST_RANK,
    POINT_RANK,
    SUBHEADING,
    Marker,
    is_annex,
    is_appendix,
    is_box,
    is_label,
    is_line_heading,
    is_uncounted,
    lead_end,
    marker,
)
from .script import in_either_script, simplified, simplified_line
from .sentences import split_sentences
from .tokens import INDICATORS, REVISION, content_words, normalise, tokenise

__all__ = [
    "APPENDIX",
    "ARTICLE_RANK",
    "DOTTED_RANK",
    "INDICATORS",
    "ITEM_RANK",
    "LIST_RANK",
    "POINT_RANK",
    "REVISION",
    "SUBHEADING",
    "Marker",
    "content_words",
    "in_either_script",
    "is_annex",
    "is_appendix",
    "is_box",
    "is_label",
    "is_line_heading",
    "is_uncounted",
    "lead_end",
    "marker",
    "normalise",
    "simplified",
    "simplified_line",
    "split_clauses",
    "split_sentences",
    "tokenise",
]
