"""What a question asks for: its kind, unit, head words and content words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.tokens import content_words
from rag.question import Kind, understand


@pytest.mark.parametrize(
    ("kind", "questions"),
    [
        (
            Kind.FIGURE,
            "去年立案交办委员建议多少件？|全年召开几次常委会？|投入资金多少亿元？|绿道里程有多长？|「請你來協商」活動開展了幾場？"
            "|How many proposals were filed?",
        ),
        (
            Kind.PERCENT,
            "民生类提案占比是多少？|采纳率是多少？|地区生产总值增长多少？|失业率控制在百分之几？|產值增速是多少？"
            "|What percent of proposals concern livelihood?",
        ),
        (
            Kind.DATE,
            "报告是哪天作的？|会议什么时候召开？|專題調研是幾月開展的？|何时开工？|When was the meeting held?",
        ),
        (Kind.PERSON, "省政协主席是谁？|哪位领导来调研？|報告人是誰？|Who gave the report?"),
        (Kind.PLACE, "在哪里启动创建？|试点在什么地方？|启动在哪个乡镇？|Where did it begin?"),
        (
            Kind.ORGANISATION,
            "从哪家基金会引进保费？|由哪个部门牵头？|哪所大学参与合作？|Which university joined?",
        ),
        (
            Kind.TITLE,
            "编撰了什么书？|出台了什么文件？|《民国时期开化七个留学生》是什么？|貫徹落實了哪份意見？",
        ),
        (Kind.REASON, "为什么要组建智库？|為何開展民主監督？|组建智库的目的是什么？|Why was it founded?"),
        (Kind.MANNER, "如何加强委员队伍建设？|怎样推进平台建设？|靠什么推动产业发展？|How was it achieved?"),
        (Kind.LIST, "有哪些专项民主监督？|三个课题分别是什么？|包括什么內容？|List the measures"),
        (Kind.OTHER, "介绍协商平台|委员会客室是什么？|建议都采纳了吗？"),
    ],
)
def test_kind(kind: Kind, questions: str) -> None:
    for text in questions.split("|"):
        assert understand(text).kind is kind, text


@pytest.mark.parametrize(
    ("kind", "questions"),
    [
        (
            Kind.TITLE,
            "出台了哪部管理办法？|制定了哪个条例？|修订了哪部法规？|出台了哪项实施意见？|印发了哪份行动方案？|依据哪部法律？"
            "|制定了哪份工作计划？|出台了什么管理办法？|对哪份决议草案开展了协商？|編纂了哪本書？|规划的名称是什么？"
            "|管理办法的全称是什么？|这本书叫什么？|出台的文件叫什么名字？|哪部电影获奖？"
            "|What regulation was issued?|Which plan was drawn up?|What is the book called?",
        ),
        (
            Kind.MANNER,
            "有什么办法解决停车难？|有什么好办法吗？|用什么办法推进？|How will it promote consumption?",
        ),
        (
            Kind.LIST,
            "提了哪些意见？|提了什么意见？|颁布了哪几部条例？|分别是哪几项？|去了哪几个乡镇？|五大工程是什么？|What measures were taken?",
        ),
        (Kind.OTHER, "第五条写的是什么？|“稳增长18条”是什么？"),
        (Kind.FIGURE, "几部条例？|坐几号线？|排名第几？|居全国什么位次？|增长了多少亿元？|林地占多少亩？"),
        (
            Kind.PERCENT,
            "民生类提案占多少？|占总数的多少？|What was the GDP growth?|How fast did the economy grow?|What is the unemployment rate?",
        ),
        (Kind.DATE, "In which year was it built?|哪一年建成？|会议在几号开？"),
        (Kind.PLACE, "哪座城市入选？|Which city was chosen?"),
        (Kind.ORGANISATION, "新公司叫什么？|Which department led it?|Which companies joined?"),
        (Kind.REASON, "出于什么考虑？|有什么意义？|What is the purpose?"),
    ],
)
def test_kinds_that_share_their_words(kind: Kind, questions: str) -> None:
    for text in questions.split("|"):
        assert understand(text).kind is kind, text


@pytest.mark.parametrize("text", ["几乎所有建议都采纳了吗？", "几经周折后建成了吗？"])
def test_words_that_only_look_like_asking_for_a_figure(text: str) -> None:
    assert understand(text).kind is Kind.OTHER


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("去年立案交办委员建议多少件？", "件"),
        ("開展了幾場？", "场"),
        ("投入资金多少亿元？", "元"),
        ("参与了多少人次？", "人"),
        ("采纳率提高了几个百分点？", "百"),
        ("新建养老服务中心多少个？", "个"),
        ("采纳率是多少？", ""),
        ("省政协主席是谁？", ""),
        ("How many proposals were filed?", ""),
    ],
)
def test_unit(text: str, unit: str) -> None:
    assert understand(text).unit == unit


@pytest.mark.parametrize(
    ("text", "heads"),
    [
        ("常委会全年召开了多少会议？", {"会议"}),  # what follows the word that asks
        ("省政协主席是谁？", {"主席"}),  # or stands before it
        ("如何加强委员队伍建设？", {"加强", "委员", "队伍"}),
        ("介绍协商平台", set()),
    ],
)
def test_heads(text: str, heads: set[str]) -> None:
    found = understand(text).heads
    assert heads <= set(found) and bool(found) == bool(heads)


def test_content_words_are_the_same_in_both_scripts() -> None:
    simplified, traditional = (
        understand("县政协开展了几场协商活动？"),
        understand("縣政協開展了幾場協商活動？"),
    )
    assert simplified.words == traditional.words and simplified.kind is traditional.kind
    assert {"政协", "协商", "活动"} <= set(simplified.words)
    assert not {"了", "？", "的"} & set(simplified.words)


def test_english_is_read_without_case() -> None:
    upper, lower = understand("HOW MANY PROPOSALS?"), understand("how many proposals?")
    assert (upper.kind, upper.words, upper.heads) == (lower.kind, lower.words, lower.heads)
    assert "proposals" in lower.words


@given(st.text(max_size=60))
def test_any_text_is_understood(text: str) -> None:
    question = understand(text)
    assert question == understand(text) and question.text == text
    assert question.words == content_words(text) and len(set(question.words)) == len(question.words)
    assert set(question.heads) <= set(question.words) and len(question.unit) <= 2
