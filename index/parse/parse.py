"""A loaded file to a :class:`Report`: pure, the same for the same bytes, and never failing on any text."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..errors import UnreadableFile
from ..metadata import FrontLine, read_front, read_metadata
from ..models import Metadata, PageBreak, Paragraph, Report, Section, Span
from ..read import Block, Line, LoadedFile, clean, clean_lines, glue, text_blocks
from ..text import split_sentences
from .footnotes import place_footnotes
from .furniture import lift_furniture
from .join import join_lines
from .markup import read_markup
from .notes import continues_elsewhere, lift_notes, lift_ornaments
from .outline import Entry, outline
from .unbroken import part_unbroken


def parse(loaded: LoadedFile) -> Report:
    """Parse a file that was loaded."""
    return replace(
        _report(loaded.blocks, loaded.source, loaded.sha256, loaded.encoding), remarks=loaded.remarks
    )


def report_from_text(text: str, source: str = "") -> Report:
    """Parse a plain text as if it had come from a file of the name ``source``."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _report(text_blocks(text), source, digest, "")


def report_from_paragraphs(paragraphs: Sequence[str], title: str) -> Report:
    """A report whose paragraphs are exactly these strings; line breaks inside one are joined.

    Raises:
        UnreadableFile: if one of them holds no text, which would shift the numbers of the others.
    """
    draft = _Draft()
    draft.add(clean(title).strip())
    for number, text in enumerate(paragraphs, start=1):
        lines = [line.text for line in clean_lines([Block(text, "line")])]
        if not lines:
            raise UnreadableFile(f"第 {number} 段没有文字。请去掉空段。")
        joined = lines[0]
        for line in lines[1:]:
            joined += glue(joined, line) + line
        draft.add_paragraph(Line(joined), ())
    digest = hashlib.sha256("\n".join([title, *paragraphs]).encode("utf-8", "surrogatepass")).hexdigest()
    return draft.report(Metadata(title=title), title, digest, "")


@dataclass
class _Draft:
    """The text and the parts of a report while it is put together."""

    lines: list[str] = field(default_factory=list)
    length: int = 0
    sections: list[Section] = field(default_factory=list)
    paragraphs: list[tuple[Span, tuple[str, ...], Line]] = field(default_factory=list)
    notes: list[Span] = field(default_factory=list)
    doubtful: list[Span] = field(default_factory=list)

    def add(self, line: str) -> Span:
        """Append a line; returns where it lies."""
        start = self.length + (1 if self.lines else 0)
        self.lines.append(line)
        self.length = start + len(line)
        return Span(start, self.length)

    def add_line(self, line: Line) -> Span:
        """Append a line and what is doubtful in it; returns where it lies."""
        span = self.add(line.text)
        self.doubtful += [Span(span.start + start, span.start + end) for start, end in line.doubtful]
        return span

    def add_notes(self, notes: Sequence[str]) -> None:
        self.notes += [self.add(note) for note in notes]

    def add_paragraph(self, line: Line, section: tuple[str, ...]) -> Span:
        span = self.add_line(line)
        self.paragraphs.append((span, section, line))
        return span

    def add_section(self, entry: Entry, line: Span) -> None:
        """Record the heading of an outline entry, if it has one of its own, whose line lies at ``line``."""
        if entry.heading_end:
            self.sections.append(Section(entry.path, Span(line.start, line.start + entry.heading_end)))

    def report(self, metadata: Metadata, source: str, digest: str, encoding: str) -> Report:
        text = "\n".join(self.lines)
        notes = [text[span.start : span.end] for span in self.notes]
        return Report(
            id=digest[:12],
            metadata=metadata,
            text=text,
            sections=tuple(self.sections),
            paragraphs=tuple(
                Paragraph(
                    number,
                    section,
                    span,
                    tuple(split_sentences(text, span.start, span.end)),
                    line.page,
                    line.row and line.row.moved(span.start),
                    tuple(PageBreak(span.start + offset, page) for offset, page in line.breaks),
                )
                for number, (span, section, line) in enumerate(self.paragraphs, start=1)
            ),
            notes=tuple(self.notes),
            truncated=continues_elsewhere(notes),
            source=source,
            sha256=digest,
            encoding=encoding,
            doubtful=tuple(self.doubtful),
        )


def _report(blocks: Sequence[Block], source: str, digest: str, encoding: str) -> Report:
    printed, lifted = lift_notes(part_unbroken(read_markup(clean_lines(blocks))))
    around, text = lift_furniture(lifted)
    ornaments, lines = lift_ornaments(join_lines(place_footnotes(text)))
    front = read_front(lines)
    draft = _Draft()
    draft.add_notes((*printed, *around, *ornaments))
    for part, line in zip(front, lines, strict=False):  # the front lines come first
        span = draft.add_line(line)
        if part.role == "note":
            draft.notes.append(span)
        draft.add_notes(line.notes)
    titles = _add_body(draft, lines, front)
    body = [line.text for line in lines[len(front) :]]
    headings = [*titles, *(section.title for section in draft.sections)]
    return draft.report(read_metadata(front, body, headings, source), source, digest, encoding)


def _add_body(draft: _Draft, lines: Sequence[Line], front: Sequence[FrontLine]) -> list[str]:
    """Add the lines of the body, which come after those of the front; returns those that are titles of it too."""
    titles: list[str] = []
    footnotes = [note for line in lines[: len(front)] for note in line.footnotes]  # still to be printed
    above = [part.text for part in front if part.role == "title"]
    for entry in outline(lines[len(front) :], above):
        text = entry.line.text
        footnotes += entry.line.footnotes
        if entry.role == "paragraph":
            span = draft.add_paragraph(entry.line, entry.path)
            draft.add_section(entry, span)
            while footnotes:
                draft.add_paragraph(footnotes.pop(0), entry.path)
        else:
            draft.add_section(entry, draft.add_line(entry.line))
        if entry.role == "title":
            titles.append(text)
        draft.add_notes(entry.line.notes)
    for note in footnotes:
        draft.add_paragraph(note, ())
    return titles
