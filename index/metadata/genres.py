"""Kinds of official documents, which the title of each ends with: 工作报告, 通知, 统计公报, 办法."""

import re
from typing import NamedTuple

from ..text import in_either_script
from .dates import DATE
from .offices import is_office

# The fifteen kinds of official documents (党政机关公文处理工作条例, article 8), those of rules (规章制定程序条例,
# article 7, and 法), of plans, and of what is spoken or summed up. The official styles know no others.
_KINDS = (
    "决议|决定|命令|(?<=[府会部院])令|公报|公告|通告|意见|通知|通报|报告|请示|批复|议案|函|纪要"
    "|条例|规定|办法|[细规准守]则|章程|规程|规范|制度|法典"
    "|规划|纲要|计划|方案|要点|安排|预案|措施|任务分工|清单|目录|指南|指引|建议|倡议书|白皮书"
    "|讲话|致辞|发言|述职|说明|汇报|总结|答复|答记者问|问答|发布会|记者会|吹风会|访谈|实录|年报|预算|决算"
)
_BRACKET = r"(?:\s*[（(〔\[［][^（(〔\[［]{0,30}[）)〕\]］])"
_ENDS = re.compile(rf"(?P<kind>{_KINDS})[》”]?(?P<rest>(?:草案)?{_BRACKET}{{0,3}})$")
_GLUED = re.compile(
    rf"(?P<title>.{{4,80}}(?:{_KINDS}){_BRACKET}{{0,2}})\s*(?P<office>[\u4e00-\u9fff\s]{{4,60}}?)\s*[（(]?(?P<date>{DATE})[）)]?"
)

_LONGEST_GLUED = 160  # characters


@in_either_script
def genre_of(title: str) -> str:
    """The kind of document that a title names at its end: 报告, 通知, 办法; "" for none."""
    match = _ENDS.search(title)
    return match["kind"] if match else ""


class Glued(NamedTuple):
    """The parts of a front that stand in one line."""

    title: str
    office: str
    date: str


@in_either_script
def glued_parts(text: str) -> Glued | None:
    """The title, office and day of a line that holds them all and nothing else; None for another line."""
    match = _GLUED.fullmatch(text) if len(text) <= _LONGEST_GLUED else None
    return Glued(*match.groups()) if match and is_office(match["office"]) else None
