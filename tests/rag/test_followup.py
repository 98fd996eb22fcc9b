"""Follow-up questions made to stand alone, by rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.followup import stand_alone
from rag.llm import Turn

REGIONS = ("开化", "浙江", "江苏")


def complete(question: str, *before: str) -> str:
    """The question after earlier ones, each of which was answered."""
    history: list[Turn] = []
    for turn in before:
        history += [{"role": "user", "content": turn}, {"role": "assistant", "content": "江苏是**9%**。[1]"}]
    return stand_alone(question, history, REGIONS)


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("浙江粮食产量是多少？", "那江苏呢？", "江苏粮食产量是多少？"),
        ("2024年浙江粮食产量是多少？", "江苏呢", "2024年江苏粮食产量是多少？"),
        ("浙江新增城镇就业多少人？", "同期江苏是多少？", "江苏新增城镇就业多少人？"),
        ("浙江新增城镇就业多少人？", "那福建省呢？", "福建省新增城镇就业多少人？"),
        ("立案交办委员建议多少件？", "那江苏呢？", "江苏立案交办委员建议多少件？"),
        ("开化县2020年开展了几场协商活动？", "那2019年呢？", "开化县2019年开展了几场协商活动？"),
        ("今年浙江的增长目标是多少？", "去年呢？", "去年浙江的增长目标是多少？"),
        ("浙江粮食产量是多少？", "那2019年呢？", "2019年浙江粮食产量是多少？"),
    ],
)
def test_another_region_or_year(before: str, question: str, whole: str) -> None:
    assert complete(question, before) == whole


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("占比呢？", "县政协去年立案交办委员建议，占比？"),
        ("那采纳了多少件？", "县政协去年立案交办委员建议，采纳了多少件？"),
        ("其中民生类的有多少件？", "县政协去年立案交办委员建议，民生类的有多少件？"),
        ("它占总数的多少？", "县政协去年立案交办委员建议，它占总数的多少？"),
    ],
)
def test_topic_is_put_before(question: str, whole: str) -> None:
    assert complete(question, "县政协去年立案交办委员建议多少件？") == whole


def test_a_new_region_takes_the_place_of_the_old_one() -> None:
    whole = complete("那江苏省的老旧小区改造呢？", "浙江新建养老服务中心多少个？")
    assert "江苏" in whole and "老旧小区改造" in whole and "浙江" not in whole


@pytest.mark.parametrize(
    "question",
    [
        "常委会全年召开了几次会议？",
        "江苏省新建养老服务中心多少个？",
        "開化縣政協應用型智庫有多少人？",
        "How many members attended the plenary session?",
    ],
)
def test_an_independent_question_stays(question: str) -> None:
    assert complete(question, "民生类提案有多少件？") == question
    assert complete(question, "浙江粮食产量是多少？", "那江苏呢？") == question


@pytest.mark.parametrize("question", ["占比呢？", "那江苏呢？", "那采纳了多少件？", ""])
def test_nothing_before(question: str) -> None:
    assert complete(question) == question
    assert stand_alone(question, [{"role": "assistant", "content": "浙江是6.5%。"}], REGIONS) == question


@pytest.mark.parametrize(
    ("turns", "whole"),
    [
        (("浙江粮食产量是多少？", "那江苏呢？", "那2019年呢？"), "2019年江苏粮食产量是多少？"),
        (("浙江粮食产量是多少？", "那2019年呢？", "那江苏呢？"), "2019年江苏粮食产量是多少？"),
        (("浙江粮食产量是多少？", "那江苏呢？", "那浙江呢？"), "浙江粮食产量是多少？"),
        (
            ("2019年浙江增速？", "常委会全年召开了几次会议？", "那2020年呢？"),
            "2020年常委会全年召开了几次会议？",
        ),
    ],
)
def test_chains(turns: tuple[str, ...], whole: str) -> None:
    assert complete(turns[-1], *turns[:-1]) == whole


@given(question=st.text(max_size=20), turns=st.lists(st.text(max_size=20), max_size=4))
def test_garbage_keeps_what_is_asked(question: str, turns: list[str]) -> None:
    whole = complete(question, *turns)
    assert complete(question, *turns) == whole
    assert not turns or len(whole) <= sum(map(len, [question, *turns])) + 2 * len(turns)
    assert complete("常委会全年召开了几次会议？", *turns) == "常委会全年召开了几次会议？"
    assert "占比" in complete("占比呢？", *turns)


def test_answers_are_not_read() -> None:
    history: list[Turn] = [
        {"role": "user", "content": "浙江粮食产量是多少？"},
        {"role": "assistant", "content": "民生类提案有多少件？"},
    ]
    assert stand_alone("那江苏呢？", history, REGIONS) == "江苏粮食产量是多少？"
