"""What is no question gets a word of help; what names a thing of the reports, asks or goes on is searched for."""

from collections.abc import Iterable

import pytest

from index import Library
from rag import ask
from rag.models import Turn
from rag.question.talk import HELP, is_talk

HELD = {"植树", "提案", "公路", "就业", "工作", "占比"}


def weights(words: Iterable[str]) -> dict[str, float]:
    """As of reports that hold a few words."""
    return {word: 1.0 if word in HELD else 2.0 for word in words}


@pytest.mark.parametrize(
    "text",
    [
        "谢谢",
        "多谢！",
        "謝謝你",
        "你好",
        "您好！",
        "早上好",
        "再见",
        "好的",
        "辛苦了",
        "收到，明白了",
        "哈哈哈",
        "liuxixiang zhishu duoshao mu",
        "Xinjian gonglu duoshao gongli?",
        "12345",
        "1+1=",
        "，。！@#￥1",
    ],
)
def test_talk(text: str) -> None:
    assert is_talk(text, weights, follows=False)


@pytest.mark.parametrize(
    "text",
    [
        "植树",
        "提案工作",
        "柳溪乡",
        "浙江",
        "火星上有多少座环形山？",
        "红烧肉怎么做？",
        "你是谁？",
        "底子要不要留着",
        "how many trees were planted",
        "What is the plan?",
        "can we use a line",
        "Zhejiang",
        "Henan, Hubei",
        "GDP growth of Zhejiang",
        "employment",
    ],
)
def test_questions_and_topics(text: str) -> None:
    assert not is_talk(text, weights, follows=False)


@pytest.mark.parametrize(
    "text", ["占比呢？", "详细一点", "具体情况", "公路", "那江苏呢？", "2023年呢", "2023？", "为什么？"]
)
def test_what_leans_on_the_turn_before(text: str) -> None:
    assert not is_talk(text, weights, follows=True)


def test_talk_gets_help_and_no_passage(provinces: Library) -> None:
    before: list[Turn] = [
        {"role": "user", "content": "浙江新增城镇就业多少人？"},
        {"role": "assistant", "content": "…"},
    ]
    for history in ([], before):
        answer = ask("谢谢", history, library=provinces)
        assert answer.refused and answer.text == HELP and not answer.passages and not answer.citations
    assert ask("zhejiang xinzeng jiuye duoshao", library=provinces).text == HELP
