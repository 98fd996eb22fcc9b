"""What figures count, in the words of their sentences: clauses, verbs, ranks, milestones."""

import pytest

from rag.facts import indicator
from rag.language import find_figures


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城镇新增就业1200人，2023年投入5.2亿元", ["城镇新增就业", "", "投入"]),
        ("新布局医疗中心7个，25所公立医院", ["新布局医疗中心", "公立医院"]),
        ("承接项目1,200个,完成92个", ["项目", "项目"]),
        ("城镇调查失业率平均为5.1%", ["城镇调查失业率"]),
        ("新增3个民族团结进步示范县", ["民族团结进步示范县"]),
        ("建成15个乡村振兴示范村，受益3万人", ["乡村振兴示范村", "受益"]),
        ("120名委员参与视察", ["委员"]),
        ("12个乡镇完成改厕任务", ["乡镇"]),
        ("受理案件6965件，化解率达到90%", ["案件", "化解率"]),
        ("提交材料减少60%", ["提交材料减少"]),
        ("80%以上的科技攻坚项目由企业牵头", ["科技攻坚项目"]),
        ("规上工业增加值增长9%，增速居工业大省第1位", ["规上工业增加值增长", "规上工业增加值增速"]),
        ("进出口总额和出口额均升至全国第9位", ["进出口总额和出口额"]),
        ("新增重点实验室15家、总数达23家", ["重点实验室", "重点实验室总数"]),
        ("人均收入突破5万关口、达到5.28万元", ["人均收入", "人均收入"]),
    ],
)
def test_what_a_figure_counts(text: str, expected: list[str]) -> None:
    assert [indicator(text, figure) for figure in find_figures(text)] == expected
