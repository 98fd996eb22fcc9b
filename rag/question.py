"""What a question asks for: its kind, the unit of the figure wanted, the words that carry its meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import jieba

from index.thesaurus import everyday_parts
from index.tokens import content_words, normalise, tokenise

from .numerals import number


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


FIGURE_KINDS = (Kind.FIGURE, Kind.PERCENT)

# Documents, which reports name in 《》. Some of their names are also those of other things: 提了什么意见.
_DOCUMENT = "文件|条例|法规|法律|规章|细则|纲要|规划|决议|书|著作|作品|丛书"
_MAYBE_DOCUMENT = "办法|意见|方案|计划|规定|决定|通知"
_WHICH = "(?:哪一?[个项]?|什么|啥)"
_ISSUED = "(?:出台|制定|印发|发布|颁布|公布|修订|修改|审议|起草|编制|编写|编撰|编纂|出版|签署|贯彻|落实|依据|根据|按照)"
_NO_OTHER = "^(?!.*(?:什么|啥|哪|谁|怎|为何|如何)).*"  # 规模最大的是哪座: another thing is asked
_SUBSTANTIVE = "(?:管理|实施|工作|行动|指导|发展|专项|地方性|[一-龥]{2})"

# Tried in order on the normalised question; the first that matches decides.
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    (Kind.REASON, "^(?!.*(?:多少|几)).*(?:为什么|为何|为啥)"),
    (
        Kind.PERCENT,
        r"占比|占(?:了|到|据)?(?:总[数量])?(?:的)?(?:多少|几)(?:[?？，。!]|$)|^(?!.*哪).*(?:比重|(?<!高)比例|比率)|百分之[几多]|百分比|几成|[增降减涨跌]幅|增速|增长率|[升涨增](?:还是|是)[降跌减]|幅度有?多大|多少(?:个)?百分点|几个(?:百分)?点(?!子)"
        r"|(?:增长|下降|减少|上涨|提高|降低|增加|[涨降升跌增减])了?(?:多少|几)(?:[?？，。！]|$)"
        r"|率(?:是|为|有|达到?)?多少|率$|what (?:percent|share|proportion|rate)|growth (?:rate|target)"
        r"|\b(?:gdp|economic|income|investment|output) growth\b|how fast\b|what (?:is|was|are|were)\b.{0,40}\b(?:rate|share|growth)\b",
    ),
    (
        Kind.DATE,
        r"何时|什么时[候间]|啥时|哪[一]?[天日年月]|[西公]元几年|几月|几号(?!线|楼|门|文)|几日|日期|时间点|(?<![段长])时间[?？]?$|when\b|(?:what|which) (?:date|year|month|day)",
    ),
    (
        Kind.FIGURE,
        r"多少|(?<![哪好])几(?![乎经何]|度提出|[十百千万]+年)|多(?:大(?!学)|[高长远久快宽重深])"
        rf"|{_NO_OTHER}(?:件数|数量|数目|人数|次数|条数|总[数量额]|规模|金额|额度|面积|里程|产量|容量|[位名]次|(?<![质力能重流大份])[量额](?:\s*$|\s*[?？。])|\s[万亿千百]*(?:[元吨亩户]|千瓦|公里|公顷)(?:\s|$))"
        r"|什么[位名]次|how (?:many|much|long|large)",
    ),
    (
        Kind.TITLE,
        rf"(?:{_DOCUMENT}|{_MAYBE_DOCUMENT}|报告)的?(?:叫|全称|全名|名称|名字)|(?:book|document|regulation|plan)\b.{{0,15}}\bcalled\b",
    ),
    (
        Kind.ORGANISATION,
        r"(?:公司|集团|企业|大学|学校|学院|医院|机构|基金会|银行)的?(?:叫|全称|全名|名称|名字)",
    ),
    (
        Kind.PERSON,
        r"(?<!跟)(?<!和)谁|(?:负责人|作者|主持人|报告人|牵头人)$|哪[一]?位|何人|什么人|哪个人|名字|姓名|\bwho\b",
    ),
    (Kind.MANNER, r"(?:靠|用|通过|采取)了?(?:什么|啥|哪些|哪种)"),
    (
        Kind.REASON,
        r"为了(?:什么|啥)|有(?:什么|啥|何)(?:用|意义|作用|好处)|基于(?:什么|哪)|出于|解决(?:什么|啥|哪)|\bpurpose\b",
    ),
    (
        Kind.LIST,
        r"哪[几两三四五六七八九十]|些(?:什么|啥)|分别[是指有]|列[出举]|各(?:是|有)?多少"
        r"|(?<!第)[两三四五六七八九十0-9](?:大|个|项|条|类|个方面)[^,，“”《》]{0,8}是(?:什么|啥)",
    ),
    (
        Kind.TITLE,
        rf"《|》|哪一?[部本份](?!门|分|委)|{_WHICH}{_SUBSTANTIVE}?(?:{_DOCUMENT})|{_ISSUED}了?{_WHICH}.{{0,4}}(?:{_MAYBE_DOCUMENT})"
        rf"|{_WHICH}{_SUBSTANTIVE}(?:{_MAYBE_DOCUMENT})|全[名称]|文件名|title|(?:what|which) (?:\w+ )?(?:regulation|law|document|plan|book)\b",
    ),
    (
        Kind.PLACE,
        r"哪[里儿]|何[地处]|在哪|所在[地县市区省]|地[点址]$|什么地方|哪[个座些]?(?:地方|城市|[省市县区州乡镇村])|\bwhere\b"
        r"|which (?:city|county|town|village|district|province|place)\b",
    ),
    (
        Kind.ORGANISATION,
        r"哪[一]?[家所](?:公司|银行|企业|大学|学校|高校|医院|机构)?|(?:哪|什么)个?(?:部门|机构|单位|公司|基金会|组织|学校|大学|银行)"
        r"|which (?:compan|universit|organi[sz]ation|department|agenc|foundation|bank|hospital)",
    ),
    (Kind.REASON, r"为什么|为何|为啥|原因|目的|图[的个]?[是啥什]|缘何|凭什么|\bwhy\b"),
    (
        Kind.LIST,
        r"哪些|(?:什么|啥)(?:意见|建议|要求|任务|问题|困难|活动|工作|项目|成绩|成果|荣誉)|有什么(?!.{0,3}办法)|有啥|分别|列[出举]|包括什么|什么方面|which\b|list\b|what are"
        r"|what (?:\w+ )?(?:measures|steps|tasks|goals|projects|activities|actions)\b",
    ),
    (Kind.MANNER, r"如何|怎么|怎样|咋|办法|举措|措施|方式|渠道|\bhow\b"),
)
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_ASKING = re.compile("多少|几|哪|什么|啥|何|谁|多[大长高久]|how|what|which|who|when|where")
PUNCTUATION = re.compile("[,，;；。:：!！?？]")
SENTENCE_END = re.compile("[。!！?？]")
_COUNT = re.compile(
    r"(?<![这那第])(?!一[^十])([0-9]+|[一二两三四五六七八九十]+)(?:个|大)?(?:方面|部分|项|块|条|点|件|种|类|大)"
)
_NEAR = 3  # words
_UNIT = re.compile(r"(?:多少|几(?![乎何]))(?:[万亿千百]+|个(?=百分点))?([\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, understood. ``words`` are normalised and unique, in the order asked."""

    text: str
    kind: Kind
    unit: str  # first character of the unit asked for, without scale: 件 in 多少件建议, 元 in 多少亿元; "" for none
    words: tuple[str, ...]
    heads: tuple[str, ...] = ()  # the words beside the one that asks: 经费 in 经费要多少钱
    # Of the words in everyday parts, what reports say for them, each cut into words.
    official: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)

    def is_said_officially(self, word: str, among: frozenset[str]) -> bool:
        """Whether one of a word's official words is among those of a text."""
        return any(official <= among for official in self.official.get(word, ()))


