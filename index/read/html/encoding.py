"""The text of a page: its bytes tell the encoding, what the page says of it doesn't count."""

import re

from ...errors import UnreadableFile
from ..decode import decode

_MARKUP = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_BROKEN = 0.002  # largest share of characters that a page may hold broken: sites cut texts inside a character


def page_text(data: bytes, name: str) -> tuple[str, str]:
    """Decode a page; returns its text and the encoding. Raises UnreadableFile if none is certain."""
    words = (
        data
        if b"\0" in data or data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"))
        else _words(data)
    )
    try:
        _, encoding = decode(words, name)
        return data.decode(encoding), encoding
    except (UnreadableFile, UnicodeDecodeError):
        for encoding in ("utf-8", "gb18030"):
            text = data.decode(encoding, "replace")
            if text.count("\ufffd") <= _BROKEN * len(text):
                return text, encoding
        raise


def _words(data: bytes) -> bytes:
    """The bytes of a page's words: markup, which is all ASCII, makes every reading look plausible."""
    words = _MARKUP.sub(b"", data)
    return words or data
