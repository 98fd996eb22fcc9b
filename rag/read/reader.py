"""Reads question and window together: does this text answer, and with which words.

One pass of the encoder with the reader's adapter (see index/embed/adapters/README.md) over
``query: QUESTION </s> </s> context：window </s>``, a cross-encoder with a span head as in extractive question
answering (Devlin et al. 2019, "BERT", arXiv:1810.04805).
"""

import os
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from index import InputError, Span
from index.embed import READER_GRAPH, Encoder, default_model_folder, of_like_length
from index.text import simplified

from ..search import Window

if TYPE_CHECKING:
    from tokenizers import Encoding

_QUESTION_TOKENS, _MOST_TOKENS = 80, 420  # as the adapter was trained
_EVIDENCE_TOKENS, _ANSWER_TOKENS = 120, 40
_END = 2  # the id of </s>
_loading = threading.Lock()  # two who ask at once load it once: it takes 120 MB


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader made of a window. Spans point into the report's text."""

    window: Window
    score: float  # log odds that the window answers
    evidence: Span  # the words that say it
    answer: Span  # the shortest of them that answer


class Reader(Protocol):
    """What reads windows for a question. Threads share it."""

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        """One reading a window, in order."""


class ReadingOnce:
    """A reader for one question and those that it is taken apart into: it keeps what it has read."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._read: dict[tuple[str, Window], Reading] = {}

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        lacking = [window for window in windows if (question, window) not in self._read]
        if lacking:
            readings = self._reader.read(question, lacking)
            self._read |= {(question, reading.window): reading for reading in readings}
        return [self._read[question, window] for window in windows]


def configured_reader() -> Reader | None:
    """The reader, or None where ASKREPORT_READER=off: then the first stage answers alone.

    Raises InputError for another value than on and off.
    """
    setting = os.environ.get("ASKREPORT_READER", "").strip().lower()
    if setting not in ("", "on", "off"):
        raise InputError(f"环境变量 ASKREPORT_READER 的值 {setting!r} 无效，只能是 on 或 off。")
    return None if setting == "off" else _default_reader()


def load_reader() -> None:
    """Loads the configured reader, which otherwise loads with its first question."""
    if configured_reader():
        _encoder()


@cache
def _default_reader() -> "EncoderReader":
    return EncoderReader()


class EncoderReader:
    """The reader that comes with the program; loads with the first question."""

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        encoder = _encoder()
        asked = encoder.tokens(f"query: {simplified(question)}").ids
        if len(asked) > _QUESTION_TOKENS:
            asked = [*asked[: _QUESTION_TOKENS - 1], _END]
        asked = [*asked, _END]  # in the place of the window's <s>
        texts = [_Text(encoder, asked, window) for window in windows]
        found: dict[int, Reading] = {}
        for batch in of_like_length([text.ids for text in texts]):
            scores, spans = encoder.run([texts[i].ids for i in batch])
            for i, score, logits in zip(batch, scores, spans, strict=True):
                found[i] = texts[i].reading(float(score), logits)
        return [found[i] for i in range(len(texts))]


def _encoder() -> Encoder:
    with _loading:
        return _loaded()


@cache
def _loaded() -> Encoder:
    return Encoder(default_model_folder(), READER_GRAPH)


class _Text:
    """A window as tokens behind the question, and where in the report each of them stands."""

    def __init__(self, encoder: Encoder, asked: list[int], window: Window) -> None:
        prefix = f"{window.context}："
        encoded = encoder.tokens(simplified(prefix + window.text))
        room = _MOST_TOKENS - len(asked)
        self.ids = asked + encoded.ids[1:][:room]
        self._window = window
        self._places = list(_places(encoded, len(prefix), len(asked), len(self.ids)))

    def reading(self, score: float, logits: NDArray[np.float32]) -> Reading:
        """logits: (tokens, 4), start and end of the evidence, start and end of the answer."""
        if not self._places:  # white space only
            return Reading(self._window, score, self._window.span, self._window.span)
        own = logits[[token for token, _ in self._places]]
        evidence = self._span(own[:, 0], own[:, 1], _EVIDENCE_TOKENS)
        answer = self._span(own[:, 2], own[:, 3], _ANSWER_TOKENS)
        return Reading(self._window, score, evidence, answer)

    def _span(self, starts: NDArray[np.float32], ends: NDArray[np.float32], most: int) -> Span:
        """The likeliest of at most so many tokens."""
        sums = starts[:, None] + ends[None, :]
        allowed = np.triu(np.ones_like(sums, bool)) & ~np.triu(np.ones_like(sums, bool), most)
        first, last = np.unravel_index(np.where(allowed, sums, -np.inf).argmax(), sums.shape)
        begin = self._window.span.start
        return Span(begin + self._places[first][1].start, begin + self._places[last][1].end)


def _places(encoded: "Encoding", prefix: int, asked: int, length: int) -> Iterator[tuple[int, Span]]:
    """Each token of the window with its place in the window's text."""
    for token, (start, end) in enumerate(encoded.offsets[1:], start=asked):
        if token < length and start >= prefix and end > start:
            yield token, Span(start - prefix, end - prefix)
