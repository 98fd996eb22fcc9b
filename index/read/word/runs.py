"""The words of a Word paragraph as they are printed: changes accepted, fields by their results."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import qn

from ..raised import superscript
from .equations import linear
from .styles import Styles, is_on, value

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # a second copy
_EQUATION = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_BOX = qn("w:txbxContent")
SKIPPED = frozenset((qn("w:del"), qn("w:moveFrom"), qn("w:rt"), qn("w:sdtPr"), _BOX, _FALLBACK))
_CHARACTERS = {
    qn("w:tab"): "\t",
    qn("w:ptab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}


class NoteMark(NamedTuple):
    """The mark of a note in the text."""

    part: str  # footnotes or endnotes
    id: str


class Text:
    """Reads one paragraph; ``words`` is its text, ``marks`` the notes it refers to, ``hides``: it has words that are
    not printed."""

    def __init__(self, paragraph: Any, styles: Styles) -> None:
        self.marks: list[NoteMark] = []
        self.hides = False
        self._paragraph = paragraph
        self._styles = styles
        self._fields: list[bool] = []  # of each open field, whether its instruction has ended
        self.words = "".join(self._words(paragraph))

    def _words(self, element: Any) -> Iterator[str]:
        for child in element.iterchildren():
            if child.tag in SKIPPED or child.tag == qn("w:pPr") or is_placeholder(child):
                continue
            if child.tag == qn("w:r"):
                yield from self._run(child)
            elif child.tag == _EQUATION:
                if all(self._fields):
                    yield linear(child, self._prints)
            else:
                yield from self._words(child)

    def _run(self, run: Any) -> Iterator[str]:
        printed = self._prints(run)
        raised = value(run, "w:rPr/w:vertAlign") == "superscript"
        for child in run.iterchildren():
            if child.tag == qn("w:fldChar"):
                self._field(child.get(qn("w:fldCharType")))
            elif not printed or not all(self._fields) or child.tag in SKIPPED:
                self.hides |= not printed and child.tag == qn("w:t") and bool((child.text or "").strip())
            elif child.tag == qn("w:t"):
                yield superscript(child.text or "") if raised else child.text or ""
            elif child.tag in _CHARACTERS:
                yield _CHARACTERS[child.tag]
            elif child.tag in _NOTES:
                self.marks.append(NoteMark(_NOTES[child.tag], child.get(qn("w:id"), "")))
            elif child.tag != qn("w:rPr"):
                yield from self._words(child)  # such as the base of a ruby text

    def _field(self, kind: str) -> None:
        """What stands between a field's beginning and its result is an instruction, fields in it included."""
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _prints(self, run: Any) -> bool:
        return self._styles.prints(run, self._paragraph)


def is_placeholder(element: Any) -> bool:
    """Whether a content control shows only its prompt: nobody has filled it in."""
    return element.tag == qn("w:sdt") and bool(is_on(element, "w:sdtPr/w:showingPlcHdr"))


def boxes(element: Any) -> Iterator[Any]:
    """The text boxes that hang on a paragraph, each once."""
    for child in element.iterchildren():
        if child.tag == _BOX:
            yield child
        elif child.tag not in SKIPPED:
            yield from boxes(child)


def end_is_deleted(paragraph: Any) -> bool:
    """Whether a tracked change joins the paragraph with the next."""
    mark = f"{qn('w:pPr')}/{qn('w:rPr')}"
    return any(paragraph.find(f"{mark}/{qn(tag)}") is not None for tag in ("w:del", "w:moveFrom"))
