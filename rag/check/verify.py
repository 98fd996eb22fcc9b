"""Check an answer, whoever wrote it, against the quotes that it cites. Pure functions, no model.

A figure is supported by a quote that states the same value and unit in any form (13场/十三场, 九成/90%). A
qualifier may be dropped but neither added nor turned: 近六成 supports 六成, not 超六成; 六成 does not support
近六成. More than half is itself a claim: 过半 needs 过半 (or 超半数), not 59.4%. A date may be a part of the
quoted one (2月5日 of 2021年2月5日), not more. What a sum gives that the sentence writes out over supported figures
(5.5%－5.3%＝0.2个百分点) is supported. Titles, quoted terms, codes and names must stand in a quote.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from ..language import Figure, Sum, find_figures, find_sums, fold, names, same_figure
from ..models import Answer, Citation

ProblemKind = Literal["figure", "title", "term", "code", "name", "quote", "mark", "unmarked", "refusal"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that an answer says and its quotes do not."""

    kind: ProblemKind
    text: str  # the part of the answer
    reason: str  # in Chinese, for the user


_TABLE_HEAD = re.compile(r"^(\|.*\|)\n\|(?: -+ \|)+$", re.MULTILINE)
_MARK = re.compile(r"\[(\d{1,3})\]")
_BULLET = re.compile(r"^\s*[-*•]\s+")
_SENTENCE = re.compile(r"(?P<words>[^。！？\n]+[。！？]*[”’」）)*]*)(?:\s*\[\d{1,3}\])*[。；，]*")
_TITLE = re.compile(r"《([^《》\n]+)》")
_TERM = re.compile(r"“([^“”\n]+)”|「([^「」\n]+)」")
_CODE = re.compile(r"(?<![A-Za-z0-9.+×/-])(?=[0-9.×/+-]*[A-Za-z+×])(?=[A-Za-z.+×/-]*\d)[A-Za-z0-9.+×/-]++")
_NOISE = re.compile(r"[\s“”‘’「」《》*,，。；;：:!！?？]")
_MORE = ("余", "多", "几", "超", "逾", "突破", "以上", "不低于", "不少于", "高于", "至少", "最少")
_LESS = ("近", "接近", "不足", "不到", "以下", "以内", "低于", "不高于", "不多于", "至多", "最多")
_DIGITS = "〇一二三四五六七八九十"


def check_sentence(sentence: str, quotes: Sequence[str], context: Sequence[str] = ()) -> list[Problem]:
    """What ``sentence`` says that none of ``quotes`` does; [] when it is all there.

    ``context`` (the cited report's title, the section's headings) supports names and years as well.
    """
    sentence = _BULLET.sub("", _MARK.sub("", sentence).replace("**", ""))
    sums = find_sums(sentence)
    for each in sums:
        sentence = sentence.replace(each.text, "；")
    plain_quotes = [_plain(quote) for quote in quotes]
    plain_context = [*plain_quotes, *(_plain(text) for text in context)]
    return [
        *_check_figures(sentence, sums, quotes, context),
        *_missing(sentence, _TITLE, plain_quotes, "title", "引文中没有这个文件名或书名"),
        *_missing(sentence, _TERM, plain_quotes, "term", "引文中没有这个提法"),
        *_missing(sentence, _CODE, plain_context, "code", "引文中没有这个编号或代号"),
        *_missing_names(sentence, plain_context),
    ]


def check_answer(answer: Answer, text_of: Callable[[str], str]) -> list[Problem]:
    """Every breach of the invariants of ``Answer``; [] for a sound one.

    ``text_of`` gives a report's text by its id. A line that ends in a colon leads in what follows, as does the
    head of a table: it needs no mark of its own, and what it says must stand in some quote of the answer.
    """
    marks = {int(mark) for mark in _MARK.findall(answer.text)}
    if answer.refused:
        found = bool(marks or answer.citations)
        return [Problem("refusal", answer.text, "拒答不应带有引文或标号")] if found else []
    return [*_check_citations(answer, text_of), *_check_marks(answer, marks), *_check_text(answer)]


