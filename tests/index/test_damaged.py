"""Files as they should not come: a message in Chinese each, with the name and the way out; nothing is lost, nothing runs."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library, UnreadableFile
from index.read import SUFFIXES
from tests.fake_embedder import FakeEmbedder
from tests.index.damaged import FILES, SCRIPT
from tests.index.reports import ids, write_report

HAN = re.compile("[一-龥]")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """One library, with a report in it, for all of them."""
    folder = tmp_path_factory.mktemp("damaged")
    with Library.open(folder / "库", embedder=FakeEmbedder()) as opened:
        opened.add([write_report(folder, 1)])
        yield opened


@pytest.mark.parametrize("kind", FILES)
def test_a_damaged_file_costs_a_message_and_nothing_else(library: Library, tmp_path: Path, kind: str) -> None:
    name, data, readable = FILES[kind]()
    (tmp_path / name).write_bytes(data)
    before = ids(library)
    for result in library.add([tmp_path / name]):
        if result.error is None:
            assert readable and result.report is not None
            text = result.report.text + "".join(result.report.remarks)
            assert "root:" not in text and len(text) < 2_000_000
            assert SCRIPT not in text or (
                "html" in name and ".html" not in SUFFIXES
            )  # as long as it is a text
            if result.added:
                library.remove(result.report.id)
            continue
        told = str(result.error)
        assert isinstance(result.error, UnreadableFile)
        assert name in told or result.path.name in told
        assert HAN.search(told) and "请" in told and told.endswith("。"), told
        assert str(tmp_path) not in told and "Traceback" not in told, told
    assert ids(library) == before
    assert {path.name for path in (library.folder / "files").iterdir()} == {
        library.original(report).name for report in library.reports()
    }


def test_there_are_forty() -> None:
    assert len(FILES) >= 40
