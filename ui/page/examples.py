"""Questions to start with, made from the reports' own figures and headings.

Each is tried before it is offered: it stays only if it is answered with some confidence, and the answer cites
the very place it was made from.
"""

import re
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, zip_longest
from typing import NamedTuple

from index import Card, Library, Report, Span
from rag import ask
from rag.facts import frame_of

from ..views import FigureRow, figure_rows

MOST = 6
_MOST_TRIED = 3 * MOST
_NUMBERING = re.compile(
    r"^[—\-·•\s]*"
    r"(?:第[一二三四五六七八九十百]+[章节条]|[（(]?[一二三四五六七八九十\d]+[)）、.．]|[一二三四五六七八九十]+是)?\s*"
)
_CLAUSE = re.compile(r"[，,。；;：:、\s]")
_PLAIN = re.compile(r"(?!方面)[一-龥“”]+")  # 7个方面的意见 is no 方面的意见 to ask for
_LEAD = re.compile("^(?:全[省市区县国州])?(?:完成|实现)?")  # 全省完成地区生产总值 -> 地区生产总值
_ASKED_OF_HEADINGS = {
    "完成": "在“{topic}”方面做了哪些工作？",
    "目标": "在“{topic}”方面有哪些安排？",
    "": "“{topic}”这部分讲了什么？",
}
_DURATION = re.compile("年|周年|岁|天|周|个?月|小时|分钟|次|大")
_trying = threading.Lock()  # what one has begun to try, who comes meanwhile need not try, too
_TOPIC_LENGTHS = range(4, 17)  # characters of a heading or an indicator that can stand in a question


class Candidate(NamedTuple):
    """A question made from a place of a report; not yet tried."""

    question: str
    report_id: str
    place: Span  # the answer must cite from here


def example_questions(library: Library, reports: Sequence[Card]) -> list[str]:
    """At most six questions that ``reports`` answer, spread over them."""
    with _trying:
        return list(_examples(library, tuple(report.id for report in reports)))


@lru_cache(maxsize=32)
def _examples(library: Library, report_ids: tuple[str, ...]) -> tuple[str, ...]:
    reports = [library.report(report_id) for report_id in report_ids[:MOST]]
    several = len(report_ids) > 1
    candidates = _in_turn(*(_in_turn(about_figures(each, several), about_headings(each)) for each in reports))
    questions: list[str] = []
    for candidate in islice(candidates, _MOST_TRIED):
        if candidate.question not in questions and _is_answered(candidate, library, report_ids):
            questions.append(candidate.question)
        if len(questions) == MOST:
            break
    return tuple(questions)


def _is_answered(candidate: Candidate, library: Library, report_ids: tuple[str, ...]) -> bool:
    answer = ask(candidate.question, library=library, reports=list(report_ids))
    return answer.confidence != "low" and any(
        citation.report.id == candidate.report_id
        and citation.span.start < candidate.place.end
        and candidate.place.start < citation.span.end
        for citation in answer.citations
    )


def about_figures(report: Report, several: bool) -> Iterator[Candidate]:
    """协商建议42条 -> 协商建议有多少条？ For indicators that the report has a single figure of.

    What the later figures of a sentence count is often said before the first. Among several reports the question names the region: 全省粮食产量 -> 云南省粮食产量.
    """
    rows = figure_rows([report])
    times = Counter((row.said.indicator, row.said.change) for row in rows)
    sentence = ""
    heads: set[str] = set()  # 协商建议 and 意见建议 would be the same example twice
    for row in rows:
        if row.sentence == sentence:
            continue
        sentence = row.sentence
        name = _LEAD.sub("", row.said.indicator)
        ending = _ending(row)
        if not (ending and len(name) in _TOPIC_LENGTHS and _PLAIN.fullmatch(name)):
            continue
        if times[row.said.indicator, row.said.change] > 1 or name[-2:] in heads:
            continue
        heads.add(name[-2:])
        region = report.metadata.region if several else ""
        where = "" if region in name else region
        yield Candidate(where + name + ending, report.id, row.span)


def _ending(row: FigureRow) -> str:
    """How to ask for a figure; "" for one that is seldom worth asking for, such as a duration."""
    figure = row.said.figure
    if row.said.change:
        return "下降多少？" if figure.value < 0 else "增长多少？"
    if (
        figure.kind == "percent"
        and "占" in row.said.indicator
        and not row.said.indicator.endswith(("占比", "比重"))
    ):
        return "的比重是多少？"
    if figure.kind in ("percent", "money"):
        return "是多少？"
    before = row.sentence.partition(figure.text)[0]
    subject = not before or _CLAUSE.match(
        before[-1]
    )  # 89个开发区总产值…: the clause is about more than their number
    counts = figure.kind == "count" and figure.unit and not _DURATION.fullmatch(figure.unit)
    return f"有多少{figure.unit}？" if counts and not subject else ""


def about_headings(report: Report) -> Iterator[Candidate]:
    """二、坚持围绕中心,服务发展大局 -> 在“坚持围绕中心”方面做了哪些工作？ Of plans: 有哪些安排？"""
    for section in report.sections:
        topic = _CLAUSE.split(_NUMBERING.sub("", section.title))[0]
        inside = [each.span for each in report.paragraphs if each.section[: section.level] == section.path]
        if inside and section.level > 1 and len(topic) in _TOPIC_LENGTHS:
            place = Span(inside[0].start, inside[-1].end)
            question = _ASKED_OF_HEADINGS[_kind(report, section.path)].format(topic=topic)
            yield Candidate(question, report.id, place)


def _kind(report: Report, section: tuple[str, ...]) -> str:
    """完成 or 目标, where the headings say so in words."""
    frame = frame_of(section, report.metadata.year)
    return frame.kind if frame.sure else ""


def _in_turn(*sources: Iterable[Candidate]) -> Iterator[Candidate]:
    """One of each source after the other, until all are used up."""
    for turn in zip_longest(*sources):
        yield from (candidate for candidate in turn if candidate is not None)
