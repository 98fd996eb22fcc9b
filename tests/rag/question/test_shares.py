"""Questions for a share, each as two questions: for the part and for the whole."""

import pytest

from rag.question import asked_share


@pytest.mark.parametrize(
    ("question", "part", "whole"),
    [
        (
            "2024年工业投资占固定资产投资的比重是多少？",
            "2024年工业投资是多少？",
            "2024年固定资产投资是多少？",
        ),
        ("青石县的出口占进出口总额多大比例", "青石县的出口是多少？", "青石县进出口总额是多少？"),
        ("高新技术企业占规上工业企业的几成？", "高新技术企业是多少？", "规上工业企业是多少？"),
        # of the same thing in another place
        (
            "江山市2024年新建公路占衢州市的百分之几？",
            "江山市2024年新建公路是多少？",
            "2024年衢州市新建公路是多少？",
        ),
    ],
)
def test_a_share_is_asked_of_a_part_and_a_whole(question: str, part: str, whole: str) -> None:
    assert asked_share(question, ["青石"]) == (part, whole)


@pytest.mark.parametrize(
    "question", ["占地多少亩？", "占比是多少？", "新建学校占地面积多少亩？", "新建公路多少公里？", ""]
)
def test_no_share_is_asked_for(question: str) -> None:
    assert asked_share(question) is None
