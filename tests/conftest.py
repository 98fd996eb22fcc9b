"""What all tests share: a library over a fake model, one over the real model, and the order of the run."""

import gc
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

# Nothing is fetched, and no setting of whoever runs the tests changes them. Before the first import of a hub's client.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["OMP_WAIT_POLICY"] = (
    "PASSIVE"  # beside other work, threads that wait by spinning take thrice as long
)
for _name in [name for name in os.environ if name.startswith("ASKREPORT_")]:
    del os.environ[_name]

from index import Library  # noqa: E402
from index.embed import Embedder, configured_embedder  # noqa: E402
from index.read.sandbox import Sandbox  # noqa: E402
from tests.application import APP_OPTIONS, App, running  # noqa: E402
from tests.fake_embedder import FakeEmbedder  # noqa: E402
from tests.fake_reader import FakeReader  # noqa: E402
from tests.postgresql import Server  # noqa: E402
from tests.postgresql import running as running_postgresql  # noqa: E402

# A busy machine makes an example slow, never wrong; and a run finds what the run before it found.
settings.register_profile(
    "askreport", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.load_profile("askreport")

Copy = Callable[[Path], Path]  # a library, put into the folder that is named

_MODEL_LIBRARIES = {"torch", "sentence_transformers", "onnxruntime"}
# Markers, in the order in which such tests come, and the fixtures that they are set from.
_SLOW = {
    "e2e": {"app", "browser", "office", "postgresql", "with_model"},
    "weights": {"real_embedder", "real_model_folder", "recogniser"},
}

# A run that is told to stop ends as one that is interrupted at the keyboard: with all that it started.
signal.signal(signal.SIGTERM, signal.default_int_handler)


@pytest.fixture(scope="session")
def fake_embedder() -> FakeEmbedder:
    """Deterministic stand-in for a model; implements ``index.embed.embedder.Embedder``."""
    return FakeEmbedder()


def _copies_of_one(name: str, temporary: pytest.TempPathFactory, embedder: Embedder) -> Copy:
    """The library of this name is made by the first of the run's processes that wants it."""
    base = temporary.getbasetemp()
    made = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    lock = FileLock(f"{made}.lock")  # none copies it while another opens it
    with lock:
        Library.open(made, embedder=embedder, seeds=True).close()

    def copy(folder: Path) -> Path:
        with lock:
            return Path(shutil.copytree(made, folder))

    return copy


@pytest.fixture(scope="session")
def copy_library(tmp_path_factory: pytest.TempPathFactory, fake_embedder: FakeEmbedder) -> Copy:
    """Puts a library of the seed report through the fake model into a folder; it is read once for all."""
    return _copies_of_one("fake library", tmp_path_factory, fake_embedder)


@pytest.fixture
def library(tmp_path: Path, fake_embedder: FakeEmbedder, copy_library: Copy) -> Iterator[Library]:
    """The seed report through the fake model, in a folder of its own."""
    with Library.open(copy_library(tmp_path / "资料 library"), embedder=fake_embedder) as opened:
        yield opened


@pytest.fixture(scope="session")
def real_embedder() -> Embedder:
    """The default model, loaded once for all tests that need its vectors."""
    return configured_embedder()


@pytest.fixture(scope="session")
def copy_real_library(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Copy:
    """Puts a library of the seed report through the default model into a folder; it is embedded once for all."""
    return _copies_of_one("real library", tmp_path_factory, real_embedder)


@pytest.fixture(scope="session")
def real_library(
    tmp_path_factory: pytest.TempPathFactory,
    real_embedder: Embedder,
    copy_real_library: Copy,
) -> Iterator[Library]:
    """The seed report through the default model; shared, so only read it."""
    folder = copy_real_library(tmp_path_factory.mktemp("shared") / "资料 library")
    with Library.open(folder, embedder=real_embedder) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """One PostgreSQL server for all tests; each makes libraries of its own there."""
    with running_postgresql() as server:
        yield server


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, copy_real_library: Copy) -> Iterator[App]:
    """One application for all tests; a test that adds a report removes it again."""
    folder = copy_real_library(tmp_path_factory.mktemp("ui") / "报告 library")
    with running(folder, *APP_OPTIONS) as app:
        yield app


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The tests of training import torch as they are collected: the daily round does without them."""
    quick = "not weights" in config.option.markexpr
    return True if quick and collection_path.name == "training" else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what is slow to start from the fixtures that a test uses. It comes first.

    The quick tests fill what is left of the time.
    """
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        for marker, slow in _SLOW.items():
            if fixtures & slow:
                item.add_marker(marker)
        if "training" in item.path.parts:
            item.add_marker("weights")
    items.sort(key=lambda item: not is_slow(item))


def pytest_collection_finish() -> None:
    """What has been imported by now stays: the search for garbage need not go through it time and again."""
    gc.freeze()


def is_slow(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(marker) for marker in _SLOW)


@pytest.fixture(autouse=True)
def quick_tests_have_a_fake_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader's weights are for the tests that are marked."""
    if not is_slow(request.node):
        monkeypatch.setattr("rag.read.reader._default_reader", FakeReader)


os.environ["ASKREPORT_OCR"] = "off"  # for all tests but those that ask for the recogniser


@pytest.fixture(scope="session")
def recognising() -> Iterator[Sandbox]:
    """Workers that were started with text recognition: what it needs takes seconds to load."""
    made = Sandbox()
    yield made
    made.close()


@pytest.fixture
def recogniser(monkeypatch: pytest.MonkeyPatch, recognising: Sandbox) -> None:
    """Text recognition, for a test that reads pictures with it."""
    pytest.importorskip("rapidocr", reason="requirements-ocr.txt is not installed")
    monkeypatch.delenv("ASKREPORT_OCR")
    monkeypatch.setattr("index.read.sandbox.sandbox._SANDBOX", recognising)


@pytest.fixture(autouse=True)
def quick_tests_stay_quick(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that loads a model, or the seconds of its libraries, must be marked: the quick ones come first."""
    before = sys.modules.keys() & _MODEL_LIBRARIES  # the tests of training, where they are collected
    yield
    if not is_slow(request.node):
        loaded = (sys.modules.keys() & _MODEL_LIBRARIES) - before
        assert not loaded, "this test needs real_embedder, or the mark weights"
