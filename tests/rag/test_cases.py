"""Inputs that were misread once, asked through the default model: the value that they print, or a refusal."""

from pathlib import Path

import pytest

from index import Library
from index.embed import Embedder
from rag import ask
from tests.index.made_cases import case_file

CASES = [
    ("04", "青石县新建公路多少公里？", "**112公里**"),
    ("05", "怎样推进更高水平对外开放？", "面对外部环境变化，要**坚定不移扩大对外开放**"),
    ("06", "青石县县长是谁？", "**陈立新**"),
    ("06", "青石县政府工作报告是哪天作的？", "**2026年1月25日**"),
    ("07", "青政发〔2025〕12号文件印发的是什么？", "**青石县农村公路养护管理办法**"),
    ("07", "农村公路养护管理办法适用于哪些道路？", "**县道、乡道和村道**"),
    ("07", "这份通知是哪天印发的？", "**2025年3月18日**"),
    ("09", "新增停车位多少个？", "**1860个**"),
    ("09", "新建公厕多少座？", "**27座**"),
    ("10", "人均绿地面积增长率是多少？", "**12.7%**"),
    ("11", "人口自然增长率是多少？", "**-0.7‰**"),
    ("11", "油料产量比上年增长多少？", "**-2.3%**"),
    ("14", "本年收入共多少元？", "**２９，７３１，７３２元**"),
    ("14", "新建公路多少公里？", "**１１２．５公里**"),
    ("14", "报告是哪天作的？", "**２０２５年１月８日**"),
    ("15", "青石—白水公路有多长？", "**38.6公里**"),
    ("16", "PM2.5平均浓度是多少？", "**29微克/立方米**"),
    ("17", "全年办理提案多少件？", "**205件**"),
    ("18", "城镇化率含不含柳林镇？", "城镇化率不含"),
    ("20", "油料产量比上年增长多少？", "**-2.3%**"),
    ("20", "粮食比上年增长多少？", "**1.6%**"),
    ("21", "税收收入决算数是多少万元？", "**80125万元**"),
    ("22", "国办发〔2026〕15号是什么文件？", "**关于加快推进数字化转型的通知**"),
    ("22", "这份通知的标题是什么？", "**关于加快推进数字化转型的通知**"),
    ("23", "《青石县技术交易场所管理细则》从什么时候起施行？", None),
    ("23", "技术交易场所变更名称要报谁？", "**县科技局**"),
    ("25", "谁主持召开党组会议？", "王大鹏"),
    ("26", "2025年计划新建公路多少公里？", "**130公里**"),
    ("27", "计划新建公路多少公里？", "**130公里**"),
    ("29", "党代会报告是谁作的？", "**李长河**"),
    ("29", "党代会报告是哪天作的？", "**2021年8月26日**"),
]


@pytest.mark.parametrize(("case", "question", "value"), CASES)
def test_case(case: str, question: str, value: str | None, tmp_path: Path, real_embedder: Embedder) -> None:
    with Library.open(tmp_path / "library", embedder=real_embedder, seeds=False) as library:
        (added,) = library.add([case_file(case, tmp_path)])
        assert added.error is None
        answer = ask(question, library=library)
    if value is None:
        assert answer.refused
    else:
        assert not answer.refused and value in answer.text
