"""OFD files: the pages of a document in order, with the templates that lie under them."""

from collections.abc import Iterator
from typing import Any

from ...errors import UnreadableFile
from ..blocks import Content
from ..pages import check_pages, page_done
from ..pieces import Piece, lines_of, printed_blocks
from .package import Package, beside
from .text import pieces_of

# What a document that is no OFD by its XML makes of reading it: a member, an attribute or a number is not there.
_DAMAGE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
_ENCRYPTED = "Encryptions.xml"  # lists which members are encrypted
_ROOT = "OFD.xml"


def read(data: bytes, name: str) -> Content:
    """The text of an OFD file; annotations and seals are left out.

    Raises:
        UnreadableFile: if the file is encrypted, damaged, or larger than a report is.
    """
    try:
        package = Package(data, name)
        if _ENCRYPTED in package:
            raise UnreadableFile(f"文件有密码：{name}。请去掉密码后再添加。")
        pages = list(_pages(package, name))
        printed = [lines_of(pieces, number) for number, (pieces, _) in enumerate(pages, start=1)]
        pictures = [
            number
            for number, ((_, pictured), lines) in enumerate(zip(pages, printed, strict=True), start=1)
            if pictured and not lines
        ]
        return Content(printed_blocks(printed), remarks=_remarks(pictures))
    except _DAMAGE as error:
        raise UnreadableFile(f"OFD 文件已损坏：{name}。请用 OFD 阅读器打开并另存后再添加。") from error


def _remarks(pictures: list[int]) -> tuple[str, ...]:
    if not pictures:
        return ()
    return (f"第{'、'.join(map(str, pictures))}页是图片，没有文字，其中的内容查不到。",)


def _documents(package: Package) -> Iterator[str]:
    """The member that each document of the file begins with."""
    for location in package.xml(_ROOT).iterfind("{*}DocBody/{*}DocRoot"):
        yield beside(_ROOT, location.text.strip())


def _pages(package: Package, name: str) -> Iterator[tuple[list[Piece], bool]]:
    """The pieces of text of each page, and whether it has pictures."""
    documents = [(root, package.xml(root)) for root in _documents(package)]
    pages = [(root, page) for root, document in documents for page in document.iterfind("{*}Pages/{*}Page")]
    check_pages(len(pages), name)
    templates = {root: _templates(package, root, document) for root, document in documents}
    for number, (root, page) in enumerate(pages, start=1):
        content = package.xml(beside(root, page.get("BaseLoc")))
        used = [templates[root].get(each.get("TemplateID")) for each in content.iterfind("{*}Template")]
        layers = [*(each for each in used if each is not None), content]
        pictured = next(content.iter("{*}ImageObject"), None) is not None
        yield [piece for each in layers for piece in pieces_of(each)], pictured
        page_done(number, len(pages))


def _templates(package: Package, root: str, document: Any) -> dict[str, Any]:
    """The templates of a document by their ids."""
    return {
        each.get("ID"): package.xml(beside(root, each.get("BaseLoc")))
        for each in document.iterfind("{*}CommonData/{*}TemplatePage")
        if beside(root, each.get("BaseLoc")) in package
    }
