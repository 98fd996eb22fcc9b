"""The text of an answer, taken apart: lines, list items, bold words, marks with their citations.

``Answer.text`` is plain text with few signs: ``[1]`` for a citation that the answer has, ``**bold**``, ``- `` or
``1. `` before a list item, and tables as Markdown writes them. Everything else, a report's own brackets included,
means itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag import Answer, Citation

_ITEM = re.compile(r"- |(?P<number>\d+)\. ")
_ROW = re.compile(r"\| (.*) \|")
_RULE = re.compile(r"\|(?: -+ \|)+")  # below the head of a table
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_MARK = re.compile(r"\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text, or a mark: then ``citation`` is what it stands for and ``text`` is ``[1]``."""

    text: str
    bold: bool = False
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an answer. ``list`` is "ul" or "ol" for a list item, ``number`` the item's in an "ol".

    It is "table" for a row of a table, whose ``cells`` the pieces are, ``number`` 0 for its head.
    """

    pieces: tuple[Piece, ...]
    list: str = ""
    number: int = 0
    cells: tuple[tuple[Piece, ...], ...] = ()


def answer_lines(answer: Answer) -> list[Line]:
    """The lines of an answer that are not empty, in order."""
    citations = {citation.mark: citation for citation in answer.citations}
    lines = [line for line in answer.text.splitlines() if line.strip()]
    found: list[Line] = []
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        row, last = _ROW.fullmatch(line), found[-1] if found else None
        if row and _RULE.fullmatch(after):
            found.append(_row(row[1], 0, citations))
        elif row and last and last.cells:
            if not _RULE.fullmatch(line):
                found.append(_row(row[1], last.number + 1, citations))
        else:
            found.append(_line(line, citations))
    return found


def _row(row: str, number: int, citations: dict[int, Citation]) -> Line:
    cells = tuple(tuple(_pieces(cell, citations)) for cell in row.split(" | "))
    return Line(tuple(piece for cell in cells for piece in cell), "table", number, cells)


def _line(line: str, citations: dict[int, Citation]) -> Line:
    item = _ITEM.match(line)
    pieces = tuple(_pieces(line[item.end() :] if item else line, citations))
    if item is None:
        return Line(pieces)
    return Line(pieces, "ol", int(item["number"])) if item["number"] else Line(pieces, "ul")


def _pieces(line: str, citations: dict[int, Citation]) -> Iterator[Piece]:
    for index, run in enumerate(_BOLD.split(line)):
        position, bold = 0, index % 2 == 1
        for match in _MARK.finditer(run):
            citation = citations.get(int(match[1]))
            if citation:
                if position < match.start():
                    yield Piece(run[position : match.start()], bold)
                yield Piece(match[0], bold, citation)
                position = match.end()
        if position < len(run):
            yield Piece(run[position:], bold)
