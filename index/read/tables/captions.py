"""The caption of a table: the lines just above it that name it and its unit."""

import re

from ...text import marker
from ..blocks import Block

_NUMBERED = re.compile(
    r"(?:续|附)?(?:表|专栏)\s*[\d一二三四五六七八九十]+(?:[-－—–.．]\d+)*(?!\d)(?![^\s：:]*[。；])"
)
_UNIT = re.compile(r"[（(]?\s*(?:计量)?单位\s*[：:]\s*(?P<unit>[^。；]{1,20}?)\s*[）)]?")
_LABELLED = re.compile(r"[^\s：:]{2,8}[：:].*", re.DOTALL)  # 制表：县统计局
_LONGEST = 60  # characters
_LONGEST_UNNUMBERED = 40


def unit_alone(text: str) -> str:
    """The unit that a line names and says nothing else, as put after a caption; "" where it is another line."""
    match = _UNIT.fullmatch(text.strip())
    return f"（单位：{match['unit']}）" if match else ""


def label_alone(text: str) -> bool:
    """Whether a line is a label with what it says, 编制单位：县财政局, and names no unit."""
    return bool(_LABELLED.fullmatch(text)) and not unit_alone(text)


def is_above_table(text: str) -> bool:
    """Whether a line names a table by its number, or ends with the unit of one: it is no row."""
    words = text.split()
    return bool(words) and bool(_NUMBERED.match(" ".join(words)) or unit_alone(words[-1]))


def lift_caption(blocks: list[Block]) -> str:
    """Take the caption off the end of the blocks that stand before a table; "" where it has none."""
    caption = unit = ""
    place = _last(blocks, len(blocks))
    if place is not None and (unit := unit_alone(blocks[place].text)):
        del blocks[place:]
        place = _last(blocks, place)
    if place is not None and _is_caption(blocks, place):
        caption = " ".join(blocks[place].text.split())
        del blocks[place:]
    return caption + unit if caption else unit.strip("（）")


def _last(blocks: list[Block], end: int) -> int | None:
    """The last block before ``end`` that is not blank."""
    return next((place for place in range(end - 1, -1, -1) if blocks[place].text.strip()), None)


def _is_caption(blocks: list[Block], place: int) -> bool:
    """Whether a block names the table below it: by its number, or as a short line that heads nothing else."""
    block = blocks[place]
    text = " ".join(block.text.split())
    if block.kind == "row" or len(text) > _LONGEST or re.search("[。；：;:，,、！？]$", text):
        return False
    if _NUMBERED.match(text):
        return True
    if block.level is not None or marker(text) or text.startswith("#") or len(text) > _LONGEST_UNNUMBERED:
        return False
    return any("。" in earlier.text or marker(earlier.text.strip()) for earlier in blocks[:place])
