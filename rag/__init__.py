"""Question in, cited answer out: retrieve, answer, cite, verify."""

from .answer import ask, ask_stream
from .models import Answer, Citation, Passage, ReportRef
from .retrieve import retrieve
from .write import configured_generator

__all__ = [
    "Answer",
    "Citation",
    "Passage",
    "ReportRef",
    "ask",
    "ask_stream",
    "configured_generator",
    "retrieve",
]
