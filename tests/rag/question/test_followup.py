"""Follow-up questions made to stand alone, by rules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.models import Turn
from rag.question import stand_alone

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
        ("浙江粮食产量是多少？", "那贵州呢？", "贵州粮食产量是多少？"),  # no report covers it
        ("浙江粮食产量是多少？", "那江苏2019年呢？", "2019年江苏粮食产量是多少？"),
        ("浙江粮食产量是多少？", "和江苏比呢？", "浙江和江苏粮食产量是多少？"),
        ("浙江粮食产量是多少？", "比江苏多吗？", "浙江和江苏粮食产量是多少？"),
        ("浙江粮食产量在全国排第几？", "那江苏呢？", "江苏粮食产量在全国排第几？"),
    ],
)
def test_another_region_or_year(before: str, question: str, whole: str) -> None:
    assert complete(question, before) == whole


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("浙江和江苏的GDP增速哪个高？", "那贵州呢？", "贵州的GDP增速是多少？"),
        ("江蘇和浙江的失業率哪個高？", "那貴州呢？", "贵州的失业率是多少？"),
        ("浙江和江苏的GDP增速哪个高？", "那贵州和云南呢？", "贵州和云南的GDP增速哪个高？"),
        ("浙江和江苏的GDP增速哪个高？", "失业率呢？", "浙江和江苏的GDP增速，失业率？"),
        ("浙江2023年和2024年的就业各多少？", "那2022年呢？", "浙江2022年的就业多少？"),
        (
            "Which grew faster, Zhejiang or Jiangsu?",
            "And Guizhou?",
            "What is the GDP growth of Guizhou?",
        ),
    ],
)
def test_after_a_comparison(before: str, question: str, whole: str) -> None:
    assert complete(question, before) == whole


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("民事诉讼监督提出抗诉多少件？", "刑事的呢", "刑事诉讼监督提出抗诉多少件？"),
        ("城镇居民人均可支配收入是多少？", "那农村的呢？", "农村居民人均可支配收入是多少？"),
        ("去年出口增长多少？", "進口呢？", "去年进口增长多少？"),
        ("有多少名女性委员？", "男性呢？", "有多少名男性委员？"),
    ],
)
def test_another_kind(before: str, question: str, whole: str) -> None:
    assert complete(question, before) == whole


def test_more_of_it() -> None:
    asked = complete("今年还要再加多少个？", "省人大2021年新增了多少个基层立法联系点？")
    assert "基层立法联系点" in asked and "再加多少个" in asked


def test_a_sum_asked_for_before_leaves_no_word_behind() -> None:
    assert (
        complete("那目标是新增多少人？", "财政投入多少钱促进就业？") == "财政投入促进就业，目标是新增多少人？"
    )


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (
            "2008年参加新型农村合作医疗的有多少人？",
            "那城镇居民医保总共有多少人参加？",
            "2008年城镇居民医保总共有多少人参加？",
        ),
        (
            "浙江2024年粮食产量是多少？",
            "那城镇居民人均可支配收入增长多少？",
            "浙江2024年城镇居民人均可支配收入增长多少？",
        ),
    ],
)
def test_a_question_of_its_own_keeps_the_place_and_the_year(before: str, question: str, whole: str) -> None:
    assert complete(question, before) == whole


GROWTH = "What was Zhejiang's GDP growth?"


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        (GROWTH, "And Guizhou?", "What was Guizhou's GDP growth?"),
        (GROWTH, "What about 2024?", "What was Zhejiang's GDP growth in 2024?"),
        (GROWTH, "And last year?", "What was Zhejiang's GDP growth last year?"),
        (GROWTH, "And Guizhou in 2023?", "What was Guizhou's GDP growth in 2023?"),
        (GROWTH, "How about employment?", "What about employment in Zhejiang?"),
        (GROWTH, "What about the target?", "What about the target for Zhejiang's GDP growth?"),
        (GROWTH, "那江苏呢？", "What was Jiangsu's GDP growth?"),
        ("How many jobs were created in 2023?", "and 2024?", "How many jobs were created in 2024?"),
        ("How many jobs were created last year?", "and in 2023?", "How many jobs were created in 2023?"),
        ("How many jobs were created?", "And Guizhou?", "How many jobs were created in Guizhou?"),
        (
            "How many proposals were filed?",
            "How many of them were adopted?",
            "Regarding proposals filed: How many of them were adopted?",
        ),
        (
            "Which grew faster, Zhejiang or Jiangsu?",
            "How about employment?",
            "What about employment in Zhejiang or Jiangsu?",
        ),
        ("浙江去年的失业率是多少？", "And Guizhou?", "贵州去年的失业率是多少？"),
        ("浙江去年的失业率是多少？", "What about 2023?", "浙江2023年的失业率是多少？"),
    ],
)
def test_english(before: str, question: str, whole: str) -> None:
    assert complete(question, before) == whole


@pytest.mark.parametrize(
    ("before", "question", "whole"),
    [
        ("江苏2024年的失业率是多少？", "今年的目标呢？", "江苏的失业率，今年的目标？"),  # not that of 2024
        ("省政协主席是哪个月来的？", "她怎么评价？", "省政协主席来的，她怎么评价？"),
    ],
)
def test_what_the_earlier_question_asks_is_left_out(before: str, question: str, whole: str) -> None:
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
        "比亚迪去年新能源汽车产量是多少辆？",  # 比 begins a name
        "How many jobs were created?",
        "Which policies that support small firms were issued?",
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
    assert not turns or len(whole) <= sum(map(len, [question, *turns])) + 20 * len(turns)  # What about … for
    assert complete("常委会全年召开了几次会议？", *turns) == "常委会全年召开了几次会议？"
    assert "占比" in complete("占比呢？", *turns)


def test_answers_are_not_read() -> None:
    history: list[Turn] = [
        {"role": "user", "content": "浙江粮食产量是多少？"},
        {"role": "assistant", "content": "民生类提案有多少件？"},
    ]
    assert stand_alone("那江苏呢？", history, REGIONS) == "江苏粮食产量是多少？"
