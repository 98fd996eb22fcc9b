"""The reader: the encoder over a question and a window together, with a head for the answer and one for spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from tests.training import lora
from tests.training.base import Span, Window
from tests.training.encoder import Encoder, mean, shortened

NO_TOKEN = -100  # a span that is not among the tokens
_LONGEST_QUESTION = 80  # tokens
_LONGEST = 420


@dataclass(frozen=True)
class Pair:
    """The tokens of a question and a window, and which characters of the window each of its tokens is."""

    tokens: list[int]
    places: dict[int, Span]  # by number of the token

    def tokens_of(self, window: Window, span: Span | None) -> tuple[int, int]:
        """The first and the last token of what lies of a span in the window."""
        if span is None:
            return NO_TOKEN, NO_TOKEN
        start, end = span.start - window.span.start, span.end - window.span.start
        touched = [token for token, place in self.places.items() if place.start < end and start < place.end]
        return (touched[0], touched[-1]) if touched else (NO_TOKEN, NO_TOKEN)


class Head(nn.Module):
    """[state at <s>; mean of all states] to the score, each state to the logits of the four ends of spans."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.answer = nn.ModuleList([nn.Linear(2 * hidden, hidden), nn.Linear(hidden, 1)])
        self.span = nn.Linear(hidden, 4)

    def forward(self, states: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        pooled = torch.cat([states[:, 0], mean(states, mask)], dim=-1)
        score = self.answer[1](functional.gelu(self.answer[0](pooled))).squeeze(-1)
        return score, self.span(states)


class Reader(nn.Module):
    """An encoder with an adapter and a head, to be trained or as they are in a file."""

    def __init__(
        self, folder: Path, device: str, adapter: Path | None = None, rank: int | None = None
    ) -> None:
        """``adapter`` may be one of retrieval, too: then the head starts anew. ``rank`` as for ``Encoder``."""
        super().__init__()
        self.encoder = Encoder(folder, device, adapter, rank)
        self.head = Head(self.encoder.model.config.hidden_size)
        if adapter:
            start = {
                name.removeprefix("head."): t for name, t in lora.read(adapter).items() if "head." in name
            }
            self.head.load_state_dict(start or self.head.state_dict())
        self.head.to(self.encoder.device)

    def pair(self, question: str, window: Window) -> Pair:
        tokenizer = self.encoder.tokenizer
        asked = shortened(tokenizer.encode(f"query: {question}").ids, _LONGEST_QUESTION)
        read = tokenizer.encode(window.before + window.text)
        tokens = [*asked, asked[-1], *read.ids[1:]][:_LONGEST]
        shift, before = len(asked), len(window.before)  # its <s> gives its place to the </s>
        places = {
            shift + i: Span(start - before, end - before)
            for i, (start, end) in enumerate(read.offsets)
            if end > before and shift + i < len(tokens)
        }
        return Pair(tokens, places)

    def forward(self, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor]:
        """Scores (n), and logits of the ends of spans (n, longest, 4), which lie in the windows only."""
        states, mask = self.encoder.states([pair.tokens for pair in pairs])
        scores, spans = self.head(states, mask)
        inside = torch.zeros_like(mask)
        for row, pair in zip(inside, pairs, strict=True):
            row[list(pair.places)] = True
        return scores, spans.masked_fill(~inside[..., None], torch.finfo(spans.dtype).min)
