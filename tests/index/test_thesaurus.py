"""The search thesaurus: its file, the parts it finds in questions, and what they change in a search."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import index.thesaurus
from index.embedder import Embedder
from index.question_vector import QuestionVectors
from index.thesaurus import everyday_parts
from index.tokens import normalise
from rag.question import understand

FOLDER = Path(index.thesaurus.__file__).parent
LINES = (FOLDER / "thesaurus.txt").read_text(encoding="utf-8").splitlines()
ENGLISH = (FOLDER / "glossary.txt").read_text(encoding="utf-8").splitlines()
EVERYDAY = sorted({word for line in LINES for word in line.partition("|")[2].split()})


def official_words(text: str) -> dict[str, tuple[str, ...]]:
    folded = normalise(text)
    return {folded[part.start : part.end]: part.official for part in everyday_parts(folded)}


@pytest.mark.parametrize("lines", [LINES, ENGLISH], ids=["thesaurus", "glossary"])
def test_each_line_is_a_group_of_its_own(lines: list[str]) -> None:
    assert len(lines) == len(set(lines)) > 1000
    for line in lines:
        official, bar, everyday = line.partition("|")
        assert bar and official.split() and everyday.split() and "|" not in everyday, line
        assert not set(official.split()) & set(everyday.split()), line


@pytest.mark.parametrize("asking", ["多少", "什么", "哪", "几", "谁", "怎么"])
def test_what_asks_is_no_everyday_word(asking: str) -> None:
    assert [word for word in EVERYDAY if asking in word] == []


def test_the_glossary_is_english_and_asks_nothing() -> None:
    words = {word for line in ENGLISH for word in line.partition("|")[2].split()}
    assert all(word.isascii() and word == word.lower() for word in words)
    assert not words & {
        "how",
        "many",
        "much",
        "what",
        "which",
        "who",
        "when",
        "where",
        "why",
        "the",
        "of",
        "in",
    }


def test_finds_english_words_and_phrases() -> None:
    found = official_words("What was the urban Unemployment Rate, and how many proposals were filed?")
    assert "失业率" in found["unemployment rate"]
    assert "提案" in found["proposals"] and "立案" in found["filed"]
    assert "提案" in {
        word for words in understand("How many proposals?").official["proposals"] for word in words
    }


def test_finds_everyday_words_in_either_script() -> None:
    assert "电梯" in official_words("老楼里装了多少部升降机？")["升降机"]
    assert "电梯" in official_words("老樓裡裝了多少部升降機？")["升降机"]


def test_does_not_cut_through_a_word() -> None:
    assert "修路" in official_words("去年修路花了钱")
    assert "修路" not in official_words("检修路线图")


@given(
    st.lists(st.sampled_from([*EVERYDAY[::50], "去年", "多少", "？", "GDP", "的"]), max_size=8).map("".join)
)
def test_parts_are_in_order_apart_and_known(question: str) -> None:
    folded = normalise(question)
    end = 0
    for part in everyday_parts(folded):
        assert end <= part.start < part.end <= len(folded)
        assert part.official and folded[part.start : part.end] not in part.official
        end = part.end


def test_a_question_comes_nearer_to_what_says_it_in_official_words(fake_embedder: Embedder) -> None:
    vectors = QuestionVectors(fake_embedder)
    passage = fake_embedder.embed_passages(["加装电梯12部"])[0]
    asked = "装了多少部升降机？"
    known = {"电梯": 3}
    near = vectors.embed(asked, lambda word: known.get(word, 0)) @ passage
    far = vectors.embed(asked, lambda word: 0) @ passage
    assert near > far


def test_without_an_everyday_word_the_vector_is_that_of_the_question(fake_embedder: Embedder) -> None:
    vectors = QuestionVectors(fake_embedder)
    asked = "民生类提案有多少件？"
    assert np.array_equal(vectors.embed(asked, lambda word: 1), vectors.embed(asked, lambda word: 0))


def test_a_question_is_searched_by_its_simplified_characters(fake_embedder: Embedder) -> None:
    vectors = QuestionVectors(fake_embedder)
    asked, same = (vectors.embed(q, lambda word: 0) for q in ("民生類提案有多少件？", "民生类提案有多少件？"))
    assert np.array_equal(asked, same)


def test_a_question_knows_the_official_words_of_its_own() -> None:
    question = understand("老楼里装了多少部升降机？")
    assert frozenset({"电梯"}) in question.official["升降机"]
    assert set(question.official) <= set(question.words)
