"""How likely an answer is: a probability, monotone in each signal, and its word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answerability import BIAS, REFUSE_BELOW, SIGNALS, WEIGHTS_OF_SIGNALS, answerability, confidence

UNIT = st.floats(0, 1)
SIGNAL_VALUES = st.tuples(*[UNIT] * len(SIGNALS))


def with_signals(**values: float) -> tuple[float, ...]:
    """Signals of an ordinary found answer, some of them set."""
    ordinary = dict.fromkeys(SIGNALS, 0.0) | {"cosine": 0.9, "fused": 0.9, "mass": 0.7, "passage_words": 1.0}
    assert values.keys() <= ordinary.keys()
    return tuple((ordinary | values).values())


@given(SIGNAL_VALUES)
def test_is_a_probability(signals: tuple[float, ...]) -> None:
    assert 0 <= answerability(signals) <= 1


@given(signals=SIGNAL_VALUES, place=st.integers(0, len(SIGNALS) - 1), other=UNIT)
def test_is_monotone_in_each_signal(signals: tuple[float, ...], place: int, other: float) -> None:
    changed = (*signals[:place], other, *signals[place + 1 :])
    risen = (other - signals[place]) * WEIGHTS_OF_SIGNALS[place]
    before, after = answerability(signals), answerability(changed)
    assert after >= before - 1e-9 if risen > 0 else after <= before + 1e-9


@pytest.mark.parametrize(
    ("signal", "lower", "higher"),
    [("cosine", 0.85, 0.95), ("mass", 0.2, 0.9), ("fused", 0.3, 0.9), ("heads", 0.0, 1.0)],
)
def test_what_speaks_for_an_answer(signal: str, lower: float, higher: float) -> None:
    assert answerability(with_signals(**{signal: lower})) < answerability(with_signals(**{signal: higher}))


@pytest.mark.parametrize("signal", ["unwanted", "finer", "other_year", "unexplained_words"])
def test_what_speaks_against_one(signal: str) -> None:
    assert answerability(with_signals(**{signal: 1.0})) < answerability(with_signals(**{signal: 0.0}))


def test_without_any_evidence_it_is_refused() -> None:
    assert BIAS < 0
    assert answerability((0.0,) * len(SIGNALS)) < REFUSE_BELOW
    assert confidence(answerability((0.0,) * len(SIGNALS))) == "low"


def test_every_signal_is_needed() -> None:
    for signals in ((), (0.5,) * (len(SIGNALS) - 1), (0.5,) * (len(SIGNALS) + 1)):
        with pytest.raises(ValueError):
            answerability(signals)


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0, "low"),
        (REFUSE_BELOW, "low"),
        (0.49, "low"),
        (0.5, "medium"),
        (0.79, "medium"),
        (0.8, "high"),
        (1.0, "high"),
    ],
)
def test_confidence(probability: float, word: str) -> None:
    assert confidence(probability) == word


@given(UNIT, UNIT)
def test_confidence_grows_with_the_probability(one: float, other: float) -> None:
    order = ("low", "medium", "high")
    lower, higher = sorted((one, other))
    assert order.index(confidence(lower)) <= order.index(confidence(higher))
