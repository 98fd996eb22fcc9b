"""What a heading looks like: its marker (一、 （一） 1. 一是 ——), its number, where its words end."""

import re
from typing import NamedTuple

from .script import in_either_script

_HAN = "〇零一二三四五六七八九十百"
_DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}
_DIVISIONS = {"编": 10, "篇": 10, "部分": 10, "章": 11, "节": 12, "条": 13}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

# Styles from the outermost to the innermost, as official documents nest them (GB/T 9704-2012, 7.3.3).
_MARKERS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (
        10,
        re.compile(
            rf"第([{_HAN}\d]{{1,5}})({'|'.join(_DIVISIONS)})(?:(?<=条)之[{_HAN}]{{1,2}})?(?=[\s、：:]|[（(][^）)]{{2}}|$)[、：:]?\s*"
        ),
    ),
    (20, re.compile(rf"([{_HAN}]{{1,3}})\s*、\s*(?![{_HAN}]{{1,3}}、)")),
    (30, re.compile(rf"[（(]\s*([{_HAN}]{{1,3}})\s*[）)]\s*[、.．]?\s*")),
    (40, re.compile(r"([0-9]{1,3})\s*(?:[.、](?!\d)|[.、](?=\d{4}年)|．)\s*|([０-９]{1,3})[．、](?!\d)\s*")),
    (
        41,
        re.compile(
            r"[1-9][0-9]?(?:\.[1-9][0-9]?){0,2}\.([1-9][0-9]?)(?![\d.])(?:[、\s]\s*|(?=[^\W\d_万亿]))"
        ),
    ),
    (50, re.compile(r"[（(]\s*(\d{1,3})\s*[）)]\s*[、.．]?\s*")),
    (51, re.compile(rf"([{_CIRCLED}])\s*")),
    (60, re.compile(rf"第([{_HAN}]{{1,3}})[，、,：:]\s*")),
    (61, re.compile(rf"([{_HAN}]{{1,3}})[是要]\s*(?![{_HAN}]{{1,3}}[、，,是])")),
    (70, re.compile(r"(?:—{1,2}|―{1,2}|-{2})\s*(?=[^\s—―-])")),
)
APPENDIX = 0  # rank of 附件, 名词解释: on a level with the outermost headings
SUBHEADING = 35  # rank of an unmarked heading below marked ones
ARTICLE_RANK = _DIVISIONS["条"]
ITEM_RANK = 30  # of （一）
DOTTED_RANK = 40  # of 1. ; the ranks of 1.1 and 1.1.1 follow
POINT_RANK = 50  # from here on markers also number points inside a paragraph
LIST_RANK = 60  # from here on markers number the points of a passage rather than its parts
_APPENDIX = re.compile(
    r"(?:附件|附录|附表|附)\s*[\d一二三四五六七八九十]{0,3}(?:[:：\s].{0,40})?|(?:有关)?(?:(?:名词|用语|术语)(?:解释|注释|说明)|注释)[：:]?"
)
_FIGURE = re.compile(r"图\s*\d")  # the caption of a picture
_UNCOUNTED = re.compile("[前引导序]言|绪论|后记|结束语|结语")  # before the first part, after the last
_BOX = re.compile(rf"[\u3400-\u9fff]{{1,3}} ?[0-9{_HAN}]{{1,2}}[ \u3000：:]\s*[^。；！]+")
_LABEL = re.compile(rf"(?:附件|附录|附表)\s*[\d{_HAN}]{{0,3}}[:：]?|第[{_HAN}\d]{{1,5}}(?:编|篇|部分|章|节)")
_NAMED_ARTICLE = re.compile(r"[（(][^（）()]+[）)]")  # 第三条（适用范围）
_SENTENCE_END = re.compile(r"[。！？!?]|(?<=[\u3400-\u9fff）)”])\.(?!\d)")
_OPEN, _CLOSE = "《“「『（(【", "》”」』）)】"
_YEAR = re.compile(r"(?:19|20)\d\d年")  # of which a part speaks, and no term: 一、2022年：顶压前行的一年
_MAX_HEADING = 60  # characters, marker included
_MAX_POINT = 40  # the same of 一是…。 and ——…。, which are sentences too
_MAX_TERM = 26  # of the words before a colon: 1.“两重”：…
_MAX_UNMARKED = 26


