"""Answers about a whole report or section, from the document's own structure: headings and lead sentences."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import islice

from index import Card, Paragraph, Report, Section, Shelf, Span
from index.text import content_words, normalise, tokenise

from ..language import agreement, asked_years, in_chinese, number, section_years
from ..question import asked_count, asks_for_several
from ..read import trimmed

_SUMMARY = re.compile(
    r"概括|总结|归纳|概述|综述|梗概|要点|主要(?:内容|说|讲|写|做|有哪|包括|工作|任务|安排|举措)|重点(?:工作|任务)|工作(?:重点|要点)|(?:讲|说|写|谈|提)了?(?:些什么|什么|哪些|啥)"
    r"|(?:报告|全文|文件|材料|讲话|内容)的?(?:总体|整体|基本|主要)?(?:结构|框架|提纲|目录|脉络)|分[为成]?了?(?:几|哪几|多少)[大个]?(?:部分|方面|块|章)"
    r"|[由分]?[几哪两][几一二两三四五六七八九十]?[大个]?部分(?:组成|构成)?|部分.{0,6}(?:什么|哪些|啥)|哪(?:几|[一二三四五六七八九十]+)个?(?:大?方面|块|部分|条|项|点)?(?:工作|任务|举措|措施|要求|部署|安排)"
    r"|[几0-9一二三四五六七八九十]+(?:个|大)?方面.{0,4}(?:工作)?.{0,4}(?:都?是?(?:什么|哪些|啥)|列|分别)|方面的?工作\W*$|(?:哪些|(?:什么|啥)(?!时)).{0,6}(?:打算|安排|部署|任务)|逐条|[要想]?[干做](?:了|些)*(?:哪些|哪几|什么|啥)"
    r"|(?:工作|任务|安排|举措|部署|打算)(?:都|分别)?(?:有|是|包括)(?:哪些|(?:什么|啥)(?!时))|有哪些(?:工作|任务|重点|安排|举措|部署)|抓了?哪[几些]|\bsummar\w*|\boverview|(?:main|key) (?:points|tasks|contents)|\boutline|\bgist\b"
    r"|\breport\b.{0,6}\bstructured?\b|\bstructure of\b.{0,12}\breport|what(?:'s| is| does) (?:the|this) report (?:about|cover|say)\W*$"
)
_TO_THE_PROGRAM = re.compile("^[你您](?:能|会|可以|是|有什么)")
_PART = re.compile("第([一二两三四五六七八九十0-9]+)(?:大|个)?部分")
# What asks for a summary and so says nothing of which section is meant.
_ASKING = re.compile(
    rf"{_PART.pattern}|\b(?:summar\w+|overview|outline)(?: of)?(?: (?:the|this))?(?: \w+){{0,2}} report\b|{_SUMMARY.pattern}"
    r"|请|麻烦|用?几句话|简[单要]|一下|这份|本|报告|全文|[一几两三四五六七八九十]大?块|里|里面|工作|任务|举措|安排|部署|打算|情况|内容|列出来?|出来|分[成为别]?|这?一?[块条部](?:分)?"
    r"|今年|去年|过去一?年?|全年|各|都|提(?!案)[出了]*|说说|讲讲|谈谈|事情?|哪些|些|什么|主要|着?重点?|方面|抓|做|干|推进|要|了|[几0-9一二三四五六七八九十]+(?:个|大|项|条)|项(?!目)|一共|总共|其"
    r"|\b(?:the|this|of|report|document|give|me|us|please|can|could|you|tell|make|write|provide|need|want|like|see|brief|short|quick|whole|entire|full|main|key|few|words|sentences)\b"
)
_PARTS = re.compile(
    r"部分|大块|结构|框架|提纲|目录|脉络|\bstructure|\bparts\b"
)  # the outermost headings are wanted
_APPENDIX = re.compile("附[件录表]|名词解释")
_NUMBER = re.compile(r"^\W*[一二三四五六七八九十0-9]+\W+|[0-9]{4}年")
MAX_ITEMS = 15
MAX_DEEP = 35  # headings of two levels
_LOOKED_AT = 24  # reports whose headings are compared; of more, those that have most of the question's words
_ENOUGH = 0.5  # share of the question's words that a section's heading must hold


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an outline: a heading or a lead sentence."""

    report: Report
    paragraph: Paragraph  # the one that it heads or opens
    section: tuple[str, ...]  # what it stands under
    span: Span
    depth: int = 0  # 1 for a heading below another of the outline
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """The items of one section (None for the whole report), in order."""

    report: Report
    section: Section | None
    items: tuple[Item, ...]
    cut_off: bool  # the report breaks off inside this section


