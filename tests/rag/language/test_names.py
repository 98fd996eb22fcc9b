"""Who may be named in a sentence, asked before an answer is said to name somebody."""

import pytest

from rag.language.names import may_name_someone


@pytest.mark.parametrize(
    "sentence", ["补选王大山同志为副主席", "张伟主持会议", "列夫·托尔斯泰的作品", "李克强作政府工作报告"]
)
def test_persons(sentence: str) -> None:
    assert may_name_someone(sentence)


@pytest.mark.parametrize("sentence", ["", "兑现惠企资金1.12亿元", "环白云湖半程马拉松赛", "植树4321亩"])
def test_what_is_only_like_a_name(sentence: str) -> None:
    assert not may_name_someone(sentence)