class Marker(NamedTuple):
    """The marker that a line begins with."""

    rank: int  # smaller is further out
    number: int  # 0 for ——, which has none
    end: int  # offset of the words after it


@in_either_script
def marker(text: str) -> Marker | None:
    """The marker at the beginning of a line, if there is one."""
    for rank, pattern in _MARKERS:
        if match := pattern.match(text):
            if rank == 10:
                return Marker(_DIVISIONS[match[2]], _number(match[1]), match.end())
            if rank == 41:  # 1.1 is one rank outside 1.1.1
                rank += len(re.findall(r"\.[0-9]", match[0])) - 1
            return Marker(rank, _number(match[match.lastindex]) if match.lastindex else 0, match.end())
    return None


@in_either_script
def is_annex(text: str) -> bool:
    """Whether a line heads what is added after a text: 附件1, 名词解释."""
    return bool(_APPENDIX.fullmatch(text))


def is_appendix(text: str) -> bool:
    """Whether a line heads an annex, or the opening or closing words: each stands beside the parts."""
    return is_annex(text) or is_uncounted(text)


@in_either_script
def is_uncounted(text: str) -> bool:
    """Whether a line heads the opening or closing words, which have no parts of their own."""
    return bool(_UNCOUNTED.fullmatch("".join(text.split())))


def is_box(text: str) -> bool:
    """Whether a line heads what has a name and a number beside the numbers of the parts: 专栏2　重点工程, 议题一：…"""
    return len(text) <= _MAX_HEADING and bool(_BOX.fullmatch(text)) and not _FIGURE.match(text)


@in_either_script
def is_label(text: str) -> bool:
    """Whether the line is only the number of a heading that follows: 附件1, 第一章."""
    return bool(_LABEL.fullmatch(text))


def is_line_heading(text: str, mark: Marker | None) -> bool:
    """Whether a whole line has the shape of a heading: short, one sentence at most, no list of clauses."""
    if mark is None:
        return is_appendix(text) or (
            len(text) <= _MAX_UNMARKED
            and not _FIGURE.match(text)
            and not re.search(r"[。！？!?；;：:…|]|[，、,.]$", text)
            and bool(re.search(r"[\u4e00-\u9fff]{2}", text))
        )
    body = text[mark.end :].rstrip("。.")
    if mark.rank == ARTICLE_RANK and body:
        return bool(_NAMED_ARTICLE.fullmatch(body))  # and not 第三条 本办法自公布之日起施行。
    stopped = body != text[mark.end :]
    limit = _MAX_POINT if stopped and mark.rank >= LIST_RANK else _MAX_HEADING
    if not body or len(text) > limit or _SENTENCE_END.search(body) or re.search(r"[；;]|[：:，、,]$", body):
        return False
    end = lead_end(text, mark)  # 2.“两新”：大规模设备更新和消费品以旧换新。 is an entry, not a heading
    return end is None or text[end] not in "：:" or bool(_YEAR.fullmatch(text, mark.end, end))


def lead_end(text: str, mark: Marker) -> int | None:
    """Offset just before the mark that ends a run-in heading, or None where the paragraph has none.

    ``（一）全力稳增长。正文…`` has one: short words that end like a sentence or in a colon, and more text.
    """
    if mark.rank == ARTICLE_RANK:
        return len(text[: mark.end].rstrip("、：: \u3000")) if mark.end < len(text) else None
    limit = _MAX_POINT if mark.rank >= LIST_RANK else _MAX_HEADING
    depth = 0
    for offset in range(mark.end, min(limit, len(text) - 1)):
        character = text[offset]
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and _SENTENCE_END.match(text, offset):
            return offset if offset > mark.end else None
        elif depth == 0 and character in "：:" and mark.rank < LIST_RANK and mark.end < offset <= _MAX_TERM:
            return offset
    return None


def _number(numeral: str) -> int:
    """1 for 一, １ and ①; 21 for 二十一."""
    if numeral in _CIRCLED:
        return _CIRCLED.index(numeral) + 1
    if numeral.isdecimal():
        return int(numeral)
    total = digit = 0
    for character in numeral:
        if character in "十百":
            total += max(digit, 1) * (10 if character == "十" else 100)
            digit = 0
        elif character in _DIGITS:
            digit = digit * 10 + _DIGITS[character]
        else:
            return 0
    return total + digit
