"""Which reports a question is about: regions, years, comparisons, and what no report covers."""

from collections.abc import Sequence

import pytest

from index import Report, Shelf
from index.parse import report_from_text
from rag.language import short_region
from rag.question import scope as scopes
from rag.question.scope import Scope
from tests.rag.made import provincial, seed_report

SEED, ZHEJIANG, JIANGSU = seed_report(), provincial("浙江"), provincial("江苏")
EARLIER = provincial("浙江", 2024)
REPORTS = (SEED, ZHEJIANG, JIANGSU)


def scope_of(question: str, reports: Sequence[Report]) -> Scope:
    return scopes.scope_of(question, Shelf.of(reports))


@pytest.mark.parametrize(
    ("region", "short"),
    [
        ("浙江省", "浙江"),
        ("上海市", "上海"),
        ("广西壮族自治区", "广西"),
        ("新疆维吾尔自治区", "新疆"),
        ("西藏自治区", "西藏"),
        ("香港特别行政区", "香港"),
        ("甘孜州", "甘孜"),
        ("开化县", "开化"),
        ("景县", "景县"),  # one character would be found everywhere
        ("全国", "全国"),
        ("", ""),
    ],
)
def test_short_region(region: str, short: str) -> None:
    assert short_region(region) == short


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("浙江的经济增长多少？", (ZHEJIANG.id,)),
        ("江苏省新增城镇就业多少人？", (JIANGSU.id,)),
        ("江蘇省新增城鎮就業多少人？", (JIANGSU.id,)),
        ("浙省去年就业多少？", (ZHEJIANG.id,)),
        ("How many jobs were created in Zhejiang?", (ZHEJIANG.id,)),
        ("开化县政协立案多少件？", (SEED.id,)),
        ("开化2020年开展了几场协商活动？", (SEED.id,)),
        ("立案交办委员建议多少件？", None),
    ],
)
def test_region_with_and_without_suffix(question: str, ids: tuple[str, ...] | None) -> None:
    assert scope_of(question, REPORTS) == Scope(ids, (), (), ())


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("四川省的粮食产量是多少？", "四川"),
        ("廣西壯族自治區的粮食产量是多少？", "广西"),
        ("What is the growth rate of Inner Mongolia?", "内蒙古"),
        ("苏州市的增长是多少？", "苏州市"),
        ("永嘉县的提案有多少件？", "永嘉县"),
        ("2031年开展了几场协商活动？", "2031年"),
        ("开化县2024年立案多少件？", "2024年"),  # a year that only other regions' reports are of
        ("江苏2012年的就业是多少？", "2012年"),
    ],
)
def test_what_no_report_covers_is_named(question: str, unknown: str) -> None:
    assert scope_of(question, REPORTS).unknown == (unknown,)


def test_a_county_that_the_reports_mention_is_not_refused() -> None:
    assert scope_of("开化县的清水鱼产业如何？", (SEED,)).unknown == ()


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("浙江和江苏谁的就业多？", {"浙江": "浙江的就业是多少？", "江苏": "江苏的就业是多少？"}),
        ("江苏省与浙江省的增速？", {"江苏": "江苏省的增速？", "浙江": "浙江省的增速？"}),
        ("浙江、江苏的失业率？", {"浙江": "浙江的失业率？", "江苏": "江苏的失业率？"}),
        ("江蘇和浙江的失業率哪個高？", {"江苏": "江苏的失业率是多少？", "浙江": "浙江的失业率是多少？"}),
        ("浙江的增速和江苏的哪个高？", {"浙江": "浙江的增速是多少？", "江苏": "江苏的增速是多少？"}),
        ("浙江农民和江苏农民谁收入多？", {"浙江": "浙江农民收入是多少？", "江苏": "江苏农民收入是多少？"}),
        (
            "浙江和江苏去年谁增长快？",
            {"浙江": "浙江去年地区生产总值增长多少？", "江苏": "江苏去年地区生产总值增长多少？"},
        ),
        (
            "Which has the larger economy, Zhejiang or Jiangsu?",
            {"浙江": "What is the GDP of Zhejiang?", "江苏": "What is the GDP of Jiangsu?"},
        ),
        ("降幅，浙江大还是江苏大？", {"浙江": "降幅，浙江？", "江苏": "降幅，江苏？"}),
        (
            "Which grew faster, Zhejiang or Jiangsu?",
            {"浙江": "What is the GDP growth of Zhejiang?", "江苏": "What is the GDP growth of Jiangsu?"},
        ),
        (
            "Compare GDP growth of Zhejiang and Jiangsu",
            {"浙江": "What is the GDP growth of Zhejiang?", "江苏": "What is the GDP growth of Jiangsu?"},
        ),
        (
            "Is Jiangsu's unemployment rate lower than Zhejiang's?",
            {
                "江苏": "What is the unemployment rate of Jiangsu?",
                "浙江": "What is the unemployment rate of Zhejiang?",
            },
        ),
        (
            "Which grew faster in 2024, Zhejiang or Jiangsu?",
            {
                "浙江": "What is the GDP growth of Zhejiang in 2024?",
                "江苏": "What is the GDP growth of Jiangsu in 2024?",
            },
        ),
        (
            "Who created more jobs, Zhejiang or Jiangsu?",
            {"浙江": "How many jobs created in Zhejiang?", "江苏": "How many jobs created in Jiangsu?"},
        ),
        (
            "How many jobs were created in Zhejiang and Jiangsu?",
            {
                "浙江": "How many jobs were created in Zhejiang?",
                "江苏": "How many jobs were created in Jiangsu?",
            },
        ),
    ],
)
def test_comparison_by_region(question: str, sides: dict[str, str]) -> None:
    scope = scope_of(question, REPORTS)
    assert [(part.label, part.question) for part in scope.parts] == list(sides.items())
    of = {"浙江": (ZHEJIANG.id,), "江苏": (JIANGSU.id,)}
    assert [part.reports for part in scope.parts] == [of[label] for label in sides]
    assert scope.unknown == scope.left_out == ()


