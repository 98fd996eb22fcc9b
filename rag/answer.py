"""Question in, cited answer out: the report's own words, or a refusal with what comes nearest."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from index import BadQuestion, Library
from index.versions import superseded

from .extract import Extraction
from .models import Answer, Turn
from .question import HELP, is_talk, stand_alone
from .retrieve import checked_question, default_library, printable, settled
from .write import Generator, GeneratorError, ground, newer_version, remarks_of


def ask(
    question: str,
    history: Sequence[Turn] = (),
    *,
    library: Library | None = None,
    reports: Sequence[str] | None = None,
    generator: Generator | None = None,
) -> Answer:
    """Answer a question from the reports, with citations; refuse when they do not hold the answer.

    history: earlier turns, oldest first. library: the default one when None. reports: report ids to stay
    within; None for all. generator: a language model that words the answer, checked sentence by sentence;
    None for the reports' own words.
    Raises BadQuestion for an empty or over-long question, UnknownReport for an id not held.
    """
    *_, answer = ask_stream(question, history, library=library, reports=reports, generator=generator)
    return answer


def ask_stream(
    question: str,
    history: Sequence[Turn] = (),
    *,
    library: Library | None = None,
    reports: Sequence[str] | None = None,
    generator: Generator | None = None,
) -> Iterator[Answer]:
    """As ``ask``, with what is known so far: the extractive answer first, then the generator's as it grows.

    Every answer is whole and keeps the invariants; the last one is final. Closing the iterator stops the
    generator.
    """
    library = library or default_library()
    asked = checked_question(question)
    turns: list[Turn] = [{"role": turn["role"], "content": printable(turn["content"])} for turn in history]
    if is_talk(asked, library.word_weights, follows=bool(turns)):
        yield Answer(text=HELP, citations=(), refused=True, question=asked, passages=())
        return
    rewritten = _rewritten(asked, turns, generator) if generator and turns else None

    def extract() -> Answer:
        chosen = library.shelf(reports)
        newer = superseded(chosen)
        held = chosen.only([card for card in chosen if card.id not in newer]) if newer else chosen
        standing = rewritten or stand_alone(asked, turns, [*held.places])
        answer = Extraction(library, held, standing).answer()
        cited = {citation.report.id for citation in answer.citations}
        return replace(answer, note=answer.note + newer_version(r for r in newer.values() if r.id in cited))

    extractive = settled(extract, reports)
    yield _with_remarks(extractive, library)
    if generator and not extractive.refused:
        deltas = generator.stream(extractive.question, extractive.passages)
        for answer in ground(deltas, extractive.passages, extractive):
            yield _with_remarks(answer, library)


def _with_remarks(answer: Answer, library: Library) -> Answer:
    """The answer that also tells what is to be known of the reports that it cites, or comes nearest to."""
    cited = [citation.report for citation in answer.citations]
    titles = {report.id: report.title for report in cited or [p.report for p in answer.passages[:1]]}
    noted = library.shelf().noted(titles)  # less what was removed meanwhile
    remarks = remarks_of((title, noted[each].remarks) for each, title in titles.items() if each in noted)
    return replace(answer, note=answer.note + remarks)


def _rewritten(asked: str, turns: Sequence[Turn], generator: Generator) -> str | None:
    """The question as the generator makes it stand alone; None where it fails, for the rules to do it."""
    try:
        return checked_question(generator.rewrite(asked, turns))
    except (GeneratorError, BadQuestion):
        return None
