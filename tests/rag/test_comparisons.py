"""Comparisons of what reports say in other words, of plans with results, of what is counted by other words; through the default model."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Library
from index.embed import Embedder
from rag import Answer, ask
from tests.rag.test_answer import sound

_REPORT = """{place}人民政府工作报告
——2025年1月12日在{place}第十八届人民代表大会第四次会议上
各位代表：
现在，我代表{place}人民政府，向大会报告工作，请予审议。
一、2024年工作回顾
{review}
二、2025年工作安排
{plan}
"""
REPORTS = {
    "青石县": (
        "文旅融合提速，全年到青石的旅客240.5万人次、增长12%。新建和改造养老院24家，其中新建9家。\n"
        "规上服务业企业由51家增加到66家。全县完成地区生产总值210.3亿元、增长6.2%。\n"
        "法院受理案件5200件，审结4870件。安装路灯1500盏，新建驿站7处。\n"
        "白鹭快速路建成通车，全长18.4公里。改造城镇老旧小区146个。\n政府性基金收入5.8亿元，为年初预算7.2亿元的80.6%。",
        "新建驿站9处，安装路灯1800盏。",
    ),
    "临渚县": (
        "全年接待旅客310.2万人次，旅游收入28亿元。外贸进出口总额40亿元，其中出口30亿元。新建养老院12家，改造5家。\n"
        "新增规上服务业企业8家，总数由60家增至68家。全县人均地区生产总值6.1万元，增长7.4%；地区生产总值增长5.5%。\n"
        "全县法院审结案件3900件。新建驿站12个。\n县道南河段路基完工，全长7.9公里。改造老旧小区120个。",
        "新建驿站10个。",
    ),
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, real_embedder: Embedder) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("words")
    files: list[Path] = []
    for place, (review, plan) in REPORTS.items():
        files.append(folder / f"{place}2025年政府工作报告.txt")
        files[-1].write_text(_REPORT.format(place=place, review=review, plan=plan), encoding="utf-8")
    with Library.open(folder / "library", embedder=real_embedder, seeds=False) as library:
        assert all(result.added for result in library.add(files))
        yield library


def asked(question: str, library: Library) -> Answer:
    return sound(ask(question, library=library), library)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("去年新建养老院，青石县和临渚县哪个多？", "临渚县更多：12家，比青石县多3家（12家－9家＝3家）"),
        ("青石县和临渚县的规上服务业企业一共多少家？", "合计134家（66家＋68家＝134家）"),
        ("青石县和临渚县去年地区生产总值增速哪个快？", "青石县更高：6.2%，比临渚县高0.7个百分点"),
        ("去年新建驿站，临渚县比青石县多几个？", "临渚县更多：12个，比青石县多5个"),
        ("青石县今年计划新建的驿站比去年完成的多几处？", "2025年计划更多：9处，比2024年完成多2处"),
        ("青石县安装路灯，去年装了多少盏，今年计划装多少盏？", "2025年计划更多：1800盏，比2024年完成多300盏"),
    ],
)
def test_one_indicator_however_it_is_said(library: Library, question: str, said: str) -> None:
    assert asked(question, library).text.startswith(said)


def test_what_came_is_set_against_the_plan_that_the_same_sentence_tells(library: Library) -> None:
    answer = asked("青石县2024年政府性基金收入比年初预算少多少亿元？", library)
    assert "年初预算更多：7.2亿元，比完成多1.4亿元（7.2亿元－5.8亿元＝1.4亿元）" in answer.text
    lines = answer.text.replace("**", "").splitlines()
    assert lines[0].startswith("年初预算（2025年报告）：") and lines[1].startswith("完成（2025年报告）：")


def test_other_words_for_one_thing_are_said_to_be_so(library: Library) -> None:
    answer = asked("去年青石县和临渚县哪个县旅客多？", library)
    assert answer.text.startswith("临渚县更多：310.2万人次，比青石县多69.7万人次")
    assert "“青石的旅客”、“接待旅客”" in answer.note and answer.confidence != "high"


def test_words_that_a_report_tells_apart_are_not_set_against_each_other(library: Library) -> None:
    answer = asked("去年青石县和临渚县法院受理的案件哪个多？", library)
    assert "更多" not in answer.text


def test_a_kind_that_no_report_tells_from_another_is_of_the_same_thing(library: Library) -> None:
    answer = asked("去年改造老旧小区，青石县和临渚县哪个多？", library)
    assert answer.text.startswith("青石县更多：146个，比临渚县多26个")
    assert "城镇老旧小区" in answer.note and answer.confidence != "high"


def test_a_measure_of_another_thing_is_no_answer_of_another_report(library: Library) -> None:
    answer = asked("白鹭快速路全长多少公里？", library)
    assert "18.4公里" in answer.text and "7.9公里" not in answer.text


def test_a_share_that_no_report_tells_is_reckoned_from_its_figures(library: Library) -> None:
    answer = asked("临渚县2024年出口占外贸进出口总额的比重是多少？", library)
    assert answer.text.startswith("**75%**（30亿元÷40亿元＝75%）") and len(answer.citations) == 1


@pytest.mark.parametrize("whole", ["进口总额", "安装路灯"])
def test_a_share_of_which_a_figure_is_missing_is_not_told(library: Library, whole: str) -> None:
    answer = asked(f"青石县2024年出口占{whole}的比重是多少？", library)
    assert answer.refused
