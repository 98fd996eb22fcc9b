"""The data that flows through the project: a report and its parts.

All positions are character offsets (Unicode code points) into ``Report.text``, the cleaned text.
``report.text[span.start:span.end]`` is the part's text, always; no part carries a second copy of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NamedTuple

from .errors import AskReportError


class Span(NamedTuple):
    """Half-open range of characters ``[start, end)`` in ``Report.text``."""

    start: int
    end: int


def spans_of(offsets: Iterable[int]) -> tuple[Span, ...]:
    """The runs of characters that stand at these offsets, which come in order."""
    spans: list[Span] = []
    for offset in offsets:
        if spans and offset == spans[-1].end:
            spans[-1] = Span(spans[-1].start, offset + 1)
        else:
            spans.append(Span(offset, offset + 1))
    return tuple(spans)


def touching(spans: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """Those of some spans that share a character with another one."""
    return tuple(each for each in spans if each.start < span.end and span.start < each.end)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of a report. ``path`` ends with this heading, outermost first."""

    path: tuple[str, ...]
    span: Span  # the heading's own words; a run-in heading lies inside a paragraph

    @property
    def title(self) -> str:
        return self.path[-1]

    @property
    def level(self) -> int:
        """1 for the outermost headings."""
        return len(self.path)


@dataclass(frozen=True, slots=True)
class TableRow:
    """The table that a row belongs to, as printed, and where in the row's text its cells are.

    The text tells each cell with its column's head and unit, so that it can be read alone: caption, label,
    then ``产量4.15万吨｜比上年增长-2.3%``.
    """

    table: int  # 1-based within the report: rows of one number are one table
    caption: str
    heads: tuple[str, ...]  # one a column; "" where it has none
    cells: tuple[Span | None, ...]  # one a column; None for an empty cell, a merged one stands in each
    group: Span | None = None  # what is printed across the table above this row and others

    def moved(self, offset: int) -> "TableRow":
        """The same row in a text that begins ``offset`` characters further on."""
        *cells, group = (span and Span(*(end + offset for end in span)) for span in (*self.cells, self.group))
        return TableRow(self.table, self.caption, self.heads, tuple(cells), group)


class PageBreak(NamedTuple):
    """Where a further page begins inside a paragraph."""

    offset: int
    page: int  # 1-based


def page_at(offset: int, first: int | None, breaks: Sequence[PageBreak]) -> int | None:
    """The page of a character in what begins on the page ``first``."""
    return next((page for start, page in reversed(breaks) if start <= offset), first)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of body text, or one row of a table.

    ``sentences`` cover the paragraph in order, without overlap; only white space lies between them.
    """

    number: int  # 1-based within the report; headings, title lines and notes are not counted
    section: tuple[str, ...]  # headings above it, outermost first, a run-in heading of its own included
    span: Span
    sentences: tuple[Span, ...]
    page: int | None = None  # 1-based, on which it begins, where the file has pages
    row: TableRow | None = None  # where it is one
    breaks: tuple[PageBreak, ...] = ()  # inside it, in order

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at this offset is printed."""
        return page_at(offset, self.page, self.breaks)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a report says about itself; an empty string or None where it does not say."""

    title: str
    region: str = ""  # 开化县, 浙江省, 全国
    body: str = ""  # 政府, 人大常委会, 政协, 法院, 检察院, 党委; else the office that issues it: 统计局
    year: int | None = None  # the year in which the report was given
    date: str = ""  # on which it was given or signed, as printed: 2021年2月5日
    venue: str = ""  # as printed: 在县政协十届五次会议上
    author: str = ""
    level: str = ""  # of the region: 国家级, 省级, 市级, 县级, 乡级
    genre: str = ""  # the kind of document that its title ends with: 报告, 通知, 公报, 办法
    reported: int | None = None  # the year reported on
    planned: int | None = None  # the year planned for, where it is one
    number: str = ""  # of the document, as printed: 青政发〔2025〕12号
    attachment: str = ""  # the title of what a notice issues

    @property
    def told_by_title(self) -> bool:
        """Whether only its title tells it from others: a body gives one work report a year, but many notices and rules."""
        return self.genre not in ("", "报告")

    @property
    def short_title(self) -> str:
        """What tells it from others, as put before each chunk: ``开化县政协2021年``.

        Of rules it is the title by which others call what they call 本办法.
        """
        year = f"{self.year}年" if self.year else ""
        given = f"{self.region}{self.body}{year}"
        if not self.told_by_title:
            return given or self.title
        named = self.attachment or self.title
        return named if self.region in named else f"{given} {named}"


@dataclass(frozen=True, slots=True)
class Report:
    """A parsed report. ``text`` is the cleaned text that every span points into."""

    id: str  # first 12 hex digits of sha256
    metadata: Metadata
    text: str
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Span, ...] = ()  # printer's notes such as (下转第三版): neither body nor heading
    truncated: bool = False  # a note says that the text goes on elsewhere
    source: str = ""  # the file's name as it came
    sha256: str = ""  # of the file as it came
    encoding: str = ""  # of a text file; "" where the format carries its own
    remarks: tuple[str, ...] = ()  # what a user must know of the file: pages that hold no text
    doubtful: tuple[Span, ...] = ()  # characters that were recognised without certainty

    def __hash__(self) -> int:
        """By id, as a report's parts are many and its id stands for its content."""
        return hash(self.id)

    @property
    def title(self) -> str:
        return self.metadata.title

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph with this 1-based number."""
        return self.paragraphs[number - 1]

    def quote(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def doubtful_in(self, span: Span) -> tuple[Span, ...]:
        """What of a span was recognised without certainty."""
        return touching(self.doubtful, span)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form: tuples become lists when dumped, spans ``[start, end]``."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Chunk:
    """What is embedded: one to three whole sentences of one paragraph."""

    paragraph: int  # Paragraph.number
    span: Span
    digest: bytes = b""  # SHA-256 of the text that was embedded; none where a former version embedded it


@dataclass(frozen=True, slots=True)
class AddResult:
    """What became of one file: its report, or the error; ``added`` is False for one already held."""

    path: Path  # of a file in an archive, below the archive's
    report: Report | None
    added: bool
    error: AskReportError | None = None
    note: str = ""  # what is to be known of it beside its report's remarks: that another says the same
    newer_version_of: Report | None = None  # which it may take the place of

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a user must know, in sentences."""
        told = self.report.remarks if self.report and self.added else ()
        return (*filter(None, [self.note]), *told)
