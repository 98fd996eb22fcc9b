"""A question for the share that one thing has in another, as one question for each of the two."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ..language import Mention, find_places, find_years, without
from .place_names import places_in

_SHARE = re.compile(
    r"(?P<part>.{2,}?)占(?:到|了)?(?P<whole>[^，,。；？?]{2,}?)的?"
    r"(?:(?:多大|多少)?的?(?:比[重例]|份额)(?:[是为有达到]*多少)?|多少|百分之(?:多少|几)|几成|几分之几)[?？。]*"
)


class Share(NamedTuple):
    """What is asked of a part and of the whole that it is a part of."""

    part: str
    whole: str


def asked_share(text: str, regions: Iterable[str] = ()) -> Share | None:
    """工业投资占固定资产投资的比重是多少 as the question for each; None for another question.

    The place and the time that are named once hold for both. regions: short names of those that reports are of.
    """
    match = _SHARE.fullmatch(text.strip())
    if not match:
        return None
    part, whole = match["part"].rstrip("的，, "), match["whole"]
    regions = [*regions]  # of a large library many, and most questions are for no share
    own, named = _settings(whole, regions), _settings(part, regions)
    told = [part[m.start : m.end] for m in named if not any(_is_year(m) == _is_year(o) for o in own)]
    if own and not re.search(r"\w", without(whole, own).strip("的")):  # 占梧岑市: of the same thing
        whole += without(part, named).strip("的")
    return Share(f"{part}是多少？", f"{''.join(told)}{whole}是多少？")


def _settings(text: str, regions: Iterable[str]) -> list[Mention]:
    """The places and years that words name, in order."""
    return sorted(
        [*find_places(text, [*regions, *places_in(text)]), *find_years(text)], key=lambda each: each.start
    )


def _is_year(mention: Mention) -> bool:
    return mention.name[:1].isdigit()
