"""Texts to vectors: the one seam behind which a model stands."""

import logging
import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import ModelError
from .default_model import BASE_MODEL, DEFAULT_MODEL, QUESTION_GRAPH, base_model_folder, default_model_folder
from .encoder import Encoder, of_like_length

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]


class Embedder(Protocol):
    """Unit-length vectors for questions and passages; ``name`` tells the models apart in a library."""

    @property
    def name(self) -> str: ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension)."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimension)."""


def configured_embedder() -> Embedder:
    """The model that ASKREPORT_EMBEDDING_MODEL names (a name or a folder), or the default one."""
    return embedder_named(os.environ.get("ASKREPORT_EMBEDDING_MODEL") or DEFAULT_MODEL)


def embedder_named(name: str) -> Embedder:
    """The model of that name, loaded with its first text: listing a library's reports costs no model.

    A model that cannot be loaded is a ModelError then.
    """
    return DefaultEmbedder() if name == DEFAULT_MODEL else SentenceTransformerEmbedder(name)


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, on the CPU, as it is."""

    def __init__(self, name: str) -> None:
        self.name = name

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._model.encode_document(
            list(texts), batch_size=8, normalize_embeddings=True, show_progress_bar=False
        )

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._model.encode_query(
            list(texts), batch_size=8, normalize_embeddings=True, show_progress_bar=False
        )

    @cached_property
    def _model(self) -> "SentenceTransformer":
        return _load(self.name)


class DefaultEmbedder:
    """The model that comes with the program, in ONNX Runtime, which starts at once and is quicker.

    The vectors are those of sentence-transformers, to 1e-4; tests/benchmarks/indexing.py compares the two.
    """

    name = DEFAULT_MODEL

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        tokens = self._encoder.tokens_of([f"passage: {text}" for text in texts])
        vectors = np.empty((len(texts), self._encoder.width), np.float32)
        for batch in of_like_length(tokens):
            [vectors[batch]] = self._encoder.run([tokens[number] for number in batch])
        return vectors

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        # One by one: a question alone and one among others get the same vector.
        vectors = [self._encoder.run([self._encoder.tokens(f"query: {text}").ids])[0] for text in texts]
        return np.concatenate(vectors)

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(default_model_folder(), QUESTION_GRAPH)


def _load(name: str) -> "SentenceTransformer":
    # Imported here: it takes seconds, which what embeds no report should not pay. A thread that waits gives its core
    # to other programs: beside them the same work takes a third of the time. OpenMP reads it when torch is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    logging.getLogger("transformers").setLevel(logging.ERROR)
    disable_progress_bar()
    written = {DEFAULT_MODEL: default_model_folder, BASE_MODEL: base_model_folder}.get(name)
    source = str(written()) if written else name
    try:
        return SentenceTransformer(source, device="cpu")
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        way_out = (
            f"默认模型的文件可能已损坏：请删除文件夹 {source} 后重试，它会重新生成，无需联网。"
            if written
            else "请检查环境变量 ASKREPORT_EMBEDDING_MODEL 中的模型名称或文件夹；"
            "不设置该变量则使用随程序提供的默认模型，无需联网。"
        )
        raise ModelError(f"无法加载向量模型 {name!r}：{error}\n{way_out}") from error