def _check_citations(answer: Answer, text_of: Callable[[str], str]) -> Iterator[Problem]:
    for citation in answer.citations:
        start, end = citation.span
        if not 0 <= start < end or text_of(citation.report.id)[start:end] != citation.quote:
            yield Problem("quote", citation.quote, f"引文[{citation.mark}]与报告原文第{start}至{end}字不一致")


def _check_marks(answer: Answer, marks: set[int]) -> Iterator[Problem]:
    cited = [citation.mark for citation in answer.citations]
    for mark in sorted(marks.symmetric_difference(cited)):
        reason = "标号没有对应的引文" if mark in marks else "引文没有在回答中标出"
        yield Problem("mark", f"[{mark}]", reason)
    for mark in sorted({mark for mark in cited if cited.count(mark) > 1}):
        yield Problem("mark", f"[{mark}]", "同一标号有多条引文")


def _check_text(answer: Answer) -> Iterator[Problem]:
    heads = _TABLE_HEAD.findall(answer.text)
    for sentence in split_sentences(answer.text):
        marks = {int(mark) for mark in _MARK.findall(sentence)}
        leads_in = sentence.rstrip("* ").endswith(("：", ":")) or sentence in heads
        if not marks and not leads_in:
            yield Problem("unmarked", sentence, "这句话没有标明出处")
            continue
        cited = [citation for citation in answer.citations if not marks or citation.mark in marks]
        context = [text for citation in cited for text in _context(citation)]
        words = _without_label(sentence, cited)
        yield from check_sentence(words, [citation.quote for citation in cited], context)


def _without_label(sentence: str, cited: Sequence[Citation]) -> str:
    """What a sentence says after the name of a report that it cites: …规划纲要（2026—2030年）：五年新增高速公路92公里."""
    said = _BULLET.sub("", sentence)
    for citation in cited:
        for name in filter(None, (citation.report.title, citation.report.short_title)):
            said = said.removeprefix(f"{name}：")
    return said


def _context(citation: Citation) -> Iterator[str]:
    """What a quote stands under, and the years that such a report speaks of: its own, and the one that it reviews."""
    report = citation.report
    yield from (report.title, *citation.section, report.short_title)
    if report.year:
        yield from (f"{report.year}年", f"{report.year - 1}年")


def split_sentences(text: str) -> list[str]:
    """The sentences of an answer: by line and 。！？, the marks that follow belonging to them."""
    sentences = (match[0].strip() for match in _SENTENCE.finditer(text))
    return [sentence for sentence in sentences if re.search(r"\w", _MARK.sub("", sentence))]


def mark_sentences(text: str, mark: int) -> str:
    """A line with ``[mark]`` after each of its sentences, as ``split_sentences`` finds them, or else at its end."""
    marked, position = "", 0
    for match in _SENTENCE.finditer(text):
        if re.search(r"\w", match[0]):
            end = match.end("words")
            opens = match["words"].endswith("**") and text[:end].count("**") % 2
            end -= 2 if opens else 0  # bold that begins with the next sentence
            marked, position = f"{marked}{text[position:end]}[{mark}]", end
    return marked + text[position:] if marked else f"{text}[{mark}]"


def _check_figures(
    sentence: str, sums: Sequence[Sum], quotes: Sequence[str], context: Sequence[str]
) -> Iterator[Problem]:
    """sums: those of the sentence, which is without them: their terms must be supported, and their results then are."""
    for each in sums:
        if not each.holds:
            yield Problem("figure", each.text, f"算式“{each.text}”不成立")
    results = [each.result for each in sums]
    stated = [*find_figures(sentence), *(term for each in sums for term in each.terms)]
    if not stated:
        return
    quoted = [figure for quote in quotes for figure in _figures_of(quote)]
    times = [figure for text in context for figure in _figures_of(text) if _is_time(figure)]
    for figure in stated:
        known = [*quoted, *times] if _is_time(figure) else quoted
        computed = figure.qualifier in ("", "约") and any(same_figure(each, figure) for each in results)
        supported = computed or any(_supports(other, figure) for other in known)
        if not supported and not _in_words(figure, quotes):
            nearest = "、".join(other.text for other in quoted if other.unit == figure.unit)
            hint = f"，引文中是{nearest}" if nearest else ""
            yield Problem("figure", figure.text, f"引文中没有“{figure.text}”{hint}")


