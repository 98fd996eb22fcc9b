"""Whether the reports answer at all."""

import pytest

from index import Library
from rag.read import rank
from rag.read.answerability import (
    FIRST_STAGE,
    WITH_READER,
    Regression,
    answerability,
    confidence,
    signals_of,
    sure,
    unsure,
)
from tests.fake_reader import FakeReader


def test_probability_is_that_of_a_logistic_regression() -> None:
    regression = Regression(("a", "b"), (2.0, -1.0), 0.5, 0.3)
    assert regression.probability((0.0, 0.5)) == 0.5
    assert regression.probability((1.0, 0.0)) == pytest.approx(0.924, abs=1e-3)
    assert 0 < regression.probability((-1e9, 0.0)) < regression.probability((1e9, 0.0)) < 1


@pytest.mark.parametrize("regression", [WITH_READER, FIRST_STAGE])
def test_nearer_is_likelier(regression: Regression) -> None:
    assert len(regression.signals) == len(regression.weights) and 0 < regression.threshold < 1
    first = [0.9] + [0.0] * (len(regression.signals) - 1)
    assert regression.probability(first) > regression.probability([0.1, *first[1:]])


def test_signals_are_the_readers_or_those_of_the_first_stage(seed: Library) -> None:
    question = "民生类提案有多少件？"
    read, plain = rank(seed, question, FakeReader()), rank(seed, question, None)
    assert signals_of(seed, question, read)["best"] == read.readings[0].score
    chance, answers = answerability(seed, question, read)
    assert answers == (chance >= WITH_READER.threshold)
    chance, answers = answerability(seed, question, plain)
    assert answers == (chance >= FIRST_STAGE.threshold)


def test_words_that_no_report_holds_are_counted(seed: Library) -> None:
    ranking = rank(seed, "提案", None)
    assert signals_of(seed, "提案", ranking)["unknown"] == 0
    assert signals_of(seed, "提案龘龘", ranking)["unknown"] > 0.5
    assert signals_of(seed, "？", ranking)["unknown"] == 0


def test_confidence_in_a_word() -> None:
    assert [confidence(p) for p in (0.1, 0.5, 0.79, 0.8)] == ["low", "medium", "medium", "high"]


@pytest.mark.parametrize("probability", [0.0, 0.3, 0.79, 0.8, 1.0])
def test_what_is_known_outweighs_the_reader(probability: float) -> None:
    assert confidence(sure(probability)) == "high" and sure(probability) >= probability
    assert confidence(unsure(probability)) != "high" and unsure(probability) <= probability
    assert unsure(0.3) == 0.3 and sure(0.9) == 0.9  # no more than it takes
