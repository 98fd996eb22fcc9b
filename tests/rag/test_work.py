"""How much is done for one question: what is read of the library, and how often."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import Executable

from index import Library, Report
from index.store import Store
from rag import Answer, ask
from rag.facts import statements as take_apart
from rag.facts import values
from rag.read.reader import Reading
from rag.search import Paragraphs, Window
from tests.fake_embedder import FakeEmbedder
from tests.fake_reader import FakeReader
from tests.rag.made_places import PLACES, write_places

OPEN = "地区生产总值增长多少？"
SHARE = "规模以上工业增加值占地区生产总值的比重是多少？"
QUESTIONS = (
    OPEN,
    SHARE,
    f"临渚市{SHARE}",
    "临渚市和海棠市2024年新建公路多少公里？",
    "2024年临渚市新建公路多少公里？",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a library with the reports of several cities."""
    made = tmp_path_factory.mktemp("places")
    with Library.open(made / "library", embedder=FakeEmbedder(), seeds=False) as library:
        assert all(result.added for result in library.add(write_places(made)))
    return made / "library"


@pytest.fixture
def places(folder: Path) -> Iterator[Library]:
    """That library, of which nothing has been read yet."""
    with Library.open(folder, embedder=FakeEmbedder(), seeds=False) as library:
        yield library


@pytest.mark.parametrize("question", QUESTIONS)
def test_more_reports_take_no_more_statements(
    places: Library, question: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Library.open(tmp_path / "library", embedder=FakeEmbedder(), seeds=False) as few:
        few.add(write_places(tmp_path)[:4])
        asked = [statements_of(library, question, monkeypatch) for library in (few, places)]
    assert asked[1] <= asked[0]


def statements_of(library: Library, question: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many are put to the database for a question, when it is asked for the first time."""
    count, rows = 0, library.store.rows

    def counted(statement: Executable, **parameters: object) -> list[tuple[object, ...]]:
        nonlocal count
        count += 1
        return rows(statement, **parameters)

    monkeypatch.setattr(library.store, "rows", counted)
    ask(question, library=library)
    return count


class CountingReader(FakeReader):
    """It tells what it has read for which question."""

    def __init__(self) -> None:
        self.windows: Counter[tuple[str, Window]] = Counter()

    def read(self, question: str, windows: Sequence[Window]) -> list[Reading]:
        self.windows.update((question, window) for window in windows)
        return super().read(question, windows)


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_window_is_read_twice_for_a_question(
    places: Library, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = CountingReader()
    monkeypatch.setattr("rag.extract.configured_reader", lambda: reader)
    ask(question, library=places)
    assert set(reader.windows.values()) == {1}


@pytest.mark.parametrize("question", QUESTIONS)
def test_no_paragraph_is_read_twice_for_a_question(
    places: Library, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Counter[tuple[str, int]] = Counter()
    extracts = places.extracts

    def reading(wanted: Sequence[tuple[str, int]]) -> object:
        read.update(wanted)
        return extracts(wanted)

    monkeypatch.setattr(places, "extracts", reading)
    ask(question, library=places)
    assert set(read.values()) == {1}


def test_a_sentence_is_taken_apart_once(places: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: Counter[str] = Counter()

    def taking(sentence: str, section: tuple[str, ...], year: int | None) -> object:
        taken[sentence] += 1
        return take_apart(sentence, section, year)

    values.values_of.cache_clear()
    monkeypatch.setattr(values, "statements", taking)
    ask("新建改扩建学校多少所？", library=places)
    schools = [taken[sentence] for sentence in taken if "学校" in sentence]
    assert len(schools) == len(PLACES) and set(schools) == {1}


def test_reports_that_are_set_side_by_side_are_not_read_whole(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole: list[str] = []

    def reading(store: Store, report_id: str) -> Report:
        whole.append(report_id)
        raise AssertionError(report_id)

    monkeypatch.setattr(Store, "report", reading)
    with Library.open(folder, embedder=FakeEmbedder(), seeds=False) as library:
        answer: Answer = ask(OPEN, library=library)
    assert len(answer.citations) == len(PLACES) and not whole


def test_what_is_doubtful_is_known_without_pages(places: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures in Word files are read, too, and such a file has no pages."""
    report = places.reports()[0]
    paragraph = report.paragraphs[-1]
    found = Paragraphs(places)[report.id, paragraph.number]
    assert paragraph.page is None and Paragraphs(places).doubtful_in(found, paragraph.span) == ()
    noted = places.store.noted([report.id])[report.id]._replace(doubtful=(paragraph.sentences[0],))
    monkeypatch.setattr(places.store, "noted", lambda reports: {report.id: noted})
    assert Paragraphs(places).doubtful_in(found, paragraph.span) == (paragraph.sentences[0],)
