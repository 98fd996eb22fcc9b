"""What is no question: thanks, greetings, Chinese in Latin letters, numbers alone. Told by form, for a word of help."""

import re
from collections.abc import Callable, Sequence

from index.text import content_words, normalise, simplified

from ..language import find_places, in_chinese
from .grammar import asks
from .place_names import places_in, words_of

HELP = "没有看出要查什么。请用一句中文写出想查的内容，例如“去年新建公路多少公里？”。"
# Syllables of Hanyu Pinyin: initial and final (GB/T 16159).
_SYLLABLE = (
    "(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?"
    "(?:[iu]?ang|i?ong|u?ai|i?ao|[iu]?an|u?en|iu|ui|ie|ue|ve|ua|uo|ia|ou|ei|er|eng|ing|in|un|[aeiouv])"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE})+")
_LATIN = re.compile("[a-z]+")
_FEWEST = 2  # words in Latin letters: one alone may be a name
# Parts of speech that tell what a question is about, as the 好 of 好的 does not.
_TOPIC = re.compile("[nvlijbgz]|eng")
_FORMULA = re.compile("nr|[eoyurx]")  # of 谢谢你
_ASKS_OR_GOES_ON = re.compile("怎|[呢吗嘛][?？。]*$")


def is_talk(question: str, weights: Callable[[Sequence[str]], dict[str, float]], follows: bool) -> bool:
    """Whether a text asks for nothing that reports could say.

    weights: what words weigh, as Library.word_weights. follows: whether it may lean on a turn before.
    """
    text = simplified(question)
    folded = normalise(question)
    if not re.search("[a-z\u4e00-\u9fff]", folded):
        return not follows or not any(char.isalnum() for char in folded)
    if not re.search("[\u4e00-\u9fff]", folded):
        return _is_pinyin(folded)
    places = find_places(text) or places_in(text)
    if places or asks(text) or _ASKS_OR_GOES_ON.search(text):
        return False
    words = content_words(text)
    if follows and not all(_FORMULA.match(word.tag) for word in words_of(text)):
        return False  # 详细一点 leans on the turn before
    return _held(words, weights) <= {word.text for word in words_of(text) if not _TOPIC.match(word.tag)}


def _is_pinyin(folded: str) -> bool:
    """Whether all words are of its syllables, and none is one of those that hold English together."""
    words = _LATIN.findall(folded)
    beside_places = _LATIN.findall(normalise(in_chinese(folded)))
    english = not set(words) <= {*content_words(folded)}
    return (
        len(words) >= _FEWEST and bool(beside_places) and not english and all(map(_PINYIN.fullmatch, words))
    )


def _held(words: Sequence[str], weights: Callable[[Sequence[str]], dict[str, float]]) -> set[str]:
    """The words that some report holds: those that weigh less than one that none does."""
    found = weights([*words, "\0"])
    rarest = found.pop("\0")
    return {word for word, weight in found.items() if weight < rarest}
