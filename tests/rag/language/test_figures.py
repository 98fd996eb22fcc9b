"""Finding figures: values, units, qualifiers, places, and what is no figure."""

from decimal import Decimal

import pytest
from cn2an import an2cn
from hypothesis import given
from hypothesis import strategies as st

from rag.language import find_figures, same_figure


def found(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(f.text, f"{f.value.normalize():f}", f.unit, f.qualifier, f.kind) for f in find_figures(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("引进保费195万余元", ("195万余元", "1950000", "元", "余", "money")),
        ("全年承保县内儿童4.9万名", ("4.9万名", "49000", "名", "", "count")),
        ("300余名政协委员", ("300余名", "300", "名", "余", "count")),
        ("各类建议100余条", ("100余条", "100", "条", "余", "count")),
        ("20多万人次参与", ("20多万人次", "200000", "人次", "多", "count")),
        ("占提案总数59.4%", ("59.4%", "59.4", "%", "", "percent")),
        ("占59.4％", ("59.4％", "59.4", "%", "", "percent")),
        ("占百分之五十九点四", ("百分之五十九点四", "59.4", "%", "", "percent")),
        ("占五成九", ("五成九", "59", "%", "", "percent")),
        ("提高5.5个百分点", ("5.5个百分点", "5.5", "百分点", "", "point")),
        ("近六成的委员", ("近六成", "60", "%", "近", "percent")),
        ("人数过半", ("过半", "50", "%", "过", "percent")),
        ("半数以上的委员", ("半数以上", "50", "%", "以上", "percent")),
        ("压缩四分之一", ("四分之一", "25", "%", "", "percent")),
        ("占全国超1/4", ("超1/4", "25", "%", "超", "percent")),
        ("居全省第3位", ("第3位", "3", "位", "", "ordinal")),
        ("第十届委员会", ("第十届", "10", "届", "", "ordinal")),
        ("首次跃居全国第一。", ("第一", "1", "", "", "ordinal")),
        ("2021年2月5日在会上", ("2021年2月5日", "20210205", "日", "", "date")),
        ("二〇二五年一月", ("二〇二五年一月", "202501", "月", "", "date")),
        ("2024年", ("2024年", "2024", "年", "", "date")),
        ("9月，省领导来", ("9月", "9", "月", "", "date")),
        ("3月5日起", ("3月5日", "305", "日", "", "date")),
        ("三季度以来", ("三季度", "3", "季度", "", "date")),
        ("前三季度", ("前三季度", "3", "季度", "", "count")),
        ("达到1.2亿元", ("1.2亿元", "120000000", "元", "", "money")),
        ("财政赤字3亿5000万元", ("3亿5000万元", "350000000", "元", "", "money")),
        ("1.14万亿元", ("1.14万亿元", "1140000000000", "元", "", "money")),
        ("增长5%左右", ("5%左右", "5", "%", "左右", "percent")),
        ("不低于80亿元", ("不低于80亿元", "8000000000", "元", "不低于", "money")),
        ("突破1.5亿千瓦", ("突破1.5亿千瓦", "150000000", "千瓦", "突破", "count")),
        ("节约3亿元", ("3亿元", "300000000", "元", "", "money")),
        ("召开十三场", ("十三场", "13", "场", "", "count")),
        ("三千万千瓦", ("三千万千瓦", "30000000", "千瓦", "", "count")),
        ("二十多万人次", ("二十多万人次", "200000", "人次", "多", "count")),
        ("1亿3千多万人", ("1亿3千多万人", "130000000", "人", "多", "count")),
        ("十几个部门", ("十几个", "10", "个", "几", "count")),
        ("近三年淘汰", ("三年", "3", "年", "", "count")),
        ("用了5个多月", ("5个多月", "5", "个月", "多", "count")),
        ("两个多月", ("两个多月", "2", "个月", "多", "count")),
        ("29微克/立方米", ("29微克/立方米", "29", "微克/立方米", "", "count")),
        ("装机500MW", ("500MW", "500", "MW", "", "count")),
        ("惠及2.9亿在校学生", ("2.9亿", "290000000", "", "", "count")),
        ("8090为主", ("8090", "8090", "", "", "number")),
        ("经济总量翻一番", ("翻一番", "1", "番", "", "multiple")),
        ("比上年增加1.27倍", ("1.27倍", "1.27", "倍", "", "multiple")),
        ("民生十大工程", ("十大", "10", "大", "", "count")),
        ("《开化根雕五百罗汉》12部", ("12部", "12", "部", "", "count")),
        ("20 万 人", ("20 万 人", "200000", "人", "", "count")),
        ("增长 5.2 %", ("5.2 %", "5.2", "%", "", "percent")),
        ("５０人", ("５０人", "50", "人", "", "count")),
        ("收入２９，７３１，７３２元", ("２９，７３１，７３２元", "29731732", "元", "", "money")),
        ("公路１１２．５公里", ("１１２．５公里", "112.5", "公里", "", "count")),
        ("２０２５年１月８日", ("２０２５年１月８日", "20250108", "日", "", "date")),
        ("自然增长率-0.7‰", ("-0.7‰", "-0.07", "%", "", "percent")),
        ("比上年增长−2.3%", ("−2.3%", "-2.3", "%", "", "percent")),
        ("净利润为负3.2亿元", ("负3.2亿元", "-320000000", "元", "", "money")),
        ("投资负增长1.5%", ("负增长1.5%", "-1.5", "%", "", "percent")),
        ("油料下降2.3%", ("2.3%", "-2.3", "%", "", "percent")),
        ("能耗降低了5.6个百分点", ("5.6个百分点", "-5.6", "百分点", "", "point")),
        ("下降到12%", ("12%", "12", "%", "", "percent")),
        ("嫦娥-5号", ("5号", "5", "号", "", "ordinal")),
        ("负责3个项目", ("3个", "3", "个", "", "count")),
    ],
)
def test_one_figure(text: str, expected: tuple[str, str, str, str, str]) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "“十四五”规划和“十三五”时期",
        "按照“6+x”要求",
        "“6+X”“1+N”“3+2”模式",
        "5A级景区、5G基站、PM2.5、C919、H1N1",
        "“1269”行动计划",
        "一带一路",
        "一是加快，二是推进，三要落实",
        "一方面，一个时期以来，进一步，统一",
        "海峡两岸、两山理念、三农工作、四川、九江",
        "“四个意识”“两个维护”“四联系”",
        "十分重要，万分感谢，千家万户",
        "三级联动、二次供水、三方协议",
        "80后、90后",
        "五家渠市、三门峡市",
        "党的二十大",
        "两位数增长",
        "第一，必须坚持改革。\n第二，必须",
        "1.加快发展\n（二）持续推进\n(3)落实",
        "三四十人、七八个",
        "关键零部件",
        "统一成果，八成为",
    ],
)
def test_no_figure(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("3—5个", 3, 5, "个"),
        ("5%—6%", 5, 6, "%"),
        ("增长5.0%-5.5%", "5.0", "5.5", "%"),
        ("3—5万元", 30000, 50000, "元"),
        ("100万元至300万元", 1_000_000, 3_000_000, "元"),
        ("2021-2025年", 2021, 2025, "年"),
        ("1—11月", 1, 11, "月"),
        ("两到三年", 2, 3, "年"),
    ],
)
def test_ranges(text: str, low: object, high: object, unit: str) -> None:
    (figure,) = find_figures(text)
    assert (figure.kind, figure.value, figure.upper, figure.unit) == (
        "range",
        Decimal(str(low)),
        Decimal(str(high)),
        unit,
    )


