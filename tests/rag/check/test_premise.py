"""A figure in the question that the quoted report contradicts is told; one that it does not speak of is not."""

import pytest

from rag.check import unsupported_figures


@pytest.mark.parametrize(
    ("question", "quote", "expected"),
    [
        ("四次会议上提的24条协商建议落实了吗？", "形成42条协商建议", ["24条"]),
        ("形成的42条建议落实了吗？", "形成42条协商建议", []),
        ("四十二条建议落实了吗？", "形成42条协商建议", []),
        ("那12家委员会客室办什么活动？", "成立9家委员会客室", ["12家"]),
        ("GDP去年增长6.7%，排第几？", "地区生产总值增长5.7%", ["6.7%"]),
        ("GDP增长6.7%吗？", "粮食产量726.8亿斤", []),
        ("2019年提了多少条？", "2020年形成42条协商建议", []),
        ("十届四次会议提了多少条？", "在十届五次会议期间形成42条", []),
        ("采纳率是多少？", "采纳85件", []),
    ],
)
def test_unsupported_figures(question: str, quote: str, expected: list[str]) -> None:
    assert [figure.text for figure in unsupported_figures(question, [quote])] == expected
