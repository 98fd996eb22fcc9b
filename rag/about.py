"""Questions about a report itself: who gave it, when, where, what it is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Report, Span
from index.tokens import normalise

_REPORT = r"(?:报告|讲话|文件|材料|\breport\b)"
_GIVEN = r"(?:作|做|宣读|发表|发布|提交|讲|deliver|gave|given|present)"
_WHO = r"(?:谁|哪[一]?位|何人)"
_WHEN = r"(?:哪[一]?[天日年]|何时|什么时[候间]|几月几[号日]|几[号日])"
_WHERE = r"(?:什么会|哪[个次场]会|在哪)"
_SAYS = r"(?![中里内上]|[说讲写]了?|提)"  # 报告里谁…: about what it says, not about the report
_AUTHOR = re.compile(
    rf"{_WHO}.{{0,8}}{_GIVEN}(?:了|的)?.{{0,8}}{_REPORT}|{_REPORT}{_SAYS}的?(?:是|由)?{_WHO}{_GIVEN}"
    rf"|{_REPORT}的?(?:作者|报告人)|报告人|{_REPORT}的?是{_WHO}(?:的|[?。]|$)|who\b.{{0,20}}\breport\b"
)
_DATE = re.compile(
    rf"{_REPORT}{_SAYS}.{{0,6}}{_WHEN}.{{0,3}}(?:{_GIVEN}|的?[?。]|的?$)|{_REPORT}的?(?:日期|时间)"
    rf"|{_WHEN}.{{0,8}}{_GIVEN}.{{0,6}}{_REPORT}|\bwhen\b.{{0,20}}\breport\b"
)
_VENUE = re.compile(
    rf"{_REPORT}{_SAYS}.{{0,6}}{_WHERE}.{{0,6}}(?:{_GIVEN}|[?。]|$)|{_WHERE}.{{0,8}}{_GIVEN}.{{0,6}}{_REPORT}"
)
_TITLE = re.compile(rf"{_REPORT}.{{0,6}}(?:题目|标题|名称|名字|叫什么|全[名称])|(?:题目|标题)是什么")
_LEADER = re.compile(
    r"(?:(?:省长|市长|县长|区长|州长|自治区主席|主席|总理|院长|检察长|主任|领导)[的]?(?:叫|是|姓)?(?:什么名字|谁|哪[一]?位|何人|叫什么))"
    r"|(?:谁|哪位)(?:是|担任|当).{0,10}(?:省长|市长|县长|区长|州长|自治区主席|总理)"
)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before a report's first paragraph and answers the question."""

    report: Report
    span: Span  # of the words wanted
    line: Span  # of the line that they stand in


def front_matter(question: str, reports: Sequence[Report]) -> list[FrontMatter]:
    """Where the reports' title lines answer the question; [] when it is not about a report itself."""
    folded = normalise(question)
    found = []
    for report in reports:
        wanted = _wanted(folded, report)
        place = _find(report, wanted) if wanted else None
        if place:
            found.append(place)
    return found


def _wanted(folded: str, report: Report) -> str:
    """The words of the title lines that are asked for; "" for none."""
    metadata = report.metadata
    if _DATE.search(folded):
        return metadata.date
    if _AUTHOR.search(folded):
        return metadata.author
    if _LEADER.search(folded) and _post(report) and _post(report) in folded:
        return metadata.author
    if _VENUE.search(folded):
        return metadata.venue
    if _TITLE.search(folded):
        return metadata.title
    return ""


def _post(report: Report) -> str:
    """The author's post as printed beside the name: 省长, 市长, 主席."""
    front = _front(report)
    author = report.metadata.author
    if not author:
        return ""
    before = front[: front.find(author)] if author in front else ""
    posts = re.findall(r"(省长|市长|县长|区长|州长|主席|总理|院长|检察长|主任)", before)
    return posts[-1] if posts else ""


def _front(report: Report) -> str:
    return report.text[: report.paragraphs[0].span.start] if report.paragraphs else report.text


def _find(report: Report, wanted: str) -> FrontMatter | None:
    # The title as printed may have spaces that the cleaned one has not.
    pattern = r"\s*".join(re.escape(c) for c in re.sub(r"\s", "", wanted))
    match = re.search(pattern, _front(report))
    if match is None:
        return None
    start = report.text.rfind("\n", 0, match.start()) + 1
    end = report.text.find("\n", match.end())
    line = Span(start, end if end >= 0 else len(report.text))
    return FrontMatter(report, Span(*match.span()), line)
