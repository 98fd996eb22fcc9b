"""The outline: how numbers nest, which of them are headings, and where a report comes back from its parts."""

import pytest

from index.parse import report_from_text

BODY = "全县上下认真贯彻落实上级决策部署，生产总值增长百分之八点五，财政收入稳步提高。"
MORE = "城乡居民收入持续增加，人民群众的获得感不断增强，看得见、摸得着的变化越来越多。"


def sections(*lines: str) -> list[tuple[str, ...]]:
    """The sections of the paragraphs of a report of these lines."""
    return [paragraph.section for paragraph in report_from_text("\n".join(lines)).paragraphs]


# How numbers nest.


def test_a_series_that_goes_on_encloses_what_begins_before_it_does() -> None:
    """第一，… holds （一） to （三） where 第二，… comes after them, though official documents nest them the other way."""
    lines = ["一、经济建设", "第一，大办农业", BODY, "（一）抓好粮食", BODY, "（二）兴修水利", BODY]
    assert sections(*lines, "第二，发展工业", BODY, "二、文化建设", BODY) == [
        ("一、经济建设", "第一，大办农业"),
        ("一、经济建设", "第一，大办农业", "（一）抓好粮食"),
        ("一、经济建设", "第一，大办农业", "（二）兴修水利"),
        ("一、经济建设", "第二，发展工业"),
        ("二、文化建设",),
    ]


def test_a_box_swallows_no_section_after_it() -> None:
    lines = ["2024年回顾", BODY, "一、防范风险", "（一）源头管控", BODY, "（二）治本攻坚", BODY]
    box = ["专栏1　治本攻坚重点", "1．危险化学品。" + BODY, "2．烟花爆竹。" + BODY]
    rest = ["（三）综合治理", BODY, "二、应急力量", BODY, "2025年安排", BODY]
    assert sections(*lines, *box, *rest)[3:] == [
        ("2024年回顾", "一、防范风险", "（二）治本攻坚", "专栏1　治本攻坚重点", "1．危险化学品"),
        ("2024年回顾", "一、防范风险", "（二）治本攻坚", "专栏1　治本攻坚重点", "2．烟花爆竹"),
        ("2024年回顾", "一、防范风险", "（三）综合治理"),
        ("2024年回顾", "二、应急力量"),
        ("2025年安排",),
    ]


def test_a_box_at_the_end_of_a_part_lies_in_it() -> None:
    lines = [
        "2024年回顾",
        BODY,
        "一、防范风险",
        "（一）源头管控",
        BODY,
        "（二）治本攻坚",
        BODY,
        "专栏1　治本攻坚重点",
        MORE,
    ]
    assert sections(*lines, "二、应急力量", BODY, "2025年安排", BODY)[3:] == [
        ("2024年回顾", "一、防范风险", "（二）治本攻坚", "专栏1　治本攻坚重点"),
        ("2024年回顾", "二、应急力量"),
        ("2025年安排",),
    ]


def test_numbers_may_count_on_through_unnumbered_parts() -> None:
    lines = [
        "2024年回顾",
        "一、农业",
        BODY,
        "二、工业",
        BODY,
        "2025年安排",
        "三、农业",
        BODY,
        "四、工业",
        BODY,
    ]
    assert [path[0] for path in sections(*lines)] == ["2024年回顾"] * 2 + ["2025年安排"] * 2


def test_numbers_may_count_on_through_the_parts() -> None:
    lines = ["一、稳产保供", "（一）抓好粮食。" + BODY, "（二）扩种大豆。" + BODY, "二、设施建设"]
    assert sections(*lines, "（三）保护耕地。" + BODY)[-1] == ("二、设施建设", "（三）保护耕地")


# Which numbered lines are headings.


def test_a_chance_short_sentence_makes_no_heading_of_an_item() -> None:
    items = [
        f"（{n}）组织各有关部门{word}，认真总结推广各地行之有效的经验，提高单位面积产量。"
        for n, word in zip("一二三", "甲乙丙", strict=True)
    ]
    lines = [
        "一、大办农业",
        BODY,
        *items,
        "（四）加强领导。" + MORE,
        "（五）帮助穷队，改善条件，注意总结推广各地经验，争取赶上富队。",
    ]
    assert set(sections(*lines)) == {("一、大办农业",)}


def test_points_that_began_inside_a_paragraph_are_its_text() -> None:
    lines = ["一、财政政策", BODY + "一是保持适度赤字。" + MORE, "二是结构性减税", MORE, "三是优化支出", MORE]
    assert set(sections(*lines)) == {("一、财政政策",)}


def test_a_paragraph_that_holds_all_points_has_no_heading() -> None:
    text = "一是发展不平衡。儿科医师紧缺。二是外转病人偏多。县域内住院率不高。三是债务偏重。"
    assert sections("一、存在的问题", text, "二、工作安排", BODY) == [("一、存在的问题",), ("二、工作安排",)]


def test_a_line_without_its_fellows_form_goes_on() -> None:
    """A link cut 改革开放|深入推进。 in two; the other lines of its series tell that it is no heading."""
    lines = [f"——{name}稳步推进。{BODY}" for name in ("农业", "工业", "商业", "教育")]
    report = report_from_text(
        "\n".join(["一、工作回顾", *lines[:2], "——改革开放", "深入推进。" + BODY, *lines[2:]])
    )
    texts = [report.quote(paragraph.span) for paragraph in report.paragraphs]
    assert texts == [*lines[:2], "——改革开放深入推进。" + BODY, *lines[2:]]