def wants_outline(question: str) -> bool:
    """Whether the question asks for a summary or for the points of a section."""
    folded = normalise(question)
    return bool(_SUMMARY.search(folded)) and not _TO_THE_PROGRAM.search(folded)


def wants_several(question: str) -> bool:
    """Whether several things are to be named, for which one sentence is seldom enough."""
    return asks_for_several(question) or wants_outline(question)


def outline_of(question: str, reports: Shelf) -> Outline | None:
    """The section of the reports that the question names, or the whole of the only report; None for neither."""
    folded = normalise(question)
    count = asked_count(folded)
    naming = _naming(question)
    best: tuple[float, Card, Section] | None = None
    for card, sections in reports.headings(naming, _LOOKED_AT):
        words = _without_title(naming, card)
        asked = asked_years(folded, card.metadata.year)
        for section in sections if words else ():
            match = _match(words, section, folded)
            of_other_year = agreement(asked, section_years(card, section.path)) < 0
            if not of_other_year and match >= _ENOUGH and (best is None or match > best[0]):
                best = match, card, section
        if not words and len(reports) == 1:
            return _whole(folded, reports.report(card), count)
    outline = _outline(reports.report(best[1]), best[2]) if best else None
    # A section may open with a paragraph of its own before the points that are counted.
    fits = outline and (not count or len(outline.items) - count in (0, 1))
    return outline if fits else None


def asks_for_whole(question: str, reports: Shelf) -> bool:
    """Whether the question asks for the outline of a whole report, and names no section of any."""
    if not wants_outline(question):
        return False
    naming = _naming(question)
    whole = (card for card in reports if not _without_title(naming, card))
    return any(outline_of(question, reports.only([card])) for card in islice(whole, _LOOKED_AT))


def _naming(question: str) -> Sequence[str]:
    """The words that say which section, or of which report, is meant."""
    return content_words(_ASKING.sub(" ", normalise(in_chinese(question))))


def _without_title(words: Sequence[str], report: Card) -> list[str]:
    """Those of the words that say which section of the report is meant."""
    metadata = report.metadata
    title = normalise(metadata.title + metadata.short_title) if words else ""
    return [word for word in words if not _is_of_title(word, title)]


def _is_of_title(word: str, title: str) -> bool:
    """Whether a word says which report, and no section of it: 常委会 of 常务委员会."""
    if word.isdigit() or word == "年":
        return True
    if not {*word} <= {*title}:
        return False
    return any(
        _is_short_for_part(word[:cut], title) and _is_short_for_part(word[cut:], title)
        for cut in range(1, len(word) + 1)
    )


def _is_short_for_part(word: str, title: str) -> bool:
    return bool(re.search(".{0,2}".join(map(re.escape, word)), title))