def test_comparison_by_year() -> None:
    scope = scope_of("浙江2023年和2024年的就业各多少？", (SEED, EARLIER, ZHEJIANG, JIANGSU))
    assert [(part.label, part.question) for part in scope.parts] == [
        ("2023年", "浙江2023年的就业多少？"),
        ("2024年", "浙江2024年的就业多少？"),
    ]
    assert scope.parts[0].reports == (EARLIER.id,)  # given in 2024, it reviews 2023
    assert scope.parts[1].reports == (ZHEJIANG.id,)  # only planned in the other


def test_years_without_reports_of_their_own_are_no_comparison() -> None:
    assert scope_of("开化2020年和2021年的工作？", REPORTS).parts == ()
    assert scope_of("2024年和2025年的增速？", (ZHEJIANG, JIANGSU)).parts == ()  # whose?


def test_one_year_of_several_reports() -> None:
    assert scope_of("浙江2023年就业多少人？", (EARLIER, ZHEJIANG)).reports == (EARLIER.id,)


@pytest.mark.parametrize(
    ("question", "alone", "left_out"),
    [
        ("浙江和四川的失业率哪个高？", "浙江的失业率是多少？", ("四川",)),
        ("四川的失业率比浙江高多少？", "浙江的失业率是多少？", ("四川",)),
        ("失业率浙江省还是四川省高？", "失业率浙江省？", ("四川",)),
        ("四川、贵州和浙江的失业率", "浙江的失业率", ("四川", "贵州")),  # one beside another beside 浙江
        (
            "Which grew faster, Zhejiang, Guizhou or Tibet?",
            "What is the GDP growth of Zhejiang?",
            ("贵州", "西藏"),
        ),
    ],
)
def test_side_that_no_report_covers_is_left_out(question: str, alone: str, left_out: tuple[str, ...]) -> None:
    scope = scope_of(question, REPORTS)
    assert scope.left_out == left_out and scope.unknown == ()
    assert [(part.label, part.question) for part in scope.parts] == [("浙江", alone)]


def test_three_sides_of_which_one_has_no_report() -> None:
    scope = scope_of("浙江、江苏和西藏的失业率", REPORTS)
    assert [part.question for part in scope.parts] == ["浙江的失业率", "江苏的失业率"]
    assert scope.left_out == ("西藏",) and scope.unknown == ()


SICHUAN = report_from_text(
    "四川省政府工作报告\n\n一、工作回顾\n\n四川和重庆共建双城经济圈，重庆到成都一小时。\n\n二、工作安排\n\n继续努力。\n"
)


def test_a_county_s_report_is_none_of_its_province_in_a_comparison() -> None:
    """The county's report names its province; the province's figures are not in it."""
    reports = (SEED, SICHUAN)
    assert scope_of("四川和浙江的粮食产量谁多？", reports).left_out == ("浙江",)
    assert scope_of("浙江的协商平台怎么样？", reports).unknown == ()


def test_a_neighbour_that_the_report_speaks_of_is_part_of_the_topic() -> None:
    scope = scope_of("四川和重庆共建双城经济圈做了什么？", (SICHUAN,))
    assert scope.parts == () and scope.unknown == ()
    assert scope_of("什么农产品卖到重庆？", (SICHUAN,)).unknown == ()
    assert scope_of("重庆的农产品有哪些？", (SICHUAN,)).unknown == ("重庆",)
    scope = scope_of("四川和重庆的增速哪个高？", (SICHUAN,))
    assert [part.question for part in scope.parts] == ["四川的增速是多少？"]
    assert scope.left_out == ("重庆",)


