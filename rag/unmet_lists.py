"""What a question for several things by name demands that the quotes do not hold; see `rag.unmet`."""

import re

from index.tokens import content_words, normalise

from .numerals import number
from .question import PUNCTUATION, SENTENCE_END, Kind, Question
from .quoted import Evidence

_NUMBER = "[0-9]+|[两三四五六七八九十百]+"
_MEASURE = "大类|方面|[个家种类项样条件篇场名位所座处对批支套大]"
_COUNT = re.compile(rf"(?<!第)(?P<number>{_NUMBER})(?:余|多)?(?:{_MEASURE})")
_WHICH_OF_MANY = re.compile(rf"哪(?P<number>{_NUMBER})(?:{_MEASURE}|$)")
_NAMED_COUNT = re.compile("(?P<number>[两三四五六七八九])个?[一-龥0-9]{2}")  # 四联系, 三个1亿人
_NAME_THEM = re.compile(
    "(?:是|有|指|在|到|给|具体|属于|归|包括|包含|涉及|列|叫|为|选了?).{0,6}"
    f"(?:哪(?:[些几]|{_NUMBER})|(?<!关于)什么(?![样会时地])|啥)|(?:都|分别|各).{{0,6}}(?:哪|什么|啥|谁)|哪几|名单|名字|清单|逐一|一一列"
)
# Between things that are named beside each other; what follows 、 may be a number of them all.
_BESIDE = re.compile(
    f"、(?!总|累计|共|占|居|达|同比|增|{_NUMBER})|”“(?!{_NUMBER})|》《|和|及|与(?![^,，。]{{0,8}}(?:共|合作|对接))"
)
_SEVERAL = re.compile(f"{_BESIDE.pattern}|[；;]|一是")
_NUMBERED = re.compile(r"一是|首先|其一|第一[,，、]|[（(][一1][)）]|①|(?<![0-9])1[.、．](?![0-9])")
_NOUN_BEFORE = re.compile("[一-龥]{2}$")
_NOUN_AFTER = re.compile("[一-龥]{2}")
_NAMED_AFTER = re.compile("[:：]|[(（](?=[^)）]*、)|即|包括|涵盖|涉及|分别|就是")


_PERSONS = re.compile("谁|哪(?:些人|[0-9几两三四五六七八九十]+[位名人])")
_NO_LIST = (Kind.FIGURE, Kind.PERCENT, Kind.DATE, Kind.REASON, Kind.MANNER)


def _not_listed(question: Question, evidence: Evidence) -> str | None:
    """9家会客室分别设在哪里, and where the 9 are counted no several are named."""
    text = normalise(question.text)
    if question.kind in _NO_LIST or not _NAME_THEM.search(text):
        return None
    asked = {number(match["number"]) for match in (*_COUNT.finditer(text), *_WHICH_OF_MANY.finditer(text))}
    listed = [
        _is_listed(excerpt, match, "" if _PERSONS.search(text) else text)
        for excerpt in map(normalise, evidence.excerpts)
        for match in _COUNT.finditer(excerpt)
        if number(match["number"]) in asked
    ]
    listed += [
        _is_listed(excerpt, match, "") or _goes_on(excerpt, match)
        for excerpt in map(normalise, evidence.excerpts)
        for term in _NAMED_COUNT.finditer(text)
        if number(term["number"]) in asked
        for match in re.finditer(re.escape(term[0]), excerpt)
    ]
    only_counted = bool(listed) and not any(listed)
    which = re.search("(?:是|有)哪几|分别是(?:什么|哪)", text) or _WHICH_OF_MANY.search(text)
    none_named = which and not any(listed) and not any(map(_SEVERAL.search, evidence.quotes))
    return "没有逐一列出" if only_counted or none_named else None


def _goes_on(text: str, term: re.Match[str]) -> bool:
    """Whether as many clauses follow a term as it counts: “三个1亿人”问题，促进…，改造…，引导…。"""
    sentence = SENTENCE_END.split(text[term.end() :], maxsplit=1)[0]
    return len(PUNCTUATION.findall(sentence)) >= (number(term[0][:1]) or 0)


def _is_listed(text: str, count: re.Match[str], question: str) -> bool:
    """Whether what is counted is named: before the count in its clause, or after it in its sentence.

    Before it stands no list where that is what is counted, and what the question asks about: 许可事项149项.
    """
    start = max((match.end() for match in PUNCTUATION.finditer(text, 0, count.start())), default=0)
    after = text[count.end() :]
    clause = PUNCTUATION.split(after, maxsplit=1)[0]
    sentence = SENTENCE_END.split(after, maxsplit=1)[0]
    named_after = _NAMED_AFTER.search(sentence)
    noun = None if _NOUN_AFTER.match(after) else _NOUN_BEFORE.search(text, start, count.start())
    named_before = not (noun and noun[0] in question) and _BESIDE.search(text, start, count.start())
    return bool(
        named_before
        or any(not _COUNT.search(part) for part in _BESIDE.split(clause)[1:])  # and not 提案15件、先进单位8个
        or (named_after and _BESIDE.search(sentence, named_after.end()))
        or _NUMBERED.search(after)
    )


_MEANING_ASKED = re.compile("什么意思|含义|什么叫|何谓|怎么理解")
_EXPLAINED = re.compile("即|[是意]指|指的是|就是|意[味为即]|意思|表示|象征|寓意|[（(:：]|——")


def _not_explained(question: Question, evidence: Evidence) -> str | None:
    """What “两进两回” means is asked, and it is only spoken of."""
    if not _MEANING_ASKED.search(normalise(question.text)):
        return None
    return None if any(map(_EXPLAINED.search, evidence.excerpts)) else "只提到它，没有解释"


def _echo(question: Question, evidence: Evidence) -> str | None:
    """How a thing is to be done is asked, and the report only says that it is to be done."""
    if question.kind not in (Kind.MANNER, Kind.REASON, Kind.LIST):
        return None
    said = {word for text in evidence.excerpts for word in content_words(text) if len(word) > 1}
    return "只提到这件事，没有展开" if said <= set(question.words) else None


RULES = (_not_listed, _not_explained, _echo)