def test_a_dash_after_a_figure_is_no_sign() -> None:
    assert all(
        figure.value > 0 for figure in find_figures("1月-3月，3日-5日，第3-5条，COVID-19，GB/T 2260-2007")
    )


def test_shares_that_fall_together_are_all_negative() -> None:
    figures = find_figures("分别下降22.2%和25%，上升4%；分别下降4.2和0.7个百分点")
    assert [str(f.value) for f in figures] == ["-22.2", "-25", "4", "-4.2", "-0.7"]
    assert same_figure(find_figures("增长-2.3%")[0], find_figures("下降2.3%")[0])
    assert not same_figure(find_figures("增长2.3%")[0], find_figures("下降2.3%")[0])


def test_meetings_are_numbered_not_counted() -> None:
    figures = find_figures(
        "县政协十届五次会议；十九届二中、三中全会；省委十五届四次、五次全会；召开6次常委会"
    )
    assert [(f.text, f.kind) for f in figures] == [
        ("十届", "ordinal"),
        ("五次", "ordinal"),
        ("十九届", "ordinal"),
        ("二中", "ordinal"),
        ("三中全会", "ordinal"),
        ("十五届", "ordinal"),
        ("四次", "ordinal"),
        ("五次", "ordinal"),
        ("6次", "count"),
    ]


