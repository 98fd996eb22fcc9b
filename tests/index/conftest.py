"""An empty library, and how often its fake model was asked."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import Library
from index.embed import Vectors, default_model_folder
from index.read.office.convert import program
from tests.fake_embedder import FakeEmbedder
from tests.milvus import milvus_server


class CountingEmbedder(FakeEmbedder):
    """The fake model under any name; counts the passages that it embedded."""

    def __init__(self, name: str = FakeEmbedder.name, dimension: int = 256) -> None:
        self.name = name
        self.dimension = dimension
        self.embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return self.embed_questions(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return super().embed_passages(texts)[:, : self.dimension]


@pytest.fixture
def embedder() -> CountingEmbedder:
    return CountingEmbedder()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.e2e)])
def place(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path | str:
    """Where a new library may lie: a folder whose name has Chinese characters and a space, or a server's address."""
    if request.param == "sqlite":
        return tmp_path / "资料 库"
    monkeypatch.setattr("index.home.SERVERS", tmp_path / "服务器")
    address: str = request.getfixturevalue("postgresql").new()
    return address


@pytest.fixture
def library_anywhere(place: Path | str, embedder: CountingEmbedder) -> Iterator[Library]:
    """An empty library in either place; a module whose tests are of both names it ``library``."""
    with Library.open(place, embedder=embedder, seeds=False) as opened:
        yield opened


@pytest.fixture
def library(tmp_path: Path, embedder: CountingEmbedder) -> Iterator[Library]:
    """An empty library in a folder whose name has Chinese characters and a space."""
    with Library.open(tmp_path / "资料 库", embedder=embedder, seeds=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def real_model_folder() -> Path:
    """The default model as files, in the cache of whoever runs the tests: made on first use, then shared."""
    return default_model_folder()


@pytest.fixture
def office() -> Path:
    """LibreOffice; a test that needs it is left out where it is not installed."""
    found = program()
    if found is None:
        pytest.skip("LibreOffice is not installed")
    return found


@pytest.fixture(scope="session")
def milvus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Milvus server that all tests share."""
    with milvus_server(tmp_path_factory.mktemp("milvus") / "data") as address:
        yield address
