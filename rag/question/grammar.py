"""What a question asks for, as far as its grammar says it: several things, so many points."""

import re

from index.text import normalise

from ..language import number

PUNCTUATION = re.compile("[,，;；。:：!！?？]")
SENTENCE_END = re.compile("[。!！?？]")
_SEVERAL = re.compile(
    r"哪些|(?:什么|啥)(?:意见|建议|要求|任务|问题|困难|活动|工作|项目|成绩|成果|荣誉)|有什么(?!.{0,3}办法)|有啥|分别|列[出举]"
    r"|包括什么|什么方面|各(?:是|有|为)?多少|各增长多少|哪(?:[几两]|[三四五六七八九十])|which\b|list\b|what are"
    r"|what (?:\w+ )?(?:measures|steps|tasks|goals|projects|activities|actions)\b"
)
_ASKING = re.compile(
    r"多少|几|哪|什么|啥|何|谁|多[大长高久]|([\u4e00-\u9fff])[不没]\1|how|what|which|who|when|where"
)
_COUNT = re.compile(
    r"(?<![这那第])(?!一[^十])([0-9]+|[一二两三四五六七八九十]+)(?:个|大)?(?:方面|部分|项|块|条|点|件|种|类|大)"
)


def asks_for_several(text: str) -> bool:
    """Whether a question asks to name several things, for which one clause is seldom enough."""
    return bool(_SEVERAL.search(normalise(text)))


def asks(text: str) -> bool:
    """Whether a question has a word that asks, or says yes and no (要不要); one without gives a topic."""
    return bool(_ASKING.search(normalise(text)))


def asked_count(text: str) -> int:
    """How many points a question speaks of: 5 in 抓好哪五项工作; 0 when it does not say."""
    match = _COUNT.search(normalise(text))
    return int(number(match[1]) or 0) if match else 0
