"""Questions about a document itself: who gave or issued it, when, where, what it is called, what its number stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import groupby, islice
from typing import NamedTuple

from index import Card, Report, Shelf, Span
from index.metadata import number_in
from index.text import normalise

_THIS = "这份文件"  # in the place of a document's number
_GIVEN = r"(?:(?<![工合操])[作做]|宣读|发表|发布|提交|讲|[印签下制]发|签署|公布|出台|制定|成文|发(?=[了的出]|\W*$)|deliver|gave|given|present)"
_WHO = (
    r"(?:谁|哪[一]?位(?:领导|同志|[省市县区州院]长|检察长|主席|主任|总理)?|何人"
    r"|(?:哪(?:[一二两三几]?[个家]|些)|什么)(?:部门|单位|机[关构]))"
)
_WHEN = r"(?:哪[一]?[天日年]|何时|什么时[候间]|几月几[号日]|几[号日])"
_WHERE = r"(?:什么会|哪[个次场]会|在哪(?![天日年])|第几[届次])"
_SAYS = r"(?![中里内上]|[说讲写]了?|提)"  # 报告里谁…: about what it says, not about the report
_ISSUES = "(?:印发|转发|批转|发布|公布)"
_CLEFT = (
    r"[^,;.?!。]{0,12}的\W*$"  # 报告是谁…的: it is the document that all this happened to, whatever the verb
)


class _Patterns(NamedTuple):
    """What is asked of a document itself, over folded questions."""

    author: re.Pattern[str]
    date: re.Pattern[str]
    venue: re.Pattern[str]
    title: re.Pattern[str]
    issued: re.Pattern[str]  # what a notice issues
    number: re.Pattern[str]


@cache
def _patterns(*kinds: str) -> _Patterns:
    """The patterns for a document of some kinds (通知, 办法), by which questions call it, as by 报告 or 这份文件."""
    named = "|".join(map(re.escape, filter(None, kinds)))
    own = rf"(?:报告|(?:这|本|该|此)[份篇个]?(?:讲话|文件|材料)|\breport\b{'|' if named else ''}{named})"
    # Who gave the Hubei report, but not who is mentioned in it, nor who it says…
    english = r"(?:(?!\b(?:in|by|from|mention\w*)\b).){0,40}\breport\b(?! (?:say|mention|state|expect|plan|claim|tell|name))"
    return _Patterns(
        author=re.compile(
            rf"{own}是由?{_WHO}{_CLEFT}|{_WHO}.{{0,8}}{_GIVEN}(?:了|的)?.{{0,8}}{own}|{own}{_SAYS}的?(?:是|由)?{_WHO}{_GIVEN}"
            rf"|{own}的?(?:作者|报告人|[发印]文?[机单][关位])|报告人|{own}的?是{_WHO}(?:的|[?。]|$)|\bwho\b{english}"
        ),
        date=re.compile(
            rf"{own}是[在于]?{_WHEN}{_CLEFT}|{own}{_SAYS}.{{0,6}}{_WHEN}(?:.{{0,8}}{_GIVEN}|的?\W*$)|{own}的?(?:日期|时间)"
            rf"|{_WHEN}.{{0,10}}{_GIVEN}.{{0,12}}{own}|\b(?:when|date)\b{english}"
        ),
        venue=re.compile(
            rf"{own}是[在于]?{_WHERE}{_CLEFT}|{own}{_SAYS}.{{0,8}}{_WHERE}.{{0,6}}(?:{_GIVEN}|[?。]|$)|{_WHERE}.{{0,8}}{_GIVEN}.{{0,6}}{own}"
            rf"|\b(?:where|(?:which|what) (?:meeting|session))\b{english}"
        ),
        title=re.compile(
            rf"{own}的?(?:完整|正式)?(?:题目|标题|名称|名字|叫什么|全[名称])|{own}是(?:一[份个])?什么(?:{own}|文件)?\W*$"
            rf"|^\W*(?:题目|标题)是什么|\btitle\b.{{0,20}}\breport\b"
        ),
        issued=re.compile(rf"{own}.{{0,2}}{_ISSUES}[的了]?是?(?:什么|哪)"),
        number=re.compile(rf"{own}的?(?:发文|文件)?(?:字号|文号|编号)"),
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
_OF_ITS_OWN = ("date", "author", "venue", "number")  # several of which may be asked for at once
_IN_CHINESE = {
    "date": "日期", "author": "报告人或发文机关", "venue": "会议", "number": "文号", "attachment": "印发的文件", "title": "题目",
}  # fmt: skip
_LEAST_TITLE = 4  # characters
_NEAR = 40  # characters before a name in which the post stands
_SPACE = re.compile(r"\s")
_MARKS = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a report prints of itself, above its body or under it, and answers the question."""

    report: Report
    paragraph: int  # its number; 0 for a title line
    span: Span  # of the words wanted, from the first to the last where a line has several
    line: Span  # of the line that they stand in


