"""Several figures of one report, quoted and reckoned with, through the default model."""

from collections.abc import Iterator

import pytest

from index import Library
from index.embed import Embedder
from rag import Answer, ask
from tests.rag.facts.test_together import REPORT
from tests.rag.test_answer import sound


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("together")
    with Library.open(folder / "library", embedder=real_embedder, seeds=False) as library:
        file = folder / "青石县2025年政府工作报告.txt"
        file.write_text(REPORT.text, encoding="utf-8")
        assert all(result.added for result in library.add([file]))
        yield library


def asked(question: str, library: Library) -> Answer:
    return sound(ask(question, library=library), library)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "2024年城镇居民人均可支配收入比农村居民多多少元？",
            "城镇居民人均可支配收入更多：36742元，比农村居民多15784元（36742元－20958元＝15784元）",
        ),
        ("2024年提起公诉的人数比上年多多少人？", "2024年更多：3905人，比2023年多163人"),
        ("去年进口和出口加起来一共多少亿元？", "合计39.7亿元（31.5亿元＋8.2亿元＝39.7亿元）"),
    ],
)
def test_what_they_come_to_stands_first(library: Library, question: str, said: str) -> None:
    assert asked(question, library).text.startswith(said)


def test_figures_that_go_by_all_that_is_asked_for_are_sure(library: Library) -> None:
    assert asked("2024年城镇居民人均可支配收入比农村居民多多少元？", library).confidence == "high"


@pytest.mark.parametrize(
    ("question", "bold"),
    [
        ("年末床位有多少张，注册护士有多少人？", ("**2186张**", "**1083人**")),
        ("前年和去年各提起公诉多少人？", ("**3905人**", "**3742人**")),
        ("今年规上工业增加值和社会消费品零售总额的增长目标分别是多少？", ("**8%**", "**6%**")),
    ],
)
def test_each_that_is_asked_for_is_in_bold(library: Library, question: str, bold: tuple[str, str]) -> None:
    text = asked(question, library).text
    assert all(figure in text for figure in bold) and text.count("**") == 4
