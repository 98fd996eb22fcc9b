"""Finding out which reports a question is about costs the same over many reports as over few."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from index import Card, Shelf
from index.shelf import Texts
from rag.facts import front_matter
from rag.question import scope_of
from tests.rag.made import seed_report

MANY = 400
COUNTIES = [f"{first}{second}县" for first in "青白赤玄云石松竹梅兰" for second in "川岭溪潭坪垭坞浦屿渚"]


class Cards(list[Card]):
    """They tell how often one of them was looked at."""

    looks = 0

    def __iter__(self) -> Iterator[Card]:
        for card in super().__iter__():
            self.looks += 1
            yield card


def cards() -> Cards:
    """Of the reports of many counties and years."""
    card = Card.of(seed_report())
    told = [(COUNTIES[number % 100], 2020 + number // 100) for number in range(MANY)]
    return Cards(
        replace(
            card, id=f"{number:012}", metadata=replace(card.metadata, region=county, year=year, title=county)
        )
        for number, (county, year) in enumerate(told)
    )


@pytest.mark.parametrize(
    "question", ["民生类提案有多少件？", "大会是什么时候开的？", "青川县的提案有多少件？"]
)
def test_all_cards_are_looked_at_once_for_many_questions(question: str) -> None:
    held = cards()
    texts = cast(Texts, SimpleNamespace(holding=lambda *words, **options: []))
    shelf = Shelf(held, texts, whole=True)

    def ask() -> int:
        held.looks = 0
        scope = scope_of(question, shelf)
        if scope.reports is None:
            front_matter(question, shelf, 1)
        return held.looks

    assert ask() >= MANY
    assert ask() <= MANY * question.startswith("青川县")  # once, to take out the county's
