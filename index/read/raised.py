"""Raised figures as characters of their own."""

import re

_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def superscript(text: str) -> str:
    """Raised figures as characters of their own: m² is not m2. Other raised text stays as it is."""
    return text.translate(_SUPERSCRIPTS) if re.fullmatch(r"[+\-−]?\d+", text) else text
