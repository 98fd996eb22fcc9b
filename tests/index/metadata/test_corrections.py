"""A user corrects what was read off a report: checked, searched by, kept."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from index import BadCorrection, InputError, Library, UnknownReport, rebuild
from index.embed import Vectors
from index.metadata import read_changes
from index.store import Store
from tests.index.conftest import CountingEmbedder

TEXT = "2024年甲县政府工作报告\n\n各位代表：\n\n全年办理提案12件，委员满意。\n\n粮食产量稳定。\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def added(library: Library, path: Path) -> str:
    (result,) = library.add([path])
    assert result.report is not None
    return result.report.id


def test_corrected_and_kept(library: Library, embedder: CountingEmbedder, file: Path, tmp_path: Path) -> None:
    report_id = added(library, file)
    embedded = embedder.embedded
    before = library.report(report_id)
    assert (before.metadata.region, before.metadata.year) == ("甲县", 2024)
    report = library.set_metadata(report_id, year="2020", region="青石市", author=" 张三 ")
    got = report.metadata
    assert (got.region, got.year, got.author, got.level) == ("青石市", 2020, "张三", "市级")
    assert got.title == before.title and report.text == before.text
    assert library.report(report_id) == report == library.reports()[0]
    assert embedder.embedded == 2 * embedded  # short title and words, again
    assert {candidate.report for candidate in library.candidates("青石市2020年")} == {report_id}

    library.set_metadata(report_id, body="政协", author=None)
    library.close()
    assert library.original(report).read_text("utf-8") == TEXT
    (rebuilt,) = rebuild(library.folder, embedder=embedder)
    assert (rebuilt.metadata.region, rebuilt.metadata.year) == ("青石市", 2020)
    assert (rebuilt.metadata.body, rebuilt.metadata.author) == ("政协", "")
    with Library.open(library.folder, embedder=embedder) as again:
        (result,) = again.add([file])
        assert not result.added and result.report == rebuilt
        assert again.report(report_id) == rebuilt


def test_removing_a_report_forgets_its_corrections(library: Library, file: Path) -> None:
    report_id = added(library, file)
    library.set_metadata(report_id, year=2020)
    library.remove(report_id)
    assert added(library, file) == report_id
    assert library.report(report_id).metadata.year == 2024


def test_what_a_correction_leaves_as_it_was_is_not_embedded_again(
    library: Library, embedder: CountingEmbedder, file: Path
) -> None:
    report_id = added(library, file)
    embedded = embedder.embedded
    assert library.set_metadata(report_id, author="张三").metadata.author == "张三"
    assert embedder.embedded == embedded
    assert {candidate.report for candidate in library.candidates("提案")} == {report_id}


class ActingEmbedder(CountingEmbedder):
    """Does something of another thread or process while it embeds for the second time."""

    def __init__(self, action: Callable[[], object]) -> None:
        super().__init__()
        self._actions: list[Callable[[], object] | None] = [action, None]

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self._actions and (action := self._actions.pop()):
            action()
        return super().embed_passages(texts)


def test_others_correct_and_ask_while_a_correction_is_embedded(file: Path, tmp_path: Path) -> None:
    def meanwhile() -> None:
        with Library.open(tmp_path / "library", embedder=CountingEmbedder()) as elsewhere:
            assert elsewhere.candidates("提案")
            elsewhere.set_metadata(elsewhere.reports()[0].id, author="李四")

    embedder = ActingEmbedder(meanwhile)
    with Library.open(tmp_path / "library", embedder=embedder, seeds=False) as library:
        got = library.set_metadata(added(library, file), year=2020).metadata
        assert (got.year, got.author) == (2020, "李四")
        assert library.reports()[0].metadata == got


def test_removed_while_a_correction_is_embedded(file: Path, tmp_path: Path) -> None:
    def meanwhile() -> None:
        with Library.open(tmp_path / "library", embedder=CountingEmbedder()) as elsewhere:
            elsewhere.remove(elsewhere.reports()[0].id)

    with Library.open(tmp_path / "library", embedder=ActingEmbedder(meanwhile), seeds=False) as library:
        report_id = added(library, file)
        with pytest.raises(UnknownReport):
            library.set_metadata(report_id, year=2020)
        assert library.reports() == []


def test_other_reports_stay_as_they_are(library: Library, file: Path, tmp_path: Path) -> None:
    other = tmp_path / "另一份.txt"
    other.write_text(TEXT.replace("甲县", "乙县"), encoding="utf-8")
    first, second = added(library, file), added(library, other)
    held = library.report(second)
    library.set_metadata(first, title="青石县的报告", level="县级")
    assert library.report(second) == held
    assert library.report(first).title == "青石县的报告"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"yaer": "2020"}, ("yaer", "year", "region")),
        ({"year": "去年"}, ("year", "去年", "四位数")),
        ({"year": "20200"}, ("20200",)),
        ({"reported": "-1"}, ("reported", "-1")),
        ({"title": " "}, ("title",)),
        ({"level": "大"}, ("level", "大", "县级")),
        ({"author": "张" * 201}, ("author", "200")),
        ({"region": "甲\n县"}, ("region",)),
    ],
)
def test_what_no_report_can_have_changes_nothing(
    library: Library, file: Path, changes: dict[str, Any], told: tuple[str, ...]
) -> None:
    report_id = added(library, file)
    before = library.report(report_id)
    with pytest.raises(BadCorrection) as caught:
        library.set_metadata(report_id, **({"venue": "在会上"} | changes))
    assert all(part in str(caught.value) for part in told)
    assert isinstance(caught.value, InputError)
    assert library.report(report_id) == before


def test_unknown_report(library: Library) -> None:
    with pytest.raises(UnknownReport, match="000000000000"):
        library.set_metadata("000000000000", year=2020)


def test_a_death_half_way_leaves_the_report(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report_id = added(library, file)
    before = library.report(report_id)

    def fail(*_: object) -> bool:
        raise RuntimeError("killed")

    with monkeypatch.context() as patched, pytest.raises(RuntimeError, match="killed"):
        patched.setattr(Store, "insert", fail)
        library.set_metadata(report_id, year=2020)
    library.close()
    with Library.open(library.folder, embedder=library.embedder) as again:
        assert again.report(report_id) == before


def test_settings_as_typed() -> None:
    assert read_changes(["year=2020", "title=甲=乙", "author="]) == {
        "year": "2020",
        "title": "甲=乙",
        "author": "",
    }
    with pytest.raises(BadCorrection, match="2020"):
        read_changes(["2020"])
