"""What an answer says beside its quotes, or instead of them: what is not held, what does not agree."""

from collections.abc import Iterable, Sequence

from index import Card, Report
from index.metadata import COUNTRY

from ..facts import Value
from ..language import Figure
from .labels import place_label, report_label

_NAMED = 5  # bodies; more are counted
CUT_OFF = "报告原文在此处中断，后续内容不在资料中。"


def which_report(reports: Sequence[Card]) -> str:
    """Asks which of several reports is meant."""
    return (
        f"资料库里有{len(reports)}份报告，请说明问的是哪一份，例如“{reports[0].metadata.short_title}的报告”。"
    )


def not_held(names: Sequence[str]) -> str:
    """Names the places and years that no report covers; "" for none."""
    return f"资料库里没有{'、'.join(names)}的报告。" if names else ""


def only_spoken_of(places: Sequence[str]) -> str:
    """Names places of which reports say something else than what is asked."""
    return f"资料里提到了{'、'.join(places)}，但没有找到这项内容。"


def of_another_time(value: Value) -> str:
    """Says of which time or kind the nearest figure is, where that is not what is asked."""
    told = "只说了计划" if value.statement.kind == "目标" else "说的是另一年"
    return f"资料中有相近的内容，但{told}（{value.time}），没有这个问题问的。"


def of_another_course(course: int) -> str:
    """Says that what a question speaks of rose (1) or fell (-1), where it says the other."""
    if course > 0:
        return "问题说的是下降，所引原文说的是上升，请以原文为准。"
    return "问题说的是上升，所引原文说的是下降，请以原文为准。"


def not_held_report(name: str) -> str:
    """Names a report that is asked about and not held."""
    return f"资料库里没有“{name}”，无法回答这个问题。"


def not_printed(facts: Sequence[str]) -> str:
    """Names what a report does not print of itself; "" for nothing."""
    return f"报告里没有印出它的{'、'.join(facts)}。" if facts else ""


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


def the_rest(reports: Sequence[Card | Report], question: str) -> str:
    """Counts the reports that say something to a question, too, and says how to ask for one of them; "" for none."""
    if not reports:
        return ""
    first = report_label(reports[0]).removesuffix("报告")
    return f"其余{len(reports)}份报告也有相关内容，可以写明地区或年份再问，例如“{first}：{question}”。"


def older_editions(reports: Sequence[Card | Report]) -> str:
    """Names the older reports of the same bodies that say something to a question, too; "" for none."""
    if not reports:
        return ""
    years: dict[str, list[str]] = {}
    for report in reports:
        years.setdefault(place_label(report), []).append(f"{report.metadata.year}年")
    named = "，".join(f"{place}{'、'.join(given)}" for place, given in list(years.items())[:_NAMED])
    more = f"等{len(years)}个机构" if len(years) > _NAMED else ""
    return f"这里用的是最近一份有相关内容的报告；{named}{more}的报告也有，可以写明年份再问。"


def remarks_of(reports: Iterable[tuple[str, Sequence[str]]]) -> str:
    """What was said first of each report when it was added: a page that could not be read may hold what was asked for.

    reports: the title and the remarks of each.
    """
    return "".join(f"《{title}》：{remarks[0]}" for title, remarks in reports if remarks)


def newer_version(reports: Iterable[Card]) -> str:
    """Names the newer versions that are answered from while older ones are held, too; "" for none."""
    named = "、".join(f"《{title}》" for title in dict.fromkeys(report.title for report in reports))
    return f"{named}有新旧版本，这里用的是后加入的。" if named else ""
