"""Low-rank adapters of a BERT encoder (Hu et al. 2021, arXiv:2106.09685), and the file they are kept in.

The file: for every linear layer of the blocks ``NAME.lora_A`` (r, in) and ``NAME.lora_B`` (out, r), whose product
B · A is added to the layer's weight; the blocks' LayerNorm weights and biases, which replace the base model's;
with a head, its parameters under ``head.``. Safetensors, fp16.
"""

from collections.abc import Iterator
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from tests.training.base import InputError

SCALE = 2.0  # of the update while it is trained; folded into B when it is written
_BLOCKS = "encoder.layer."


class LowRank(nn.Module):
    """A frozen linear layer, and a trained update of low rank that starts at zero."""

    def __init__(self, layer: nn.Linear, rank: int) -> None:
        super().__init__()
        self.layer = layer
        self.lora_A = nn.Parameter(torch.randn(rank, layer.in_features) / layer.in_features**0.5)
        self.lora_B = nn.Parameter(torch.zeros(layer.out_features, rank))

    def forward(self, x: Tensor) -> Tensor:
        update = functional.linear(functional.linear(x, self.lora_A), self.lora_B)
        output: Tensor = self.layer(x) + SCALE * update
        return output


def attach(encoder: nn.Module, rank: int, start: dict[str, Tensor] | None = None) -> None:
    """Freeze an encoder but for its blocks' LayerNorms, and put ``LowRank`` around each of their linear layers.

    With ``start``, the tensors of an adapter of this rank or a lower one, it goes on from there.
    """
    encoder.requires_grad_(False)
    for name, module in list(encoder.named_modules()):
        if not name.startswith(_BLOCKS):
            continue
        if isinstance(module, nn.LayerNorm):
            module.requires_grad_(True)
        elif isinstance(module, nn.Linear):
            parent, _, own = name.rpartition(".")
            setattr(encoder.get_submodule(parent), own, LowRank(module, rank).to(module.weight.device))
    if start is not None:
        with torch.no_grad():
            _fill(encoder, start)


def rank_of(adapter: dict[str, Tensor]) -> int:
    return next(len(tensor) for name, tensor in adapter.items() if name.endswith(".lora_A"))


def adapter_tensors(encoder: nn.Module) -> dict[str, Tensor]:
    """What the file holds of an encoder with an adapter, by the file's names."""
    tensors: dict[str, Tensor] = {}
    for name, module in _adapted(encoder):
        if isinstance(module, LowRank):
            tensors[f"{name}.lora_A"] = module.lora_A
            tensors[f"{name}.lora_B"] = SCALE * module.lora_B
        else:
            tensors |= {f"{name}.{own}": tensor for own, tensor in module.named_parameters()}
    return tensors


def freeze_below(encoder: nn.Module, layers: int) -> None:
    """Leave all but the upper ``layers`` blocks of an encoder as they are; 0 trains all."""
    blocks = list(encoder.get_submodule("encoder.layer").children())
    for block in blocks[: len(blocks) - layers] if layers else []:
        block.requires_grad_(False)


def save(path: Path, encoder: nn.Module, head: nn.Module | None = None) -> None:
    tensors = adapter_tensors(encoder)
    metadata = {"base": "multilingual-e5-small", "rank": str(rank_of(tensors)), "format": "pt"}
    if head is not None:
        tensors |= {f"head.{name}": tensor for name, tensor in head.named_parameters()}
    path.parent.mkdir(parents=True, exist_ok=True)
    halves = {name: tensor.detach().half().cpu().contiguous() for name, tensor in tensors.items()}
    save_file(halves, path, metadata=metadata)


def read(path: Path) -> dict[str, Tensor]:
    """The tensors of an adapter's file, in fp32. Raises InputError."""
    try:
        return {name: tensor.float() for name, tensor in load_file(path).items()}
    except (OSError, SafetensorError) as error:
        raise InputError(f"适配器文件 {path} 无法读取（{error}）。请检查路径。") from error


def _adapted(encoder: nn.Module) -> Iterator[tuple[str, nn.Module]]:
    for name, module in encoder.named_modules():
        if name.startswith(_BLOCKS) and isinstance(module, LowRank | nn.LayerNorm):
            yield name, module


def _fill(encoder: nn.Module, start: dict[str, Tensor]) -> None:
    for name, module in _adapted(encoder):
        if isinstance(module, LowRank):
            a, b = start[f"{name}.lora_A"], start[f"{name}.lora_B"]
            module.lora_A[: len(a)] = a
            module.lora_B[:, : b.shape[1]] = b / SCALE
        else:
            for own, tensor in module.named_parameters():
                tensor.copy_(start[f"{name}.{own}"])
