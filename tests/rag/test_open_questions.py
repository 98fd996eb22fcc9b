"""Questions that several reports answer, through the default model: each value under its place and year, and what they come to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from index.embed import Embedder
from rag import Answer, ask
from tests.rag.made_places import write_places, write_years
from tests.rag.test_answer import sound


def _library(folder: Path, files: list[Path], embedder: Embedder) -> Iterator[Library]:
    with Library.open(folder / "library", embedder=embedder, seeds=False) as library:
        assert all(result.added for result in library.add(files))
        yield library


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("places")
    yield from _library(folder, write_places(folder), real_embedder)


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("years")
    yield from _library(folder, write_years(folder), real_embedder)


def asked(question: str, library: Library) -> Answer:
    return sound(ask(question, library=library), library)


def cells(answer: Answer) -> dict[str, str]:
    """The rows of the answer's table below its head: the first cell with the last."""
    rows = [line.strip("| ").split(" | ") for line in answer.text.split("\n") if line.startswith("| ")]
    return {row[0]: row[-1].partition("[")[0].strip("*") for row in rows[2:]}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "城镇新增就业多少人？",
            {"临渚市": "4.63万人", "临砚市": "4.2万人", "海棠市": "5.07万人", "岚川市": "3.88万人"},
        ),
        (
            "地区生产总值增长多少？",
            {"临渚市": "5.5%", "临砚市": "6.1%", "海棠市": "4.9%", "岚川市": "5.8%", "枫溪市": "5.0%"},
        ),
        (
            "2025年地区生产总值增长目标是多少？",
            {
                "临渚市": "5.5%左右",
                "临砚市": "6%左右",
                "海棠市": "5%左右",
                "岚川市": "5.5%左右",
                "枫溪市": "5%左右",
            },
        ),
    ],
)
def test_more_than_three_stand_in_a_table(places: Library, question: str, told: dict[str, str]) -> None:
    answer = asked(question, places)
    assert cells(answer) == told
    assert len(answer.citations) == len(told) and answer.confidence != "low"


def test_few_stand_each_on_its_line(places: Library) -> None:
    lines = asked("新建公路多少公里？", places).text.replace("**", "").splitlines()
    assert sorted(line.partition("：")[0] for line in lines) == ["临渚市2024年", "海棠市2024年"]
    assert all("112公里" in line or "154公里" in line for line in lines)


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("旅游收入多少？", "枫溪市2024年：接待游客1860万人次，实现旅游收入152亿元"),  # one of them says it
        ("临渚市城镇新增就业多少人？", "临渚市2024年：城镇新增就业4.63万人"),  # one of them is asked
    ],
)
def test_one_value_is_told_of_its_report_as_well(places: Library, question: str, line: str) -> None:
    assert asked(question, places).text.replace("**", "").startswith(line)


def test_what_none_of_them_says_is_refused(places: Library) -> None:
    assert asked("火星上有多少座环形山？", places).refused


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("新建公路多少公里？", "青石县2024年（2025年报告）：新建公路112公里"),
        ("青石县去年新建公路多少公里？", "青石县2024年（2025年报告）：新建公路112公里"),
        ("2023年新建公路多少公里？", "青石县2023年（2024年报告）：新建公路105公里"),
        ("2099号闸门投资多少？", "青石县2023年（2024年报告）：白水河2099号闸门完成改造，投资36万元"),
        ("2025年地区生产总值增长目标是多少？", "青石县2025年：主要预期目标是：地区生产总值增长6%左右"),
    ],
)
def test_of_several_years_the_one_asked_or_the_newest(years: Library, question: str, first: str) -> None:
    assert asked(question, years).text.replace("**", "").startswith(first)


def test_what_was_planned_for_last_year_is_told_by_the_report_of_that_year(years: Library) -> None:
    answer = asked("去年年初说要城镇新增就业多少人？", years)
    assert "**3.2万人以上**" in answer.text and [c.report.year for c in answer.citations] == [2024]


def test_two_years_counted_from_the_newest_report_are_each_told(years: Library) -> None:
    first, second = asked("新建公路前年和去年各多少公里？", years).text.splitlines()
    assert first.startswith("青石县2023年（2024年报告）：") and "**105公里**" in first
    assert second.startswith("青石县2024年（2025年报告）：") and "**112公里**" in second
    told = asked("前年和去年哪年新建公路多？", years)
    assert cells(told) == {"2023年": "105公里", "2024年": "112公里"}


