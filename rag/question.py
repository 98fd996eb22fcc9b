"""What a question asks for: its kind, the unit of the figure wanted, the words that carry its meaning."""

import re
from dataclasses import dataclass
from enum import StrEnum

from index.tokens import content_words, normalise, tokenise


class Kind(StrEnum):
    """The sort of answer that a question wants."""

    FIGURE = "figure"
    PERCENT = "percent"
    DATE = "date"
    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TITLE = "title"
    REASON = "reason"
    MANNER = "manner"
    LIST = "list"
    OTHER = "other"


# Tried in order on the normalised question; the first that matches decides.
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.PERCENT,
        r"占比|比重|比例|比率|百分之[几多]|百分比|几成|[增降减涨跌]幅|增速|增长率|多少(?:个)?百分点|几个(?:百分)?点"
        r"|(?:增长|下降|减少|上涨|提高|降低|增加|[涨降升跌增减])了?(?:多少|几)(?:[?？，。！]|$)"
        r"|率(?:是|为|有|达到?)?多少|what (?:percent|share|proportion|rate)|growth (?:rate|target)",
    ),
    (
        Kind.DATE,
        r"何时|什么时[候间]|啥时|哪[一]?[天日年月]|几月|几号|几日|日期|时间点|when\b|what (?:date|year|day)",
    ),
    (
        Kind.FIGURE,
        r"多少|几(?!乎|经|度提出)|多[大高长远久快宽重深]|件数|数量|数目|人数|次数|条数|总[数量额]|规模|金额|额度|面积|里程|产量|how (?:many|much|long|large)",
    ),
    (Kind.PERSON, r"(?<!跟)(?<!和)谁|哪[一]?位|何人|什么人|哪个人|名字|姓名|\bwho\b"),
    (Kind.MANNER, r"(?:靠|用|通过|采取)了?(?:什么|啥|哪些|哪种)"),
    (Kind.REASON, r"为了(?:什么|啥)|有(?:什么|啥)用|基于(?:什么|哪)|解决(?:什么|啥|哪)"),
    (Kind.LIST, r"哪[几两三四五六七八九十]|些(?:什么|啥)|分别[是指有]|列[出举]|各(?:是|有)?多少"),
    (
        Kind.TITLE,
        r"《|》|(?:哪|什么|啥)[部本份个]{0,2}(?:文件|办法|意见|规划|方案|条例|书|著作|作品|计划)|全[名称]|文件名|title",
    ),
    (Kind.PLACE, r"哪[里儿]|何[地处]|在哪|什么地方|哪[个些]?(?:地方|城市|[省市县区州乡镇村])|\bwhere\b"),
    (
        Kind.ORGANISATION,
        r"哪[一]?[家所](?:公司|银行|企业|大学|学校|高校|医院|机构)?|(?:哪|什么)个?(?:部门|机构|单位|公司|基金会|组织|学校|大学|银行)|which (?:company|university|organi[sz]ation)",
    ),
    (Kind.REASON, r"为什么|为何|为啥|原因|目的|图[的个]?[是啥什]|缘何|凭什么|\bwhy\b"),
    (
        Kind.LIST,
        r"哪些|有什么|有啥|哪[几两三四五六七八九十]|分别|列[出举]|包括什么|什么方面|which\b|list\b|what are",
    ),
    (Kind.MANNER, r"如何|怎么|怎样|咋|办法|举措|措施|方式|渠道|\bhow\b"),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_ASKING = re.compile("多少|几|哪|什么|啥|何|谁|多[大长高久]|how|what|which|who|when|where")
_NEAR = 3  # words
_UNIT = re.compile(r"(?:多少|几(?!乎))(?:[万亿千百]+|个(?=百分点))?([\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood. ``words`` are normalised and unique, in the order asked."""

    text: str
    kind: Kind
    unit: str  # first character of the unit asked for, without scale: 件 in 多少件建议, 元 in 多少亿元; "" for none
    words: tuple[str, ...]
    heads: tuple[
        str, ...
    ] = ()  # those of the words that stand beside the one that asks: 经费 in 经费要多少钱


def understand(text: str) -> Question:
    """Read a stand-alone question. Pure and rule-based: the same text gives the same result."""
    folded = normalise(text)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(folded)), Kind.OTHER)
    unit = _UNIT.search(folded)
    return Question(text, kind, unit.group(1) if unit else "", content_words(text), _heads(text))


def _heads(text: str) -> tuple[str, ...]:
    """The content words just after the first word that asks, or where there are none, just before it."""
    words = tokenise(text)
    place = next((i for i, word in enumerate(words) if _ASKING.search(word)), None)
    if place is None:
        return ()
    known = set(content_words(text))
    after = [word for word in words[place + 1 : place + 1 + _NEAR] if word in known]
    before = [word for word in words[max(0, place - _NEAR) : place] if word in known]
    return tuple(word for word in after or before if len(word) > 1)