@lru_cache(maxsize=256)  # the sentences of an answer cite the same quotes, under the same headings
def _figures_of(quote: str) -> tuple[Figure, ...]:
    # A number that begins a quote as an item's is a figure once a label stands before it.
    return (*find_figures(quote), *find_figures(f"：{quote}"))


def _is_time(figure: Figure) -> bool:
    return figure.kind == "date" or figure.unit == "季度"


def _supports(quoted: Figure, stated: Figure) -> bool:
    if stated.kind == "date":
        if quoted.kind == "range":  # 2021—2025年 begins with 2021年
            return quoted.unit == stated.unit and stated.value in (quoted.value, quoted.upper)
        return quoted.kind == "date" and _date_parts(stated).items() <= _date_parts(quoted).items()
    if not same_figure(quoted, stated) or _is_over_half(quoted) != _is_over_half(stated):
        return False
    return not stated.qualifier or _direction(quoted.qualifier) == _direction(stated.qualifier)


def _is_over_half(figure: Figure) -> bool:
    return figure.text[0] in "过超" and "半" in figure.text


def _direction(qualifier: str) -> int:
    """1 for at least so many, -1 for at most, 0 for about, 2 for exactly."""
    if not qualifier:
        return 2
    if any(word in qualifier for word in _LESS) or qualifier == "不超过":
        return -1
    return 1 if any(word in qualifier for word in (*_MORE, "过")) else 0


def _date_parts(figure: Figure) -> dict[str, Decimal]:
    """{"年": 2021, "月": 2, "日": 5} of what the date states."""
    value, parts = figure.value, {}
    for unit in (
        ("日", "月", "年")[("日", "月", "年").index(figure.unit) :] if figure.unit in "年月日" else ()
    ):
        parts[unit] = value if unit == "年" else value % 100
        value //= 100
    return {unit: part for unit, part in parts.items() if part} or {figure.unit: figure.value}


def _in_words(figure: Figure, quotes: Sequence[str]) -> bool:
    """Whether a figure stands in a quote as a word that is no figure there: 1个 as 一个, 1269 as “1269”."""
    if figure.kind == "number":
        return any(re.search(rf"(?<![\d.]){re.escape(figure.text)}(?![\d.])", quote) for quote in quotes)
    if figure.kind != "count" or figure.qualifier or figure.value not in range(1, 11):
        return False
    forms = _DIGITS[int(figure.value)] + ("两" if figure.value == 2 else "")
    return any(f"{form}{figure.unit}" in quote for quote in quotes for form in forms)


def _missing(
    sentence: str, pattern: re.Pattern[str], quotes: Sequence[str], kind: ProblemKind, reason: str
) -> Iterator[Problem]:
    for match in pattern.finditer(fold(sentence) if kind == "code" else sentence):
        inner = _plain(next((group for group in match.groups() if group), match[0]))
        if inner and not any(inner in quote for quote in quotes):
            yield Problem(kind, match[0], reason)


def _plain(text: str) -> str:
    """Letters, digits and Han characters only, folded: what must be equal for words to be the same."""
    return _NOISE.sub("", fold(text)).casefold()


def _missing_names(sentence: str, quotes: Sequence[str]) -> Iterator[Problem]:
    for name in names(sentence):
        if not any(_plain(name) in quote for quote in quotes):
            yield Problem("name", name, f"引文中没有“{name}”")
