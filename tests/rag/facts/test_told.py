"""What several reports tell of one question, and whether one may be left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Card, Extract, Library, Report
from index.embed import Embedder
from index.parse import report_from_text
from rag.facts import Told, may_leave_out, newest_of_each, planned_beside, told_by_each
from rag.facts.values import Value, values_of
from rag.read import Excerpt, Ranking, rank
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


def report(title: str, text: str, year: int) -> Report:
    return report_from_text(
        f"{title}\n——{year}年1月12日在青石县第十八届人民代表大会第四次会议上\n各位代表：\n一、{year - 1}年和“十四五”时期工作回顾\n{text}\n"
    )


def values(of: Report) -> list[Value]:
    places = [Extract.of(of, paragraph.number) for paragraph in of.paragraphs]
    return [
        value
        for place in places
        for sentence in place.paragraph.sentences
        for value in values_of(place, sentence)
    ]


def saying(of: Report, value: Value) -> Told:
    return Told(
        Card.of(of), Excerpt(of.id, value.place.paragraph.number, value.sentence, value.span), 0.9, value
    )


WORK = report("青石县人民政府工作报告", "一般公共预算收入31.2亿元。", 2026)
BUDGET = report("关于青石县2025年预算执行情况和2026年预算草案的报告", "一般公共预算收入31.24亿元。", 2026)
BEFORE = report("青石县人民政府工作报告", "一般公共预算收入29亿元。", 2025)
LONG_AGO = report_from_text(
    "青石县国民经济和社会发展第十四个五年规划纲要\n（2021年2月4日青石县第十七届人民代表大会第六次会议批准）\n\n"
    "第一章 发展基础\n2020年一般公共预算收入21亿元。\n"
)


def test_all_reports_of_a_place_on_the_newest_year_answer_and_what_is_older_does_not() -> None:
    told = [saying(each, values(each)[0]) for each in (WORK, BEFORE, BUDGET, LONG_AGO)]
    newest, older = newest_of_each(told)
    assert [each.report.id for each in newest] == [WORK.id, BUDGET.id]
    assert [each.report.id for each in older] == [BEFORE.id, LONG_AGO.id]


def test_which_figures_are_of_several_years() -> None:
    text = "全年新建公路112公里，改造小区9个；五年累计改造小区46个。五年来，公路里程由318公里增加到402公里，新建学校46所。"
    of_years = {
        value.figure.text: value.of_years for value in values(report("青石县人民政府工作报告", text, 2026))
    }
    assert of_years == {
        "112公里": False, "9个": False, "46个": True, "318公里": True, "402公里": False, "46所": True,
    }  # fmt: skip


def test_what_was_planned_is_found_beside_what_came_of_it() -> None:
    text = "政府性基金收入58.3亿元，为年初预算72亿元的81.0%。新建公路112公里。"
    income, plan, _, roads = values(report("青石县人民政府工作报告", text, 2026))
    assert planned_beside(income) == plan
    assert planned_beside(plan) is None and planned_beside(roads) is None
