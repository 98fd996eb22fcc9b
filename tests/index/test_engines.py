"""The searches of a library, in its folder and on a Milvus server: one contract."""

from pathlib import Path

import pytest

from index import Library
from index.parse import report_from_text
from tests.index.conftest import CountingEmbedder
from tests.index.reports import TOPICS, found, ids, report_text, write_report
from tests.index.searches import again, assert_searches_as_a_folder_does


@pytest.fixture(params=["local", pytest.param("milvus", marks=pytest.mark.e2e)])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "milvus":
        monkeypatch.setenv("ASKREPORT_MILVUS", request.getfixturevalue("milvus"))
    return str(request.param)


def test_what_is_added_is_found_until_it_is_removed(engine: str, library: Library, tmp_path: Path) -> None:
    paths = [write_report(tmp_path, number) for number in (1, 2, 3)]
    assert library.candidates("提案") == []
    library.add(paths)
    first, *others = ids(library)
    assert found(library, "群众表示满意") == {first, *others}
    library.remove(first)
    assert found(library, "群众表示满意") == set(others)
    library.add(paths[:1])
    assert found(library, "群众表示满意") == {first, *others}
    for report in ids(library):
        library.remove(report)
    assert library.candidates("提案") == [] and library.faults_of_indexes(mend=False) == []


def test_some_reports_are_searched(engine: str, library: Library) -> None:
    library.add_reports(report_from_text(report_text(number)) for number in range(4))
    first, second, *_ = ids(library)
    for scope in ([first], [first, second]):
        inside = library.candidates("群众表示满意", reports=scope)
        assert {each.report for each in inside} == set(scope)
        assert all(0 < each.lexical <= 1 and each.dense <= 1.0001 for each in inside)
    assert library.candidates("群众表示满意", reports=[]) == []


def test_another_one_sees_what_changes(engine: str, library: Library) -> None:
    with again(library) as other:
        library.add_reports([report_from_text(report_text(number)) for number in (1, 2)])
        assert found(other, "群众表示满意") == set(ids(library))
        other.remove(ids(library)[0])
        assert found(library, "群众表示满意") == set(ids(other))
        assert library.word_weights(TOPICS) == other.word_weights(TOPICS)
        assert library.faults_of_indexes(mend=False) == other.faults_of_indexes(mend=False) == []


def test_what_is_corrected_is_found_as_it_is_now(engine: str, library: Library, tmp_path: Path) -> None:
    library.add([write_report(tmp_path, 1)])
    library.set_metadata(ids(library)[0], title="雪山市水利公报")
    assert max(each.lexical for each in library.candidates("雪山市水利公报")) > 0.4
    assert_searches_as_a_folder_does(library, tmp_path / "folder")


def test_what_was_kept_by_one_that_died_is_found_by_the_next(engine: str, library: Library) -> None:
    library.add_reports([report_from_text(report_text(1))])
    library.keep(report_from_text(report_text(2)), None, lambda step: None)
    library.close()  # before anything of it is indexed
    with again(library) as other:
        assert found(other, "群众表示满意") == set(ids(other)) and len(ids(other)) == 2
        assert other.faults_of_indexes(mend=False) == []


def test_two_libraries_keep_apart(engine: str, library: Library, tmp_path: Path) -> None:
    with Library.open(tmp_path / "另一个", embedder=CountingEmbedder(), seeds=False) as other:
        library.add_reports([report_from_text(report_text(1))])
        other.add_reports([report_from_text(report_text(2))])
        assert found(library, "群众表示满意") == set(ids(library))
        assert found(other, "群众表示满意") == set(ids(other)) != set(ids(library))
