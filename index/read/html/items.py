"""The numbers that Word writes before the paragraphs of a list when it saves a page."""

import re
from typing import Any

_LABEL = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_SIGNS = re.compile("Wingdings|Symbol", re.IGNORECASE)  # fonts in which a letter is a bullet


def label_items(root: Any) -> None:
    """Leave of each number what is printed of it, and nothing of a bullet."""
    for span in list(root.iter("span")):
        if not _LABEL.search(span.get("style") or ""):
            continue
        label = "".join(span.text_content().split())
        fonts = " ".join(each.get("style") or "" for each in (span, span.getparent()))
        printed = any(map(str.isalnum, label)) and not _SIGNS.search(fonts)
        tail = span.tail
        span.clear()
        span.text = (label + (" " if label[-1].isascii() else "")) if printed else None
        span.tail = tail
