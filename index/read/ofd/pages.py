"""The pages of an OFD in their order, each with the templates that lie under it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .fonts import Fonts
from .package import Package, beside
from .resources import Resources

_ROOT = "OFD.xml"
_A4 = "0 0 210 297"  # millimetres
_HEIGHTS = {"Background": 0, "Body": 1, "Foreground": 2}  # of layers over each other


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page."""

    box: tuple[float, float, float, float]  # left, top, width and height in millimetres
    layers: tuple[Any, ...]  # their XML, from the back to the front
    resources: Resources
    fonts: Fonts


class OfdPages:
    """The pages of all documents of a file; they are read when they are asked for."""

    def __init__(self, package: Package) -> None:
        """Raises KeyError or AttributeError where the file is no OFD, UnreadableFile where it is damaged."""
        self._package = package
        self._pages = [
            (document, page.get("BaseLoc"))
            for document in map(self._document, _roots(package))
            for page in document.root.iterfind("{*}Pages/{*}Page")
        ]

    def __len__(self) -> int:
        return len(self._pages)

    def __iter__(self) -> Iterator[OfdPage]:
        return (self[index] for index in range(len(self)))

    def __getitem__(self, index: int) -> OfdPage:
        document, location = self._pages[index]
        member = beside(document.member, location)
        page = self._package.xml(member)
        for used in page.iterfind("{*}PageRes"):
            document.resources.add(beside(member, used.text))
        under = [
            (_HEIGHTS.get(used.get("ZOrder", "Background"), 0), document.templates[used.get("TemplateID")])
            for used in page.iterfind("{*}Template")
            if used.get("TemplateID") in document.templates
        ]
        contents = sorted([*under, (_HEIGHTS["Body"], page)], key=lambda each: each[0])
        layers = [layer for _, content in contents for layer in _layers(content)]
        box = page.findtext("{*}Area/{*}PhysicalBox") or document.box
        left, top, width, height = map(float, box.split())
        return OfdPage((left, top, width, height), tuple(layers), document.resources, document.fonts)

    def _document(self, member: str) -> "_Document":
        root = self._package.xml(member)
        resources = Resources(self._package)
        for tag in ("PublicRes", "DocumentRes"):
            for listed in root.iterfind(f"{{*}}CommonData/{{*}}{tag}"):
                resources.add(beside(member, listed.text))
        templates = {
            each.get("ID"): self._package.xml(beside(member, each.get("BaseLoc")))
            for each in root.iterfind("{*}CommonData/{*}TemplatePage")
            if beside(member, each.get("BaseLoc")) in self._package
        }
        box = root.findtext("{*}CommonData/{*}PageArea/{*}PhysicalBox") or _A4
        return _Document(member, root, resources, Fonts(resources), templates, box)


@dataclass(frozen=True, slots=True)
class _Document:
    member: str
    root: Any
    resources: Resources
    fonts: Fonts
    templates: dict[str, Any]
    box: str  # of pages that do not say


def _roots(package: Package) -> Iterator[str]:
    """The member that each document of the file begins with."""
    for location in package.xml(_ROOT).iterfind("{*}DocBody/{*}DocRoot"):
        yield beside(_ROOT, location.text)


def _layers(content: Any) -> list[Any]:
    layers = content.iterfind("{*}Content/{*}Layer")
    return sorted(layers, key=lambda layer: _HEIGHTS.get(layer.get("Type", "Body"), 1))
