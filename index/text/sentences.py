"""Where sentences end in a Chinese paragraph.

A sentence ends after 。！？ or …… and the closing quotes that follow, and after ``.`` where a text has no 。. It does not end at ；, whose parts
share their subject, nor inside a title in 《》, nor inside a short quotation or bracket.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from ..models import Span

MAX_SENTENCE = 300  # characters; longer ones are cut at weaker marks so that each can be embedded
_MAX_QUOTED = 100  # characters of a quotation or bracket that is kept whole

_PAIRS = {"《": "》", "“": "”", "「": "」", "『": "』", "（": "）", "(": ")", "【": "】", "‘": "’"}
_CLOSERS = frozenset(_PAIRS.values())
_CLOSING = "".join(sorted(_CLOSERS)) + "\"'〉］]"
_END = re.compile(
    rf"(?:[。！？!?]|…{{2}})[。！？!?…]*[{re.escape(_CLOSING)}]*"  # the mark, and closing quotes after it
    r"|(?<=[a-z0-9)”\"]{2})\.(?=\s+[A-Z“\"(]|\s*$)"
)
_STOP = re.compile(r"(?<=[\u3400-\u9fff%％‰）)”])\.(?![\d.])")  # 改造危桥9座.
_GOES_ON = re.compile(r"[，、；：。,;:的]")  # after a closing quote: “……！”的号召
_WEAK = ("；;｜", "，,：:", "、 ")


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """Spans of the sentences of ``text[start:end]``: in order, only white space between them."""
    protected = _protected(text, start, end)
    starts = [span.start for span in protected]
    sentences: list[Span] = []
    begin = start
    for match in _ends(text, start, end):
        cut = match.end()
        inside = bisect_right(starts, match.start()) - 1
        if inside >= 0 and (cut < protected[inside].end or _in_title(text, protected[inside], match.start())):
            continue
        quoted = text[cut - 1] in _CLOSING
        if quoted and cut < end and _GOES_ON.match(text, cut):
            continue
        sentences += _cut_long(text, begin, cut)
        begin = cut
    return sentences + _cut_long(text, begin, end)


def _ends(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Where a sentence may end; at a ``.`` between characters only in a text that uses it for ``。``."""
    if "。" in text[start:end] or not text.endswith(".", start, end):
        return _END.finditer(text, start, end)
    marks = [*_END.finditer(text, start, end), *_STOP.finditer(text, start, end)]
    return iter(sorted(marks, key=lambda match: match.span()))


def _in_title(text: str, span: Span, position: int) -> bool:
    return position < span.end and text[span.start] == "《"


def _protected(text: str, start: int, end: int) -> list[Span]:
    """Outermost titles, quotations and brackets that are closed within ``_MAX_QUOTED`` characters."""
    found: list[Span] = []
    open_marks: list[tuple[int, str]] = []
    for position in range(start, end):
        character = text[position]
        if character in _PAIRS:
            open_marks.append((position, _PAIRS[character]))
        elif character in _CLOSERS:
            # A mark that was never closed, or closed by another, must not swallow what follows.
            while open_marks and open_marks[-1][1] != character:
                open_marks.pop()
            if open_marks:
                opened, _ = open_marks.pop()
                if position - opened <= _MAX_QUOTED:
                    while found and found[-1].start > opened:
                        found.pop()
                    found.append(Span(opened, position + 1))
    return found


def _cut_long(text: str, start: int, end: int) -> list[Span]:
    """The span without white space at its ends, cut so that no part is over ``MAX_SENTENCE``."""
    parts: list[Span] = []
    while True:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if end - start <= MAX_SENTENCE:
            return parts + ([Span(start, end)] if start < end else [])
        cut = _weak_cut(text, start, start + MAX_SENTENCE)
        parts.append(Span(start, _rstrip(text, start, cut)))
        start = cut


def _weak_cut(text: str, start: int, limit: int) -> int:
    """Just after the last ``；`` of the second half before ``limit``, or the last ``，``, or ``limit``."""
    for marks in _WEAK:
        cut = max(text.rfind(mark, start + MAX_SENTENCE // 2, limit) for mark in marks)
        if cut >= 0:
            return cut + 1
    return limit


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
