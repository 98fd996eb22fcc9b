"""Makes a follow-up question stand alone, by rules, from the turns before it."""

import re
from collections.abc import Sequence

import jieba

from index.text import content_words, normalise, simplified, tokenise

from ..language import (
    TOLD_APART,
    Mention,
    find_places,
    find_years,
    in_english,
    side_by_side,
    with_only,
)
from ..models import Turn
from .comparison import asked_of_one, is_comparison
from .place_names import places_in

_POINTING = re.compile(
    r"^比.{2,8}[高低多少快慢大小][吗呢些?？。]*$|^(?:那|那么|还有|其中|另外|此外|而|同期|同样)|^(?:今年|明年|去年|后来)?(?:还|又|再)[要会将在有]?|呢[?？。]?$|它|他们|她|这[个些项场次件笔种]|那[个些项场次件笔种]|该|此[项事]|上述|前者|后者"
    r"|^(?:and|what about|how about)\b"
)
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their|those|these)\b|\bthat\b(?=\W*$)")
_OPENING = re.compile(
    r"^(?:那么|那|还有|其中的?|另外|此外|而|(?:and|what about|how about)\b(?: (?:for|in|of)\b)?)[，,\s]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"(?:呢|吗|啊|呀|吧)?[?？!！。\s]*$")
_ASKING = re.compile(
    r"(?:一共|总共|大概|大约|分别|究竟|到底)?(?:有|是|为|达到?|了)?"
    r"(?:(?:多少|几)(?:[万亿千百]*元|[个件名位人场条家次项篇期份种只座台亩钱])?|哪些|哪[一两三四五六七八九十几]?个?[家位年天次种月]?|什么时候|什么"
    r"|谁|何时|如何|怎么样|怎样|怎么|为什么|为何)"
    r"|^(?:what about|how about)\b|\b(?:how (?:many|much)|what|which|who|when|where|why|how)\b"
    r"|\b(?:is|are|was|were|do|does|did|has|have|had|been|there)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"(?:how|what|which|who|when|where|why|is|are|was|were|do|does|did|has|have|list|compare)\b"
)
# What may stand beside a new place or year and asks for nothing else.
_FILLER = re.compile(
    r"[是有]?多少|情况|同期|怎么样|如何|的|又|也|是|相?比(?:较|起来)?|对比|[更还]?[高低多少快慢大小](?=\s*$)|[和与跟同、，,\s]|以及|呢"
    r"|\b(?:in|for|of|and|the|same|or|compared?|to|with|vs|versus|than)\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(r"(?:和|与|跟|同).*比|相?比|对比|compared? |vs\b|versus\b", re.IGNORECASE)
_YEARS_AGO = {"去年": "last year", "今年": "this year", "明年": "next year", "前年": "the year before last"}
_RELATIVE = re.compile("|".join([*_YEARS_AGO, *_YEARS_AGO.values()]), re.IGNORECASE)
_SEVERAL = re.compile(r"[和与跟、，,]| and ")
_IN_TWICE = re.compile(r"\bin (?=in \d|(?:last|this|next|the) year)")
_DEFINITE = re.compile(r"(?:the|its|their) ", re.IGNORECASE)
_KIND_OF = re.compile(r"([\u4e00-\u9fff]{2,4}?)的?")
_REFERS_BACK = re.compile(r"其|这|那|该|此|它|他们|她|上述|前者|后者|分别|各")
_MUCH = 8  # characters of content words with which a question says what it is about
_FEW_WORDS = 3  # content words below which a question says too little to stand alone
_FEW_IN_SENTENCE = 2  # where it is a whole sentence in English
_MANY_WORDS = 6  # with which a pronoun has something in the question itself to stand for


def stand_alone(question: str, history: Sequence[Turn], regions: Sequence[str] = ()) -> str:
    """The question with what it leaves out, or as it is when it stands alone.

    history: earlier turns, oldest first. regions: short names of the regions that reports cover beside the
    provinces, so that 那开化呢 takes the place of the region asked about before.
    """
    asked = [turn["content"] for turn in history if turn["role"] == "user"]
    before = ""
    for turn in asked:
        before = _complete(turn, before, regions)
    return _complete(question, before, regions)


def _complete(question: str, before: str, regions: Sequence[str]) -> str:
    if not before or not _leans(question):
        return question
    core = _CLOSING.sub("", _OPENING.sub("", question.strip()))
    if not core or not _topic(before):
        return question
    return (
        _elsewhere(core, before, regions)
        or _of_other_kind(core, before)
        or _about_topic(core, before, regions)
    )


def _leans(question: str) -> bool:
    folded = normalise(question.strip())
    words = len(content_words(question))
    if _PRONOUN.search(folded) and not _POINTING.search(folded):
        return words < _MANY_WORDS
    few = _FEW_IN_SENTENCE if _SENTENCE.match(folded) else _FEW_WORDS
    return words < few or bool(_POINTING.search(folded))


# The earlier question about another place or year


def _elsewhere(core: str, before: str, regions: Sequence[str]) -> str:
    """那江苏呢, 那2019年呢, 和贵州比呢, And Guizhou?: the earlier question with these; "" for another one."""
    places, times = _places(core, regions), _times(core)
    if not (places or times) or _FILLER.sub("", _cut(core, [*places, *times])):
        return ""
    if places:
        new = _listed(core, places, before)
        earlier = _places(before, regions)
        if earlier and _AGAINST.match(core):
            last = side_by_side(before, earlier)[0][-1].end
            link = " and " if before.isascii() else "和"
            before = f"{before[:last]}{link}{new}{before[last:]}"
        else:
            before = _with(before, earlier, new, f"in {new}")
    if times:
        new, earlier = _in_time(_listed(core, times, before)), _times(before)
        before = _IN_TWICE.sub("", _with(before, earlier, new, new))
    return before


def _with(before: str, earlier: Sequence[Mention], new: str, phrase: str) -> str:
    """A question about ``new`` instead of what it names; ``phrase`` says it in English where it names nothing."""
    if not earlier:
        return f"{_CLOSING.sub('', before)} {phrase}?" if before.isascii() else f"{new}{before}"
    replaced = with_only(before, earlier, new)
    one_of_several = len({mention.name for mention in earlier}) > 1 and not _SEVERAL.search(new)
    return asked_of_one(simplified(replaced), new) if one_of_several else replaced


def _places(text: str, regions: Sequence[str]) -> list[Mention]:
    return find_places(text, [*regions, *places_in(simplified(text))])


def _times(text: str) -> list[Mention]:
    relative = [Mention(match.group().lower(), *match.span()) for match in _RELATIVE.finditer(text)]
    return sorted([*find_years(text), *relative], key=lambda mention: mention.start)


def _listed(text: str, mentions: Sequence[Mention], before: str) -> str:
    """The places or years as the text has them, in the language of the question before."""
    if text.isascii() == before.isascii():
        return text[mentions[0].start : mentions[-1].end]
    if before.isascii():
        names = [_YEARS_AGO.get(m.name, in_english(m.name)).removesuffix("年") for m in mentions]
        return " and ".join(names)
    chinese = {english: name for name, english in _YEARS_AGO.items()}
    return "和".join(chinese.get(mention.name, mention.name) for mention in mentions)


def _in_time(year: str) -> str:
    """The year as English puts it: in 2024, last year."""
    return f"in {year}" if year.isdigit() else year


def _first(text: str, mentions: Sequence[Mention]) -> str:
    """The words of the first mentions that stand side by side: Zhejiang or Guizhou."""
    group = side_by_side(text, mentions)[0]
    return text[group[0].start : group[-1].end]


def _cut(text: str, mentions: Sequence[Mention]) -> str:
    for mention in sorted(mentions, key=lambda m: -m.start):
        text = f"{text[: mention.start]} {text[mention.end :]}"
    return text


# The earlier question about another kind


def _of_other_kind(core: str, before: str) -> str:
    """刑事的呢 after 民事抗诉多少件: the earlier question about that kind; "" where it names no kind of the sort."""
    before = simplified(before)
    named = _KIND_OF.fullmatch(simplified(core))
    if not named or named[1] in before:
        return ""
    kind = named[1]
    patterns = next((kinds for kinds in TOLD_APART if any(re.fullmatch(each, kind) for each in kinds)), ())
    others = {match[0] for pattern in patterns if (match := re.search(pattern, before))}
    alike = {word for word in tokenise(before) if len(word) == len(kind) and word[-1] == kind[-1]}
    others = others or alike
    return before.replace(others.pop(), kind) if len(others) == 1 else ""


# Another question on the earlier topic


def _about_topic(core: str, before: str, regions: Sequence[str]) -> str:
    """占比呢, 那采纳了多少件, How about employment?: the new question with what the earlier one is about."""
    places, times = _places(core, regions), _times(core)
    if _says_enough(core):
        when = "" if times else "".join(mention.name for mention in _times(before)[:1])
        where = "" if places else "".join(mention.name for mention in _places(before, regions)[:1])
        return f"{where}{when}{core}？"
    # What the new question says of itself is not said of it again.
    topic = _cut(before, _places(before, regions)) if places else before
    topic = _cut(topic, _times(topic)) if times else topic
    named = _topic(topic)
    if not (core.isascii() and before.isascii()):
        return f"{named}，{core}？" if named else f"{core}？"
    if _SENTENCE.match(core.lower()):
        return f"Regarding {named}: {core}?"
    within = [f"in {_first(topic, _places(topic, regions))}"] if _places(topic, regions) else []
    within += [_in_time(_first(topic, _times(topic)))] if _times(topic) else []
    if _DEFINITE.match(core) or not (within or places or times):  # the target: of what was asked about
        return f"What about {core} for {named}?"
    return " ".join(["What about", core, *within]) + "?"  # employment: of the same place and year


def _says_enough(core: str) -> bool:
    """Whether a question in Chinese names so much of its own that it is only asked in the same place and time."""
    if core.isascii() or not _ASKING.search(core) or _REFERS_BACK.search(core):
        return False
    content = content_words(core)
    return sum(len(word) for word in jieba.lcut(_ASKING.sub("", core)) if word in content) >= _MUCH


def _topic(question: str) -> str:
    """An earlier question without the words that ask: 县政协去年立案交办委员建议."""
    alone = asked_of_one(question, "") if is_comparison(question) and not question.isascii() else question
    words = _CLOSING.sub("", _ASKING.sub("", alone)).strip("，,。？? ")
    return " ".join(re.sub(r"^的|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", words).split())
