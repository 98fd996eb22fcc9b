"""The words around a figure: jieba's parts of speech, and the closed classes that the grammar of figures needs."""

import re
from collections.abc import Iterator

_QUOTED = re.compile(r"“[^”\n]*”|《[^》\n]*》")
# A verb of change is told by its morpheme; 新增 counts what came new and is none.
_RISES, _FALLS = re.compile("[增升涨]|扩大|提高|提升|翻番"), re.compile("[降减跌缩削窄简]|回落|下[滑调行]")
_COUNTS = re.compile("新增|增[设建补]|减[税负排]|免|扩[建容招]|提[质]|涨价|简[称化政]|缩影")
_NOUN_OF_CHANGE = re.compile("[增涨升降减跌]幅")
# What stands between a subject and its figure and names nothing.
_FUNCTION = re.compile(
    "(?:分别|依次|[均都各]|已经?|将|要|拟|再|又|还|也|则|就|仅|只|[共总合累]计|共|约|近|超|大约|左右|平均|[年月]均|每年|每月|"
    "实际|名义|[同环]比|首次|连续|进一步|力争|确保|争取|预[计期]|全部|先后|每|历史|不断|逐[年步]|由|从|自|按|在|以|为|是|的|了|"
    "比|较|至|到|成|达|达成|即|可|能|会|应|止|转|把|同口径|前|继续|有望|连|其中|同时|另有|目前|现在|当年|全年|年内|以来|累|计)+"
)
_REACHES = re.compile(
    "(?:达到?|[增升降减扩缩]?[到至]|[成转变定]?为|是|突破|超过?|跨上|迈上|跃升|[跃位稳高]?居|连?跨过?|位?列|名列|排名?|位于|保持|稳定|控制|维持|"
    "达成|实现|完成|等于|相当|相当于|有|仅有|站上|合|计|即|不低于|不少于|高达|多达|接近|逼近)(?:到|至|在|为|于|了|成)*"
)
_NOUNS = frozenset(("占比", "增长率"))  # which jieba does not know
_VERBS = frozenset(("新建",))  # which it takes for the name of a place
_LIGHT = frozenset(("实现", "安排", "推进", "保持", "达到", "促进", "推动", "力争", "加快", "继续", "相当于"))
_AMONG = re.compile("[其全]?(?:全[国省区市县州球]|世界|亚洲|国内|[中东西]部|东北)(?:的|省[份区]|各省|前列)?")
# What a clause names of the thing that the clause before it speaks of.
MEASURES = re.compile(
    "(?:年均)?(?:增[速幅]|[降涨]幅|增长(?:率|速度)|总[量数额值]|规模|占比|比[重例]|数量|产[值量]|增加值|金额|余额|人数|均价|排名|水平|总规模|"
    "覆盖率|普及率|完成率|合格率|优良率|成功率|满意率)"
)


def tagged(text: str) -> Iterator[tuple[str, str]]:
    """Words with jieba's tags; a quoted term or title is one word, tagged x."""
    from jieba import posseg

    place = 0
    for match in [*_QUOTED.finditer(text), None]:
        words = [
            (pair.word, pair.flag) for pair in posseg.cut(text[place : match.start() if match else len(text)])
        ]
        for i, (word, _) in enumerate(words):
            after = words[i + 1][0] if i + 1 < len(words) else ""
            if word + after in _NOUNS:
                words[i : i + 2] = [(word + after, "n")]
            yield from _parted(*words[i])
        if match:
            yield match[0], "x"
            place = match.end()


def _parted(word: str, tag: str) -> Iterator[tuple[str, str]]:
    """价格下降 and 同比增加, which jieba has as one word, are two."""
    if len(word) > 3 and direction(word[-2:], "v") and not MEASURES.fullmatch(word):
        yield word[:-2], "n"
        yield word[-2:], "v"
    else:
        yield word, "v" if word in _VERBS else tag


def less_verbs(name: str) -> str:
    """A name without the verbs that it begins with: 农田 of 新建和改造农田; the whole where it has nothing else."""
    words = list(tagged(name))
    while words and (words[0][1] in ("v", "c", "d") or words[0][0] == "、"):
        words = words[1:]
    return "".join(word for word, _ in words) or name


def direction(word: str, tag: str) -> int:
    """1 for a verb by which something grows, -1 by which it falls, else 0; jieba tags some of them as nouns."""
    if (
        tag[0] not in "vnad"
        or len(word) > 2 + (tag == "v")
        or _COUNTS.search(word)
        or MEASURES.fullmatch(word)
    ):
        return 0
    return -1 if _FALLS.search(word) else int(bool(_RISES.search(word)))


def told_changes(text: str) -> list[int]:
    """1 for each verb by which a text says that something grew, -1 for each by which it fell, in order."""
    verbs = (direction(word, tag) for word, tag in tagged(text) if tag[0] == "v")
    return [*filter(None, verbs)]


def direction_of_noun(word: str) -> int:
    """The same for 涨幅, 降幅."""
    if not _NOUN_OF_CHANGE.fullmatch(word):
        return 0
    return -1 if word[0] in "降减跌" else 1


def is_function(word: str) -> bool:
    return bool(_FUNCTION.fullmatch(word))


def reaches(word: str) -> bool:
    return bool(_REACHES.fullmatch(word))


def is_light(word: str) -> bool:
    """Whether a verb before what is counted says no more than that it came about."""
    return word in _LIGHT


def is_among(word: str) -> bool:
    """Of whom a rank is said: 全国, 世界."""
    return bool(_AMONG.fullmatch(word))