def _whole(folded: str, report: Report, count: int) -> Outline | None:
    """The outline of the part that is meant when no section is named: the whole report, or a part of it.

    A part with as many points as the question says, or one about the year asked about.
    """
    if part := _PART.search(folded):
        children = children_of(report, None)
        place = int(number(part[1]) or 0)
        return _outline(report, children[place - 1]) if 0 < place <= len(children) else None
    asked = asked_years(folded, report.metadata.year)
    fitting = [
        section
        for section in (None, *report.sections)
        if not count or len(children_of(report, section)) == count
    ]
    if not fitting:  # the points of something else, unless parts of the report are asked for
        return _outline(report, None) if "部分" in folded else None
    of_year = [s for s in fitting if s and agreement(asked, section_years(report, s.path)) > 0]
    if not asked:
        return _outline(report, fitting[0], deep=not (count or _PARTS.search(folded)))
    about = of_year or [s for s in report.sections if agreement(asked, section_years(report, s.path)) > 0]
    words = pairs_of(folded)

    def likeness(section: Section) -> tuple[int, float, bool]:
        heading = normalise(_NUMBER.sub("", section.title))
        return -section.level, share(pairs_of(heading), words), len(children_of(report, section)) > 1

    return _outline(report, max(about, key=likeness, default=None))


def _match(words: Sequence[str], section: Section, folded: str) -> float:
    """How well the question names the section's heading, in [0, 1] and a little more for a longer match."""
    if not words:
        return 0.0
    own = normalise(section.title)
    path = normalise(" ".join(section.path))
    in_own = share(words, tokenise(own))
    in_path = share(words, tokenise(path))
    return 0.7 * in_own + 0.3 * in_path + 0.2 * share(pairs_of(own), pairs_of(folded))


def children_of(report: Report, section: Section | None) -> list[Section]:
    """The sections just below one, or the outermost ones."""
    path = section.path if section else ()
    return [child for child in report.sections if child.path[:-1] == path]


def _outline(report: Report, section: Section | None, deep: bool = False) -> Outline | None:
    """The headings below a section, with those below them when ``deep``; or its lead sentences."""
    path = section.path if section else ()
    children = children_of(report, section)
    under = [p for p in report.paragraphs if p.section[: len(path)] == path]
    if not under:
        return None
    most = MAX_ITEMS
    if len(children) > 1:
        headings = children
        if deep and len(whole := _with_parts(report, children)) <= MAX_DEEP:
            headings, most = whole, MAX_DEEP
        items = [
            Item(
                report,
                _headed(report, heading),
                heading.path[:-1],
                trimmed(report, heading.span),
                depth=heading.level - len(path) - 1,
                is_heading=True,
            )
            for heading in headings
        ]
    elif len(under) > 1:
        items = [
            Item(report, paragraph, paragraph.section, trimmed(report, lead))
            for paragraph in under
            if (lead := _lead(paragraph, section)) is not None
        ]
    else:
        sentences = [s for s in under[0].sentences if not _is_heading(s, section)]
        items = [
            Item(report, under[0], under[0].section, trimmed(report, s))
            for s in sentences or under[0].sentences
        ]
    cut_off = report.truncated and under[-1] is report.paragraphs[-1]
    return Outline(report, section, tuple(items[:most]), cut_off)


def _with_parts(report: Report, sections: Sequence[Section]) -> list[Section]:
    """Sections, each followed by those just below it; the entries of an appendix are left out."""
    return [
        heading
        for section in sections
        for heading in (section, *(() if _APPENDIX.match(section.title) else children_of(report, section)))
    ]


def _headed(report: Report, section: Section) -> Paragraph:
    """The first paragraph under a heading, or the next one where it has none."""
    return next(
        (p for p in report.paragraphs if p.section[: section.level] == section.path),
        next((p for p in report.paragraphs if p.span.end > section.span.start), report.paragraphs[-1]),
    )


def _lead(paragraph: Paragraph, section: Section | None) -> Span | None:
    """The sentence that says what a paragraph is about; a run-in heading of the section itself says nothing new."""
    return next((s for s in paragraph.sentences if not _is_heading(s, section)), None)


def _is_heading(sentence: Span, section: Section | None) -> bool:
    return section is not None and sentence.start < section.span.end and section.span.start < sentence.end


def pairs_of(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters."""
    return frozenset(text[i : i + 2] for i in range(len(text) - 1))


def share(of: Collection[str], within: Collection[str]) -> float:
    """The part of one collection that is in another; 0 for an empty one."""
    return sum(item in within for item in of) / len(of) if of else 0.0
