"""Forty files as they should not come, made byte by byte: no library that writes their format is needed."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from typing import NamedTuple

TEXT = "青石县人民政府工作报告\n\n全年办理提案12件。\n\n委员表示满意。\n"
SCRIPT = "alert('askreport')"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Damaged(NamedTuple):
    """A file, and whether there may be a report in it after all, which is then read without harm."""

    name: str
    data: bytes
    readable: bool = False


def package(members: dict[str, bytes | str], *, encrypted: bool = False) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)  # of no time
    made = bytearray(buffer.getvalue())
    if encrypted:  # bit 0 of the flags, in each local and central header
        for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = made.find(signature)
            while at >= 0:
                made[at + offset] |= 1
                at = made.find(signature, at + 4)
    return bytes(made)


def word(body: str, front: str = "", **others: str | bytes) -> bytes:
    """A .docx file whose document has this body."""
    document = (
        f'<?xml version="1.0"?>{front}<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    )
    named = {name.replace("__", "/").replace("_dot_", "."): data for name, data in others.items()}
    return package(
        {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": document, **named}
    )


def paragraphs(text: str = TEXT) -> str:
    return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.splitlines())


def saying(made: bytes, member: str, size: int) -> bytes:
    """A package whose member says that it unpacks to so many bytes."""
    changed = bytearray(made)
    for signature, size_at, name_at in ((b"PK\x03\x04", 22, 30), (b"PK\x01\x02", 24, 46)):
        at = made.find(signature)
        while at >= 0:
            if made.startswith(member.encode(), at + name_at):
                changed[at + size_at : at + size_at + 4] = struct.pack("<I", size)
            at = made.find(signature, at + 4)
    return bytes(changed)


def laughs() -> bytes:
    """Entities that expand to thousands of millions of letters."""
    entities = '<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">' + "".join(
        f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10)
    )
    return word("<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>", f"<!DOCTYPE d [{entities}]>")


def outside() -> bytes:
    """An entity that is another file."""
    return word(
        paragraphs() + "<w:p><w:r><w:t>&passwords;</w:t></w:r></w:p>",
        '<!DOCTYPE d [<!ENTITY passwords SYSTEM "file:///etc/passwd">]>',
    )


def nested(depth: int) -> str:
    return "<w:sdt><w:sdtContent>" * depth + paragraphs() + "</w:sdtContent></w:sdt>" * depth


def zips_in_zips(depth: int) -> bytes:
    data = TEXT.encode()
    for number in range(depth):
        data = package({f"{number}.zip" if number else "报告.txt": data})
    return data


def pdf(pages: int, extra: str = "") -> bytes:
    """A PDF of pages with a line each, in letters of its own."""
    objects = ["<</Type/Catalog/Pages 2 0 R" + extra + ">>", ""]
    kids = []
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    for number in range(pages):
        stream = f"BT /F1 12 Tf 72 720 Td (Report {number}) Tj ET"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {len(objects) + 2} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects[1] = f"<</Type/Pages/Count {pages}/Kids[{' '.join(kids)}]>>"
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        made
        + (
            f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
            f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{len(made)}\n%%EOF\n"
        ).encode()
    )


def png(width: int, height: int) -> bytes:
    """A picture whose head says that it is so large."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + part(b"IHDR", head)
        + part(b"IDAT", zlib.compress(b"\0" * 99))
        + part(b"IEND", b"")
    )


def _html(body: str) -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8><title>报告</title></head><body>{body}</body></html>".encode()


_PARAGRAPHS = "".join(f"<p>{line}</p>" for line in TEXT.splitlines())
_LOOPING_PDF = pdf(1).replace(b"/Kids[4 0 R]", b"/Kids[2 0 R]")

