"""Letters that a PDF names by a radical or a compatibility form of them: ⼈ (U+2F08) for 人, ⻓ (U+2ED3) for 长."""

import unicodedata
from functools import cache
from pathlib import Path

_DATA = Path(__file__).with_name("radicals.txt")
# Kangxi radicals, compatibility ideographs, Latin ligatures. Not full-width forms: those are kept as printed.
_COMPATIBILITY = ((0x2F00, 0x2FDF), (0xF900, 0xFAFF), (0xFB00, 0xFB06), (0x2F800, 0x2FA1F))


def real_letter(character: str) -> str:
    """The letter that is meant."""
    code = ord(character)
    if any(first <= code <= last for first, last in _COMPATIBILITY):
        return unicodedata.normalize("NFKC", character)
    return _radicals().get(character, character) if 0x2E80 <= code <= 0x2EFF else character


@cache
def _radicals() -> dict[str, str]:
    lines = _DATA.read_text("utf-8").splitlines()
    return dict(line.split(" ") for line in lines if not line.startswith("#"))
