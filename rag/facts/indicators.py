"""Say what a figure counts: the words of its own clause, by the parts of speech that jieba tags.

提出涉及民生类提案82件 -> 涉及民生类提案; 13场“请你来协商”活动 -> “请你来协商”活动; 占总数的66.7% -> 占总数.
"""

import re
from collections.abc import Iterable

from ..language import Figure, find_figures

_SENTENCE_END = "。！？!?；;\n"
_WINDOW = 300  # characters looked at on either side; sentences are shorter
_CLAUSE = re.compile(r"[，：]|(?<!\d)[,:]|[,:](?!\d)")  # but not in 1,200
_QUOTED = re.compile(r"“[^”\n]*”|《[^》\n]*》")
_CHANGE = re.compile("(?:增长|下降|上升|提高|减少|降低|增加|上涨|回落|提升|扩大|收窄|压减|[高低]于)")
_LEAD = re.compile("其中|全年|年内|累计|[共已还约仅]|先后|预计|力争|分别|同时|另有")
_REACHES = re.compile(  # possessive: 达到达到… must not be tried in every way
    r"(?>(?:增|升|降|提高|增加|扩大|提升|上升|下降|压减|缩小|发展|增长)[至到]|达到|达|完成|实现|突破|保持在|控制在|稳定在|"
    r"连跨|跨上|跨越|首次|连续|分别|平均|先后|累计|共计|合计|共|为|是|至|到|从|由|超|近|约|的|、|和|有|计|每年|年均|均|以|按|仅|已|将|再|比重)++$"
)
_RANKED = re.compile(
    "[均已]?(?:跃居|稳居|位居|居|升至|位列|列|排名?)[^居列]*$"
)  # 进出口总额均升至全国(第9位)
_AGAINST = re.compile(
    r"[、并]?([高低快慢优]于\D{2,10})"
)  # 增长5.7%、高于全国0.7个百分点: of what was named before
_REALM = re.compile("全[国省区市县州球]$")  # 外送量全国第一
_LENGTHS = frozenset(("年", "个月", "天", "周"))  # 连续4年全国第一: what follows is not counted
_GENERIC = re.compile("增速|增幅|降幅|总数|总量|占比|比重")  # of what was named before
_SCALE = re.compile("[百千万亿]+")
_MILESTONE = re.compile("(?:[百千万]?亿)?(?:关口|大关|台阶)")  # 突破5万关口, 连跨4个千亿台阶
# What a noun phrase with a verb inside ends with: 民族团结进步示范县, 乡村振兴示范村.
_KINDS = re.compile(".+(?:[县市区村镇乡园户]|基地|项目|中心|平台|工程|试点|机构|企业|人才)")
_HEAD_TAGS = (
    "n",
    "vn",
    "j",
    "l",
    "i",
    "s",
    "eng",
    "x",
)  # what a noun phrase may end with; x is a quoted term
_INNER_TAGS = (*_HEAD_TAGS, "a", "b", "f", "t", "c", "u", "q", "g", "zg")


def indicator(text: str, figure: Figure) -> str:
    """What ``figure``, found in ``text``, counts or measures; "" for dates and where the text does not say.

    A clause that names only the change (，增长5.7%) takes its subject from the figure before it.
    """
    near = max(0, figure.span.start - _WINDOW)
    start = max(text.rfind(mark, near, figure.span.start) + 1 for mark in _SENTENCE_END) or near
    far = figure.span.end + _WINDOW
    ends = [end for mark in _SENTENCE_END if (end := text.find(mark, figure.span.end, far)) >= 0]
    sentence = text[start : min(ends, default=far)]
    name, place = "", 0
    for other in find_figures(sentence):
        if other.kind != "date":
            name = _name(sentence, place, other, name)
        place = other.span.end
        if start + place >= figure.span.end:
            break
    return "" if figure.kind == "date" else name


