"""Reports in, searchable library out: load, parse, chunk, embed, store."""

from .errors import (
    AskReportError,
    BadCorrection,
    BadQuestion,
    InputError,
    LibraryError,
    ModelError,
    ModelMismatch,
    UnknownReport,
    UnreadableFile,
)
from .library import Library
from .models import AddResult, Chunk, Metadata, Paragraph, Report, Section, Span
from .progress import Progress, Step
from .rebuild import rebuild
from .search import Candidate
from .shelf import Card, Extract, Shelf

__all__ = [
    "AddResult",
    "AskReportError",
    "BadCorrection",
    "BadQuestion",
    "Candidate",
    "Card",
    "Chunk",
    "Extract",
    "InputError",
    "Library",
    "LibraryError",
    "Metadata",
    "ModelError",
    "ModelMismatch",
    "Paragraph",
    "Progress",
    "Report",
    "Section",
    "Shelf",
    "Span",
    "Step",
    "UnknownReport",
    "UnreadableFile",
    "rebuild",
]