@pytest.mark.parametrize(
    "question",
    [
        "去年县政协立案多少件？",
        "请问县委书记批示了吗？",
        "与县委县政府一起定了哪份计划？",
        "全市开展了几场活动？",
    ],
)
def test_words_before_a_county_that_are_no_name(question: str) -> None:
    assert scope_of(question, REPORTS).unknown == ()


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("开化县和常山县的提案各多少件？", "常山县"),
        ("开化和常山的提案哪个多？", "常山"),
        ("常山与开化相比，谁的提案多？", "常山"),
    ],
)
def test_a_county_beside_another(question: str, other: str) -> None:
    assert scope_of(question, REPORTS).left_out == (other,)


def test_a_place_beside_its_province_that_the_report_speaks_of() -> None:
    scope = scope_of("四川和成都的增速哪个高？", (SICHUAN,))
    assert scope.left_out == scope.unknown == ()


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("前年立案多少件？", ("2019年",)),
        ("明年的计划是什么？", ("2022年",)),
        ("去年立案多少件？", ()),
        ("立案比前年多几件？", ()),
        ("2016年到2020年立案多少件？", ()),
    ],
)
def test_years_counted_from_the_report_s(question: str, unknown: tuple[str, ...]) -> None:
    assert scope_of(question, (SEED,)).unknown == unknown
    assert scope_of(question, REPORTS).unknown == ()  # of which year's report?


@pytest.mark.parametrize("question", ["浙江改造了2030亩田吗？", "浙江有没有1900家企业？"])
def test_an_amount_is_no_year(question: str) -> None:
    assert scope_of(question, REPORTS).unknown == ()


def test_without_reports() -> None:
    assert scope_of("浙江和贵州的提案多少件？", ()) == Scope(None, (), ("浙江", "贵州"), ())
    assert scope_of("提案多少件？", ()) == Scope(None, (), (), ())


LIUXI = report_from_text(
    "柳溪乡人民政府工作报告\n各位代表：\n现在，我代表乡人民政府，向大会报告工作。\n一、2024年工作回顾\n全年植树1037亩。\n"
)
QINGSHI = report_from_text(
    "2025年青石县政府工作报告\n各位代表：\n现在，我代表县人民政府，向大会报告工作，请予审议。\n"
    "一、2024年工作回顾\n全年新建公路112公里，白水镇新增灌溉面积3600亩。\n"
)


@pytest.mark.parametrize(
    ("place", "unknown"),
    [
        ("枫溪乡", True),
        ("枫桥镇", True),
        ("枫溪区", True),
        ("杭州", True),
        ("杭州", True),
        ("云汀新区", True),
        ("枫溪村", True),
        ("柳溪区", True),  # no place of its name at another level
        ("柳溪乡", False),
        ("柳溪", False),
        ("白水镇", False),  # which the county's report speaks of
        ("白水", False),
        ("全县", False),
    ],
)
def test_a_place_that_no_report_is_of(place: str, unknown: bool) -> None:
    assert scope_of(f"{place}植树多少亩？", (LIUXI, QINGSHI)).unknown == ((place,) if unknown else ())


def test_a_place_in_the_region_of_a_report() -> None:
    assert scope_of("枫桥镇植树多少亩？", (QINGSHI,)).parts_of == (("枫桥镇", "青石县"),)
    assert scope_of("青石县枫桥镇植树多少亩？", (QINGSHI, LIUXI)).parts_of == (("枫桥镇", "青石县"),)
    assert (
        scope_of("枫桥镇植树多少亩？", (QINGSHI, LIUXI)).parts_of == ()
    )  # of neither, for all that is known
    assert scope_of("枫桥植树多少亩？", (QINGSHI,)).parts_of == ()
    assert scope_of("苏州市的增长是多少？", REPORTS).parts_of == (("苏州市", "江苏省"),)
    assert scope_of("永嘉县的提案有多少件？", (SEED,)).parts_of == ()


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("青石县所在的地级市去年生产总值增长多少？", ("青石县所在的地级市",)),
        ("青石县所在位置的海拔是多少？", ()),
        ("青石县去年生产总值增长多少？", ()),
    ],
)
def test_the_place_that_a_region_lies_in_is_another(question: str, unknown: tuple[str, ...]) -> None:
    text = "青石县人民政府工作报告\n——2025年1月9日在青石县人民代表大会上\n各位代表：\n一、回顾\n生产总值增长5%，居全市第三位。\n"
    shelf = Shelf.of([report_from_text(text, source="青石县2025年政府工作报告.txt")])
    assert scopes.scope_of(question, shelf).unknown == unknown


@pytest.mark.parametrize(
    ("question", "put"),
    [
        ("财政收入各是多少亿？", "财政收入是多少亿元？"),
        ("历年每年新建公路多少公里？", ""),  # of many years
        ("财政收入是多少？", ""),
    ],
)
def test_what_each_report_is_asked_is_put_to_it_alone(question: str, put: str) -> None:
    assert scopes.scope_of(question, Shelf.of([provincial("浙江"), provincial("江苏")])).question == put
