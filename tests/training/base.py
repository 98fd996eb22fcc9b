"""What training takes from the program: parsed documents, what is embedded of them and read, the base model.

Only this module knows the program's modules, so that it alone follows when they change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index import AskReportError, InputError, Report, Span
from index.embed.default_model import base_model_folder
from index.models import Paragraph
from index.parse import chunk_report, context_of, parse
from index.read import load, report_files
from index.text import simplified
from rag.evaluate.evalset import Case, read_questions, read_squad
from rag.search.windows import sentence_runs

__all__ = [
    "AskReportError",
    "Case",
    "InputError",
    "Report",
    "Span",
    "base_model_folder",
    "read_questions",
    "read_squad",
    "simplified",
]

ROOT = Path(__file__).resolve().parents[2]
ADAPTERS = ROOT / "index" / "embed" / "adapters"
DOCUMENTS = ROOT.parent / "shared" / "data"
SEEDS = ROOT / "seeds"


@dataclass(frozen=True, eq=False)
class Document:
    """A report, and the spans of it that are embedded, each with its paragraph."""

    name: str  # its file's, without the ending
    report: Report
    chunks: tuple[tuple[Paragraph, Span], ...]


@dataclass(frozen=True)
class Window:
    """What the reader reads at once: whole sentences of one paragraph, with the words put before them."""

    paragraph: int
    span: Span
    before: str
    text: str


def locate(names: Iterable[str], folders: Iterable[Path]) -> dict[str, Path]:
    """The files of documents by their names, or part of them; ``seed`` is the shipped report."""
    files = sorted((path for folder in folders for path in report_files(folder)), key=lambda path: path.stem)
    found: dict[str, Path] = {}
    for name in names:
        bearing = report_files(SEEDS) if name == "seed" else [path for path in files if name in path.stem]
        if bearing:
            found[name] = next((path for path in bearing if path.stem == name), bearing[0])
    return found


def read_document(name: str, path: Path) -> Document:
    return as_document(name, parse(load(path)))


def as_document(name: str, report: Report) -> Document:
    chunks = tuple((report.paragraph(chunk.paragraph), chunk.span) for chunk in chunk_report(report))
    return Document(name, report, chunks)


def passage(document: Document, paragraph: Paragraph, span: Span, *, heading: bool = True) -> str:
    """What is embedded of a span: its words, behind their context or only the short title."""
    report = document.report
    context = context_of(report, paragraph) if heading else report.metadata.short_title
    return simplified(" ".join(filter(None, (context, report.quote(span)))))


def windows(document: Document, size: int) -> list[Window]:
    """All windows of a document, in order: whole sentences of one paragraph, the last shared with the next.

    A window has at most ``size`` characters, unless it is one sentence.
    """
    report = document.report
    return [
        Window(paragraph.number, span, before, simplified(report.quote(span)))
        for paragraph in report.paragraphs
        for before in [simplified(f"{context_of(report, paragraph)}：")]
        for span in sentence_runs(paragraph.sentences, size)
    ]
