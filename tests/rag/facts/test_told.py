"""What several reports tell of one question, and whether one may be left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from index.embed import Embedder
from rag.facts import Told, may_leave_out, told_by_each
from rag.read import Ranking, rank
from tests.fake_reader import FakeReader

_REPORT = "{place}人民政府工作报告\n——2025年1月12日在{place}第十八届人民代表大会第四次会议上\n各位代表：\n一、2024年工作回顾\n{review}\n"
QUESTION = "2024年新建公路多少公里？"


@pytest.fixture
def library(tmp_path: Path, fake_embedder: Embedder) -> Iterator[Library]:
    with Library.open(tmp_path / "library", embedder=fake_embedder, seeds=False) as opened:
        yield opened


def told(library: Library, folder: Path, **reviews: str) -> tuple[Ranking, list[Told]]:
    files = [folder / f"{place}2025年政府工作报告.txt" for place in reviews]
    for file, (place, review) in zip(files, reviews.items(), strict=True):
        file.write_text(_REPORT.format(place=place, review=review), encoding="utf-8")
    assert all(result.added for result in library.add(files))
    ranking = rank(library, QUESTION, FakeReader(), each=True)
    return ranking, told_by_each(library, QUESTION, ranking, 100)


@pytest.mark.parametrize(
    ("other", "left_out"),
    [
        ("全年改造公路81公里。", True),  # of the sort, and named, but it came about in another way
        ("全年新建公路81公里。", False),  # it is told
        ("全年接待游客81万人次。", False),  # of another thing
        ("新建公路9条。", True),  # by another measure: its length may be told elsewhere
    ],
)
def test_a_report_that_tells_it_in_other_words_may_be_left_out(
    library: Library, tmp_path: Path, other: str, left_out: bool
) -> None:
    ranking, found = told(library, tmp_path, 青石县="全年新建公路112公里。", 临渚县=other)
    assert "112公里" in {each.value.figure.text for each in found if each.value}
    assert may_leave_out(library, QUESTION, ranking, found) is left_out


def test_nothing_is_left_out_where_no_figure_is_told(library: Library, tmp_path: Path) -> None:
    ranking, _ = told(library, tmp_path, 青石县="全年新建公路112公里。")
    assert not may_leave_out(library, QUESTION, ranking, [])
