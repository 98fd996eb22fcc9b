"""What the first bytes of a file and the names in it say of the program that wrote it, whatever its suffix says."""

import io
import zipfile

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0"  # Office files before 2007, and the envelope of an encrypted one

# What an OLE file holds for each kind. Documents embed files of other programs: the suffix decides between them.
_STREAMS = {
    "encrypted": "EncryptedPackage",
    "doc": "WordDocument",
    "ppt": "PowerPoint Document",
    "xls": "Workbook",
}
_OF_SUFFIX = {
    ".dot": "doc",
    ".wps": "doc",
    ".wpt": "doc",
    ".et": "xls",
    ".ett": "xls",
    ".dps": "ppt",
    ".pps": "ppt",
}
_ODF = b"mimetypeapplication/vnd.oasis.opendocument."  # at the beginning of the zip, never compressed
_ODF_KINDS = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
_XML = {
    b'progid="Word.Document"': "word.xml",
    b'progid="Excel.Sheet"': "excel.xml",
}  # as Office 2003 wrote it
_HEAD = 1000  # bytes in which these stand


def members_of(data: bytes) -> frozenset[str]:
    """The names in a zip package; none of another file, or of one too damaged to tell."""
    if not data.startswith(ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return frozenset(package.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):  # damaged: its suffix says what it was
        return frozenset()


def office_kind(data: bytes, suffix: str) -> str:
    """The kind of a file that only an office program reads: doc, xls, ppt, pptx, odt, ods, odp, rtf; "" for another.

    One that has a password is ``encrypted``; word.xml and excel.xml are those of Office 2003.
    """
    if data.startswith(OLE):
        held = [kind for kind, stream in _STREAMS.items() if stream.encode("utf-16-le") in data]
        wanted = _OF_SUFFIX.get(suffix, suffix.lstrip("."))
        return wanted if wanted in held else next(iter(held), "")
    if data.startswith(ZIP):
        place = data.find(_ODF, 0, _HEAD)
        if place >= 0:
            name = data[place + len(_ODF) :]
            return next((kind for begin, kind in _ODF_KINDS.items() if name.startswith(begin)), "")
        names = members_of(data)
        return "pptx" if "ppt/presentation.xml" in names or (not names and suffix == ".pptx") else ""
    if data.lstrip()[:5].lower() == b"{\\rtf":
        return "rtf"
    head = data[:_HEAD]
    return next((kind for mark, kind in _XML.items() if mark in head), "")