# In this order; each is made when it is needed.
FILES: dict[str, Callable[[], Damaged]] = {
    "docx cut in half": lambda: Damaged("报告.docx", word(paragraphs())[:400]),
    "docx without its end": lambda: Damaged("报告.docx", word(paragraphs())[:-30]),
    "docx with a byte changed": lambda: Damaged(
        "报告.docx", word(paragraphs()).replace(b"PK\x01\x02", b"PK\x01\x03")
    ),
    "docx with a password": lambda: Damaged(
        "报告.docx", _OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    ),
    "docx whose members have one": lambda: Damaged(
        "报告.docx", package({"[Content_Types].xml": _TYPES, "word/document.xml": "x"}, encrypted=True)
    ),
    "docx of before 2007": lambda: Damaged("报告.docx", _OLE + bytes(600)),
    "docx bomb": lambda: Damaged(
        "报告.docx", saying(word(paragraphs(), word__a_dot_bin=bytes(99)), "word/a.bin", 2**30)
    ),
    "docx bomb that lies": lambda: Damaged(
        "报告.docx", saying(word("<w:p/>" * 500_000), "word/document.xml", 100)
    ),
    "docx of entities": lambda: Damaged("报告.docx", laughs(), readable=True),
    "docx of another file": lambda: Damaged("报告.docx", outside(), readable=True),
    "docx nested deep": lambda: Damaged("报告.docx", word(nested(5000))),
    "docx without text": lambda: Damaged("报告.docx", word("<w:p/>")),
    "docx without a document": lambda: Damaged("报告.docx", package({"[Content_Types].xml": _TYPES})),
    "docx of no XML": lambda: Damaged("报告.docx", package({"word/document.xml": "\0\1\2"})),
    "docx with 21,000 members": lambda: Damaged(
        "报告.docx", word(paragraphs(), **{f"m{number}": "" for number in range(21_000)})
    ),
    "docx with a macro": lambda: Damaged(
        "报告.docx", word(paragraphs(), word__vbaProject_dot_bin=_OLE + SCRIPT.encode()), readable=True
    ),
    "docx that is a text": lambda: Damaged("报告.docx", TEXT.encode(), readable=True),
    "docx that is a picture": lambda: Damaged("报告.docx", png(9, 9)),
    "text that is a docx": lambda: Damaged("报告.txt", word(paragraphs()), readable=True),
    "text that is a program": lambda: Damaged("报告.txt", b"MZ\x90\0" + bytes(500)),
    "text that is empty": lambda: Damaged("报告.txt", b""),
    "text of control characters": lambda: Damaged("报告.txt", b"ab\x01\x02\x03" * 50),
    "text cut inside a letter": lambda: Damaged("报告.txt", TEXT.encode("utf-16")[:-3]),
    "text of noughts": lambda: Damaged("报告.txt", bytes(100_000)),
    "text of one line without an end": lambda: Damaged(
        "报告.txt", ("青石县办理提案12件，" * 10_000).encode(), readable=True
    ),
    "pdf cut in half": lambda: Damaged("报告.pdf", pdf(3)[:500]),
    "pdf with a password": lambda: Damaged(
        "报告.pdf", pdf(1).replace(b"trailer<<", b"trailer<</Encrypt 1 0 R")
    ),
    "pdf whose pages are themselves": lambda: Damaged("报告.pdf", _LOOPING_PDF, readable=True),
    "pdf of 2,000 pages": lambda: Damaged("报告.pdf", pdf(2000)),
    "pdf with a script": lambda: Damaged(
        "报告.pdf", pdf(1, f"/OpenAction<</S/JavaScript/JS({SCRIPT})>>"), readable=True
    ),
    "pdf that is a page": lambda: Damaged("报告.pdf", _html(_PARAGRAPHS), readable=True),
    "page with a script": lambda: Damaged(
        "报告.html", _html(_PARAGRAPHS + f"<script>{SCRIPT}</script>"), readable=True
    ),
    "page nested deep": lambda: Damaged("报告.html", _html("<div>" * 20_000 + _PARAGRAPHS), readable=True),
    "picture of a thousand million points": lambda: Damaged("扫描.png", png(40_000, 40_000)),
    "picture cut in half": lambda: Damaged("扫描.jpg", b"\xff\xd8\xff\xe0" + bytes(100)),
    "zip in zip in zip": lambda: Damaged("报告.zip", zips_in_zips(40)),
    "zip with a password": lambda: Damaged("报告.zip", package({"报告.txt": TEXT}, encrypted=True)),
    "zip of paths that lead out": lambda: Damaged(
        "报告.zip", package({"../../外面.txt": TEXT}), readable=True
    ),
    "xlsx cut in half": lambda: Damaged("表.xlsx", package({"xl/workbook.xml": "<workbook/>" * 99})[:60]),
    "ofd of entities": lambda: Damaged("报告.ofd", package({"OFD.xml": laughs()}), readable=True),
    "rtf cut in half": lambda: Damaged("报告.rtf", b"{\\rtf1\\ansi " + b"{" * 50_000, readable=True),
    "doc of noughts": lambda: Damaged("报告.doc", _OLE + bytes(4096)),
}
