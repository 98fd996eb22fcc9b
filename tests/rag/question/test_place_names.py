"""Places that a question names: by code, by form, by where they stand; and words that only look like them."""

import pytest

from rag.question.place_names import places_ahead, places_in


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("枫溪乡植树多少亩", ["枫溪乡"]),
        ("去年枫桥镇的植树面积", ["枫桥镇"]),
        ("2024年葛塘岭镇新建公路多少公里", ["葛塘岭镇"]),
        ("请问云汀市植树多少亩", ["云汀市"]),
        ("枫溪街道改造小区多少个", ["枫溪街道"]),
        ("位于枫溪乡的工厂有几家", ["枫溪乡"]),
        ("柳林村修路多少公里", ["柳林村"]),
        ("幸福社区植树多少亩", ["幸福社区"]),
        ("岚汀经济技术开发区引进企业多少家", ["岚汀经济技术开发区"]),
        ("枫溪高新区的企业有多少", ["枫溪高新区"]),
        ("江北新区植树多少亩", ["江北新区"]),
        ("青石县柳林镇植树多少亩", ["青石县", "柳林镇"]),
        ("浙江省杭州市西湖区绿化多少亩", ["杭州市", "西湖区"]),
        ("杭州植树多少亩", ["杭州"]),
        ("去年杭州的植树面积", ["杭州"]),
        ("萧山植树多少亩", ["萧山"]),
        ("三亚的绿化面积是多少", ["三亚"]),
        ("去年义乌新建公路多少公里", ["义乌"]),
        ("余杭2024年植树多少亩", ["余杭"]),
        ("常山的提案有多少件", ["常山"]),
    ],
)
def test_places_with_a_code_or_a_unit(question: str, places: list[str]) -> None:
    assert places_in(question) == places


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("临渚植树多少亩", "临渚"),
        ("枫溪植树多少亩", "枫溪"),
        ("栾江2024年新建公路多少公里", "栾江"),
        ("去年栾江的公路", "栾江"),
    ],
)
def test_a_name_without_a_unit_at_the_head(question: str, place: str) -> None:
    assert places_ahead(question) == [place]


@pytest.mark.parametrize(
    "question",
    [
        "示范村有多少个",
        "老旧小区改造多少个",
        "去年全县植树多少亩",
        "本镇植树多少亩",
        "哪个镇植树最多",
        "各街道办事处有什么职责",
        "全市有多少个行政村通公路",
        "经济开发区引进企业多少家",
        "落实镇街、村社、网格三级职责任务清单是想解决什么问题",
        "新建公路多少公里",
        "新建学校多少所",
        "请问县委书记批示了吗",
        "与县委县政府一起定了哪份计划",
        "做实基本养老保险个人账户试点的省份有哪些",
        "囤楼投机怎么办",
        "四川省的粮食产量是多少",
    ],
)
def test_words_that_are_no_place(question: str) -> None:
    assert places_in(question) == places_ahead(question) == []
