"""Text as the lexical index sees it: normalised, simplified, cut into words.

Used for matching only; what is quoted is never normalised.
"""

import logging
import re
import unicodedata
from functools import lru_cache

import jieba

from .script import TO_SIMPLIFIED

jieba.setLogLevel(logging.WARNING)
_WORD = re.compile(r"\w")
_NUMBER = re.compile(r"(?<=\d),(?=\d{3})")
# jieba joins 年 to what comes after it: 2016 年拟 安排. Words that begin with 年 are left whole.
_AFTER_YEAR = re.compile("(?<=[0-9]年)(?=[^年度底末初中均产级内来代间限满])")


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """Width, case and script folded: NFKC, lower case, Traditional to Simplified, 3,500 to 3500."""
    folded = unicodedata.normalize("NFKC", text).lower()
    return _NUMBER.sub("", TO_SIMPLIFIED.convert(folded))


REVISION = 4  # raise it when ``tokenise`` changes: indexes made of other words are then made anew

# Statistical indicators, and more, have a long and a short name, and reports and readers use either. A text that
# holds one of the names counts as holding the first.
INDICATORS = (
    (
        "gdp",
        "地区生产总值",
        "国内生产总值",
        *(f"全{area}生产总值" for area in "省市县区州"),
        "经济增速",
        "经济增长",
    ),
    ("cpi", "居民消费价格"),
    ("ppi", "工业生产者出厂价格"),
    ("pm2.5", "细颗粒物"),
    ("规上", "规模以上"),
    ("社零", "社会消费品零售"),
    ("固投", "固定资产投资"),
    ("研发", "研究与试验发展", "r&d"),
)
_SAME_NAMES = (*INDICATORS, ("新冠", "新型冠状病毒", "新冠肺炎"))


# What is said of a figure that rises or falls, in one word.
_CHANGE = {"增速": "增长", "增幅": "增长", "涨幅": "上涨", "降幅": "下降"}


def tokenise(text: str) -> list[str]:
    """Words of the text in jieba's search mode: long words are followed by the shorter ones inside them.

    Punctuation is dropped; the short names of indicators come last. Deterministic, and the same for reports
    and questions.
    """
    folded = normalise(text)
    parts = _AFTER_YEAR.split(folded)
    cut = (word for part in parts for word in jieba.cut_for_search(part))
    words = [_CHANGE.get(word, word) for word in cut if _WORD.search(word)]
    indicators = [names[0] for names in _SAME_NAMES if any(name in folded for name in names)]
    return words + [name for name in indicators if name not in words]


# Words that ask, link or soften; they say nothing of what is asked about.
_FUNCTION_WORDS = frozenset(
    "多少 几 几个 哪些 哪个 哪 哪位 哪里 哪儿 哪家 哪年 哪天 什么 啥 谁 何 何时 何人 何地 如何 怎么 怎样 怎么样 咋 为什么 为何 "
    "为啥 是 的 了 吗 呢 吧 啊 呀 么 嘛 有 没有 有没有 在 和 与 及 以及 等 被 把 于 以 对 对于 关于 就 都 也 还 又 再 才 只 "
    "从 到 向 给 由 按 为 是否 是不是 请问 请 问 问一下 请教 个 这 那 这个 那个 这些 那些 该 其 他 她 它 他们 我 我们 你 您 "
    "时候 什么样 是什么 有什么 一下 想 想知道 知道 告诉 麻烦 帮 帮我 一共 总共 共 具体 大概 大约 左右 到底 究竟 说 说说 讲 "
    "去年 今年 本年 明年 前年 上年 当年 情况 方面 一些 哪几 几次 能 会 要 可以 得 地 着 过 上 中 里 下 内 之 a an the of in on to and or is are was were did does do "
    "how many much what which who when where why s for by with at from it its".split()
)


def content_words(text: str) -> tuple[str, ...]:
    """The words of a question that carry meaning, normalised, unique, in order; may be empty."""
    return tuple(dict.fromkeys(word for word in tokenise(text) if word not in _FUNCTION_WORDS))
