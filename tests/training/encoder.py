"""The encoder with its tokenizer: texts to tokens, tokens to states, texts to unit vectors."""

from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel
from transformers.utils import logging

from tests.training import lora

_LONGEST = 512  # tokens of a text that is embedded
_BATCH = 64

logging.set_verbosity_error()
logging.disable_progress_bar()


class Encoder(nn.Module):
    """A BERT in a folder, with an adapter if one is named; in bf16 on a GPU, in fp32 on a CPU."""

    def __init__(
        self, folder: Path, device: str, adapter: Path | None = None, rank: int | None = None
    ) -> None:
        """``rank``: of the adapter to train, which starts as the one that is named, or as nothing."""
        super().__init__()
        self.device = torch.device(device)
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.model = AutoModel.from_pretrained(folder, add_pooling_layer=False, dtype=torch.float32)
        self.model.to(self.device)
        start = lora.read(adapter) if adapter else None
        if rank or start:
            lora.attach(self.model, rank or lora.rank_of(start or {}), start)

    def states(self, tokens: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        """Last hidden states (n, longest, hidden) in fp32, and which of them are of tokens (n, longest)."""
        longest = max(map(len, tokens))
        pad = self.tokenizer.token_to_id("<pad>")
        ids = torch.tensor([[*row, *[pad] * (longest - len(row))] for row in tokens], device=self.device)
        lengths = torch.tensor([len(row) for row in tokens], device=self.device)
        mask = torch.arange(longest, device=self.device) < lengths[:, None]
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.device.type == "cuda"):
            states = self.model(input_ids=ids, attention_mask=mask.long()).last_hidden_state
        return states.float(), mask

    def embed(self, texts: Sequence[str]) -> Tensor:
        """Unit vectors (n, hidden): the mean of the states, as in e5."""
        tokens = [shortened(encoding.ids, _LONGEST) for encoding in self.tokenizer.encode_batch(list(texts))]
        return functional.normalize(mean(*self.states(tokens)), dim=-1)

    @torch.no_grad()
    def vectors(self, texts: Sequence[str]) -> Tensor:
        """As ``embed``, for any number of texts and without a gradient."""
        self.eval()
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        parts = [
            self.embed([texts[i] for i in order[at : at + _BATCH]]) for at in range(0, len(order), _BATCH)
        ]
        return torch.cat(parts)[torch.tensor(order).argsort().to(self.device)]


def mean(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)


def shortened(tokens: list[int], longest: int) -> list[int]:
    """Tokens cut to a length; the last, which ends the text, stays."""
    return tokens if len(tokens) <= longest else [*tokens[: longest - 1], tokens[-1]]
