"""Writes a BERT encoder as a sentence-transformers folder, from the packed weights of multilingual-e5-small."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from .packed import PackedModel

_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")  # the first four ids of XLM-R
WEIGHTS, TOKENIZER = "model.safetensors", "tokenizer.json"
State = Mapping[str, NDArray[np.float32]]  # weights by BERT's parameter names


def kept_pieces(packed: PackedModel) -> list[int]:
    """Ids of the vocabulary that Chinese reports need: two thirds of the pieces are words of other scripts.

    Without them the vectors of Chinese and English text are the same, and the model is half the size.
    """
    return [i for i, (piece, _) in enumerate(packed.vocabulary) if i < 4 or _is_kept(piece)]


def write_folder(packed: PackedModel, kept: list[int], state: State, folder: Path) -> None:
    """Write what sentence-transformers loads: weights, tokenizer, configuration."""
    save_file(dict(state), folder / WEIGHTS, metadata={"format": "pt"})
    _tokenizer([packed.vocabulary[i] for i in kept]).save(str(folder / TOKENIZER))
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


def base_state(packed: PackedModel, kept: list[int]) -> dict[str, NDArray[np.float32]]:
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
