"""Low-rank adapters: what training changed of the base model, small enough to ship with the program.

A linear layer's weight becomes ``weight + lora_B @ lora_A`` (Hu et al. 2021, "LoRA", arXiv:2106.09685); the scale is
folded into ``lora_B``. Other tensors replace the base model's, or are heads of their own.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

_FOLDER = Path(__file__).with_name("adapters")
_LOW, _HIGH = ".lora_A", ".lora_B"  # (rank, in), (out, rank)


def adapter_file(name: str) -> Path:
    """``retrieval`` or ``reader``."""
    return _FOLDER / f"{name}-adapter.safetensors"


def merged(state: dict[str, NDArray[np.float32]], adapter: Path) -> dict[str, NDArray[np.float32]]:
    """The state, by BERT's parameter names, with an adapter merged in, and the adapter's heads; float32."""
    result = dict(state)
    tensors = {name: tensor.astype(np.float32) for name, tensor in load_file(adapter).items()}
    for name, tensor in tensors.items():
        if name.endswith(_LOW):
            layer = name.removesuffix(_LOW)
            weight = f"{layer}.weight"
            result[weight] = result[weight] + tensors[layer + _HIGH] @ tensor
        elif not name.endswith(_HIGH):
            result[name] = tensor
    return result
