"""What an answer says beside its quotes, or instead of them: what is not held, what does not agree."""

from collections.abc import Sequence

from index import Card
from index.metadata import COUNTRY

from ..language import Figure

CUT_OFF = "报告原文在此处中断，后续内容不在资料中。"


def which_report(reports: Sequence[Card]) -> str:
    """Asks which of several reports is meant."""
    return (
        f"资料库里有{len(reports)}份报告，请说明问的是哪一份，例如“{reports[0].metadata.short_title}的报告”。"
    )


def not_held(names: Sequence[str]) -> str:
    """Names the places and years that no report covers; "" for none."""
    return f"资料库里没有{'、'.join(names)}的报告。" if names else ""


def not_held_report(name: str) -> str:
    """Names a report that is asked about and not held."""
    return f"资料库里没有“{name}”，无法回答这个问题。"


def not_covered(unknown: Sequence[str], parts_of: Sequence[tuple[str, str]]) -> str:
    """Says of each place and year that no report covers what is missing; parts_of: see Scope."""
    regions = dict(parts_of)
    said = [
        f"{regions[name]}的报告说的是{_whole(regions[name])}，没有单独说{name}的，无法回答这个问题。"
        for name in unknown
        if name in regions
    ]
    absent = "、".join(name for name in unknown if name not in regions)
    return "".join(said) + (f"资料库里没有{absent}的内容，无法回答这个问题。" if absent else "")


def _whole(region: str) -> str:
    """全县 for 青石县, 全国 for the country."""
    return region if region == COUNTRY else f"全{region[-1]}"


def unsupported(figures: Sequence[Figure]) -> str:
    """Names the question's figures that the quotes contradict; "" for none."""
    named = "、".join(f"“{figure.text}”" for figure in figures)
    return f"问题中的{named}与所引原文不符，请以原文为准。" if figures else ""
