"""Footnotes of a page: a mark and a note that link to each other."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

_AROUND = 3  # elements around a link that may bear its name
_BLOCKS = frozenset("p div li dd td tr aside section".split())


def lift_notes(root: Any) -> dict[Any, str]:
    """Take the notes out of a page: what each says, by the empty element left in the place of its mark."""
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    named: dict[str, list[Any]] = defaultdict(list)
    names = {link: set(_names(link)) for link in links}
    for link in links:
        for name in names[link]:
            named[name].append(link)
    order = {link: place for place, link in enumerate(links)}
    pairs: dict[Any, Any] = {}
    for mark in links:
        for note in named[_target(mark)]:
            if order[note] > order[mark] and note not in pairs and _target(note) in names[mark]:
                pairs[mark] = note
    return {
        _emptied(mark): text for mark, note in pairs.items() if (text := _lifted(note, names[note], mark))
    }


def _target(link: Any) -> str:
    return str(link.get("href"))[1:]


def _names(link: Any) -> Iterator[str]:
    """The names by which another link may lead to this one."""
    parents = [element for element, _ in zip(link.iterancestors(), range(_AROUND), strict=False)]
    for element in (*link.iter(), *parents):
        yield from (name for name in (element.get("id"), element.get("name")) if name)


def _lifted(note: Any, names: set[str], mark: Any) -> str:
    """Take a note out; what it says, headed 注：, as it stands apart from its mark. "" for what is no note."""
    block = next((element for element in note.iterancestors() if element.tag in _BLOCKS), None)
    if block is None or block in mark.iterancestors():
        return ""
    parent = block.getparent()
    if parent is not None and parent.tag in ("div", "li", "aside") and parent.get("id") in names:
        block = parent
    _whole(note).drop_tree()
    words = " ".join(block.text_content().split())
    block.drop_tree()
    return words if not words or words.startswith("注") else f"注：{words}"


def _emptied(mark: Any) -> Any:
    """An element without words in the place of a mark."""
    whole = _whole(mark)
    tail = whole.tail
    whole.clear()
    whole.tag, whole.tail = "span", tail
    return whole


def _whole(link: Any) -> Any:
    """The link, or what is around it and holds nothing else, such as ``<sup>``."""
    whole = link
    words = link.text_content().strip()
    for parent in link.iterancestors("sup", "span", "font", "b", "i", "a"):
        if parent is not whole.getparent() or parent.text_content().strip() != words:
            break
        whole = parent
    return whole
