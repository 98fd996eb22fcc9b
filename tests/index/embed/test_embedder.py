"""The embedder over the default model, and what is said when a model cannot be loaded."""

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from index import ModelError
from index.embed import DEFAULT_MODEL
from index.embed.embedder import Embedder, SentenceTransformerEmbedder, configured_embedder

TEXTS = [
    "县政协全年立案交办委员建议174件。",
    "好。",
    "围绕县委县政府中心工作，开展“请你来协商”活动13场，报送协商成果18篇，获党政领导批示26次。" * 4,
    "",
    "\ufffd\u200b😀",
    "the quick brown fox",
]


def test_unit_vectors_of_one_shape(real_embedder: Embedder) -> None:
    for vectors in (real_embedder.embed_passages(TEXTS), real_embedder.embed_questions(TEXTS)):
        assert vectors.shape == (len(TEXTS), 384) and vectors.dtype == np.float32
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_same_text_same_vector(real_embedder: Embedder) -> None:
    assert np.array_equal(real_embedder.embed_passages(TEXTS), real_embedder.embed_passages(TEXTS))


def test_vector_hardly_hangs_on_the_batch(real_embedder: Embedder) -> None:
    texts = [text for text in TEXTS if text.isprintable() and text]
    alone = np.concatenate([real_embedder.embed_passages([text]) for text in texts])
    together = real_embedder.embed_passages(texts[::-1])[::-1]
    assert (alone * together).sum(axis=1).min() > 0.9999


def test_questions_and_passages_are_told_apart(real_embedder: Embedder) -> None:
    question, passage = real_embedder.embed_questions(TEXTS[:1]), real_embedder.embed_passages(TEXTS[:1])
    assert 0.8 < float(question[0] @ passage[0]) < 0.999


def test_meaning_counts(real_embedder: Embedder) -> None:
    question = real_embedder.embed_questions(["委员的意见有多少被立案？"])[0]
    right, wrong = real_embedder.embed_passages([TEXTS[0], "森林覆盖率达到百分之八十，空气质量优良。"])
    assert question @ right > question @ wrong


def test_threads_may_share_it(real_embedder: Embedder) -> None:
    expected = real_embedder.embed_questions([TEXTS[0]])
    with ThreadPoolExecutor(4) as pool:
        for vectors in pool.map(lambda _: real_embedder.embed_questions([TEXTS[0]]), range(24)):
            assert np.allclose(vectors, expected, atol=1e-5)


def test_loading_waits_for_the_first_text() -> None:
    assert SentenceTransformerEmbedder("no/such model").name == "no/such model"


def test_model_that_the_environment_names(monkeypatch: pytest.MonkeyPatch) -> None:
    assert configured_embedder().name == DEFAULT_MODEL
    monkeypatch.setenv("ASKREPORT_EMBEDDING_MODEL", "some/model")
    assert configured_embedder().name == "some/model"


@pytest.mark.weights
@pytest.mark.parametrize("content", [{}, {"config.json": "{}"}, {"modules.json": "[", "config.json": "x"}])
def test_folder_that_is_no_model(tmp_path: Path, content: dict[str, str]) -> None:
    folder = tmp_path / "不是 模型"
    folder.mkdir()
    for name, text in content.items():
        (folder / name).write_text(text)
    with pytest.raises(ModelError, match="ASKREPORT_EMBEDDING_MODEL") as caught:
        SentenceTransformerEmbedder(str(folder)).embed_questions(["提案"])
    assert str(folder) in str(caught.value)


@pytest.mark.weights
def test_name_that_is_no_model() -> None:
    with pytest.raises(ModelError, match="no-such/model"):
        SentenceTransformerEmbedder("no-such/model").embed_questions(["提案"])


def test_damaged_weights(real_model_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(real_model_folder, tmp_path / "model"))
    (folder / "model.safetensors").write_bytes(b"damaged")
    with pytest.raises(ModelError, match="ASKREPORT_EMBEDDING_MODEL"):
        SentenceTransformerEmbedder(str(folder)).embed_questions(["提案"])
    monkeypatch.setattr("index.embed.embedder.default_model_folder", lambda: folder)
    with pytest.raises(ModelError, match="请删除文件夹") as caught:
        SentenceTransformerEmbedder(DEFAULT_MODEL).embed_questions(["提案"])
    assert str(folder) in str(caught.value)
