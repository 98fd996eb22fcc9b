"""What a page shows and what it hides: inline styles, and the page's own style sheets in the order of the cascade."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import tinycss2
from cssselect import SelectorError
from cssselect import parse as parse_selectors
from cssselect.xpath import HTMLTranslator

# Elements that print no text of the page's: programs, controls, what is struck out, readings beside a character.
_UNPRINTED = frozenset(
    "script style noscript template iframe object svg canvas audio video nav aside select button input textarea"
    " datalist head xml del s strike rt rp".split()
)
_LINES = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr"
    " ul".split()
)
_PAGE_EDGES = ("header", "footer")  # what LibreOffice prints on each page
_HIDING = {
    "display": re.compile("none"),
    "visibility": re.compile("hidden|collapse"),
    "opacity": re.compile(r"0(?:\.0+)?%?"),
    **dict.fromkeys(
        ("left", "top", "margin-left", "text-indent"), re.compile(r"-\d{3,}(?:\.\d+)?(?:px|pt|em)")
    ),
    "mso-hide": re.compile("all"),
    "mso-element": re.compile("comment(?:-list)?"),
    "text-decoration": re.compile(".*line-through.*"),
    "text-decoration-line": re.compile(".*line-through.*"),
}
_FADING = ("visibility", "opacity")
_SIZE = "font-size"  # of nothing hides a text, not the elements in it, which may have their own
_NO_SIZE = re.compile(r"0(?:\.0+)?(?:px|pt|em|rem|%)?")
_SCREENS = re.compile(r"(?:only\s+)?(?:screen|all)?")
_NAME = re.compile(r"[.#]([\w-]+)")
_TRANSLATOR = HTMLTranslator()


class _Rule(NamedTuple):
    order: tuple[bool, int, int, int]  # importance and specificity: the highest wins, of equals the last
    path: str
    names: frozenset[str]  # of classes and ids that an element must have, or one around it
    name: str
    value: str


class Styles:
    """The styles of one page that decide what is seen, and on lines of its own."""

    def __init__(self, root: Any, sheets: Iterable[str] = ()) -> None:
        """``sheets``: style sheets that came beside the page, before its own."""
        own = (element.text_content() for element in root.iter("style"))
        rules = [rule for sheet in (*sheets, *own) for rule in _rules(sheet)]
        self._set: dict[Any, dict[str, str]] = {}
        names = {
            word
            for element in root.iter()
            for name in ("class", "id")
            for word in element.get(name, "").split()
        }
        for rule in sorted((rule for rule in rules if rule.names <= names), key=lambda rule: rule.order):
            for element in root.xpath(rule.path):
                self._set.setdefault(element, {})[rule.name] = rule.value
        for element in root.iter():
            if given := element.get("style"):
                self._set.setdefault(element, {}).update(_inline(given))

    def hides(self, element: Any, faded: bool = True) -> bool:
        """Whether an element and all in it cannot be seen; ``faded``: what keeps its place without being seen too."""
        if element.tag in _UNPRINTED or element.get("hidden") is not None:
            return True
        if element.get("aria-hidden") == "true" or element.get("type") == "hidden":
            return True
        if element.tag == "div" and element.get("title") in _PAGE_EDGES:
            return True
        given = self._set.get(element, {})
        leaf = len(element) == 0 and bool(_NO_SIZE.fullmatch(given.get(_SIZE, "")))
        names = [name for name in _HIDING if faded or name not in _FADING]
        return leaf or any(_HIDING[name].fullmatch(given.get(name, "")) for name in names)

    def is_block(self, element: Any) -> bool:
        """Whether an element begins and ends a line."""
        display = self._set.get(element, {}).get("display", "")
        if display in ("inline", "inline-block", "contents") or not display:
            return element.tag in _LINES and display != "inline"
        return True


def _inline(style: str) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_blocks_contents(style):
        if node.type == "declaration" and (node.lower_name in _HIDING or node.lower_name == _SIZE):
            yield node.lower_name, _value(node)


def _value(node: Any) -> str:
    return str(tinycss2.serialize(node.value)).strip().lower()


def _rules(sheet: str) -> Iterator[_Rule]:
    """The rules of a style sheet on what is seen on a screen of any size."""
    for node in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if node.type == "qualified-rule":
            yield from _declared(node)
        elif node.type == "at-rule" and _is_on_screens(node):
            yield from _rules(tinycss2.serialize(node.content))


def _is_on_screens(rule: Any) -> bool:
    if rule.lower_at_keyword != "media" or rule.content is None:
        return False
    return bool(_SCREENS.fullmatch(tinycss2.serialize(rule.prelude).strip().lower()))


def _declared(rule: Any) -> Iterator[_Rule]:
    declared = [
        node
        for node in tinycss2.parse_blocks_contents(rule.content)
        if node.type == "declaration" and (node.lower_name in _HIDING or node.lower_name == _SIZE)
    ]
    if not declared:
        return
    try:
        selectors = parse_selectors(tinycss2.serialize(rule.prelude))
        paths = [
            (selector.specificity(), _TRANSLATOR.selector_to_xpath(selector), _names(selector.canonical()))
            for selector in selectors
            if selector.pseudo_element is None
        ]
    except SelectorError:  # newer than the translator: of what it says nothing is known
        return
    for node in declared:
        for specificity, path, names in paths:
            yield _Rule((node.important, *specificity), path, names, node.lower_name, _value(node))


def _names(selector: str) -> frozenset[str]:
    """The names without which a selector matches nothing: most rules of a site are for other pages."""
    return frozenset() if "(" in selector else frozenset(_NAME.findall(selector))
