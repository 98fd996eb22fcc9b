"""Questions about a report itself: who gave it, when, where, what it is called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index import Report, Span
from index.text import normalise

_REPORT = r"(?:报告|(?:这|本|该|此)[份篇个]?(?:讲话|文件|材料)|\breport\b)"  # and not one that it speaks of
_GIVEN = r"(?:作|做|宣读|发表|发布|提交|讲|deliver|gave|given|present)"
_WHO = r"(?:谁|哪[一]?位(?:领导|同志|[省市区县州院]长|检察长|主席|主任|总理)?|何人)"
_WHEN = r"(?:哪[一]?[天日年]|何时|什么时[候间]|几月几[号日]|几[号日])"
_WHERE = r"(?:什么会|哪[个次场]会|在哪)"
_SAYS = r"(?![中里内上]|[说讲写]了?|提)"  # 报告里谁…: about what it says, not about the report
# Who gave the Hubei report, but not who is mentioned in it, nor who it says…
_ENGLISH_REPORT = r"(?:(?!\b(?:in|by|from|mention\w*)\b).){0,40}\breport\b(?! (?:say|mention|state|expect|plan|claim|tell|name))"
_AUTHOR = re.compile(
    rf"{_WHO}.{{0,8}}{_GIVEN}(?:了|的)?.{{0,8}}{_REPORT}|{_REPORT}{_SAYS}的?(?:是|由)?{_WHO}{_GIVEN}"
    rf"|{_REPORT}的?(?:作者|报告人)|报告人|{_REPORT}的?是{_WHO}(?:的|[?。]|$)|\bwho\b{_ENGLISH_REPORT}"
)
_DATE = re.compile(
    rf"{_REPORT}{_SAYS}.{{0,6}}{_WHEN}.{{0,8}}(?:{_GIVEN}|的?[?。]|的?$)|{_REPORT}的?(?:日期|时间)"
    rf"|{_WHEN}.{{0,10}}{_GIVEN}.{{0,12}}{_REPORT}|\b(?:when|date)\b{_ENGLISH_REPORT}"
)
_VENUE = re.compile(
    rf"{_REPORT}{_SAYS}.{{0,6}}{_WHERE}.{{0,6}}(?:{_GIVEN}|[?。]|$)|{_WHERE}.{{0,8}}{_GIVEN}.{{0,6}}{_REPORT}"
    rf"|\b(?:where|(?:which|what) (?:meeting|session))\b{_ENGLISH_REPORT}"
)
_TITLE = re.compile(
    rf"{_REPORT}.{{0,6}}(?:题目|标题|名称|名字|叫什么|全[名称])|^\W*(?:题目|标题)是什么|\btitle\b.{{0,20}}\breport\b"
)
_POSTS = "(?<!副)(?:省长|市长|县长|区长|州长|主席|总理|院长|检察长|主任)"
_BODY = re.compile("政府|人大|政协|法院|检察院")
_LEADER = re.compile(
    rf"(?:{_POSTS}|领导)(?:现在|目前|分别|的)*(?:叫|是|姓)?(?:什么名字|谁|哪[一]?位|何人|叫什么)"
    rf"|(?:谁|哪位)(?:是|担任|当).{{0,10}}{_POSTS}"
)
_ENGLISH_POSTS = {
    "governor": "省长", "mayor": "市长", "premier": "总理", "chairman": "主席", "chairperson": "主席",
    "magistrate": "县长", "chief justice": "院长", "chief procurator": "检察长",
}  # fmt: skip
_ENGLISH_LEADER = re.compile(
    rf"\bwho(?:'s| is| was)\b.{{0,20}}(?<!vice )(?<!deputy )\b({'|'.join(_ENGLISH_POSTS)})\b"
)
_LEAST_TITLE = 4  # characters
_SPACE = re.compile(r"\s")


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
        match = _printed(_wanted(folded, report), report)
        if match:
            found.append(_placed(report, Span(*match.span())))
    return found


def asks_for_title(question: str) -> bool:
    """Whether the question asks what a report is called, which not every report prints."""
    folded = normalise(question)
    others = (_DATE, _AUTHOR, _LEADER, _VENUE)
    return bool(_TITLE.search(folded)) and not any(pattern.search(folded) for pattern in others)


def _wanted(folded: str, report: Report) -> str:
    """The words of the title lines that are asked for; "" for none."""
    metadata = report.metadata
    if _DATE.search(folded):
        return metadata.date
    if _AUTHOR.search(folded):
        return metadata.author
    if _asks_for_leader(folded, report):
        return metadata.author
    if _VENUE.search(folded):
        return metadata.venue
    if _TITLE.search(folded):
        return _title(report)
    return ""


def _asks_for_leader(folded: str, report: Report) -> bool:
    """Whether the question asks who holds the post that the author signs with, and in this body."""
    post = _post(report)
    if match := _ENGLISH_LEADER.search(folded):
        return post == _ENGLISH_POSTS[match[1]]
    same_body = all(body in report.metadata.body for body in _BODY.findall(folded))
    return bool(post) and post in folded and same_body and bool(_LEADER.search(folded))


def _post(report: Report) -> str:
    """The author's post as printed before the name: 省长, 市长, 主席."""
    match = _printed(report.metadata.author, report)
    posts = re.findall(_POSTS, match.string[: match.start()]) if match else []
    return posts[-1] if posts else ""


def _title(report: Report) -> str:
    """The title, or as much of it as is printed where the file's name says more; "" where nothing is.

    A heading that stands for a missing title is none.
    """
    headings = {report.quote(section.span) for section in report.sections}
    lines = [_SPACE.sub("", line) for line in _front(report).split("\n") if line not in headings]
    whole = _SPACE.sub("", report.title)
    within = [line for line in lines if len(line) >= _LEAST_TITLE and line in whole]
    return whole if whole in "".join(lines) else max(within, key=len, default="")


def _front(report: Report) -> str:
    return report.text[: report.paragraphs[0].span.start] if report.paragraphs else report.text


def _printed(wanted: str, report: Report) -> re.Match[str] | None:
    """The words among the title lines, where they may have spaces that the cleaned ones have not."""
    words = _SPACE.sub("", wanted)
    return re.search(r"\s*".join(map(re.escape, words)), _front(report)) if words else None


def _placed(report: Report, span: Span) -> FrontMatter:
    start = report.text.rfind("\n", 0, span.start) + 1
    end = report.text.find("\n", span.end)
    return FrontMatter(report, span, Span(start, end if end >= 0 else len(report.text)))
