"""The footnotes and endnotes of a Word file."""

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ..lines import glue
from .runs import NoteMark, Text
from .styles import Styles

_PARTS = {"footnotes": RELATIONSHIP_TYPE.FOOTNOTES, "endnotes": RELATIONSHIP_TYPE.ENDNOTES}


class Notes:
    """The text of every note by its mark."""

    def __init__(self, document: Document, styles: Styles) -> None:
        self._styles = styles
        self._notes: dict[NoteMark, Any] = {}
        for relation in document.part.rels.values():
            for part, kind in _PARTS.items():
                if relation.reltype == kind:
                    for note in parse_xml(relation.target_part.blob).iterchildren():
                        self._notes[NoteMark(part, note.get(qn("w:id")))] = note

    def text(self, mark: NoteMark) -> str:
        """What the note says, headed 注：, as it stands apart from its mark; "" where there is no such note."""
        note = self._notes.get(mark)
        if note is None:
            return ""
        words = ""
        for paragraph in note.iter(qn("w:p")):
            more = " ".join(Text(paragraph, self._styles).words.split())
            words += (glue(words, more) if words and more else "") + more
        return words if not words or words.startswith("注") else f"注：{words}"