def test_coupled_numbers_share_their_unit() -> None:
    assert [(f.text, f.unit, f.kind) for f in find_figures("分别高4.2和0.7个百分点；2023、2024年")] == [
        ("4.2", "百分点", "point"),
        ("0.7个百分点", "百分点", "point"),
        ("2023", "年", "date"),
        ("2024年", "年", "date"),
    ]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("195万元", "1950000元"),
        ("13场", "十三场"),
        ("60%", "六成"),
        ("60%", "百分之六十"),
        ("25%", "四分之一"),
        ("12.50万人", "125000人"),
        ("20多万人次", "20万人次"),
        ("300名", "300人"),
        ("5千瓦时", "5度"),
        ("二〇二五年", "2025年"),
        ("第3位", "第三位"),
    ],
)
def test_same(a: str, b: str) -> None:
    assert same_figure(*find_figures(a), *find_figures(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("5.5%", "5.5个百分点"),
        ("12.5万人", "15.2万人"),
        ("13场", "13次"),
        ("第3位", "3位"),
        ("3个月", "3月"),
        ("5亿元", "5亿美元"),
        ("3—5个", "3个"),
        ("三季度", "前三季度"),
    ],
)
def test_not_same(a: str, b: str) -> None:
    assert not same_figure(*find_figures(a), *find_figures(b))


@given(st.integers(13, 10**9), st.sampled_from(["场", "名", "元", "公里", "个百分点"]))
def test_a_numeral_counts_the_same_in_either_script(value: int, unit: str) -> None:
    (arabic,) = find_figures(f"共{value}{unit}")
    (chinese,) = find_figures(f"共{an2cn(str(value))}{unit}")
    assert arabic.value == value
    assert same_figure(arabic, chinese)


PIECES = st.sampled_from(
    [
        *"0123456789一二三四五十百千万亿两零〇点年月日个百分之成半届次第超约近余多以上左右",
        *"%‰.,/-—至、。“”《》：+xG ",
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
def test_spans_are_verbatim_and_in_order(text: str) -> None:
    end = 0
    for figure in find_figures(text):
        assert text[figure.span.start : figure.span.end] == figure.text != ""
        assert figure.span.start >= end
        assert figure.upper is None or figure.kind == "range"
        end = figure.span.end


@pytest.mark.parametrize(
    "piece", ["1", "1,111", "一", "万", "1.", "达到", "“", "《", "1a", "1—", "近", "12年", "5个、"]
)
def test_figures_of_a_long_line_are_where_they_are_said_to_be(piece: str) -> None:
    """How long that takes is measured in tests/benchmarks."""
    text = piece * (50_000 // len(piece))
    for figure in find_figures(text)[-3:]:
        assert text[figure.span.start : figure.span.end] == figure.text
