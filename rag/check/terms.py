"""Terms and titles that a question puts in quotation marks, looked for in what the reports say."""

import re
from collections.abc import Iterable

from index.text import normalise

from ..language import find_figures

_QUOTED = re.compile(
    r"“([^“”\n]{3,})”|「([^「」\n]{3,})」|『([^『』\n]{3,})』|\"([^\"\n]{3,})\"|《([^《》\n]{3,})》"
)
_CLAIM = re.compile("听说|据说|真的|属实|没错|对[吗不么]|是吧|吧[?？。]?$")
_SENTENCE = re.compile("[。！？；]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_NOISE = re.compile(r"[^\w+]|_")
_COUNTING = re.compile(r"[0-9〇零一二两三四五六七八九十百千]")
_LONGEST = 16  # characters: what is longer and no title is a saying, which may be put in other words
_EDITS = 4  # characters of a term for each that may be wrong


def unheard_of(question: str, texts: Iterable[str]) -> list[str]:
    """The quoted terms and titles of a question, as quoted, that no text holds, nor anything like them.

    Scripts, widths and punctuation are folded. One character in four may be wrong, but none that counts:
    《2022年计划》 is not 《2021年计划》. Statements with figures are left to be compared with what is said.
    """
    terms = {
        match.group(): _plain(next(filter(None, match.groups()))) for match in _QUOTED.finditer(question)
    }
    wanted = {quoted: plain for quoted, plain in terms.items() if _is_term(quoted, plain)}
    held = [_plain(text) for text in texts] if wanted else []
    return [quoted for quoted, plain in wanted.items() if not any(_is_near(plain, text) for text in held)]


def makes_claim(question: str) -> bool:
    """Whether a question says something itself and asks whether it is so: what is said instead answers it."""
    return bool(_CLAIM.search(question))


def only_repeats(question: str, text: str) -> bool:
    """Whether a text is a term or a title that the question itself holds, and no sentence."""
    return not _SENTENCE.search(text) and _plain(text) in _plain(question)


def _plain(text: str) -> str:
    return _NOISE.sub("", normalise(text))


def _is_term(quoted: str, plain: str) -> bool:
    stated = any(
        figure.unit and figure.kind not in ("date", "ordinal") for figure in find_figures(quoted[1:-1])
    )
    return bool(_HAN.search(plain)) and not stated and (quoted[0] == "《" or len(plain) <= _LONGEST)


def _is_near(term: str, text: str) -> bool:
    """Whether the text holds the term with few edits."""
    if term in text:
        return True
    edits = (len(term) + _EDITS // 2) // _EDITS
    # Of edits + 1 parts of the term one has no edit in it, and the others stand around it.
    size = -(-len(term) // (edits + 1))
    for start in range(0, len(term), size):
        part = term[start : start + size]
        for match in re.finditer(re.escape(part), text):
            around = text[max(0, match.start() - start - edits) : match.start() - start + len(term) + edits]
            if _least_edits(term, around) <= edits:
                return True
    return False


def _least_edits(term: str, text: str) -> int:
    """Edits that turn the term into some part of the text (Sellers 1980); counting characters must stay."""
    row = [0] * (len(text) + 1)
    for own in term:
        fixed = len(term) if _COUNTING.match(own) else 1
        above, row = row, [row[0] + fixed]
        for i, other in enumerate(text):
            cost = 0 if own == other else max(fixed, len(term) if _COUNTING.match(other) else 1)
            added = len(term) if _COUNTING.match(other) else 1
            row.append(min(above[i] + cost, above[i + 1] + fixed, row[i] + added))
    return min(row)