def _name(sentence: str, place: int, figure: Figure, subject: str) -> str:
    """The name of one figure; ``place`` is where the one before it ends, ``subject`` that one's name."""
    before = _CLAUSE.split(sentence[place : figure.span.start])[-1]
    if subject and (against := _AGAINST.fullmatch(before)):
        return subject + against[1]
    if figure.kind == "ordinal" or before.endswith("前"):
        ranked = _REALM.sub("", _RANKED.sub("", before))
        if subject and ranked != before and not ranked.strip("、"):  # 达72个，均居中部第1位
            return subject
        before = ranked or before
    before = _MILESTONE.sub("", before, count=1)
    after = _CLAUSE.split(sentence[figure.span.end :])[0]
    attributive = not before and after.startswith("的")  # 80%以上的项目
    lasts = figure.unit in _LENGTHS and not after.startswith("的")
    counts = (figure.kind in ("count", "ordinal", "range") and not lasts) or attributive
    counted = _phrase_after(after) if counts and not _MILESTONE.match(after) else ""
    name = counted or _phrase_before(before)
    if (_CHANGE.match(name) and len(name) <= 4) or _GENERIC.fullmatch(name):  # ，增长5.7%
        return re.sub(f"{_CHANGE.pattern}$", "", subject) + name
    return name or subject


def _phrase_after(clause: str) -> str:
    """The noun phrase at the head of what follows the figure: 政协委员和界别群众代表 of …代表参与协商."""
    words: list[str] = []
    length = 0
    tagged = list(_tagged(clause.removeprefix("的")))
    for place, (word, tag) in enumerate(tagged):
        verb_first = tag == "v" and not words
        if tag in ("v", "d") and place == length > 0 and _ends_in_kind(tagged[place + 1 :]):
            return "".join(each for each, _ in tagged[: place + 2])
        if word in "、（(" or not (tag.startswith(_INNER_TAGS) or verb_first):
            break
        words.append(word)
        if tag.startswith(_HEAD_TAGS):
            length = len(words)
    return "".join(words[:length])


def _ends_in_kind(rest: list[tuple[str, str]]) -> bool:
    return len(rest) == 1 and rest[0][1].startswith("n") and bool(_KINDS.fullmatch(rest[0][0]))


def _phrase_before(clause: str) -> str:
    """What leads up to the figure, less the verb that governs it: 涉及民生类提案 of 提出涉及民生类提案."""
    words = list(_tagged(_REACHES.sub("", clause.strip(" \u3000、和及与"))))
    while words and _only_leads(words):
        words.pop(0)
    if words and words[0][1] == "p":  # 从…引进保费, 以…形式交办建议: the verbs after the phrase govern
        verbs = [i for i, (_, tag) in enumerate(words[:-1]) if tag == "v" and i > 1]
        words = words[verbs[0] :] if verbs else words[1:]
        while len(words) > 2 and words[0][1] == words[1][1] == "v":
            words.pop(0)
    rest = "".join(word for word, _ in words[1:])
    governs = words and words[0][1] == "v" and words[0][0] != "占"
    # A verb alone before one character or before the change belongs to the name: 化解率, 提交材料减少.
    if governs and len(rest) > 1 and not re.search(f"{_CHANGE.pattern}$", rest):
        return rest
    return "".join(word for word, _ in words)


def _only_leads(words: list[tuple[str, str]]) -> bool:
    """Whether the first word is none of the name's: 全年, 分别达到; but 自然岸线率, 万人发明专利拥有量."""
    (word, tag), after = words[0], words[1][1] if len(words) > 1 else ""
    if _LEAD.fullmatch(word):
        return True
    if _is_quoted(word) or (tag == "d" and after.startswith("n")) or (tag == "m" and _SCALE.fullmatch(word)):
        return False
    return tag in ("d", "c", "r", "u", "m", "q", "x")


def _is_quoted(word: str) -> bool:
    return word[0] in "“《"


def _tagged(text: str) -> Iterable[tuple[str, str]]:
    """Words with jieba's tags; a quoted term or title is one word, tagged x."""
    from jieba import posseg

    place = 0
    for match in [*_QUOTED.finditer(text), None]:
        words = posseg.cut(text[place : match.start() if match else len(text)])
        yield from ((pair.word, pair.flag) for pair in words)
        if match:
            yield match[0], "x"
            place = match.end()