def understand(text: str) -> Question:
    """Read a stand-alone question. Pure and rule-based: the same text gives the same result."""
    folded = normalise(text)
    kind = next((kind for kind, pattern in _KINDS if pattern.search(folded)), Kind.OTHER)
    unit = _UNIT.search(folded)
    return Question(
        text, kind, unit.group(1) if unit else "", content_words(text), _heads(text), _official(text)
    )


def asked_count(question: str) -> int:
    """How many points a question speaks of: 5 in 抓好哪五项工作; 0 when it does not say."""
    match = _COUNT.search(normalise(question))
    return int(number(match[1]) or 0) if match else 0


def asking_part(question: Question) -> str:
    """The normalised part of a question, between punctuation, that asks for a number; "" for none."""
    parts = PUNCTUATION.split(normalise(question.text))
    return next((part for part in parts if "多少" in part or "几" in part), "")


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


def _official(text: str) -> dict[str, tuple[frozenset[str], ...]]:
    """For the content words in everyday parts of a question, the official words, each as the words it is cut into."""
    folded = normalise(text)
    placed = [(word, start, end) for word, start, end in jieba.tokenize(folded, mode="search")]
    known = set(content_words(text))
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for part in everyday_parts(folded):
        official = tuple(frozenset(tokenise(each)) for each in part.official)
        for word, start, end in placed:
            if word in known and part.start <= start and end <= part.end:
                found[word] = found.get(word, ()) + official
    return found
