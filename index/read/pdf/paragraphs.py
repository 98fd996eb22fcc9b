"""Columns of lines to paragraphs: by indents, by lines that are not full, by white, by changes of type."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...models import PageBreak, spans_of
from ...text import Marker, is_line_heading, marker
from ..blocks import Block
from ..lines import Line, glue
from ..printed import Printed, PrintedLine, PrintedTable
from .frames import SetLine, other_size, set_lines

_INDENT = 1.2  # letters
_SHORT = 1.2  # letters of white at the end of a line that is not full
_RAGGED = 4.0  # the same where the line ends within a sentence: what belongs together was not broken
_WHITE = 1.3  # of the usual leading: what sets paragraphs apart
_LARGE = 1.15  # of the text's size: a heading
_LONGEST_HEADING = 45
_CONTENTS = re.compile(r"[.…·]{4,}\s*\d{1,4}$")
_UNIT = re.compile(r"[（“《(]*(?:[0-9A-Za-z.,%]+|.)[，。、；：！？）”》%％,.;:)]*")

Group = PrintedTable | list[SetLine]


def text_size(lines: Sequence[PrintedLine]) -> float:
    """The size that covers most of the paper."""
    sizes: dict[float, float] = {}
    for line in lines:
        size = round(line.height, 1)
        sizes[size] = sizes.get(size, 0.0) + len(line.text) * size
    return max(sizes, key=lambda size: (sizes[size], size), default=12.0)


def paragraphs(columns: Sequence[Sequence[Printed]], size: float) -> Iterator[Block | PrintedTable]:
    """The paragraphs and tables of a file, whose columns come in reading order; ``size`` is that of the text."""
    groups = _groups(set_lines(columns), _text_font(columns))
    least = _least_heading(groups, size)
    begun, title = False, _title(groups, size)
    for index, group in enumerate(groups):
        if isinstance(group, PrintedTable):
            yield group
            continue
        block = _block(group)
        if group is title:
            block = replace(block, level=0)
        elif begun and least <= group[0].line.height and _is_title(block.text):
            heads_table = any(isinstance(below, PrintedTable) for below in groups[index + 1 : index + 3])
            block = replace(block, level=None if heads_table else 1)  # over a table it is its caption
        begun |= block.text.endswith("。")
        yield block
        for line in (each.line for each in group):
            yield from (Block(note, "paragraph", line.page) for note in line.notes)


def _text_font(columns: Sequence[Sequence[Printed]]) -> str:
    fonts: Counter[str] = Counter()
    for column in columns:
        for item in column:
            if isinstance(item, PrintedLine) and item.font:
                fonts[item.font] += len(item.text)
    return max(fonts, key=lambda font: fonts[font], default="")


def _groups(items: Iterable[SetLine | PrintedTable], font: str) -> list[Group]:
    """The lines of each paragraph, and the tables between."""
    groups: list[Group] = []
    for item in items:
        last = groups[-1] if groups else None
        if isinstance(item, PrintedTable):
            groups.append(item)
        elif isinstance(last, list) and not _begins(last[-1], item, font):
            last.append(item)
        else:
            groups.append([item])
    return groups


def _begins(last: SetLine, line: SetLine, font: str) -> bool:
    """Whether a line begins a paragraph."""
    if other_size(last.line, line.line) or line.white > _WHITE or line.indent >= _INDENT:
        return True
    if last.is_centred or line.is_centred or _CONTENTS.search(last.line.text):
        return True
    word = _UNIT.match(line.line.text)
    mark = marker(line.line.text)
    need = max(_SHORT, _letters(word[0] if word else "") + 0.5)
    within = mark is None and not Line(last.line.text).finished
    if last.room >= (max(_RAGGED, need) if within else need):
        return True
    other_font = line.line.font not in ("", font, last.line.font) and last.line.font == font
    return line.room >= _SHORT and (other_font or _heads(last.line, line.line, mark))


def _heads(last: PrintedLine, line: PrintedLine, mark: Marker | None) -> bool:
    """Whether a line is a numbered heading after the end of a sentence."""
    return mark is not None and Line(last.text).finished and is_line_heading(line.text, mark)


def _letters(text: str) -> float:
    """The width of a text in Chinese letters."""
    return sum(0.55 if character.isascii() else 1.0 for character in text)


def _block(group: Sequence[SetLine]) -> Block:
    """A paragraph, and where its further pages begin."""
    first = group[0].line
    text, page = "", first.page
    breaks: list[PageBreak] = []
    doubtful: list[int] = []
    for each in group:
        words = each.line.text.strip()
        if not words:
            continue
        text += glue(text, words) if text else ""
        if each.line.page != page:
            page = each.line.page
            breaks.append(PageBreak(len(text), page))
        before = len(text) - each.line.text.index(words)
        doubtful += [before + offset for offset in sorted(each.line.doubtful)]
        text += words
    return Block(text, "paragraph", first.page, breaks=tuple(breaks), doubtful=spans_of(doubtful))


def _title(groups: Sequence[Group], size: float) -> list[SetLine] | None:
    """The first line of the file, if it is larger than the text and than what follows; None where it has more lines."""
    first, second = (*groups, None, None)[:2]
    if not isinstance(first, list) or len(first) > 1 or not isinstance(second, list):
        return None
    large = first[0].line.height >= _LARGE * max(size, second[0].line.height)
    return first if large and _is_title(first[0].line.text) else None


def _least_heading(groups: Sequence[Group], size: float) -> float:
    """The least size of a heading without a number: larger than the text, and no smaller than numbered ones."""
    numbered = [
        group[0].line.height
        for group in groups
        if isinstance(group, list) and marker(group[0].line.text) is not None and len(group) == 1
    ]
    return max(_LARGE * size, *numbered, 0.0)


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and marker(text) is None and not re.search("[。；，：]$", text)
