"""The index over words, and words themselves."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.store import LexicalIndex
from index.text import content_words, normalise, tokenise

PARAGRAPHS = {
    1: "全年立案交办委员建议174件，办复率100%。",
    2: "开展“请你来协商”活动13场。",
    3: "新建港口码头3个，货物吞吐量3,500万吨。",
    4: "森林覆盖率达到80.9%，空气质量优良。",
    5: "委员建议被采纳，委员会客室接待群众。",
}
SYNTAX = [
    '"',
    '"委员',
    "委员*",
    "委员 AND",
    "AND OR NOT",
    "words:委员",
    "report:a",
    "(委员",
    "委员)",
    "委员^2",
    "委员~1",
    "[a TO z]",
    "{委员}",
    "+委员 -建议",
    "委员 NEAR/2 建议",
    "/委员/",
    "\\",
    "'; DROP TABLE reports; --",
    "IN [委员]",
    "*:*",
    "委员\0建议",
]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    index = LexicalIndex(tmp_path / "words")
    index.add((row, "ab"[row % 2], text) for row, text in PARAGRAPHS.items())
    return index


def rows(index: LexicalIndex, question: str, reports: list[str] | None = None) -> list[int]:
    return [row for row, _ in index.search(question, 10, reports)]


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("委员建议有多少件？", 1),
        ("請你來協商活動開展了多少場", 2),
        ("货物吞吐量3500万吨", 3),
        ("貨物吞吐量３，５００萬噸", 3),
        ("空气", 4),
        ("会客室接待了谁", 5),
    ],
)
def test_best_paragraph(index: LexicalIndex, question: str, best: int) -> None:
    assert rows(index, question)[0] == best


def test_scores_are_shares_in_order(index: LexicalIndex) -> None:
    found = index.search("委员建议办复率", 10, None)
    scores = [score for _, score in found]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_within_reports(index: LexicalIndex) -> None:
    assert set(rows(index, "委员建议", ["b"])) == {1, 5}
    assert rows(index, "委员建议", ["a"]) == [] == rows(index, "委员建议", [])
    # Where the search looks changes what is found, not its score.
    assert dict(index.search("委员建议", 10, ["b", "unknown"])) == dict(index.search("委员建议", 10, None))


def test_k_limits(index: LexicalIndex) -> None:
    assert index.search("委员建议 港口 森林", 1, None) == index.search("委员建议 港口 森林", 10, None)[:1]


@pytest.mark.parametrize("question", ["", "   ", "？！……", "😀", "的了吗呢", "多少"])
def test_question_without_words_finds_nothing(index: LexicalIndex, question: str) -> None:
    assert index.search(question, 10, None) == []


@pytest.mark.parametrize("question", SYNTAX)
def test_query_syntax_has_no_meaning(index: LexicalIndex, question: str) -> None:
    words = " ".join(content_words(question))
    assert index.search(question, 10, None) == index.search(words, 10, None)
    assert (1 in rows(index, question)) == ("委员" in question)


def test_adding_goes_on_and_begins_anew(index: LexicalIndex) -> None:
    index.add([(9, "a", "新增港口码头")])
    assert index.ids() == {*PARAGRAPHS, 9}
    assert set(rows(index, "港口")) == {3, 9}
    index.add([(2, "a", PARAGRAPHS[2])], anew=True)
    assert index.ids() == {2}
    assert rows(index, "委员") == []
    assert index.weights(["委员"])["委员"] == index.weights(["没有的词"])["没有的词"]


def test_kept_between_openings(index: LexicalIndex, tmp_path: Path) -> None:
    again = LexicalIndex(tmp_path / "words")
    assert again.ids() == set(PARAGRAPHS)
    assert again.search("委员建议", 10, None) == index.search("委员建议", 10, None)


def test_rare_words_weigh_more(index: LexicalIndex) -> None:
    weights = index.weights(["委员", "港口", "没有的词"])
    assert 0 < weights["委员"] < weights["港口"] < weights["没有的词"]


@given(st.text(max_size=80))
def test_any_question_gives_scores_in_range(shared_index: LexicalIndex, question: str) -> None:
    for row, score in shared_index.search(question, 10, None):
        assert row in PARAGRAPHS and 0 <= score <= 1


@pytest.fixture(scope="module")
def shared_index(tmp_path_factory: pytest.TempPathFactory) -> LexicalIndex:
    index = LexicalIndex(tmp_path_factory.mktemp("shared") / "words")
    index.add((row, "a", text) for row, text in PARAGRAPHS.items())
    return index


# Words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("３，５００萬噸", "3500万吨"),
        ("ＧＤＰ", "gdp"),
        ("臺灣鐵路", "台湾铁路"),
        ("1,234,567元", "1234567元"),
        ("第1,2期", "第1,2期"),
        ("", ""),
    ],
)
def test_normalise(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_same_words_in_reports_and_questions() -> None:
    assert tokenise("中华人民共和国，GDP增长6.5%！") == tokenise("中華人民共和國 gdp增長６．５％")
    assert "人民共和国" not in tokenise("，。！") == []


def test_content_words_are_unique_in_order_without_what_only_asks() -> None:
    assert content_words("请问去年提案有多少件？提案呢？") == ("提案", "件")
    assert content_words("是什么？") == ()


@given(st.text(max_size=120))
def test_any_text_has_words(text: str) -> None:
    words = tokenise(text)
    assert words == tokenise(text)
    assert all(any(c.isalnum() or c == "_" for c in word) for word in words)
    assert set(content_words(text)) <= set(words)
