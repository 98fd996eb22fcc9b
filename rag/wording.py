"""What every way to answer shares: quotes under the label of their report, the answer around them, the refusal."""

from collections.abc import Sequence
from functools import partial

from index import Card, Library, Report, Shelf, Span
from index.text import simplified

from .facts import FrontMatter, Item, Value, value_in
from .models import Answer
from .question import named_period, series_of
from .read import Excerpt, Ranking, confidence, passages
from .search import Paragraphs
from .write import Composer, focus_of, report_label, value_label

PASSAGES = 5  # shown with an answer


class Wording:
    """One question over the reports that are held; as soon as these are several, each quote says of which it is."""

    def __init__(self, library: Library, paragraphs: Paragraphs, held: Shelf, question: str) -> None:
        self.library = library
        self.composer = partial(Composer, paragraphs)
        self._paragraphs = paragraphs
        self.question = question
        self._several = len(held) > 1
        self._of_period = named_period(simplified(question)) is not None  # which is no year
        self._held = held

    def label(self, report: Card | Report, value: Value | None = None) -> str:
        """青石县2024年（2025年报告）; "" where a single report is held."""
        if not self._several:
            return ""
        if value and value.year and not self._of_period:
            return value_label(value, among_editions=self._has_editions(report))
        return report_label(report)

    def _has_editions(self, report: Card | Report) -> bool:
        """Whether reports of other years of the same body are held, too."""
        of_body = self._held.series.get((report.metadata.region, report.metadata.body), ())
        series = next((each for each in series_of(of_body) if any(r.id == report.id for r in each)), [])
        return len({each.metadata.year for each in series}) > 1

    def quote(
        self,
        composer: Composer,
        excerpt: Excerpt,
        label: str | None = None,
        answers: Sequence[Span] = (),
    ) -> None:
        """Adds a quote under a label, that of its report when None. answers: in bold, the excerpt's own when there are none."""
        answers = answers or ([excerpt.answer] if excerpt.answer else [])
        place = self._paragraphs[excerpt.place]
        if label is None:
            label = self.label(place.report, value_in(place, excerpt))
        composer.add_quote(
            place,
            place.paragraph,
            excerpt.span,
            before=f"{label}：" if label else "",
            focus=[focus_of(place, answer) for answer in answers],
        )

    def quote_front(self, composer: Composer, found: FrontMatter, label: str | None = None) -> None:
        label = self.label(found.report) if label is None else label
        before = f"{label}：" if label else ""
        paragraph = found.report.paragraph(found.paragraph) if found.paragraph else None
        composer.add_quote(found.report, paragraph, found.line, before=before, focus=[found.span])

    def quote_items(self, composer: Composer, items: Sequence[Item], label: str | None = None) -> None:
        """Adds a list, one item a line, each under a label, or all under that of their report when None."""
        if label is None and items and (shared := self.label(items[0].report)):
            composer.add_lead(shared)
        before = f"- {label}：" if label else "- "
        for item in items:
            composer.add_quote(
                item.report,
                item.paragraph,
                item.span,
                section=item.section,
                before="  " * item.depth + before,
            )

    def answer(
        self,
        composer: Composer,
        ranking: Ranking,
        probability: float,
        *,
        certain: Sequence[tuple[str, int]] = (),
        note: str = "",
    ) -> Answer:
        return Answer(
            text=composer.text,
            citations=composer.citations,
            refused=False,
            question=self.question,
            passages=tuple(passages(ranking, PASSAGES, certain)),
            confidence=confidence(probability),
            note=note,
        )

    def refusal(self, reason: str, ranking: Ranking) -> Answer:
        nearest = passages(ranking, PASSAGES)
        hint = "以下是最接近的段落，供核对。" if nearest else "资料库里还没有报告，请先添加。"
        return Answer(
            text=f"{reason}{hint}",
            citations=(),
            refused=True,
            question=self.question,
            passages=tuple(nearest),
        )
