"""Quoted terms of a question that the reports do not hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.check import makes_claim, only_repeats, unheard_of
from tests.rag.made import seed_report

SEED = seed_report()
TEXTS = [SEED.quote(paragraph.span) for paragraph in SEED.paragraphs]


@pytest.mark.parametrize(
    "question",
    [
        "开展了多少场“请你来协商”活动？",
        "開展了多少場「請你來協商」活動？",  # in the other script
        '开展了多少场"请你来协商"活动？',
        "开展了多少场“请你来协商活动”？",  # the marks stand elsewhere
        "“请你来协上”开展了几场？",  # a wrong character
        "“请来协商”开展了几场？",  # one left out
        "《开化县委员会客室管理办法》是谁出台的？",
        "《关于加强人民政协凝聚共识工作的实施意见》怎么落实？",
        "“在机关里把思想政治建设组织建设和作风建设一起抓起来”是怎么做的？",  # a saying
        "采纳率“上升80%”了吗？",  # a statement
        "“GDP”是多少？",
        "全年开展了多少场协商活动？",
        "",
    ],
)
def test_what_is_there_or_much_the_same(question: str) -> None:
    assert unheard_of(question, TEXTS) == []


@pytest.mark.parametrize(
    ("question", "unheard"),
    [
        ("开展了多少场“民情夜谈”活动？", ["“民情夜谈”"]),
        ("开展了多少場「民情夜談」活動？", ["「民情夜談」"]),
        ("《开化县湿地保护条例》是什么时候出台的？", ["《开化县湿地保护条例》"]),
        ("《2022年度协商工作计划》怎么定的？", ["《2022年度协商工作计划》"]),  # that of 2021 is there
        ("给“十五五”规划提了几条建议？", ["“十五五”"]),  # “十四五” is there
        ("“请你来协商”和“民情夜谈”各几场？", ["“民情夜谈”"]),
    ],
)
def test_what_no_text_says(question: str, unheard: list[str]) -> None:
    assert unheard_of(question, TEXTS) == unheard


def test_without_texts() -> None:
    assert unheard_of("“请你来协商”开展了几场？", []) == ["“请你来协商”"]


@pytest.mark.parametrize(
    ("question", "claim"),
    [
        ("听说《人民日报》报道过，是真的吗？", True),
        ("《人民日报》报道过12次，对吗？", True),
        ("《人民日报》报道过几次？", False),
        ("出台《湿地条例》了吗？", False),
    ],
)
def test_claims(question: str, claim: bool) -> None:
    assert makes_claim(question) is claim


@given(before=st.text(max_size=10), after=st.text(max_size=10), data=st.data())
def test_one_wrong_character_is_forgiven(before: str, after: str, data: st.DataObject) -> None:
    term = "请你来协商平台"
    place = data.draw(st.integers(0, len(term) - 1))
    wrong = term[:place] + data.draw(st.sampled_from(["", "清", "甲"])) + term[place + 1 :]
    assert unheard_of(f"“{wrong}”开展了几场？", [f"{before}{term}{after}"]) == []


@pytest.mark.parametrize(
    ("question", "text", "repeats"),
    [
        ("国办发〔2026〕15号是什么文件？", "国办发[2026]15号", True),
        ("国办发〔2026〕15号是什么文件？", "国办发〔2026〕15号：关于数字化转型的通知", False),
        ("全年植树1037亩，对吗？", "全年植树1037亩。", False),  # a sentence says that it is so
        ("公路养护管理办法适用于哪些道路？", "公路养护管理办法", True),
    ],
)
def test_a_term_that_the_question_holds_is_no_answer(question: str, text: str, repeats: bool) -> None:
    assert only_repeats(question, text) is repeats