def front_matter(question: str, reports: Shelf, most: int) -> list[FrontMatter]:
    """Where reports print what is asked of them themselves, of at most so many; [] when that is not what is asked.

    A question that names a document's number or title is about the one that has it.
    """
    of_each = groupby(_front_matter(normalise(question), reports), key=lambda place: place.report.id)
    return [place for _, places in islice(of_each, most) for place in list(places)]


def _front_matter(folded: str, reports: Shelf) -> Iterator[FrontMatter]:
    for card, facts in _asked_of_each(folded, reports):
        if not any(_is_known(card, fact) for fact in facts):
            continue
        report = reports.report(card)
        lines: dict[Span, FrontMatter] = {}
        for place in filter(None, (_where(report, card, fact) for fact in facts)):
            before = lines.get(place.line, place).span
            whole = Span(min(before.start, place.span.start), max(before.end, place.span.end))
            lines[place.line] = replace(place, span=whole)
        yield from lines.values()


def unprinted(question: str, reports: Shelf) -> list[str]:
    """What a question asks of a report itself that this does not print, where it prints something else that is asked."""
    missing = [
        _IN_CHINESE[fact]
        for card, facts in _asked_of_each(normalise(question), reports)
        if any(_is_known(card, fact) for fact in facts)
        for fact in facts
        if not _where(reports.report(card), card, fact)
    ]
    return list(dict.fromkeys(missing))


def _asked_of_each(folded: str, reports: Shelf) -> Iterator[tuple[Card, tuple[str, ...]]]:
    """The reports that a question may be about, each with what is asked of it itself."""
    meant = _meant(folded, reports)
    of_leader = bool(_LEADER.search(folded) or _ENGLISH_LEADER.search(folded))
    if not of_leader and not any(
        _asked(_without_names(folded, cards[0]), *kinds) for kinds, cards in meant.kinds.items()
    ):
        return
    for card in meant:
        facts = _asked(_without_names(folded, card), *card.kinds)
        if of_leader and not {"date", "author"} & {*facts} and _asks_for_leader(folded, card, meant):
            facts = ("author",)
        if facts:
            yield card, facts


def _is_known(card: Card, fact: str) -> bool:
    return fact == "title" or bool(getattr(card.metadata, fact))


def _where(report: Report, card: Card, fact: str) -> FrontMatter | None:
    """Where a report prints a fact about itself."""
    if not _is_known(card, fact):
        return None
    wanted = _title(report) if fact == "title" else getattr(card.metadata, fact)
    match = _printed(wanted, report.text, card.front)
    return _placed(report, Span(*match.span())) if match else None


def asks_for_title(question: str, report: Card) -> bool:
    """Whether the question asks what a report is called, which not every report prints."""
    asked, folded = _patterns(*report.kinds), _without_names(normalise(question), report)
    others = (asked.date, asked.author, _LEADER, asked.venue)
    return bool(asked.title.search(folded)) and not any(pattern.search(folded) for pattern in others)


def _meant(folded: str, reports: Shelf) -> Shelf:
    """The reports that a question is about by the document number or title that it names, if it names one."""
    asked, (numbers, titles) = _plain(folded), _names_of(reports)
    numbered = [card for number, card in numbers if number in asked]
    if numbered or number_in(folded):
        return reports.only(numbered)
    return reports.only([card for title, card in titles if title in asked]) or reports


