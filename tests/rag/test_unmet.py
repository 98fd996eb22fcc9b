"""Near misses: what is asked for does not stand in what comes nearest, and what only looks so."""

import pytest

from rag.question import understand
from rag.unmet import Evidence, unmet_demand


def demand(question: str, quote: str, clause: str = "", around: str = "", report: str = "") -> str | None:
    return unmet_demand(
        understand(question), Evidence([quote], [quote], clause or quote, around or quote, report or quote)
    )


@pytest.mark.parametrize(
    ("question", "quote", "lacking"),
    [
        ("平陆运河总投资是多少亿元？", "平陆运河投资完成工程概算的64.6%", "数字"),
        ("全市预期寿命多少岁？", "城镇新增就业110万人以上", "数字"),
        ("甲县现在总共有多少名委员？", "全年增补委员31名", "总数"),
        ("民生类提案里教育方面的有几件？", "提出涉及民生类提案82件", "教育方面"),
        ("这些建议当中被采纳的有多少条？", "报送各类建议100余条", "被采纳"),
        ("《工作意见》第五条写的是什么？", "制定《工作意见》", "第五条"),
        ("去年GDP增速是多少？", "提案立案率提高到66.7%", "GDP"),
        ("今年固定资产投资打算增长多少？", "社会消费品零售总额增长5.5%", "固投"),
        ("辞去的7名常委分别是谁？", "全年通过辞去委员30名、常委7名", "姓名"),
        ("新任的副主席叫什么名字？", "增补副主席一名", "姓名"),
        ("送医下乡去了哪几个乡镇？", "送医下乡500余名群众受益", "哪些乡镇"),
        ("打算怎么加强委员队伍建设？", "加强委员队伍建设", "没有展开"),
        ("专题协商会是几月召开的？", "召开专题协商会，成果得到县委书记批示", "时间"),
        ("县委书记叫什么名字？", "县委书记对《关于学习习近平总书记讲话精神的决议》作出批示", "姓名"),
        ("办理提案的满意率是多少？", "民生类提案占提案总数59.4%", "满意率"),
        ("儿童的保费每人多少钱？", "引进保费195万余元,承保儿童4.9万名", "每人"),
        ("今年的财政预算是多少？", "20多万人次参与网上协商", "数字"),
        ("12条建议是哪12条？", "提出推进平台建设的12条建议", "逐一"),
    ],
)
def test_what_is_near_and_no_answer(question: str, quote: str, lacking: str) -> None:
    assert lacking in (demand(question, quote) or "")


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("平陆运河投资完成了多少？", "平陆运河投资完成工程概算的64.6%"),
        ("甲县现在总共有多少名委员？", "全县有政协委员231名"),
        ("去年一共增补了多少名委员？", "全年增补委员31名"),
        ("民生类提案里教育方面的有几件？", "其中教育类提案12件"),
        ("138件建议中被采纳了多少件？", "所提建议被采纳85件"),
        ("报告里提出的增长目标是多少？", "地区生产总值增长5.5%左右"),  # where it is said, and not of what
        ("2024年工作中新建道路多少公里？", "建成道路300公里"),
        ("机关党组在机关里要抓好哪几方面建设？", "抓好思想政治建设、组织建设"),
        ("去年GDP增速是多少？", "地区生产总值增长5.6%"),
        ("新任的副主席叫什么名字？", "补选王大山同志为副主席"),
        ("党建品牌叫什么？", "打造“先锋”党建品牌"),  # no person's name
        ("送医下乡去了哪几个乡镇？", "到华埠镇、何田乡开展送医下乡"),
        ("打算怎么加强委员队伍建设？", "实行积分考核，加强委员队伍建设"),
        ("哪里最近新开了医院？", "甲县新开医院一所"),
        ("专题协商会是什么时候召开的？", "9月召开专题协商会"),
        ("采纳率怎么样，是多少？", "采纳率达到61.6%"),
        ("城镇划率有多少？", "常住人口城镇化率突破60%"),  # a typing error
        ("人均收入是多少元？", "居民人均可支配收入5.2万元"),
        ("财政收入是多少？", "一般公共预算收入3201亿元"),
        ("三项任务是哪三项？", "突出协商、监督、参政三项任务"),
    ],
)
def test_what_answers_is_not_refused(question: str, quote: str) -> None:
    assert demand(question, quote) is None


def test_the_number_of_a_part_is_looked_for_in_the_whole_report() -> None:
    question = "《条例》第三条说的是什么？"
    assert demand(question, "修订《条例》", report="第三条 修订《条例》") is None
    assert demand(question, "修订《条例》", report="第二条 修订《条例》") == "没有“第三条”"


def test_the_indicator_may_stand_around_the_quote() -> None:
    assert demand("GDP增长多少？", "增长5.6%", around="地区生产总值达到3201亿元，增长5.6%") is None
    assert demand("GDP增长多少？", "增长5.6%", around="工业增加值达到201亿元，增长5.6%") == "没有说到GDP"


def test_what_follows_a_lead_sentence_is_more_than_the_question() -> None:
    question = understand("怎么加强队伍建设？")
    lead, all_of_it = "加强队伍建设。", "加强队伍建设。实行积分考核和退出机制。"
    assert unmet_demand(question, Evidence([all_of_it], [lead], lead, all_of_it, all_of_it)) is None
    assert unmet_demand(question, Evidence([lead], [lead], lead, lead, lead)) == "只提到这件事，没有展开"
