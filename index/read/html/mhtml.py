"""Pages that a browser saved into one file with their pictures and style sheets (RFC 2557)."""

import email
import email.policy
from email.message import Message

from ...errors import UnreadableFile
from ..blocks import Content
from .document import read_page
from .encoding import page_text


def read(data: bytes, name: str) -> Content:
    """The article of the page that the file is of. Raises UnreadableFile if there is none in it."""
    message = email.message_from_bytes(
        data.removeprefix(b"\xef\xbb\xbf").lstrip(), policy=email.policy.default
    )
    pages = [
        part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    page = next((part for part in pages if _is_root(part, message)), pages[0] if pages else None)
    if page is None:
        raise UnreadableFile(f"网页存档里没有网页：{name}。请用浏览器打开后重新保存。")
    text, encoding = page_text(_bytes(page), name)
    sheets = [
        _bytes(part).decode("utf-8", "replace")
        for part in message.walk()
        if part.get_content_type() == "text/css"
    ]
    blocks, remarks = read_page(text, name, sheets)
    return Content(blocks, encoding, remarks)


def _is_root(part: Message, message: Message) -> bool:
    """Whether a part is the page itself, not a frame in it."""
    start = message.get_param("start")
    if isinstance(start, str) and start:
        return bool(part.get("Content-ID") == start)
    location = message.get("Snapshot-Content-Location")
    return location is None or part.get("Content-Location") == location


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
