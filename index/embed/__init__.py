"""Texts become vectors.

Texts go in; rows of float32 of length 1 come out, by the model that the environment names or by the one that comes with
the program, which is made here from a pinned package and the adapters of this folder.
"""

from .batches import embed_all
from .default_model import BASE_MODEL, DEFAULT_MODEL, READER_GRAPH, default_model_folder
from .embedder import Embedder, Vectors, configured_embedder, embedder_named
from .encoder import Encoder, of_like_length
from .weights import get_weights

__all__ = [
    "BASE_MODEL",
    "DEFAULT_MODEL",
    "READER_GRAPH",
    "Embedder",
    "Encoder",
    "Vectors",
    "configured_embedder",
    "default_model_folder",
    "embed_all",
    "embedder_named",
    "get_weights",
    "of_like_length",
]
