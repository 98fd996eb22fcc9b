"""The names of what figures measure: which say the same, and how well a question names one."""

import re
from collections import Counter
from functools import lru_cache
from typing import NamedTuple

from index.text import INDICATORS, content_words, normalise, simplified

from ..language import TOLD_APART
from .statements import less_verbs

_ALIKE = 0.75  # of the characters of two names: 城镇登记失业率 is not 城镇调查失业率
LEAST_HELD = _ALIKE / (2 - _ALIKE)  # of a name's characters in any name that is alike
_CHANGE = re.compile(
    "(?:增长|增速|增幅|下降|降幅|上升|提高|减少|降低|增加|上涨|涨幅|回落|提升|扩大|收窄|压减)$"
)
# What a name may have beside another and mean the same: 全省粮食产量, 城镇新增就业人数.
_LOOSE = re.compile(
    "^(?:[全我本][国省市县区州]|全年|全社会|全体|年末|年均)+|(?:总[量数额]|人数|数量|[总约达为])$"
)
_LEAST_SAID = 4  # characters of a name
_NAMED = 0.5  # the share of a name that a question must say to name it
_UNASKED = 0.5  # what the weight of a name is multiplied by for each kind that is not asked for: 累计, 人均
_SCOPE = re.compile("[全我本][国省市县区州旗乡镇村]")
_DESCRIBES = re.compile(".*的")  # 来青石的(游客)
_OF = re.compile("的")
_AND = re.compile("[和及与、]")
_MARKS = re.compile(r"[\s“”《》（）()|]")


class Naming(NamedTuple):
    """How well a question names what a figure measures."""

    share: float  # of the name, or of the thing in it
    weight: float  # the more of a longer name, the more

    @property
    def is_enough(self) -> bool:
        """Whether the question means it."""
        return self.share >= _NAMED


def same_indicator(one: str, other: str, asked: str = "") -> bool:
    """Whether two names say the same: 城镇新增就业 and 新增城镇就业, but not 城镇居民收入 and 居民收入.

    asked: a question that both answer; a kind that it names is not told apart from what says none.
    """
    alike = _are_of_a_kind(one, other, asked) and _are_like(plain(one), plain(other))
    return alike and _does_several(one) == _does_several(other)


def same_thing(one: str, other: str, asked: str = "") -> bool:
    """Whether two names say the same but for how it came about: 接待游客 and 来青石的游客."""
    return _are_of_a_kind(one, other, asked) and _are_like(thing(one), thing(other))


def same_but_for_kind(one: str, other: str) -> bool:
    """Whether two names say the same but that one says of which kind, and the other of none: 城镇老旧小区 and 老旧小区."""
    kinds = zip(kinds_of(plain(one)), kinds_of(plain(other)), strict=True)
    return all(a == b or not (a and b) for a, b in kinds) and _are_like(plain(one), plain(other))


def of_other_kinds(one: str, other: str) -> bool:
    """Whether two names say the same of two kinds: 城镇居民收入 and 农村居民收入."""
    return told_apart(plain(one), plain(other)) and _are_like(plain(one), plain(other))


def same_as_asked(one: str, other: str, asked: str) -> bool:
    """Whether a question says the same words of two names, the last of each among them: 接待游客 of 接待国内外游客.

    What one of them has besides only describes it further, as each report does in its own way.
    """
    said = [said_of(name, asked) for name in (one, other)]
    return said[0] == said[1] and bool(said[0]) and _are_of_a_kind(one, other, asked)


@lru_cache(maxsize=4096)  # as ``plain``: a question is set beside the same names again and again
def said_of(name: str, asked: str) -> tuple[str, ...]:
    """The words of a name that a question says; none where these are not most of what it is of, with the last word."""
    words = content_words(plain(name))
    told = simplified(normalise(asked))
    said = tuple(word for word in words if word in told)
    return said if len("".join(said)) >= _LEAST_SAID and words[-1:] == said[-1:] else ()


def told_apart(asked: str, name: str) -> bool:
    """Whether a question is of one kind and a name of another: 农村 and 城镇."""
    kinds = zip(kinds_of(asked), kinds_of(name), strict=True)
    return any(one and other and one.isdisjoint(other) for one, other in kinds)


@lru_cache(maxsize=4096)
def kinds_of(text: str) -> tuple[frozenset[int], ...]:
    """Which kinds of each group that statistics tell apart a text names."""
    folded = normalise(text)
    return tuple(
        frozenset(place for place, pattern in enumerate(group) if re.search(pattern, folded))
        for group in TOLD_APART
    )


def naming(question: str, name: str) -> Naming:
    """How much of a name a question says; nothing of one of another kind."""
    if told_apart(question, name):
        return Naming(0.0, 0.0)
    unasked = sum(
        not said and bool(kind) for said, kind in zip(kinds_of(question), kinds_of(name), strict=True)
    )
    asked = _spelt_out(_OF.sub("", folded(question)))
    names = [_spelt_out(_without_scope(each)) for each in (folded(name), plain(name))]
    weight = max(shared * share**2 for shared, share in (_shared(asked, each) for each in names))
    of_thing = _shared(asked, _spelt_out(thing(name)))[1]
    share = max(*(_shared(asked, each)[1] for each in names), of_thing if of_thing >= _ALIKE else 0.0)
    return Naming(share, weight * _UNASKED**unasked)


def _shared(asked: str, name: str) -> tuple[int, float]:
    """How many pairs of characters of a name a question has, and which share of them; 的 parts none: 接待的游客."""
    name = _OF.sub("", name)
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    shared = sum(pair in asked for pair in pairs)
    return shared, shared / len(pairs) if pairs else 0.0


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """A name without what it may have beside another and mean the same."""
    return folded(_LOOSE.sub("", _CHANGE.sub("", normalise(name))))


@lru_cache(maxsize=4096)
def thing(name: str) -> str:
    """What a name is of, without what is done to it before: 游客 of 接待游客; the whole where nothing else is left."""
    whole = plain(name)
    rest = less_verbs(_without_scope(_DESCRIBES.sub("", whole)))
    return rest if len(rest) > 1 else whole


def _does_several(name: str) -> bool:
    """Whether several things are done to what a name is of: 新建和改造农田."""
    return bool(_AND.search(plain(name).removesuffix(thing(name))))


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """With the short names of indicators, and no marks."""
    told = normalise(text)
    for first, *others in INDICATORS:
        for longer in others:
            told = told.replace(longer, first)
    return _MARKS.sub("", told.replace("生产总值", "gdp"))


def ways_to_say(text: str) -> str:
    """A text with the short names of indicators, and again with the long ones: in it words of either are found."""
    told = folded(text)
    return f"{told} {_spelt_out(told)}"


def _spelt_out(told: str) -> str:
    """A folded text with the long names of indicators, in which a typo is one of many characters."""
    for first, longer, *_ in INDICATORS:
        told = told.replace(first, longer)
    return told


def _without_scope(name: str) -> str:
    """完成投资 of 全市完成投资."""
    scope = _SCOPE.match(name)
    return name[scope.end() :] if scope and scope.end() < len(name) else name


def _are_of_a_kind(one: str, other: str, asked: str) -> bool:
    groups = zip(kinds_of(plain(one)), kinds_of(plain(other)), kinds_of(asked), strict=True)
    return all(a == b or (not (a and b) and (a | b) <= said) for a, b, said in groups)


def _are_like(a: str, b: str) -> bool:
    shared = (Counter(a) & Counter(b)).total()
    return bool(shared) and 2 * shared >= _ALIKE * (len(a) + len(b))
