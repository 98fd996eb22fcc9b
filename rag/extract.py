"""A stand-alone question over some reports, answered in their own words: the ways to answer, in the order tried."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from index import Library, Shelf
from index.metadata import genre_of
from index.text import simplified

from .check import lacks_what_is_counted, makes_claim, unsupported_figures
from .compared import compared
from .facts import (
    Asked,
    FrontMatter,
    Item,
    Outline,
    Told,
    Value,
    asks_for_points,
    asks_for_title,
    asks_for_whole,
    front_matter,
    may_leave_out,
    naming,
    newest_of_each,
    outline_of,
    points_at,
    points_of_outline,
    tells_share,
    told_by_each,
    turned,
    unprinted,
    value_in,
    values_within,
    wants_outline,
)
from .found import Found, found_in, most_chars, speaking_of, unheard_in
from .models import Answer
from .question import (
    Split,
    asked_count,
    asked_share,
    asks_of_many_years,
    named_period,
    scope_of,
    several_figures,
    unsaid_target,
    years_spelt_out,
)
from .read import Excerpt, Ranker, Ranking, configured_reader, sure, unsure
from .several import answer_of_several
from .shares import share
from .together import together
from .wording import Wording
from .write import (
    CUT_OFF,
    not_covered,
    not_held,
    not_held_report,
    not_printed,
    of_another_course,
    of_another_time,
    older_editions,
    only_spoken_of,
    unsupported,
    which_report,
)

_MOST_REPORTS = 5  # whose title lines are quoted side by side


class Extraction:
    """One stand-alone question over the reports that it may be answered from."""

    def __init__(self, library: Library, held: Shelf, text: str) -> None:
        self._library = library
        self._scope = scope_of(text, held)
        self._text = text = self._scope.question or text
        ids = self._scope.reports
        self._reports = held if ids is None else library.shelf(ids)
        self._held = held
        self._ranker = Ranker(library, configured_reader())
        self._wording = Wording(library, self._ranker.paragraphs, held, text)

    def answer(self) -> Answer:
        if self._scope.unknown:
            return self._refusal(not_covered(self._scope.unknown, self._scope.parts_of))
        if worked := share(self._wording, self._held, self._ranker):
            return worked
        if not self._of_regions and (told := self._together()):
            return told
        if self._scope.parts and (told := compared(self._wording, self._scope, self._ranker)):
            return told
        front = front_matter(self._text, self._reports, _MOST_REPORTS + 1)
        if self._scope.unheld and (front or not self._is_spoken_of(self._scope.unheld)):
            return self._refusal(not_held_report(self._scope.unheld))
        outline = _outline(self._text, self._reports)
        several = len(self._reports) > 1 and asks_for_whole(self._text, self._reports)
        if several or len({found.report.id for found in front}) > _MOST_REPORTS:
            return self._refusal(which_report(self._reports))
        if front:
            return self._from_front(front)
        if len(self._reports) == 1 and asks_for_title(self._text, self._reports[0]):
            return self._refusal(f"报告正文之前没有印题目，资料库称它为《{self._reports[0].title}》。")
        answer = self._from_outline(outline) if outline else self._extracted()
        return _with_note(answer, not_held(self._scope.left_out))

    @property
    def _of_regions(self) -> bool:
        """Whether the question sets regions against each other, of which each report tells but its own."""
        return bool(self._scope.parts) and self._scope.split is Split.REGION

    def _together(self) -> Answer | None:
        asked = several_figures(simplified(self._text), self._reports)
        return together(self._wording, asked, self._reports, self._ranked()) if asked else None

    def _is_spoken_of(self, name: str) -> bool:
        """Whether a report speaks of what another that is not held is called by."""
        subject = name.removesuffix(genre_of(name))
        return self._reports.hold(subject)

    def _ranked(self) -> Ranking:
        return self._ranker.rank(
            self._text,
            self._reports.scope,
            each=len(self._reports) > 1,
            of_year=self._scope.of_year,
        )

    def _refusal(self, reason: str, ranking: Ranking | None = None) -> Answer:
        return self._wording.refusal(reason, ranking or self._ranked())

    # The ways to answer

    def _from_front(self, front: Sequence[FrontMatter]) -> Answer:
        composer = self._wording.composer()
        several = len({found.report.id for found in front}) > 1
        for found in front:
            self._wording.quote_front(composer, found, found.report.title if several else None)
        note = not_printed(unprinted(self._text, self._reports))
        return self._wording.answer(composer, self._ranked(), 1.0, note=note)

    def _from_outline(self, outline: Outline) -> Answer:
        points = points_of_outline(outline)
        answer = self._listed(points.items if points else outline.items, self._ranked(), probability=1.0)
        return _with_note(answer, CUT_OFF if outline.cut_off else "")

    def _extracted(self) -> Answer:
        ranking = self._ranked()
        if self._scope.elsewhere:
            near, ranking = ranking, speaking_of(ranking, self._scope.elsewhere)
            if not ranking.candidates:
                return self._refusal(only_spoken_of(self._scope.elsewhere), near)
        unheard = "、".join(unheard_in(self._text, ranking))
        if unheard and not makes_claim(self._text):
            return self._refusal(f"资料中没有提到{unheard}，无法回答这个问题。", ranking)
        found = found_in(self._library, self._text, ranking)
        if not found.excerpt or not found.answers:
            missing = (
                f"资料中没有提到{unheard}，无法回答这个问题。"
                if unheard
                else "资料中没有找到这个问题的答案。"
            )
            return self._refusal(missing, ranking)
        place = ranking.paragraphs[found.excerpt.place]
        if unit := lacks_what_is_counted(self._text, [place.quote(found.excerpt.span)]):
            return self._refusal(f"资料中有相近的内容，但没有以“{unit}”计的数字。", ranking)
        if year := unsaid_target(simplified(self._text), place):
            return self._refusal(f"资料中有相近的内容，但没有说到{year}年要怎样。", ranking)
        if asks_for_points(self._text):
            report = self._library.report(found.excerpt.report)
            if points := points_at(report, found.excerpt.clause, asked_count(self._text)):
                return self._listed(points.items, ranking, found.chance)
        said = f"资料中没有提到{unheard}。" if unheard else ""
        several = len(self._reports) > 1 and not self._scope.elsewhere
        value = _figure(found.excerpt, ranking)
        if value and asked_share(simplified(self._text)) and not self._tells_share(value, found.excerpt):
            return self._refusal("资料中没有说到这个比重，也没有可以算出它的两个数字。", ranking)
        other_time = value if value and self._asked.excludes(value) else None
        told = self._told(ranking) if several or other_time else []
        if other_time:
            fitting = [each for each in told if each.value and self._names(each.value, other_time)]
            if not fitting:
                return self._refusal(of_another_time(other_time), ranking)
            found = Found(fitting[0].excerpt, fitting[0].chance, True)
        if several:
            newest, older = (told, []) if asks_of_many_years(simplified(self._text)) else newest_of_each(told)
            if len(newest) > 1:
                return answer_of_several(self._wording, newest, older, ranking, said)
            if newest:
                found = Found(newest[0].excerpt, newest[0].chance, True)
            elif ranking.readings and named_period(simplified(self._text)):
                return self._of_single_years(ranking)
            said += older_editions([each.report for each in older])
        elif (value := _figure(found.excerpt, ranking)) and self._asked.settles(value):
            found = replace(found, chance=sure(found.chance))
        return self._quoted(found, ranking, said)

    @cached_property
    def _asked(self) -> Asked:
        return Asked.of(self._text, self._reports)

    def _told(self, ranking: Ranking) -> list[Told]:
        """What each report says, as sure as its figure is what is asked for, and nothing like it is left out."""
        told = told_by_each(self._library, self._text, ranking, most_chars(self._text))
        told = [
            replace(each, chance=sure(each.chance))
            if each.value and self._asked.settles(each.value)
            else each
            for each in told
        ]
        if may_leave_out(self._library, self._text, ranking, told):
            told = [replace(each, chance=unsure(each.chance)) for each in told]
        return told

    def _of_single_years(self, ranking: Ranking) -> Answer:
        """A period that no report tells of as a whole: each of its years, where reports tell of these."""
        text = simplified(self._text)
        spelt_out = years_spelt_out(text, self._reports)
        if spelt_out != text:
            return Extraction(self._library, self._reports, spelt_out).answer()
        return self._refusal("资料中没有这段时间合在一起的内容。", ranking)

    def _tells_share(self, value: Value, excerpt: Excerpt) -> bool:
        """Whether a value is a share, or stands beside one of what is asked about."""
        return value.figure.kind == "percent" or tells_share(self._text, values_within(value.place, excerpt))

    def _names(self, value: Value, other: Value) -> bool:
        """Whether the question names what a value is of no less than another."""
        named = [naming(self._text, each.statement.indicator).weight for each in (value, other)]
        return named[0] >= named[1]

    def _quoted(self, found: Found, ranking: Ranking, said: str) -> Answer:
        composer = self._wording.composer()
        if found.excerpt:
            self._wording.quote(composer, found.excerpt)
            quoted = values_within(ranking.paragraphs[found.excerpt.place], found.excerpt)
            if course := turned(simplified(self._text), quoted):
                found, said = replace(found, chance=unsure(found.chance)), of_another_course(course) + said
        wrong = unsupported_figures(self._text, [citation.quote for citation in composer.citations])
        return self._wording.answer(composer, ranking, found.chance, note=unsupported(wrong) + said)

    def _listed(self, items: Sequence[Item], ranking: Ranking, probability: float) -> Answer:
        composer = self._wording.composer()
        self._wording.quote_items(composer, items)
        quoted = [(item.report.id, item.paragraph.number) for item in items]
        return self._wording.answer(composer, ranking, probability, certain=quoted)


def _figure(excerpt: Excerpt | None, ranking: Ranking) -> Value | None:
    return value_in(ranking.paragraphs[excerpt.place], excerpt) if excerpt else None


def _outline(question: str, reports: Shelf) -> Outline | None:
    return outline_of(question, reports) if wants_outline(question) else None


def _with_note(answer: Answer, note: str) -> Answer:
    return replace(answer, note=answer.note + note) if note else answer