@lru_cache(maxsize=8)  # of all reports there are, for many questions
def _names_of(reports: Shelf) -> tuple[list[tuple[str, Card]], list[tuple[str, Card]]]:
    """The numbers of reports, and the titles of those that are told by them or of what they issue, maybe without the region."""
    numbers = [(number, card) for card in reports if (number := _plain(card.metadata.number))]
    titles = [
        (_plain(title.removeprefix(card.metadata.region)), card)
        for card in reports
        if card.metadata.told_by_title
        for title in (card.metadata.title, card.metadata.attachment)
        if title
    ]
    return numbers, titles


@lru_cache(maxsize=1 << 16)
def _plain(text: str) -> str:
    """Its letters and digits alone, folded."""
    return _MARKS.sub("", normalise(text))


def _number(card: Card) -> re.Pattern[str] | None:
    """The report's document number, with whichever brackets: 青政发〔2025〕12号, 青政发[2025]12号."""
    characters = _plain(card.metadata.number)
    return re.compile(r"\W*".join(map(re.escape, characters)) + "(?:文件?)?") if characters else None


def _without_names(folded: str, card: Card) -> str:
    """The question with 这份文件 for the report's number, and without the marks around titles."""
    named = _plain(card.metadata.number) in _plain(folded)
    number = _number(card) if named else None
    return re.sub("[《》]", "", number.sub(_THIS, folded) if number else folded)


@lru_cache(maxsize=256)
def _asked(folded: str, *kinds: str) -> tuple[str, ...]:
    """Which of its metadata a document of some kinds is asked for; what else it may be called only where it is for none of these."""
    patterns = _patterns(*kinds)
    facts = {
        "date": patterns.date,
        "author": patterns.author,
        "venue": patterns.venue,
        "number": patterns.number,
        "attachment": patterns.issued,
        "title": patterns.title,
    }
    asked = [fact for fact, pattern in facts.items() if pattern.search(folded)]
    first = [fact for fact in asked if fact in _OF_ITS_OWN]
    return tuple(first or asked[:1])


def _asks_for_leader(folded: str, card: Card, reports: Shelf) -> bool:
    """Whether the question asks who holds the post that the author signs with, and in this body."""
    same_body = all(body in card.metadata.body for body in _BODY.findall(folded))
    english = _ENGLISH_LEADER.search(folded)
    if not (english or same_body):
        return False
    post = _post(card, reports)
    if english:
        return post == _ENGLISH_POSTS[english[1]]
    return bool(post) and post in folded and bool(_LEADER.search(folded))


def _post(card: Card, reports: Shelf) -> str:
    """The author's post as printed before the name: 省长, 市长, 主席."""
    author, text = card.metadata.author, card.opening
    match = _printed(author, text, card.front)
    if author and (match is None or match.start() >= card.front):
        text = reports.report(card).text
        match = _printed(author, text, card.front)
    before = text[max(0, match.start() - _NEAR) : match.start()] if match else ""
    posts = re.findall(_POSTS, before)
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


def _printed(wanted: str, text: str, front: int) -> re.Match[str] | None:
    """The words where a report says them of itself: in its title lines, ahead of ``front``, or else on the line that says least more.

    They may have spaces there that the cleaned ones have not.
    """
    words = _SPACE.sub("", wanted)
    places = re.finditer(r"\s*".join(map(re.escape, words)), text) if words else ()

    def rank(place: re.Match[str]) -> tuple[bool, int]:
        line = _line(text, Span(*place.span()))
        return place.start() >= front, (line.end - line.start) * (place.start() >= front)

    return min(places, key=rank, default=None)


def _line(text: str, span: Span) -> Span:
    end = text.find("\n", span.end)
    return Span(text.rfind("\n", 0, span.start) + 1, end if end >= 0 else len(text))


def _placed(report: Report, span: Span) -> FrontMatter:
    paragraphs = (p.number for p in report.paragraphs if p.span.start <= span.start < p.span.end)
    return FrontMatter(report, next(paragraphs, 0), span, _line(report.text, span))
