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
    prefix: str = "ofd:",
) -> bytes:
    """An OFD file of these text objects; ``template`` lies under each page, ``prefix`` is that of its XML."""
    used = '<ofd:Template TemplateID="3"/>' if template else ""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/P{n}.xml"/>' for n in range(len(pages)))
    template_page = '<ofd:TemplatePage ID="3" BaseLoc="/Doc_0/Tpl.xml"/>' if template else ""
    members = {
        "OFD.xml": f"<ofd:OFD {_NAMESPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {_NAMESPACE}><ofd:CommonData>{template_page}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        **{f"Doc_0/Pages/P{n}.xml": _page(used, page) for n, page in enumerate(pages)},
        **({"Doc_0/Tpl.xml": _page("", template)} if template else {}),
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
    return buffer.getvalue()


def written(folder: Path, data: bytes, name: str) -> Path:
    """The bytes as a file of the folder."""
    (folder / name).write_bytes(data)
    return folder / name


def _page(used: str, objects: Sequence[str]) -> str:
    layer = f'<ofd:Layer ID="7">{"".join(objects)}</ofd:Layer>'
    return f"<ofd:Page {_NAMESPACE}>{used}<ofd:Content>{layer}</ofd:Content></ofd:Page>"
