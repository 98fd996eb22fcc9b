"""Runs an encoder of the default model's folder in ONNX Runtime, without torch.

The table of word vectors, two thirds of the model, is not loaded: the rows of a text's tokens are read out of
the mapped file, which all encoders of a folder share.
"""

import json
import os
import struct
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from .bert_folder import TOKENIZER, WEIGHTS

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

Tokens = Sequence[int]
_DTYPES = {"F32": "<f4"}
_TOKENS_TOGETHER = (
    256  # on two cores 512 take 1.1 times as long a token, 1,024 1.3 times: the caches hold no more
)


def of_like_length(texts: Sequence[Tokens]) -> Iterator[list[int]]:
    """Which texts to run together: padded to the longest they are few tokens, and hardly any of them padding."""
    batch: list[int] = []
    for number in sorted(range(len(texts)), key=lambda number: len(texts[number])):
        if batch and len(texts[number]) * (len(batch) + 1) > _TOKENS_TOGETHER:
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


class Encoder:
    """One graph of a folder. Threads may share it."""

    def __init__(self, folder: Path, graph: str) -> None:
        """Raises ModelError where a file is missing or damaged."""
        import onnxruntime  # 0.2 s, wanted when something is encoded

        options = onnxruntime.SessionOptions()
        # A thread that waits gives its core to the other programs of an office PC.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.enable_cpu_mem_arena = False  # no quicker for texts of many lengths, and never given back
        options.log_severity_level = 3  # errors
        # As torch keeps to it: one task of several on a machine has only its share of the cores.
        threads = os.environ.get("OMP_NUM_THREADS", "").partition(",")[0]
        options.intra_op_num_threads = int(threads) if threads.isdecimal() else 0
        try:
            self._tokenizer = _tokenizer(folder)
            self._words = _tensor(folder, "embeddings.word_embeddings.weight")
            types = _tensor(folder, "embeddings.token_type_embeddings.weight")
            self._places = _tensor(folder, "embeddings.position_embeddings.weight") + types[0]
            self._session = onnxruntime.InferenceSession(
                str(folder / graph), options, providers=["CPUExecutionProvider"]
            )
        except (
            Exception
        ) as error:  # ONNX Runtime and tokenizers raise types of their own, below Exception alone
            raise ModelError(
                f"无法加载默认模型 {folder / graph}：{error}\n"
                f"文件可能已损坏：请删除文件夹 {folder} 后重试，它会重新生成，无需联网。"
            ) from error

    @property
    def most_tokens(self) -> int:
        return len(self._places)

    @property
    def width(self) -> int:
        return int(self._places.shape[1])

    def tokens(self, text: str) -> "Encoding":
        """Ids with ``<s>`` and ``</s>``, and where each stands in the text."""
        return self._tokenizer.encode(text)

    def tokens_of(self, texts: Sequence[str]) -> list[Tokens]:
        """The ids of each of many texts."""
        return [encoding.ids for encoding in self._tokenizer.encode_batch_fast(texts)]

    def run(self, texts: Sequence[Tokens]) -> list[NDArray[np.float32]]:
        """The graph's outputs for at least one text, padded to the longest.

        Of one longer than ``most_tokens`` the first are read, and its end mark.
        """
        longest = min(max(map(len, texts)), self.most_tokens)
        embeddings = np.repeat(self._places[None, :longest], len(texts), axis=0)
        mask = np.zeros((len(texts), longest), np.int32)
        for row, ids in enumerate(texts):
            length = min(len(ids), longest)
            embeddings[row, :length] += self._words[np.asarray([*ids[: length - 1], ids[-1]])]
            mask[row, :length] = 1
        outputs: list[NDArray[np.float32]] = self._session.run(None, {"embeddings": embeddings, "mask": mask})
        return outputs


@cache
def _tokenizer(folder: Path) -> "Tokenizer":
    from tokenizers import Tokenizer

    return Tokenizer.from_file(str(folder / TOKENIZER))


@cache
def _tensor(folder: Path, name: str) -> NDArray[np.float32]:
    """A tensor of the folder's safetensors file, mapped: a header of JSON, its length before it, then the data."""
    with (folder / WEIGHTS).open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        entry = json.loads(file.read(length))[name]
    offset = 8 + length + entry["data_offsets"][0]
    return np.memmap(folder / WEIGHTS, _DTYPES[entry["dtype"]], "r", offset, tuple(entry["shape"]))