def test_a_signature_is_no_heading() -> None:
    lines = [
        "现将规划印发给你们，请认真贯彻执行。",
        "青石县人民政府办公室",
        "2023年10月24日",
        "一、目标",
        BODY,
        "二、措施",
        MORE,
    ]
    assert sections(*lines) == [(), (), (), ("一、目标",), ("二、措施",)]


@pytest.mark.parametrize(
    "title", ["汀阳县发展和改革局", "棠溪县农村供水工程运行管理办法", "棠政发〔2025〕14号"]
)
def test_what_all_parts_stand_under_is_no_section(title: str) -> None:
    assert sections(title, MORE, "一、基础", BODY, "二、措施", BODY) == [(), ("一、基础",), ("二、措施",)]


# Where a report comes back from its parts.

REVIEW = [
    "一、2024年工作回顾",
    "一年来，我们主要做了以下工作。",
    "（一）农业",
    BODY,
    MORE,
    "（二）工业",
    BODY,
    MORE,
]


@pytest.mark.parametrize(
    "text",
    [
        "一年来，我们持续加强政府自身建设，办理代表建议82件。",
        "过去一年取得的成绩来之不易，这是全县人民团结奋斗的结果。",
        "总结一年来的工作，我们深刻体会到，必须坚持党的全面领导。",
        "同时，工作中还存在不少差距：农业基础薄弱，工业总量不大。",
        "我们也清醒地看到，发展还面临一些困难和挑战。",
        "与此同时，其他各方面工作取得新进展，档案事业稳步发展。",
        "国防动员、双拥共建、退役军人事务工作扎实推进。",
    ],
)
def test_what_speaks_of_the_whole_stands_under_the_whole(text: str) -> None:
    got = sections(*REVIEW, text, MORE, "二、2025年工作安排", BODY)
    assert got[3:] == [
        ("一、2024年工作回顾", "（二）工业"),
        ("一、2024年工作回顾", "（二）工业"),
        ("一、2024年工作回顾",),
        ("一、2024年工作回顾",),
        ("二、2025年工作安排",),
    ]


def test_a_part_about_problems_keeps_them() -> None:
    lines = [
        "一、规划背景",
        "（一）基础",
        BODY,
        "（二）机遇和挑战",
        BODY,
        "同时要看到，发展仍面临不少困难和挑战。",
    ]
    assert sections(*lines, "二、总体要求", BODY)[2] == ("一、规划背景", "（二）机遇和挑战")


def test_a_part_that_is_not_the_last_keeps_its_problems() -> None:
    problem = "我们也清醒地看到，农业还存在不少问题。"
    assert sections(*REVIEW[:5], problem, *REVIEW[5:])[3] == ("一、2024年工作回顾", "（一）农业")


def test_a_word_to_everyone_inside_a_list_leaves_no_part() -> None:
    lines = ["一、重点任务", "（一）农业", BODY, "各位代表！农业是发展之基。", "（二）工业", BODY]
    assert sections(*lines, "各位代表！工业是强县之本。", "二、自身建设", BODY) == [
        ("一、重点任务", "（一）农业"),
        ("一、重点任务", "（一）农业"),
        ("一、重点任务", "（二）工业"),
        ("一、重点任务",),
        ("二、自身建设",),
    ]


def test_closing_words_stand_under_no_part() -> None:
    lines = [
        "一、农业",
        "（一）粮食。" + BODY,
        "（二）油料。" + BODY,
        "二、工业",
        "（三）食品。" + BODY,
        "三、保障",
    ]
    assert sections(*lines, "（四）资金。" + BODY, "（五）人才。" + BODY, "本意见自2025年7月1日起施行。")[
        -2:
    ] == [
        ("三、保障", "（五）人才"),
        (),
    ]
    assert sections("一、农业", BODY, "结束语", "各位代表！", MORE)[-1] == ("结束语",)


def test_what_opens_with_the_words_of_the_heading_stands_under_it() -> None:
    parts = ["二、牢记使命，在现代化建设中奋勇争先", "（一）农业", BODY, "（二）安全", BODY, MORE]
    text = "在现代化建设中奋勇争先需要各方齐心协力。我们将支持工会、共青团、妇联发挥作用。"
    assert sections("一、工作回顾", BODY, *parts, text, "三、自身建设", BODY)[3:] == [
        ("二、牢记使命，在现代化建设中奋勇争先", "（二）安全"),
        ("二、牢记使命，在现代化建设中奋勇争先",),
        ("三、自身建设",),
    ]


def test_points_of_a_series_in_mixed_forms_are_all_headings() -> None:
    lines = ["第一、必须坚持稳步前进的方针", BODY, "第二、既要搞活，又要管好。" + BODY, MORE]
    assert sections("一、改革", BODY, *lines, "第三、必须纠正不正之风", BODY)[1:] == [
        ("一、改革", "第一、必须坚持稳步前进的方针"),
        ("一、改革", "第二、既要搞活，又要管好"),
        ("一、改革", "第二、既要搞活，又要管好"),
        ("一、改革", "第三、必须纠正不正之风"),
    ]


@pytest.mark.parametrize(
    ("text", "outer"),
    [
        ("对于经济建设中的许多问题，我们还很不熟悉，要甘当小学生。", True),
        ("对于改善人民生活的许多办法，我们还很不熟悉，要甘当小学生。", False),  # what the part itself names
        ("要把经济搞上去，建设项目都要精打细算。", False),
    ],
)
def test_what_names_the_theme_of_the_section_stands_under_it(text: str, outer: bool) -> None:
    section = "三、加快社会主义经济建设"
    lines = [section, "第一，大办农业", BODY, MORE, "第二，逐步改善人民生活", BODY, MORE, text]
    own = () if outer else ("第二，逐步改善人民生活",)
    assert sections(*lines, "四、繁荣文化", BODY)[-2] == (section, *own)
