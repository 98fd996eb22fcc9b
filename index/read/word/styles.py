"""What Word prints and what it doesn't: struck-out and hidden runs, by their own format or by a style's."""

from typing import Any

from docx.oxml.ns import qn

_OFF = frozenset(("0", "false", "off", "none"))
_UNPRINTED = ("w:strike", "w:dstrike", "w:vanish")


def value(element: Any, path: str) -> str | None:
    """``w:val`` of the element at a path such as ``w:pPr/w:pStyle``; None where either is missing."""
    found = None if element is None else element.find("/".join(map(qn, path.split("/"))))
    given = None if found is None else found.get(qn("w:val"))
    return None if given is None else str(given)


def is_on(element: Any, path: str) -> bool | None:
    """A switch such as ``<w:strike/>`` or ``<w:strike w:val="0"/>``; None where it is not set."""
    found = None if element is None else element.find("/".join(map(qn, path.split("/"))))
    return None if found is None else found.get(qn("w:val"), "1") not in _OFF


class Styles:
    """The styles of a document, each with what it inherits."""

    def __init__(self, root: Any) -> None:
        """``root``: the ``w:styles`` element."""
        self._root = root
        styles = root.findall(qn("w:style"))
        self._by_id = {style.get(qn("w:styleId")): style for style in styles}
        self._usual = {
            style.get(qn("w:type")): style.get(qn("w:styleId"))
            for style in styles
            if style.get(qn("w:default")) in ("1", "true", "on")
        }

    def prints(self, run: Any, paragraph: Any) -> bool:
        """Whether a run of a paragraph is printed and not struck out."""
        return not any(self._is_set(name, run, paragraph) for name in _UNPRINTED)

    def _is_set(self, name: str, run: Any, paragraph: Any) -> bool:
        """A format of its own counts; else styles of different kinds cancel each other out (ISO 29500-1, 17.7.3)."""
        own = is_on(run, f"w:rPr/{name}")
        if own is not None:
            return own
        table = next(paragraph.iterancestors(qn("w:tbl")), None)
        chosen = (
            value(run, "w:rPr/w:rStyle") or self._usual.get("character"),
            value(paragraph, "w:pPr/w:pStyle") or self._usual.get("paragraph"),
            None if table is None else value(table, "w:tblPr/w:tblStyle") or self._usual.get("table"),
        )
        everywhere = is_on(self._root, f"w:docDefaults/w:rPrDefault/w:rPr/{name}")
        return bool(everywhere) or sum(self._inherits(style, name) for style in chosen) % 2 == 1

    def _inherits(self, style_id: str | None, name: str) -> bool:
        """Whether a style sets the format, itself or by the nearest style it is based on."""
        seen: set[str] = set()
        while style_id is not None and style_id not in seen and style_id in self._by_id:
            seen.add(style_id)
            style = self._by_id[style_id]
            given = is_on(style, f"w:rPr/{name}")
            if given is not None:
                return given
            style_id = value(style, "w:basedOn")
        return False
