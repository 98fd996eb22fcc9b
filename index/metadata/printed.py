"""What was read in simplified characters, in the characters of the document."""

from dataclasses import replace
from typing import Any

from ..models import Metadata
from ..text import simplified_line

# A region is known by its simplified name, and a body and a genre have but one name each.
_PRINTED = ("title", "date", "venue", "author", "number", "attachment")


def as_printed(metadata: Metadata, text: str) -> Metadata:
    """The metadata with the words of its document, whose text this is, as they are printed there."""
    printed = "".join(text.split())
    simple = "".join("".join(simplified_line(line).split()) for line in text.split("\n"))
    if simple == printed:
        return metadata
    words: dict[str, Any] = {name: _words(getattr(metadata, name), simple, printed) for name in _PRINTED}
    return replace(metadata, **words)


def _words(words: str, simple: str, printed: str) -> str:
    """Words found in the simplified text, as they stand in the printed one; the spaces stay their own."""
    bare = "".join(words.split())
    place = simple.find(bare)
    if place < 0:
        return words
    letters = iter(printed[place : place + len(bare)])
    return "".join(letter if letter.isspace() else next(letters) for letter in words)
