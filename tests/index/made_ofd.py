"""OFD files made for tests: text put where it is wanted, in millimetres."""

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.0


def text(words: str, x: float, y: float, *, size: float = SIZE, more: str = "", codes: str = "") -> str:
    """A text object whose letters stand on the line ``y + size``; ``codes`` in place of its one code."""
    steps = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    codes = codes or f'<ofd:TextCode X="0" Y="{size}" {steps}>{words}</ofd:TextCode>'
    box = f"{x} {y} {size * len(words)} {size * 1.2}"
    return f'<ofd:TextObject ID="9" Boundary="{box}" Font="1" Size="{size}" {more}>{codes}</ofd:TextObject>'


def ofd(
    pages: Sequence[Sequence[str]],
    *,
    template: Sequence[str] = (),
    extra: dict[str, str] | None = None,
    resources: str = "",
    files: dict[str, bytes] | None = None,
    prefix: str = "ofd:",
) -> bytes:
    """An OFD file of these objects; ``template`` lies under each page, ``prefix`` is that of its XML.

    ``resources``: the XML of what its objects name, whose ``files`` lie in Doc_0/Res.
    """
    used = '<ofd:Template TemplateID="3"/>' if template else ""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}.xml"/>' for n in range(len(pages)))
    template_page = '<ofd:TemplatePage ID="3" BaseLoc="/Doc_0/Tpl.xml"/>' if template else ""
    listed_res = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>" if resources else ""
    members = {
        "OFD.xml": f"<ofd:OFD {_NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}><ofd:CommonData>{listed_res}{template_page}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/P{n}.xml": _page(used, page) for n, page in enumerate(pages)},
        **({"Doc_0/Tpl.xml": _page("", template)} if template else {}),
        **({"Doc_0/PublicRes.xml": _resources(resources)} if resources else {}),
        **(extra or {}),
    }
    if not prefix:
        members = {
            name: xml.replace("xmlns:ofd", "xmlns").replace("ofd:", "") for name, xml in members.items()
        }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, xml in members.items():
            package.writestr(name, xml)
        for name, data in (files or {}).items():
            package.writestr(f"Doc_0/Res/{name}", data)
    return buffer.getvalue()


def picture(number: int, box: str) -> str:
    """A picture of the resources, stretched over a box."""
    _, _, width, height = box.split()
    return f'<ofd:ImageObject ID="8" Boundary="{box}" CTM="{width} 0 0 {height} 0 0" ResourceID="{number}"/>'


def drawn(words: str, box: str = "0 0 210 297", more: str = "") -> str:
    """A path in the words of OFD, such as ``M 0 0 L 10 0``."""
    data = f"<ofd:AbbreviatedData>{words}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject ID="6" Boundary="{box}" {more}>{data}</ofd:PathObject>'


def written(folder: Path, data: bytes, name: str) -> Path:
    """The bytes as a file of the folder."""
    (folder / name).write_bytes(data)
    return folder / name


def _page(used: str, objects: Sequence[str]) -> str:
    layer = f'<ofd:Layer ID="7">{"".join(objects)}</ofd:Layer>'
    return f"<ofd:Page {_NAMESPACE}>{used}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def _resources(listed: str) -> str:
    return f'<ofd:Res {_NAMESPACE} BaseLoc="Res">{listed}</ofd:Res>'
