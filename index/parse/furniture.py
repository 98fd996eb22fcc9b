"""What a web page puts around a text: crumbs, buttons, a second title above it, related links below.

Known by where it stands and by its form, never by its words: lines without a sentence above the text's own
front, or after its last sentence. All of it is kept, as notes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from ..metadata import (
    NAME,
    author_parts,
    date_in,
    front_length,
    is_office,
    is_salutation,
    is_signature,
    is_source,
    is_title,
    is_venue,
    is_web_day,
)
from ..read import Line
from ..text import is_appendix, marker

_NAME = re.compile(NAME)
_CRUMBS = re.compile(r"[^。，；]{1,30}?(?:\s*[>›»＞]\s*[^。，；>›»＞]{1,30}){2,}")
_BUTTONS = re.compile(r"(?:(?:【[^】。]{0,8}】?|\[[^\]。]{1,8}\]|】)\s*)+")
_CODE = re.compile(r"[0-9a-f]{16,}[:：]?|https?://\S+", re.IGNORECASE)
_MORE = re.compile(r"\S{2,8}(?:[>»]{1,2}|[:：])")  # 相关链接>> 责任编辑： with nothing after it
_ENTRY = re.compile(r"\w{2,4}[：:]\s*\S.*")
_REMARK = re.compile(r"[（(].*[）)]")
_BRACKETS = re.compile(r"[【】\[\]（）():：|｜/]")
_SENTENCE = re.compile(r"[。！？!?；;][”’」』）)]*$|\.$")
_BUTTON = 6  # characters of a button on a line of its own
_CHOICE = 4  # characters of one among others on a line: 打印 全屏 大 中 小
_ROW = 3  # so many buttons are no title, author or date
_LINKS = 2  # titles of other texts after the end of this one
_TEASER = 12  # characters of a repeated line that cannot repeat by chance


def lift_furniture(lines: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take what a web page put around the text out of its lines: the notes before any text, and the lines left."""
    above = _above(lines)
    end = _end(lines, page=bool(above))
    notes: tuple[str, ...] = ()
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if index not in above and index < end:
            kept.append(line)
        elif kept:
            kept[-1] = replace(kept[-1], notes=(*kept[-1].notes, line.text, *line.notes))
        else:
            notes = (*notes, line.text, *line.notes)
    return (notes, kept) if kept else ((), lines)


def _above(lines: list[Line]) -> set[int]:
    """The lines of the page's own head: what stands between two copies of the title, and controls by their form."""
    front = range(front_length(lines))
    titles = [index for index in front if is_title(lines[index].text)]
    lifted = {index for index in front if _is_control(lines[index].text) and not _heads_table(lines, index)}
    buttons: list[int] = []
    for index in (*front, len(lines)):
        if index in front and _is_button(lines[index]):
            buttons.append(index)
            continue
        if titles and len(buttons) >= _ROW:
            lifted.update(buttons)
        elif lifted:  # a page with other controls may have one alone, if it cannot be an author
            lifted.update(other for other in buttons if author_parts(lines[other].text) is None)
        buttons = []
    last = next((index for index in reversed(titles) if _repeats(lines, titles, index)), None)
    if last is not None:
        lifted.update(index for index in range(last) if not _belongs(lines[index].text))
    return lifted


def _repeats(lines: list[Line], titles: list[int], index: int) -> bool:
    return any(lines[other].text == lines[index].text for other in titles if other < index)


def _belongs(text: str) -> bool:
    """Whether a line says something of the report that its own front may not repeat."""
    return is_venue(text) or is_source(text) or bool(date_in(text)) or bool((author_parts(text) or ("",))[0])


def _is_control(text: str) -> bool:
    """Whether the form of a single line is that of a control: crumbs, bracketed buttons, a row of choices, a code."""
    if _CRUMBS.fullmatch(text) or _BUTTONS.fullmatch(text) or _CODE.fullmatch(text):
        return True
    choices = _BRACKETS.sub(" ", text).split()
    row = len(choices) >= _ROW and all(choice.isalnum() and len(choice) <= _CHOICE for choice in choices)
    people = _BRACKETS.sub(" ", text[text.find("：") + 1 :]).split()  # 出席：王　刚　李小红
    spaced = is_title(text) or author_parts("".join(people)) or all(map(_NAME.fullmatch, people))
    return row and not spaced and not re.search(r"[，。；、\d]", text) and not is_salutation(text)


