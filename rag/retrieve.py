"""Question in, ranked passages out."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from index import BadQuestion, Library, UnknownReport

from .models import Passage
from .read import configured_reader, passages, rank

MAX_QUESTION_CHARS = 1000
_TRIES = 5

Result = TypeVar("Result")


def retrieve(
    question: str, k: int = 5, *, library: Library | None = None, reports: Sequence[str] | None = None
) -> list[Passage]:
    """The k paragraphs that most likely answer the question, best first.

    library: the default library when None. reports: report ids to stay within; None for all.
    Raises BadQuestion for an empty or over-long question, UnknownReport for an id not held.
    """
    library = library or default_library()
    asked = checked_question(question)
    if k < 1:
        return []
    reader = configured_reader()
    return settled(lambda: passages(rank(library, asked, reader, reports, k), k), reports)


def settled(search: Callable[[], Result], reports: Sequence[str] | None) -> Result:
    """What the search returns, done again when a report that it found is removed meanwhile."""
    for _ in range(_TRIES):
        try:
            return search()
        except UnknownReport:
            if reports is not None:
                raise
    return search()


@cache
def default_library() -> Library:
    """The library that is used when none is given, opened once a process."""
    return Library.open()


def printable(text: str) -> str:
    """The text without surrounding space and what has no print: control characters, lone surrogates."""
    return "".join(c if c.isprintable() else " " for c in text).strip()


def checked_question(question: str) -> str:
    """The question without surrounding space and unprintable characters. Raises BadQuestion."""
    cleaned = printable(question)
    if not any(c.isalnum() for c in cleaned):
        raise BadQuestion(f"问题中没有可以检索的文字：{question[:20]!r}。请用一句话写出想查的内容。")
    if len(cleaned) > MAX_QUESTION_CHARS:
        raise BadQuestion(
            f"问题有 {len(cleaned)} 个字，超过了 {MAX_QUESTION_CHARS} 字的上限。请把问题缩短为一两句话。"
        )
    return cleaned
