"""Makes a follow-up question stand alone, by rules, from the turns before it."""

import re
from collections.abc import Sequence

from index.tokens import content_words, normalise

from .llm import Turn

_POINTING = re.compile(
    r"^(?:那|那么|还有|其中|另外|此外|而|同期|同样)|呢[?？。]?$|它|他们|她|这[个些项场次件笔种]|那[个些项场次件笔种]|该|此[项事]|上述|前者|后者"
    r"|^(?:and|what about|how about)\b|\b(?:it|they|them|those|these|that)\b"
)
_OPENING = re.compile(
    r"^(?:那么|那|还有|其中的?|另外|此外|而|and|what about|how about)[，,\s]*", re.IGNORECASE
)
_CLOSING = re.compile(r"(?:呢|吗|啊|呀|吧)?[?？!！。\s]*$")
_ASKING = re.compile(
    r"(?:一共|总共|大概|大约|分别|究竟|到底)?(?:有|是|为|达到?|了)?"
    r"(?:(?:多少|几)[个件名位人场条家次项篇期份种只座台亩]?|哪些|哪[一两三四五六七八九十几]?[个家位年天次种月]?|什么时候|什么"
    r"|谁|何时|如何|怎么样|怎样|怎么|为什么|为何)"
)
_PLACE = re.compile(r"^[\u4e00-\u9fff]{2,6}$")
_FEW_WORDS = 3  # content words below which a question says too little to stand alone


def stand_alone(question: str, history: Sequence[Turn], regions: Sequence[str] = ()) -> str:
    """The question with what it leaves out, or as it is when it stands alone.

    history: earlier turns, oldest first. regions: short names of the regions that reports cover, so that
    那江苏呢 takes the place of the region asked about before.
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
    replaced = _replaced(core, before, regions)
    if replaced:
        return replaced
    topic = _topic(before)
    new_regions = [region for region in regions if region in core]
    if new_regions:
        for region in regions:
            topic = topic.replace(region, "")
    return f"{topic}，{core}{'？' if not core.isascii() else '?'}"


def _leans(question: str) -> bool:
    folded = normalise(question.strip())
    return bool(_POINTING.search(folded)) or len(content_words(question)) < _FEW_WORDS


def _replaced(core: str, before: str, regions: Sequence[str]) -> str:
    """那江苏呢, 那2019年呢, 同期广东是多少: the earlier question about another region or year."""
    rest = re.sub(r"[是有]?多少|情况|同期|的", "", core)
    named = [region for region in regions if region in before]
    if any(rest in (region, region + "省", region + "市") for region in regions) or (
        _PLACE.match(rest) and named and rest.endswith(("省", "市", "县", "区", "州"))
    ):
        if not named:
            return f"{rest}{before}"
        for other in named[1:]:
            before = before.replace(other, "")
        short = next((region for region in regions if region in rest), rest)
        return before.replace(named[0], short)
    year = re.fullmatch(r"(\d{4}年|去年|今年|前年|明年)", rest)
    if year:
        earlier = re.search(r"\d{4}年|去年|今年|前年", before)
        return before.replace(earlier.group(), rest) if earlier else f"{rest}{before}"
    return ""


def _topic(question: str) -> str:
    """An earlier question without the words that ask: 县政协去年立案交办委员建议."""
    return _CLOSING.sub("", _ASKING.sub("", question)).strip("，,。？? ")
