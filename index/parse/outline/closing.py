"""Where a document ends before its annexes: what it lists and who signs stands under none of its headings."""

import re
from collections.abc import Iterator, Sequence

from ...metadata import is_signature, is_signer
from ...text import is_annex
from .series import Item

_ENTRY = re.compile(r"[\u3400-\u9fff]{1,4}[：:]\s*\S.*")  # 出席：… 抄送：… 发：…
_LISTED = re.compile(r"附件\s*[：:]\s*\S")
_LEAST = 2  # entries at the end of a text


def closings(items: Sequence[Item]) -> set[int]:
    """The lines with which the text above closes; the headings among them are none."""
    closing: set[int] = set()
    for index, item in enumerate(items):
        if is_signature(item.line.text) and (offices := list(_signers(items, index))):
            closing.update(offices, {index})
    closing.update(_entries(items))
    for index, item in enumerate(items):
        if _LISTED.match(item.line.text):
            after = _after_list(items, index)
            if after == len(items) or after in closing or is_annex(items[after].line.text):
                closing.update(range(index, after))
    return closing


def _signers(items: Sequence[Item], index: int) -> Iterator[int]:
    """The lines that name who signs: this one, or those above a day."""
    if re.match(r"\D", items[index].line.text):
        yield index
    while index and is_signer(items[index - 1].line.text):
        index -= 1
        yield index


def _entries(items: Sequence[Item]) -> range:
    """The entries that end the text, with the line of who prints it."""
    start = len(items)
    while start and _is_entry(items[start - 1]):
        start -= 1
    if start and items[start - 1].heading:
        # These stand under it, and only what a blank line sets apart does not.
        gaps = (
            index
            for index in range(start + 1, len(items))
            if items[index].line.gap > items[start + 1].line.gap
        )
        start = next(gaps, len(items))
    texts = [item.line.text for item in items[start:]]
    printed = any(map(is_signature, texts))
    listed = len(texts) >= _LEAST and (printed or not items[start].line.finished)
    return range(start, len(items) if listed else start)


def _is_entry(item: Item) -> bool:
    text = item.line.text
    return not item.heading and (
        is_signature(text) or (bool(_ENTRY.fullmatch(text)) and not _LISTED.match(text))
    )


def _after_list(items: Sequence[Item], index: int) -> int:
    """The line after a list of annexes, each with its number."""
    after = index + 1
    while after < len(items) and items[after].mark is not None and items[after].shape == "whole":
        after += 1
    return after