def _heads_table(lines: list[Line], index: int) -> bool:
    """Whether the next line has as many words as this one: these are the heads of columns."""
    words = [len(line.text.split()) for line in lines[index : index + 2]]
    return len(words) > 1 and words[0] == words[1] >= _ROW


def _is_button(line: Line) -> bool:
    text = line.text
    if (
        line.level is not None
        or len(text) > _BUTTON
        or re.search(r"[\d。，；]", text)
        or marker(text) is not None
    ):
        return False
    return not (is_title(text) or is_salutation(text) or is_venue(text) or (author_parts(text) or ("",))[0])


def _end(lines: Sequence[Line], page: bool) -> int:
    """Where the text ends: after its last sentence, what begins with a link, a code or an empty label is the page's.

    So are the titles of other texts, and buttons; of a ``page`` with controls above its text two are enough. A
    teaser that repeats what the text said is no sentence of it. Signatures with their dates stay.
    """
    printed = "".join(line.text for line in lines)
    last = len(lines)
    while last and _is_loose(lines[last - 1], printed):
        last -= 1
    buttons = _buttons(lines, last, _ROW - 1 if page else _ROW)
    loose = range(last, buttons)
    if any(is_appendix(lines[index].text.rstrip("：:")) for index in loose):
        return buttons
    signed = max((index + 1 for index in loose if is_venue(lines[index].text)), default=last)
    links = [
        index for index in loose if is_title(lines[index].text) or (page and _names_title(lines[index].text))
    ]
    if len(links) >= _LINKS:
        return min(signed, links[0])
    link = next((index for index in loose if _is_link(lines[index].text)), buttons)
    return _block_start(lines, link, last) if link < len(lines) else link


def _block_start(lines: Sequence[Line], link: int, last: int) -> int:
    """Where the block of lines that a link stands in begins, below the text's own signature and remarks."""
    start = link
    while start > last and not lines[start].gap and not _closes_text(lines[start - 1].text):
        start -= 1
    return start


def _closes_text(text: str) -> bool:
    """Whether a line may be the text's own last one: who signs, when, or a remark in brackets."""
    signs = is_signature(text) or is_office(text) or is_venue(text) or author_parts(text) is not None
    return signs or bool(_REMARK.fullmatch(text) or _ENTRY.fullmatch(text))


def _names_title(text: str) -> bool:
    """Whether a line is an entry that leads to another text: 上一篇：…报告."""
    return bool(_ENTRY.fullmatch(text)) and is_title(re.split("[：:]", text, maxsplit=1)[1])


def _buttons(lines: Sequence[Line], last: int, least: int) -> int:
    """Where a row of buttons begins that ends the file, with the entries right above it (上一篇：…); or its end."""
    start = len(lines)
    while start > last and _is_button(lines[start - 1]):
        start -= 1
    names = all(_NAME.fullmatch(line.text) for line in lines[start:])
    if len(lines) - start < least or names:
        return len(lines)
    while start > last and _ENTRY.fullmatch(lines[start - 1].text):
        start -= 1
    return start


def _is_link(text: str) -> bool:
    dated = is_web_day(text.partition(":")[2].strip())  # 更新时间: 2026-01-26 11:25:39
    return bool(_CODE.fullmatch(text) or _MORE.fullmatch(text)) or dated or _is_control(text)


def _is_loose(line: Line, printed: str) -> bool:
    if line.kind == "row" or line.item or line.text.startswith("|") or marker(line.text) is not None:
        return False
    return not _SENTENCE.search(line.text) or _is_teaser(line.text, printed)


def _is_teaser(text: str, printed: str) -> bool:
    return len(text) >= _TEASER and printed.count(text) > 1
