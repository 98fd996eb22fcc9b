"""A conversation as a Word file with real footnotes.

python-docx writes everything but footnotes: their part (ECMA-376, part 1, 11.3.7) is added here.
"""

import io
from collections.abc import Iterator, Sequence

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from ..conversations import Conversation, Turn
from ..english import worded
from ..messages import Language, text
from ..views import Line, Piece, answer_lines
from .conversation import Hashes, footnote, nearest, started

_STYLES = {"": None, "ul": "List Bullet", "ol": "List Number"}
_FONT = "宋体"  # Word needs the East Asian font named apart
_NOTE_SIZE = Pt(9)


def export_word(conversation: Conversation, hashes: Hashes, language: Language) -> bytes:
    """The conversation as .docx, each mark a footnote."""
    document = Document()
    document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.add_heading(_legal(conversation.title), level=1)
    document.add_paragraph(f"{text('exported_by', language)} · {started(conversation)}")
    notes = _Footnotes()
    for turn in conversation.turns:
        _add_turn(document, turn, notes, hashes, language)
    notes.attach(document)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_turn(
    document: WordDocument, turn: Turn, notes: "_Footnotes", hashes: Hashes, language: Language
) -> None:
    document.add_heading(_legal(turn.asked), level=2)
    answer = worded(turn.answer, language)
    for line in answer_lines(answer):
        for paragraph, pieces in _places(document, line):
            for piece in pieces:
                if piece.citation:
                    notes.refer(paragraph, footnote(piece.citation, hashes, language))
                else:
                    paragraph.add_run(_legal(piece.text)).bold = piece.bold or None
    if answer.note:
        document.add_paragraph(_legal(answer.note), style="Intense Quote")
    for words in nearest(turn, hashes, language):
        document.add_paragraph(_legal(words), style="Quote")


def _places(document: WordDocument, line: Line) -> Iterator[tuple[Paragraph, Sequence[Piece]]]:
    """The new paragraphs that a line is written in: one, or one a cell of a new row."""
    if not line.cells:
        yield document.add_paragraph(style=_STYLES[line.list]), line.pieces
        return
    if not line.number:
        document.add_table(0, len(line.cells), style="Table Grid")
    row = document.tables[-1].add_row()  # type: ignore[no-untyped-call]
    for cell, pieces in zip(row.cells, line.cells, strict=True):
        yield cell.paragraphs[0], pieces


class _Footnotes:
    """The footnotes part as it grows. Ids 0 and 1 are the two separators that Word expects."""

    def __init__(self) -> None:
        self._root = etree.fromstring(
            f"<w:footnotes {nsdecls('w')}>"
            '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
            '<w:footnote w:type="continuationSeparator" w:id="1">'
            "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote></w:footnotes>"
        )
        self._next = 2

    def refer(self, paragraph: Paragraph, words: str) -> None:
        """End ``paragraph`` with a reference to a new footnote."""
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(self._next))
        run = paragraph.add_run()
        run.font.superscript = True
        run._r.append(reference)

        note = etree.SubElement(self._root, qn("w:footnote"), {qn("w:id"): str(self._next)})
        body = OxmlElement("w:p")
        note.append(body)
        lead = Paragraph(body, paragraph._parent).add_run()
        lead.font.superscript = True
        lead._r.append(OxmlElement("w:footnoteRef"))
        note_run = Run(_append_run(body), paragraph)
        note_run.font.size = _NOTE_SIZE
        note_run.text = " " + _legal(words)
        self._next += 1

    def attach(self, document: WordDocument) -> None:
        """Put the part into the document."""
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, data, document.part.package)
        document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _append_run(paragraph: etree._Element) -> etree._Element:
    run = OxmlElement("w:r")
    paragraph.append(run)
    return run


def _legal(words: str) -> str:
    """``words`` without the control characters that XML cannot hold."""
    return "".join(each for each in words if each in "\n\t" or each.isprintable() or each > "\x9f")
