"""Names of indicators: which say the same, and how well a question names one."""

import pytest

from rag.facts.indicators import naming, same_as_asked, same_indicator, same_thing


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("城镇新增就业", "新增城镇就业"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("全县森林覆盖率", "森林覆盖率"),
        ("粮食总产", "粮食总产量"),
    ],
)
def test_names_that_say_the_same(one: str, other: str) -> None:
    assert same_indicator(one, other) and same_thing(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("接待旅客", "到青石的旅客"), ("发放助学贷款", "办理助学贷款"), ("新建和改造养老院", "新建养老院")],
)
def test_a_thing_of_which_something_else_became(one: str, other: str) -> None:
    assert not same_indicator(one, other) and same_thing(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("人均地区生产总值", "地区生产总值"),
        ("城镇居民收入", "居民收入"),
        ("新增高新技术企业", "高新技术企业"),
        ("累计建成厂房", "建成厂房"),
        ("城镇登记失业率", "城镇调查失业率"),
        ("接待旅客", "旅游收入"),
    ],
)
def test_names_of_other_things(one: str, other: str) -> None:
    assert not same_indicator(one, other) and not same_thing(one, other)


@pytest.mark.parametrize(
    ("one", "other", "asked", "same"),
    [
        ("新建公共图书馆", "新建流动图书馆", "新建了多少个图书馆？", True),
        ("新建公共图书馆", "改造公共图书馆", "新建了多少个图书馆？", False),
        ("培训技能人才", "培训国内外技能人才", "培训技能人才多少人？", True),
        ("中小学教师", "教师", "有多少教师？", False),  # two characters name little
        ("新增中小学教师", "新增教师", "新增教师多少人？", True),
        ("人均图书馆面积", "图书馆面积", "图书馆面积多大？", False),
        ("图书馆藏书占公共图书馆", "公共图书馆藏书", "公共图书馆藏书多少？", False),
    ],
)
def test_names_alike_as_far_as_a_question_names_them(one: str, other: str, asked: str, same: bool) -> None:
    assert same_as_asked(one, other, asked) is same


def test_a_kind_that_the_question_names_need_not_be_said_twice() -> None:
    assert not same_indicator("市区臭氧浓度", "臭氧浓度")
    assert same_indicator("市区臭氧浓度", "臭氧浓度", "青石和临渚市区的臭氧浓度哪个高？")
    assert not same_indicator("城镇居民收入", "农村居民收入", "城镇居民收入哪个高？")


@pytest.mark.parametrize(
    ("question", "better", "worse"),
    [
        ("去年地区生产总植增长多少？", "全市完成地区生产总值", "第三产业增加值占地区生产总值"),  # a typo
        ("规上服务业企业有多少家？", "规上服务业企业总数", "新增规上服务业企业"),
        ("建成多少养老院？", "建成养老院", "累计建成养老院"),
        ("服务业营业利润总额下降多少？", "利润总额", "服务业增加值"),
        ("GDP增速是多少？", "全区实现地区生产总值", "人均地区生产总值"),
    ],
)
def test_which_name_a_question_says(question: str, better: str, worse: str) -> None:
    assert naming(question, better).share >= 0.5
    assert naming(question, better).weight > naming(question, worse).weight


def test_what_a_question_tells_apart_is_not_named() -> None:
    assert naming("农村居民收入多少？", "城镇居民收入") == (0.0, 0.0)


def test_half_of_a_thing_is_not_the_name_of_what_became_of_it() -> None:
    assert naming("民工被拖欠的钱要回多少？", "涉及农民工").share < 0.5
