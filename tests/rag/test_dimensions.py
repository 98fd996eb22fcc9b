"""What is counted in a question and in the quotes of its answer."""

import pytest

from rag.dimensions import lacks_what_is_counted
from rag.question import understand


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("全年开展了多少场活动？", "全年植树4321亩"),
        ("总投资是多少亿元？", "投资完成工程概算的64.6%"),
        ("运行经费要多少钱？", "成立9家委员会客室,在全县15个乡镇启动创建"),
        ("吞吐量是多少万标箱？", "首次靠泊30万吨级超大型油轮"),
        ("32个小组有多少名成员？", "32个小组工作有序开展"),
        ("预期寿命多少岁？", "居民消费价格涨幅2%左右"),
        ("建了多少公里绿道？", "2024年建成绿道"),  # the year alone
        ("全年开展了多少场活动？", "全年开展植树活动"),  # no figure at all
        ("财政收入增速是多少？", "财政收入达到3201亿元"),
        ("班子有几口人？", "形成42条协商建议"),
        ("每月能多领几块钱？", "养老金增加了3次"),
    ],
)
def test_figures_of_another_dimension(question: str, quote: str) -> None:
    assert lacks_what_is_counted(understand(question), [quote])


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("全年开展了多少场活动？", "开展义务植树活动12场,植树4321亩"),
        ("立案多少件建议？", "形成42条协商建议"),  # one measure word for another
        ("有多少名委员参加？", "300余人参与协商"),
        ("投入多少钱？", "引进保费195万余元"),
        ("每月能多领几块钱？", "养老金人均每月新增110元"),
        ("班子有几口人？", "组建50人规模的智库"),
        ("来了多少个人？", "500余名群众受益"),  # 个 may be of anything
        ("建了多少公里绿道？", "新建绿道3200米"),
        ("粮食产量多少亿斤？", "粮食产量1285万吨"),
        ("增长多少倍？", "出口额达到32亿元"),
        ("排名第几位？", "植树4321亩"),  # a rank is asked for
        ("开展了哪些活动？", "植树4321亩"),
        ("增速定在多少？", "居民收入增长与经济增长同步"),
        ("固定资产投资涨了几个点？", "固定资产投资增长2.4%"),
        ("建设抓好哪几方面？", "抓好思想建设和组织建设"),  # a list is asked for
        ("参加的有多少人、几场？", "植树4321亩"),  # of two dimensions
        ("How many were planted?", "植树4321亩"),
    ],
)
def test_figures_that_may_be_meant(question: str, quote: str) -> None:
    assert not lacks_what_is_counted(understand(question), [quote])


def test_one_of_several_quotes_is_enough() -> None:
    assert not lacks_what_is_counted(understand("开展了多少场活动？"), ["植树4321亩", "开展活动12场"])
