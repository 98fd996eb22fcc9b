"""Word files for tests, from the XML that Word and WPS write."""

from collections.abc import Mapping
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml

from index import Report
from index.parse import parse
from index.read import load

_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_NOTES = {"footnote": RELATIONSHIP_TYPE.FOOTNOTES, "endnote": RELATIONSHIP_TYPE.ENDNOTES}
OPENING = (
    "青石县人民政府工作报告",
    "——2025年1月8日在青石县第十八届人民代表大会第四次会议上",
    "各位代表：",
    "现在，我代表县人民政府，向大会报告工作，请予审议。",
    "一、2024年工作回顾",
)


def run(text: str, properties: str = "") -> str:
    """A run: ``run("38", "<w:strike/>")``."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, properties: str = "") -> str:
    """A paragraph of runs; plain words become one."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{''.join(part if part.startswith('<') else run(part) for part in content)}</w:p>"


def tc(*content: str, properties: str = "") -> str:
    """A cell of paragraphs; plain words become one."""
    inner = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return (
        f"<w:tc>{inner}{''.join(part if part.startswith('<') else p(part) for part in content) or p()}</w:tc>"
    )


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells; plain words become one."""
    inner = f"<w:trPr>{properties}</w:trPr>" if properties else ""
    return f"<w:tr>{inner}{''.join(cell if cell.startswith('<') else tc(cell) for cell in cells)}</w:tr>"


def tbl(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def sdt(content: str, properties: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def word_report(
    folder: Path,
    *body: str,
    styles: str = "",
    numbering: str = "",
    notes: Mapping[str, Mapping[int, str]] | None = None,
) -> Report:
    """The report that is read from a Word file with this body after the usual opening lines.

    ``notes``: the XML of footnotes and endnotes by their numbers, under "footnote" and "endnote".
    """
    document = docx.Document()
    end = document.element.body[-1]
    for element in _elements("".join((*map(p, OPENING), *body))):
        end.addprevious(element)
    document.styles.element.extend(_elements(styles))
    document.part.numbering_part.element.extend(_elements(numbering))
    for kind, texts in (notes or {}).items():
        inner = "".join(f'<w:{kind} w:id="{number}">{text}</w:{kind}>' for number, text in texts.items())
        blob = f"<w:{kind}s {_SPACES}>{inner}</w:{kind}s>".encode()
        name = PackURI(f"/word/{kind}s.xml")
        document.part.relate_to(Part(name, f"{_TYPE}.{kind}s+xml", blob), _NOTES[kind])
    path = folder / "报告.docx"
    document.save(str(path))
    return parse(load(path))


def body_of(report: Report) -> list[str]:
    """The paragraphs after the opening lines."""
    return [report.quote(paragraph.span) for paragraph in report.paragraphs][1:]


def _elements(xml: str) -> list[object]:
    return list(parse_xml(f"<w:any {_SPACES}>{xml}</w:any>"))