def test_a_period_is_told_of_by_the_report_that_names_it(years: Library) -> None:
    answer = asked("十三五时期累计新建公路多少公里？", years)
    assert answer.text.startswith("青石县政府2022年报告：") and "**420公里**" in answer.text
    assert asked("十二五时期累计新建公路多少公里？", years).refused


def test_other_years_are_named(years: Library) -> None:
    note = asked("新建公路多少公里？", years).note
    assert "最近一份有相关内容的报告" in note and "青石县2024年、2023年、2022年的报告" in note
    assert "最近一份" not in asked("2023年新建公路多少公里？", years).note


def test_how_far_a_result_is_from_what_was_planned_is_said(years: Library) -> None:
    answer = asked("青石县2024年地区生产总值增速比年初目标低了几个百分点？", years)
    assert "年初目标更高：6%左右，比完成高约0.2个百分点（6%－5.8%＝0.2个百分点）" in answer.text
    assert [citation.report.year for citation in answer.citations] == [2024, 2025]


def test_plan_and_result_and_how_far_they_are_apart(years: Library) -> None:
    lines = asked("青石县2024年地区生产总值增长的目标和完成情况", years).text.replace("**", "").splitlines()
    assert lines[0].startswith("计划（2024年报告）：") and "增长6%左右" in lines[0]
    assert lines[1].startswith("完成（2025年报告）：") and "增长5.8%" in lines[1]
    assert lines[2].startswith("完成5.8%，比计划低约0.2个百分点（6%－5.8%＝0.2个百分点）")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (
            "临渚市和临砚市哪个城镇新增就业多？",
            "临渚市更多：4.63万人，比临砚市多0.43万人（4.63万人－4.2万人＝0.43万人）",
        ),
        (
            "岚川市和枫溪市地区生产总值增速相差多少？",
            "岚川市更高：5.8%，比枫溪市高0.8个百分点（5.8%－5%＝0.8个百分点）",
        ),
        (
            "海棠市与岚川市相比，哪个市的生产总值增长更慢？",
            "海棠市更低：4.9%，比岚川市低0.9个百分点（5.8%－4.9%＝0.9个百分点）",
        ),
        (
            "临渚市、临砚市和海棠市的地区生产总值增速谁最高？",
            "从高到低：临砚市6.1%、临渚市5.5%、海棠市4.9%；临砚市最高，比海棠市高1.2个百分点",
        ),
        ("临渚市和海棠市新建公路合计多少公里？", "合计266公里（112公里＋154公里＝266公里）"),
    ],
)
def test_a_comparison_says_its_result(places: Library, question: str, said: str) -> None:
    answer = asked(question, places)
    assert answer.text.startswith(said)
    assert len(cells(answer)) == len(answer.citations) and answer.text.count("[1]") == 2


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("2023年和2024年新建公路哪年多？", "2024年更多：112公里，比2023年多7公里（112公里－105公里＝7公里）"),
        ("2023年和2024年两年合计新建公路多少公里？", "合计217公里（105公里＋112公里＝217公里）"),
        ("2024年新建公路比上年多多少公里？", "2024年更多：112公里，比2023年多7公里"),
        ("近三年新建公路合计多少公里？", "合计315公里（98公里＋105公里＋112公里＝315公里）"),
        (
            "2022年、2023年和2024年地区生产总值增速哪一年最高？",
            "从高到低：2023年6.2%、2024年5.8%、2022年4.1%",
        ),
        (
            "2021—2024年新建公路多少公里？",
            "从多到少：2024年112公里、2023年105公里、2022年98公里、2021年93公里",
        ),
    ],
)
def test_years_are_compared_and_added(years: Library, question: str, said: str) -> None:
    assert asked(question, years).text.startswith(said)


def test_what_cannot_be_compared_is_said_why(places: Library) -> None:
    answer = asked("临渚市和临砚市新建公路哪个多？", places)
    assert "更多" not in answer.text
    assert "不能直接比较" in answer.note or "没有找到临砚" in answer.note
