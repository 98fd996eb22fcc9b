"""Regions by their codes, and places that have none by the form of their names."""

import pytest

from index.metadata.regions import (
    inside,
    is_region,
    leading_region,
    level_of,
    own_name,
    provinces,
    regions_named,
    short_name,
)


def test_regions_of_a_name_full_or_short() -> None:
    (kaihua,) = regions_named("开化")
    assert kaihua.path == ("浙江省", "衢州市", "开化县") and kaihua.level == "县级"
    assert regions_named("开化县") == (kaihua,)
    assert {region.path[0] for region in regions_named("西湖区")} == {"浙江省", "江西省"}
    assert [region.name for region in regions_named("广西")] == ["广西壮族自治区"]
    assert regions_named("青石县") == ()


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("浙江省", "浙江"),
        ("广西壮族自治区", "广西"),
        ("内蒙古自治区", "内蒙古"),
        ("新疆维吾尔自治区", "新疆"),
        ("香港特别行政区", "香港"),
        ("恩施土家族苗族自治州", "恩施"),
        ("积石山保安族东乡族撒拉族自治县", "积石山"),
        ("和田地区", "和田"),
        ("赵县", "赵县"),  # two characters stay
        ("青石县", "青石"),
        ("北京", "北京"),
    ],
)
def test_short_name(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("全国", "国家级"),
        ("浙江省", "省级"),
        ("北京市", "省级"),
        ("台湾省", "省级"),
        ("杭州市", "市级"),
        ("石河子市", "县级"),  # a city by its name, a county by its code
        ("恩施土家族苗族自治州", "市级"),
        ("浙江省杭州市西湖区", "县级"),
        ("临渚市", "市级"),  # of no code: by its form
        ("青岗县", "县级"),
        ("葛塘岭镇", "乡级"),
        ("岚汀经济技术开发区", ""),
    ],
)
def test_level(name: str, level: str) -> None:
    assert level_of(name) == level


@pytest.mark.parametrize(
    "name", ["青石县", "甲县", "云汀市江渚区", "浙江省杭州市西湖区", "葛塘岭镇", "岚汀经济技术开发区"]
)
def test_a_place_by_its_form(name: str) -> None:
    assert is_region(name)


@pytest.mark.parametrize("name", ["全县", "本市", "县", "自治区", "加快推进老旧小区", "深入贯彻落实全市", ""])
def test_no_place(name: str) -> None:
    assert not is_region(name)


def test_a_region_lies_in_those_above_it() -> None:
    assert inside("开化县", "浙江省") and inside("开化", "浙江") and inside("开化县", "衢州市")
    assert inside("浙江省", "浙江") and inside("青石县", "全国")
    assert inside("云汀市江渚区", "云汀市")
    assert not inside("浙江省", "开化县")
    assert not inside("开化县", "江苏省")
    assert not inside("青石县", "浙江省")
    assert not inside("吉林省", "吉林市") and inside("吉林市", "吉林省")
    assert not inside("海南藏族自治州", "海南省") and inside("海南藏族自治州", "青海")


def test_provinces_in_the_order_of_their_codes() -> None:
    assert len(provinces()) == 34
    assert provinces()[:5] == ("北京", "天津", "河北", "山西", "内蒙古") and "广西" in provinces()


def test_what_a_name_begins_with() -> None:
    assert leading_region("浙江省杭州市第十届委员会") == "浙江省杭州市"
    assert leading_region("广西政府工作报告") == "广西"
    assert leading_region("朝阳产业发展规划") == ""  # a county goes by its full name
    assert own_name("浙江省杭州市西湖区") == "西湖区" and own_name("开化县") == "开化县"
