"""A BERT encoder as an ONNX graph, written from its weights without importing torch.

The graph begins after the look-up of word, position and type embeddings, which are added outside: the table
of words is the largest part of the model, and several graphs share the one on disk. ONNX Runtime's fused
operators (domain com.microsoft) do the rest: seven nodes a block.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Weights = Mapping[str, NDArray[np.float32]]
_FUSED = "com.microsoft"
_OPSET = 17
_IR_VERSION = 8  # the file format's version, which older runtimes read too


@dataclass(frozen=True, slots=True)
class Shape:
    """What the weights do not tell."""

    layers: int
    heads: int
    epsilon: float


@dataclass
class _Graph:
    shape: Shape
    weights: Weights
    nodes: list[onnx.NodeProto] = field(default_factory=list)
    tensors: list[onnx.TensorProto] = field(default_factory=list)

    def tensor(self, name: str, value: NDArray[np.float32]) -> str:
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value, np.float32), name))
        return name

    def node(
        self, operator: str, inputs: Sequence[str], output: str, domain: str = "", **options: Any
    ) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [output], output, domain=domain, **options))
        return output

    def weight(self, name: str) -> str:
        return self.tensor(name, self.weights[name])

    def product(self, source: str, layer: str) -> str:
        """``source`` times a linear layer's weight, without its bias."""
        transposed = self.tensor(f"{layer}.weight", self.weights[f"{layer}.weight"].T)
        return self.node("MatMul", [source, transposed], f"{layer}.product")

    def linear(self, source: str, layer: str) -> str:
        return self.node("Add", [self.product(source, layer), self.weight(f"{layer}.bias")], f"{layer}.out")

    def added(self, product: str, skip: str, layer: str, norm: str) -> str:
        """LayerNorm of a product with its bias and the skip connection."""
        inputs = [
            product,
            skip,
            self.weight(f"{norm}.weight"),
            self.weight(f"{norm}.bias"),
            self.weight(f"{layer}.bias"),
        ]
        return self.node("SkipLayerNormalization", inputs, f"{norm}.out", _FUSED, epsilon=self.shape.epsilon)

    def block(self, hidden: str, place: int) -> str:
        layer = f"encoder.layer.{place}"
        parts = [f"{layer}.attention.self.{part}" for part in ("query", "key", "value")]
        weight = np.concatenate([self.weights[f"{part}.weight"].T for part in parts], axis=1)
        bias = np.concatenate([self.weights[f"{part}.bias"] for part in parts])
        attended = self.node(
            "Attention",
            [
                hidden,
                self.tensor(f"{layer}.qkv.weight", weight),
                self.tensor(f"{layer}.qkv.bias", bias),
                "mask",
            ],
            f"{layer}.attended",
            _FUSED,
            num_heads=self.shape.heads,
        )
        output = f"{layer}.attention.output"
        attended = self.added(
            self.product(attended, f"{output}.dense"), hidden, f"{output}.dense", f"{output}.LayerNorm"
        )
        wide = f"{layer}.intermediate.dense"
        inner = self.node(
            "BiasGelu", [self.product(attended, wide), self.weight(f"{wide}.bias")], f"{wide}.out", _FUSED
        )
        output = f"{layer}.output"
        return self.added(
            self.product(inner, f"{output}.dense"), attended, f"{output}.dense", f"{output}.LayerNorm"
        )

    def encoded(self) -> str:
        norm = "embeddings.LayerNorm"
        inputs = ["embeddings", self.weight(f"{norm}.weight"), self.weight(f"{norm}.bias")]
        hidden = self.node("LayerNormalization", inputs, f"{norm}.out", axis=-1, epsilon=self.shape.epsilon)
        for place in range(self.shape.layers):
            hidden = self.block(hidden, place)
        return hidden

    def mean(self, hidden: str) -> str:
        """Mean of the token vectors that the mask keeps, (texts, width)."""
        mask = self.node("Cast", ["mask"], "mask.float", to=TensorProto.FLOAT)
        row = self.node("Unsqueeze", [mask, self.constant("one", [1])], "mask.row")
        total = self.node(
            "Squeeze", [self.node("MatMul", [row, hidden], "sum"), self.constant("middle", [1])], "total"
        )
        count = self.node("ReduceSum", [mask, self.constant("last", [1])], "count", keepdims=1)
        return self.node("Div", [total, count], "mean")

    def constant(self, name: str, value: int | list[int]) -> str:
        self.tensors.append(numpy_helper.from_array(np.asarray(value, np.int64), name))
        return name

    @property
    def width(self) -> int:
        return len(self.weights["embeddings.LayerNorm.weight"])

    def save(self, path: Path, outputs: Mapping[str, Sequence[int | str]]) -> None:
        inputs = [
            helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, ["texts", "tokens", self.width]),
            helper.make_tensor_value_info("mask", TensorProto.INT32, ["texts", "tokens"]),
        ]
        infos = [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, dims) for name, dims in outputs.items()
        ]
        graph = helper.make_graph(self.nodes, "encoder", inputs, infos, self.tensors)
        opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid(_FUSED, 1)]
        onnx.save(helper.make_model(graph, opset_imports=opsets, ir_version=_IR_VERSION), path)


def write_embedder(weights: Weights, shape: Shape, path: Path) -> None:
    """Inputs ``embeddings`` (texts, tokens, width) float32, before the first LayerNorm, and ``mask`` (texts, tokens)
    int32, 1 for a token. Output ``vectors`` (texts, width): mean pooling, unit length.

    weights: by BERT's parameter names.
    """
    graph = _Graph(shape, weights)
    mean = graph.mean(graph.encoded())
    graph.node("LpNormalization", [mean], "vectors", axis=-1, p=2)
    graph.save(path, {"vectors": ["texts", graph.width]})


def write_reader(weights: Weights, shape: Shape, path: Path) -> None:
    """Inputs as of ``write_embedder``. Outputs ``score`` (texts,): the log odds that a text holds an answer;
    ``spans`` (texts, tokens, 4): for each token, how likely evidence starts and ends there, and the answer.

    weights: by BERT's parameter names, and the heads' by ``head.answer.0|1`` and ``head.span``.
    """
    graph = _Graph(shape, weights)
    hidden = graph.encoded()
    first = graph.node("Gather", [hidden, graph.constant("first", 0)], "first.token", axis=1)
    pooled = graph.node("Concat", [first, graph.mean(hidden)], "pooled", axis=-1)
    wide = "head.answer.0"
    inner = graph.node(
        "BiasGelu", [graph.product(pooled, wide), graph.weight(f"{wide}.bias")], f"{wide}.out", _FUSED
    )
    graph.node("Squeeze", [graph.linear(inner, "head.answer.1"), graph.constant("flat", [1])], "score")
    graph.node("Identity", [graph.linear(hidden, "head.span")], "spans")
    graph.save(path, {"score": ["texts"], "spans": ["texts", "tokens", 4]})
