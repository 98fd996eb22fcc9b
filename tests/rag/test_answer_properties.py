"""What holds of every answer, over real and generated questions and over generated reports."""

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import BadQuestion, Library
from index.parse import report_from_text
from rag import ask
from tests.fake_embedder import FakeEmbedder
from tests.rag.test_answer import sound

EVAL = Path(__file__).resolve().parents[1] / "eval"
REAL = [
    json.loads(line)["question"]
    for line in (EVAL / "seen" / "seed_report.jsonl").read_text("utf-8").splitlines()
]

PIECES = st.sampled_from(
    "提案 委员 协商 建议 去年 今年 2020年 全年 开化县 浙江 江苏省 四川 立案 办理 活动 工作 报告 主席 华寿军 "
    "多少 多少件 几场 哪些 谁 什么 为什么 如何 占比 增长多少 何时 概括 总结 分别 和 与 的 了 吗 呢 是 有 ？ ， “ ” 《 》 "
    "[1] ** AND * 13 百分之 %".split()
)
QUESTIONS = st.lists(PIECES, min_size=1, max_size=9).map("".join)


@pytest.mark.parametrize("question", REAL)
def test_real_questions(seed: Library, question: str) -> None:
    sound(ask(question, library=seed), seed)


def test_real_questions_with_the_real_model(real_library: Library) -> None:
    for question in REAL[::5]:
        sound(ask(question, library=real_library), real_library)


@given(
    question=QUESTIONS | st.text(max_size=60), before=st.lists(QUESTIONS | st.text(max_size=30), max_size=3)
)
def test_generated_questions(provinces: Library, question: str, before: list[str]) -> None:
    history = [{"role": "user", "content": turn} for turn in before]
    try:
        answer = ask(question, history, library=provinces)  # type: ignore[arg-type]
    except BadQuestion:
        return
    sound(answer, provinces)


SENTENCES = st.lists(
    st.sampled_from(
        "办理提案 13件 一百二十件 ，占59.4% 。 ； ： 、 《条例》 “请你来协商” [1] ** [12] ![x](y) <b> 华寿军 主席 2021年 "
        "2月5日 近六成 1-2个 3,500万元 \n \n\n 一、 （一） 1. 一是 工作回顾 。委员满意 ； — …… ( ） ` # > |".split(
            " "
        )
    ),
    min_size=1,
    max_size=40,
).map("".join)


@settings(max_examples=60)
@given(
    texts=st.lists(SENTENCES, min_size=1, max_size=2), questions=st.lists(QUESTIONS, min_size=1, max_size=4)
)
def test_generated_reports(texts: list[str], questions: list[str]) -> None:
    reports = {report.id: report for report in (report_from_text(text, "报告.txt") for text in texts)}
    with (
        tempfile.TemporaryDirectory() as folder,
        Library.open(folder, embedder=FakeEmbedder(), seeds=False) as library,
    ):
        library.add_reports(reports.values())
        for question in [*questions, "概括这份报告", "办理提案多少件？", "报告是谁作的？", "什么条例？"]:
            try:
                answer = ask(question, library=library)
            except BadQuestion:
                continue
            sound(answer, library)
