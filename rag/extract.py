"""A stand-alone question over some reports, answered in their own words: the ways to answer, in the order tried."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index import Library, Shelf
from index.metadata import genre_of

from .check import lacks_what_is_counted, makes_claim, only_repeats, unheard_of, unsupported_figures
from .facts import (
    FrontMatter,
    Item,
    Outline,
    asks_for_title,
    asks_for_whole,
    front_matter,
    on_the_figure,
    outline_of,
    points_for,
    points_of_outline,
    wants_outline,
    wants_several,
)
from .models import Answer
from .question import scope_of
from .read import (
    LIST_CHARS,
    MAX_CHARS,
    Excerpt,
    Ranking,
    answerability,
    confidence,
    configured_reader,
    joined,
    nearest_excerpt,
    passages,
    rank,
    read_excerpt,
)
from .write import (
    CUT_OFF,
    Composer,
    focus_of,
    not_covered,
    not_held,
    not_held_report,
    unsupported,
    which_report,
)

PASSAGES = 5  # shown with an answer
_MOST_REPORTS = 5  # whose title lines are quoted side by side


class Extraction:
    """One stand-alone question over the reports that it may be answered from."""

    def __init__(self, library: Library, held: Shelf, text: str) -> None:
        self._library = library
        self._text = text
        self._scope = scope_of(text, held)
        ids = self._scope.reports
        self._reports = held if ids is None else library.shelf(ids)
        self._reader = configured_reader()

    def answer(self) -> Answer:
        if self._scope.unknown:
            return self._refusal(not_covered(self._scope.unknown, self._scope.parts_of))
        if self._scope.parts:
            return self._compared()
        front = front_matter(self._text, self._reports, _MOST_REPORTS + 1)
        if self._scope.unheld and (front or not self._is_spoken_of(self._scope.unheld)):
            return self._refusal(not_held_report(self._scope.unheld))
        outline = _outline(self._text, self._reports)
        several = len(self._reports) > 1 and asks_for_whole(self._text, self._reports)
        if several or len(front) > _MOST_REPORTS:
            return self._refusal(which_report(self._reports))
        if front:
            return self._from_front(front)
        if len(self._reports) == 1 and asks_for_title(self._text, self._reports[0]):
            return self._refusal(f"报告正文之前没有印题目，资料库称它为《{self._reports[0].title}》。")
        answer = self._from_outline(outline) if outline else self._extracted()
        return _with_note(answer, not_held(self._scope.left_out))

    def _is_spoken_of(self, name: str) -> bool:
        """Whether a report speaks of what another that is not held is called by."""
        subject = name.removesuffix(genre_of(name))
        return self._reports.hold(subject)

    def _ranked(self) -> Ranking:
        return rank(self._library, self._text, self._reader, self._reports.scope)

    # The ways to answer

    def _from_front(self, front: Sequence[FrontMatter]) -> Answer:
        composer = Composer(self._library)
        for found in front:
            label = f"{found.report.title}：" if len(front) > 1 else ""
            self._quote_front(composer, found, before=label)
        return self._answer(composer, self._ranked(), probability=1.0)

    def _from_outline(self, outline: Outline) -> Answer:
        points = points_of_outline(outline)
        answer = self._listed(points.items if points else outline.items, self._ranked(), probability=1.0)
        return _with_note(answer, CUT_OFF if outline.cut_off else "")

    def _compared(self) -> Answer:
        """Each side from its own reports, one line each."""
        composer = Composer(self._library)
        rankings: list[Ranking] = []
        chances: list[float] = []
        missing: list[str] = []
        for part in self._scope.parts:
            reports = self._library.shelf(part.reports)
            rankings.append(rank(self._library, part.question, self._reader, part.reports))
            found = self._found(part.question, rankings[-1])
            if front := front_matter(part.question, reports, 1):
                chances.append(1.0)
                self._quote_front(composer, front[0], before=f"{part.label}：")
            elif outline := _outline(part.question, reports):
                chances.append(1.0)
                self._quote_items(composer, outline.items, before=f"- {part.label}：")
            elif found.excerpt and found.answers and not unheard_of(part.question, self._texts(rankings[-1])):
                chances.append(found.chance)
                self._quote(composer, found.excerpt, before=f"{part.label}：")
            else:
                missing.append(part.label)
        note = f"资料中没有找到{'、'.join(missing)}的相关内容。" if missing else ""
        note += not_held(self._scope.left_out)
        if not chances:
            return self._refusal(note, joined(rankings))
        return _with_note(self._answer(composer, joined(rankings), probability=min(chances)), note)

    def _extracted(self) -> Answer:
        ranking = self._ranked()
        unheard = "、".join(unheard_of(self._text, self._texts(ranking)))
        if unheard and not makes_claim(self._text):
            return self._refusal(f"资料中没有提到{unheard}，无法回答这个问题。", ranking)
        found = self._found(self._text, ranking)
        if not found.excerpt or not found.answers:
            missing = (
                f"资料中没有提到{unheard}，无法回答这个问题。"
                if unheard
                else "资料中没有找到这个问题的答案。"
            )
            return self._refusal(missing, ranking)
        quote = self._library.report(found.excerpt.report).quote(found.excerpt.span)
        if unit := lacks_what_is_counted(self._text, [quote]):
            return self._refusal(f"资料中有相近的内容，但没有以“{unit}”计的数字。", ranking)
        if points := points_for(self._text, self._library.report(found.excerpt.report), found.excerpt.clause):
            return self._listed(points.items, ranking, found.chance)
        composer = Composer(self._library)
        self._quote(composer, found.excerpt)
        answer = self._answer(composer, ranking, probability=found.chance)
        wrong = unsupported_figures(self._text, [citation.quote for citation in answer.citations])
        return _with_note(answer, unsupported(wrong) + (f"资料中没有提到{unheard}。" if unheard else ""))

    def _listed(self, items: Sequence[Item], ranking: Ranking, probability: float) -> Answer:
        composer = Composer(self._library)
        self._quote_items(composer, items, before="- ")
        quoted = [(item.report.id, item.paragraph.number) for item in items]
        return self._answer(composer, ranking, probability, certain=quoted)

    def _texts(self, ranking: Ranking) -> Iterator[str]:
        """What the candidates say, and the titles and headings that they stand under."""
        places = [(candidate.report, candidate.paragraph) for candidate in ranking.candidates]
        for extract in self._library.extracts(places).values():
            yield from (extract.report.title, *extract.paragraph.section, extract.text)

    def _found(self, question: str, ranking: Ranking) -> "_Found":
        """What likely answers, and whether the reports answer at all."""
        if not ranking.candidates:
            return _Found(None, 0.0, False)
        most = LIST_CHARS if wants_several(question) else MAX_CHARS
        chance, answers = answerability(self._library, question, ranking)
        if ranking.readings:
            best = ranking.readings[0]
            report = self._library.report(best.window.report)
            excerpt = read_excerpt(best, report, most, doubtful=confidence(chance) != "high")
            excerpt = on_the_figure(question, excerpt, report, most)
        else:
            nearest = ranking.candidates[0]
            report = self._library.report(nearest.report)
            excerpt = nearest_excerpt(nearest, report, most)
        whole = report.quote(report.paragraph(excerpt.paragraph).span)
        return _Found(excerpt, chance, answers and not only_repeats(question, whole))

    def _quote_front(self, composer: Composer, found: FrontMatter, before: str) -> None:
        composer.add_quote(found.report.id, found.paragraph, found.line, before=before, focus=found.span)

    def _quote_items(self, composer: Composer, items: Sequence[Item], before: str) -> None:
        for item in items:
            indented = "  " * item.depth + before
            composer.add_quote(
                item.report.id, item.paragraph.number, item.span, section=item.section, before=indented
            )

    def _quote(self, composer: Composer, excerpt: Excerpt, before: str = "") -> None:
        focus = focus_of(self._library.report(excerpt.report), excerpt.answer)
        composer.add_quote(excerpt.report, excerpt.paragraph, excerpt.span, before=before, focus=focus)

    def _answer(
        self,
        composer: Composer,
        ranking: Ranking,
        probability: float,
        certain: Sequence[tuple[str, int]] = (),
    ) -> Answer:
        return Answer(
            text=composer.text,
            citations=composer.citations,
            refused=False,
            question=self._text,
            passages=tuple(passages(self._library, ranking, PASSAGES, certain)),
            confidence=confidence(probability),
        )

    def _refusal(self, reason: str, ranking: Ranking | None = None) -> Answer:
        nearest = passages(self._library, ranking or self._ranked(), PASSAGES)
        hint = "以下是最接近的段落，供核对。" if nearest else "资料库里还没有报告，请先添加。"
        return Answer(
            text=f"{reason}{hint}",
            citations=(),
            refused=True,
            question=self._text,
            passages=tuple(nearest),
        )


@dataclass(frozen=True, slots=True)
class _Found:
    """The likeliest excerpt, None where there is nothing; the probability that it answers; whether that is enough."""

    excerpt: Excerpt | None
    chance: float
    answers: bool


def _outline(question: str, reports: Shelf) -> Outline | None:
    return outline_of(question, reports) if wants_outline(question) else None


def _with_note(answer: Answer, note: str) -> Answer:
    return replace(answer, note=answer.note + note) if note else answer
