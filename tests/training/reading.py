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

NO_TOKEN = -100  # of a quote that is not in the window
_LONGEST_QUESTION = 80  # tokens
_LONGEST = 420


@dataclass(frozen=True)
class Pair:
    """The tokens of a question and a window; of the window's tokens, by number, their place in the report."""

    tokens: list[int]
    places: dict[int, Span]

    def ends(self, *quotes: Span | None) -> list[int]:
        """The first and the last token of each quote, as far as it lies in the window."""
        ends: list[int] = []
        for quote in quotes:
            touched = [
                i for i, at in self.places.items() if quote and max(at[0], quote[0]) < min(at[1], quote[1])
            ]
            ends += [touched[0], touched[-1]] if touched else [NO_TOKEN, NO_TOKEN]
        return ends


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
        start = lora.read(adapter) if adapter else {}
        self.load_state_dict({name: start[name] for name in start if name.startswith("head.")}, strict=False)
        self.head.to(self.encoder.device)

    def pair(self, question: str, window: Window) -> Pair:
        """``<s> question </s> </s> window </s>``, the window with the words before it."""
        asked = shortened(self.encoder.tokenizer.encode(f"query: {question}").ids, _LONGEST_QUESTION)
        read = self.encoder.tokenizer.encode(window.before + window.text)
        tokens = [*asked, asked[-1], *read.ids[1:]][:_LONGEST]
        shift, before = len(asked), len(window.before)  # the second </s> stands where the window's <s> did
        origin = window.span.start - before
        places = {
            shift + i: Span(origin + start, origin + end)
            for i, (start, end) in enumerate(read.offsets)
            if end > before and shift + i < len(tokens)
        }
        return Pair(tokens, places)

    def forward(self, pairs: Sequence[Pair]) -> tuple[Tensor, Tensor]:
        """Scores (n), and logits of the ends of spans (n, longest, 4), which lie in the windows only."""
        states, mask = self.encoder.states([pair.tokens for pair in pairs])
        scores, spans = self.head(states, mask)
        outside = [[i not in pair.places for i in range(mask.shape[1])] for pair in pairs]
        nowhere = torch.tensor(outside, device=spans.device)[..., None]
        return scores, spans.masked_fill(nowhere, torch.finfo(spans.dtype).min)
