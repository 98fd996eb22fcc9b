"""Which reports hold a string, and which have headings of some words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Report, Shelf
from index.parse import report_from_text
from index.shelf import OPENING
from index.store import StringIndex
from index.store.feed import Mark

TEXTS = {
    "a": "浙江省工作报告\n\n一、提案办理\n\n开化县枫溪乡的提案，2024工程。\n",
    "b": "江苏省工作报告\n\n一、经济 增长\n\n明年到浙江学习🙂。",
    "c": "浙",
    "d": "工作报告\n\n" + "委员满意。" * OPENING + "岚汀县。",
}
REPORTS = [Report(name, report_from_text(text).metadata, text, (), ()) for name, text in TEXTS.items()]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> StringIndex:
    index = StringIndex(tmp_path_factory.mktemp("strings") / "strings")
    index.add(REPORTS, Mark(7, "x"))
    return index


PARTS = st.sampled_from([*TEXTS.values()]).flatmap(
    lambda text: st.tuples(st.integers(0, min(60, len(text))), st.integers(1, 9)).map(
        lambda at: text[at[0] :][: at[1]]
    )
)


@given(PARTS | st.text(min_size=2, max_size=4))
def test_as_reading_all_texts_tells(index: StringIndex, words: str) -> None:
    if words.split() != [words]:  # every white space is the same to it
        return
    for opening in (False, True):
        end = OPENING if opening else None
        wanted = {name for name, text in TEXTS.items() if words in text[:end]}
        if len(words) > 1:
            assert set(index.holding(words, None, opening=opening)) == wanted
            assert set(index.holding(words, ["a", "d"], opening=opening)) == wanted & {"a", "d"}


def test_across_lines_and_at_most_so_many(index: StringIndex) -> None:
    assert index.holding("报告\n\n一、提案", None) == ["a"]
    assert len(index.holding("工作报告", None, most=2)) == 2
    assert set(index.holding("浙", None)) == {"a", "b"}  # a text of one character holds no pair
    assert index.holding("", None) == []


def test_reports_come_and_go(tmp_path: Path) -> None:
    index = StringIndex(tmp_path / "strings")
    assert index.mark() == Mark() and index.holding("浙江", None) == [] == index.headed(["提案"], None, 3)
    index.add(REPORTS[:2], Mark(2, "s"))
    index.add(REPORTS[1:2], Mark(4, "t"), without=["a", "b"])
    again = StringIndex(tmp_path / "strings")
    assert again.mark() == Mark(4, "t") and len(again) == 1
    assert again.holding("浙江", None) == ["b"]
    again.add([], Mark(5, "u"), anew=True)
    index.reload()
    assert len(index) == 0


def test_headings(tmp_path: Path) -> None:
    named = [
        report_from_text(
            f"甲县工作报告\n\n一、{first}\n\n完成一。\n\n二、{second}\n\n完成二。\n", f"{first}.txt"
        )
        for first, second in (("粮食生产", "民生"), ("就业和民生", "教育"), ("法治", "粮食和就业"))
    ]
    index = StringIndex(tmp_path / "strings")
    index.add(named, Mark())
    assert index.headed(["就业", "粮食"], None, 1) == [named[2].id]
    assert set(index.headed(["就业"], None, 9)) == {named[1].id, named[2].id}
    assert index.headed(["就业"], [named[0].id, named[1].id], 9) == [named[1].id]
    shelf = Shelf.of(named)
    assert [card.id for card, _ in shelf.headings(["就业", "粮食"], 1)] == [named[2].id]
