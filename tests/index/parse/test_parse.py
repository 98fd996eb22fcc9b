"""Parsing: the shapes that reports are printed in, each in the smallest text that shows it."""

from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.models import Report
from index.parse import parse, report_from_paragraphs, report_from_text
from index.read import Block, LoadedFile, load
from index.text.sentences import MAX_SENTENCE, split_sentences

SEED = next((Path(__file__).parents[3] / "seeds").glob("*.txt"))
BODY = "过去一年，全县上下认真贯彻落实上级决策部署，各项工作取得了新的进展。全年生产总值增长百分之八点五，财政收入稳步提高。"
MORE = "城乡居民收入持续增加，社会大局保持和谐稳定，人民群众的获得感不断增强。我们办成了许多看得见、摸得着的实事。"


def paragraphs(report: Report) -> list[str]:
    return [report.quote(paragraph.span) for paragraph in report.paragraphs]


def headings(report: Report) -> list[tuple[str, ...]]:
    return [section.path for section in report.sections]


def notes(report: Report) -> list[str]:
    return [report.quote(span) for span in report.notes]


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, 0, len(text))]


# The report that ships with the project.


@pytest.fixture(scope="module")
def seed() -> Report:
    return parse(load(SEED))


def test_seed_metadata(seed: Report) -> None:
    assert seed.metadata.title == "中国人民政治协商会议第十届开化县委员会常务委员会工作报告(摘要)"
    assert (seed.metadata.region, seed.metadata.body, seed.metadata.year) == ("开化县", "政协", 2021)
    assert (seed.metadata.date, seed.metadata.venue) == ("2021年2月5日", "在县政协十届五次会议上")
    assert seed.metadata.author == "华寿军"
    assert seed.metadata.short_title == "开化县政协2021年"
    assert (seed.source, seed.encoding, seed.id) == (SEED.name, "utf-8", seed.sha256[:12])


def test_seed_paragraphs_are_whole(seed: Report) -> None:
    texts = paragraphs(seed)
    assert len(texts) == 20
    assert "采纳率连续四年保持上升。提出涉及民生类提案82件" in texts[9]
    assert "进一步完善委员履职情况量化考核办法" in texts[14]
    assert all(text.endswith(("。", "”。")) for text in texts)
    assert texts[5].startswith("关注乡村振兴献计献策。")


def test_seed_heading_tree(seed: Report) -> None:
    assert [section.title for section in seed.sections if section.level == 1] == [
        "2020年工作回顾",
        "2021年工作意见",
    ]
    assert [section.title[:2] for section in seed.sections if section.level == 2] == list(
        map("{}、".format, "一二三四五一二三四")
    )
    assert seed.sections[1].title == "一、坚持思想引领,把牢正确方向,人民政协的政治底色更加鲜明"
    assert seed.paragraphs[0].section == ("2020年工作回顾", seed.sections[1].title)
    assert seed.paragraphs[19].section == (
        "2021年工作意见",
        "四、强化创新驱动,更加有力地在凝聚共识上提质增效",
    )


def test_seed_is_cut_off(seed: Report) -> None:
    assert seed.truncated
    assert notes(seed) == ["(下转第三版)"]
    assert paragraphs(seed)[-1].endswith("研究制定贯彻落实意见。")


# Front matter and metadata.


@pytest.mark.parametrize(
    ("front", "source", "expected"),
    [
        (
            "政府工作报告\n——2021年2月3日在开化县第十七届人民代表大会第五次会议上\n代县长　张　三\n各位代表：",
            "a.txt",
            ("政府工作报告", "开化县", "政府", 2021, "2021年2月3日", "张三"),
        ),
        (
            "某某市人民代表大会常务委员会工作报告\n（2022年1月10日在某某市第八届人民代表大会第二次会议上）\n主任 李四\n各位代表：",
            "a.txt",
            ("某某市人民代表大会常务委员会工作报告", "某某市", "人大常委会", 2022, "2022年1月10日", "李四"),
        ),
        (
            "黎平县人民法院工作报告\n2023年1月5日在黎平县第十八届人民代表大会第三次会议上\n院长 欧阳明\n各位代表：",
            "a.txt",
            ("黎平县人民法院工作报告", "黎平县", "法院", 2023, "2023年1月5日", "欧阳明"),
        ),
        (
            "政府工作报\n告\n——2017年3月5日在第十二届全国人民代表大会第五次会议上\n国务院总理\n　王明\n各位代表：",
            "2017年国务院政府工作报告.txt",
            ("2017年国务院政府工作报告", "全国", "政府", 2017, "2017年3月5日", "王明"),
        ),
        (
            "中国人民政治协商会议第九届青山区委员会\n常务委员会工作报告\n（2020年1月6日）\n各位委员：",
            "a.txt",
            (
                "中国人民政治协商会议第九届青山区委员会常务委员会工作报告",
                "青山区",
                "政协",
                2020,
                "2020年1月6日",
                "",
            ),
        ),
        (
            "各位代表：",
            "2005年国务院政府工作报告.txt",
            ("2005年国务院政府工作报告", "全国", "政府", 2005, "", ""),
        ),
        (
            "2025年广西政府工作报告\n来源：日报\n各位代表：",
            "a.txt",
            ("2025年广西政府工作报告", "广西", "政府", 2025, "", ""),
        ),
        (
            "2025年1月14日在某某市第十六届人民代表大会第三次会议上某某市市长 张工同志作政府工作报告。\n各位代表：",
            "2025年某某市政府工作报告.txt",
            ("2025年某某市政府工作报告", "某某市", "政府", 2025, "2025年1月14日", "张工"),
        ),
        (
            "关于2020年某某市国民经济和社会发展计划执行情况与2021年计划草案的报告\n"
            + "—— 2021年1月26日在某某市第十三届人民代表大会第五次会议上\n某某市发展和改革委员会\n各位代表：",
            "a.txt",
            (
                "关于2020年某某市国民经济和社会发展计划执行情况与2021年计划草案的报告",
                "某某市",
                "发展和改革委员会",
                2021,
                "2021年1月26日",
                "",
            ),
        ),
        (
            "浙江省杭州市西湖区政府工作报告\n（二〇二四年三月四日）\n区长 王小明\n各位代表：",
            "a.txt",
            (
                "浙江省杭州市西湖区政府工作报告",
                "浙江省杭州市西湖区",
                "政府",
                2024,
                "二〇二四年三月四日",
                "王小明",
            ),
        ),
        (
            "政 府 工 作 报 告\n——2024年1月14日在甲县第十六届人民代表大会第三次会议上\n县长 王小明\n各位代表：",
            "a.txt",
            ("政府工作报告", "甲县", "政府", 2024, "2024年1月14日", "王小明"),
        ),
        (
            "西湖区2024年政府工作报告\n各位代表：",
            "a.txt",
            ("西湖区2024年政府工作报告", "西湖区", "政府", 2024, "", ""),
        ),
    ],
)
def test_front_matter(front: str, source: str, expected: tuple[object, ...]) -> None:
    report = report_from_text(
        f"{front}\n现在，我代表有关方面向大会报告工作，请予审议。\n一、工作回顾\n{BODY}", source
    )
    got = report.metadata
    assert (got.title, got.region, got.body, got.year, got.date, got.author) == expected
    assert paragraphs(report) == ["现在，我代表有关方面向大会报告工作，请予审议。", BODY]


def test_year_is_inferred_from_the_review_only_when_nothing_names_it() -> None:
    text = f"政府工作报告\n各位代表：\n一、2020年工作回顾\n{BODY}"
    assert report_from_text(text, "a.txt").metadata.year == 2021
    assert report_from_text(text, "2019年报告.txt").metadata.year == 2019


def test_source_line_is_a_note() -> None:
    report = report_from_text(f"政府工作报告\n来源 : 南方日报\n各位代表：\n一、工作回顾\n{BODY}")
    assert notes(report) == ["来源 : 南方日报"]


# Broken lines.


def wrapped(lines: list[str], width: int, indent: str = "", between: str = "") -> str:
    out: list[str] = []
    for line in lines:
        text = indent + line
        out += [text[start : start + width] for start in range(0, len(text), width)]
        if between:
            out.append(between.strip())
    return "\n".join(out)


LINES = [
    "一、2020年工作回顾",
    BODY + MORE,
    MORE + BODY,
    "（一）经济运行稳中向好。" + BODY,
    "二、2021年工作安排",
    BODY * 2,
]


@pytest.mark.parametrize("width", [23, 30, 38])
@pytest.mark.parametrize(("indent", "between"), [("　　", ""), ("", " "), ("　　", " ")])
def test_hard_wrapped_text(width: int, indent: str, between: str) -> None:
    report = report_from_text(wrapped(LINES, width, indent, between))
    assert paragraphs(report) == [LINES[1], LINES[2], LINES[3], LINES[5]]
    assert headings(report) == [
        ("一、2020年工作回顾",),
        ("一、2020年工作回顾", "（一）经济运行稳中向好"),
        ("二、2021年工作安排",),
    ]


def test_wrapped_line_that_ends_in_a_full_stop_goes_on() -> None:
    first, rest = (
        "全年生产总值增长百分之八点五，财政收入稳步提高。",
        "城乡居民收入持续增加，社会大局保持和谐稳定，人民",
    )
    lines = ["　　" + first, rest, "群众的获得感不断增强。"]
    report = report_from_text("\n".join(lines * 4))
    assert paragraphs(report) == [first + rest + lines[2]] * 4


@pytest.mark.parametrize("mark", ["- 3 -", "— 12 —", "第3页 共10页", "第 3 页", "\f"])
def test_page_mark_inside_a_sentence(mark: str) -> None:
    report = report_from_text(f"一、工作回顾\n\n{BODY}采纳率连续四年保持上\n\n{mark}\n\n升。{MORE}\n\n{MORE}")
    assert paragraphs(report) == [f"{BODY}采纳率连续四年保持上升。{MORE}", MORE]
    assert notes(report) == ([] if mark == "\f" else [mark])


def test_page_mark_between_paragraphs_parts_them() -> None:
    assert paragraphs(report_from_text(f"{BODY}\n\n- 1 -\n\n{MORE}")) == [BODY, MORE]


def test_bare_page_numbers_are_notes_but_a_bare_figure_is_not() -> None:
    pages = "\n".join(f"{BODY}采纳率保持上\n{number}\n升。{MORE}" for number in (1, 2, 3))
    assert paragraphs(report_from_text(pages)) == [f"{BODY}采纳率保持上升。{MORE}"] * 3
    broken = f"{BODY}\n\n今年广义货币M\n2\n预期增长12%左右，社会融资规模平稳增长。\n\n{MORE}"
    assert paragraphs(report_from_text(broken))[1] == "今年广义货币M2预期增长12%左右，社会融资规模平稳增长。"


def test_links_on_lines_of_their_own() -> None:
    text = (
        f"{BODY}\n\n制定了《\n关于深化改革的决定\n》；完善体制。细颗粒物（PM\n2.5\n）平均浓度下降。\n\n{MORE}"
    )
    expected = "制定了《关于深化改革的决定》；完善体制。细颗粒物（PM2.5）平均浓度下降。"
    assert paragraphs(report_from_text(text)) == [BODY, expected, MORE]


def test_zero_width_line_between_halves() -> None:
    text = f"{BODY}\n\n全面建成小康社会取得决定性成就，交出一份人\n\u200b\n民满意的答卷。\n\n{MORE}"
    assert paragraphs(report_from_text(text))[1] == "全面建成小康社会取得决定性成就，交出一份人民满意的答卷。"


def test_finished_paragraphs_stay_apart() -> None:
    lines = [BODY, "一年来，我们主要做了以下几方面工作：", MORE, "同志们要继续努力！", BODY]
    for separator in ("\n", "\n\n", "\n\n\n\n"):
        assert paragraphs(report_from_text(separator.join(lines))) == lines


def test_heading_broken_over_two_lines() -> None:
    text = f"一、回顾\n{BODY}\n二、持续提升政府\n治理效能和服务水平\n（一）以政治铸魂。{BODY}\n三、结语部分\n{MORE}"
    assert ("二、持续提升政府治理效能和服务水平",) in headings(report_from_text(text))


# Headings.


def test_levels_nest_and_pop() -> None:
    text = "\n".join(
        [
            "2020年工作回顾",
            "一、甲方面的工作",
            "（一）乙方面的工作",
            "1.丙方面的工作",
            BODY,
            "2.丁方面的工作",
            BODY,
        ]
        + ["（二）戊方面的工作", BODY, "二、己方面的工作", BODY, "2021年工作意见", "一、庚方面的工作", BODY]
    )
    assert headings(report_from_text(text)) == [
        ("2020年工作回顾",),
        ("2020年工作回顾", "一、甲方面的工作"),
        ("2020年工作回顾", "一、甲方面的工作", "（一）乙方面的工作"),
        ("2020年工作回顾", "一、甲方面的工作", "（一）乙方面的工作", "1.丙方面的工作"),
        ("2020年工作回顾", "一、甲方面的工作", "（一）乙方面的工作", "2.丁方面的工作"),
        ("2020年工作回顾", "一、甲方面的工作", "（二）戊方面的工作"),
        ("2020年工作回顾", "二、己方面的工作"),
        ("2021年工作意见",),
        ("2021年工作意见", "一、庚方面的工作"),
    ]


def test_chapters_sections_articles() -> None:
    text = f"第一章 总则\n第一节 目的\n第一条 为了规范工作，制定本办法。\n第二条 {BODY}\n第二章\n附则\n第三条 本办法自公布之日起施行。"
    assert headings(report_from_text(text)) == [
        ("第一章 总则",),
        ("第一章 总则", "第一节 目的"),
        ("第一章 总则", "第一节 目的", "第一条"),
        ("第一章 总则", "第一节 目的", "第二条"),
        ("第二章 附则",),
        ("第二章 附则", "第三条"),
    ]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("（一）全力稳增长。", "（一）全力稳增长"),
        ("一、强化理论武装，更加自觉。", "一、强化理论武装，更加自觉"),
        ("(3)抓好“三农”工作。", "(3)抓好“三农”工作"),
    ],
)
def test_run_in_heading(line: str, heading: str) -> None:
    report = report_from_text(f"{BODY}\n{line}{MORE}")
    (section,) = report.sections
    assert section.path == (heading,) == report.paragraphs[1].section
    assert paragraphs(report)[1] == line + MORE
    assert report.quote(section.span) == heading


@pytest.mark.parametrize(
    "line", ["一是着力改革。", "二要着力改革。", "——着力提升质量。", "第一，深化机构改革。", "1.“两重”："]
)
def test_a_point_before_its_own_text_is_no_heading(line: str) -> None:
    """A reader takes 一是…。 for a point of the text, and 1.“两重”：… for an entry of a glossary."""
    report = report_from_text(f"一、工作回顾\n{BODY}\n{line}{MORE}")
    assert headings(report) == [("一、工作回顾",)]
    assert paragraphs(report) == [BODY, line + MORE]


@pytest.mark.parametrize(
    "marks",
    [("一是", "二是", "三是"), ("一要", "二要", "三要"), ("第一，", "第二，", "第三，"), ("——", "——", "——")],
)
def test_points_on_lines_of_their_own_are_headings(marks: tuple[str, ...]) -> None:
    points = [f"{mark}推进{name}" for mark, name in zip(marks, ("改革", "开放", "创新"), strict=True)]
    report = report_from_text("一、工作安排\n" + "\n".join(f"{point}\n{BODY}" for point in points))
    assert [paragraph.section for paragraph in report.paragraphs] == [("一、工作安排", p) for p in points]


def test_heading_line_may_end_in_a_full_stop() -> None:
    assert headings(report_from_text(f"一、坚持思想引领,底色更加鲜明。\n{BODY}")) == [
        ("一、坚持思想引领,底色更加鲜明",)
    ]


@pytest.mark.parametrize("heading", ["二、2019年：爬坡过坎的一年", "第二部分　2031年：谋定快动、开创新局"])
def test_a_heading_line_may_say_its_year_before_a_colon(heading: str) -> None:
    mark = "一、" if heading.startswith("二") else "第一部分　"
    report = report_from_text(f"{mark}工作回顾\n{BODY}\n{heading}\n{BODY}")
    assert headings(report) == [(f"{mark}工作回顾",), (heading,)]


@pytest.mark.parametrize(
    "line",
    [
        "各位代表！",
        "一年来，我们主要做了以下几方面工作：",
        "一、二、三产业增加值分别增长4%、5.3%、3.4%，外贸进出口总额增长9.5%。",
        "2.5万名群众受益。",
        "2021年，全县生产总值增长8%。",
        "一是一、二是二。",
    ],
)
def test_not_a_heading(line: str) -> None:
    assert headings(report_from_text(f"一、工作回顾\n{BODY}\n{line}\n{MORE}")) == [("一、工作回顾",)]


def test_items_of_a_list_are_text_not_headings() -> None:
    text = f"一、工作回顾\n{BODY}\n1.新建学校10所\n2.新建医院3所\n3.改造道路5条\n二、工作安排\n{MORE}"
    report = report_from_text(text)
    assert headings(report) == [("一、工作回顾",), ("二、工作安排",)]
    assert paragraphs(report) == [BODY, "1.新建学校10所", "2.新建医院3所", "3.改造道路5条", MORE]


def test_points_own_what_stands_before_the_next_point_only() -> None:
    text = (
        f"一、工作回顾\n一是改革开放\n{BODY}\n{MORE}\n二是科技创新\n{BODY}\n{MORE}\n"
        + f"{BODY}\n{MORE}\n" * 2
    )
    report = report_from_text(text)
    assert [paragraph.section[1:] for paragraph in report.paragraphs] == [
        ("一是改革开放",),
        ("一是改革开放",),
        *[("二是科技创新",)] * 4,
        (),
        (),
    ]


def test_address_returns_to_the_outermost_heading() -> None:
    text = f"一、工作安排\n（一）发展经济\n{BODY}\n（二）改善民生\n{BODY}\n各位代表！\n{MORE}"
    report = report_from_text(f"{text}\n各位代表！\n{BODY}")
    assert [paragraph.section for paragraph in report.paragraphs[-2:]] == [("一、工作安排",), ()]
    assert report_from_text(text).paragraphs[-1].section == ()  # the last word to all closes the report
    assert "各位代表！" in report.text
    assert "各位代表！" not in paragraphs(report)


def test_appendix_stands_beside_the_parts() -> None:
    text = f"一、工作回顾\n（一）发展经济\n{BODY}\n名词解释\n1.“两重”：国家重大战略。\n附件1\n2025年民生实事\n一、养老。{BODY}"
    assert headings(report_from_text(text))[2:] == [
        ("名词解释",),
        ("附件1 2025年民生实事",),
        ("附件1 2025年民生实事", "一、养老"),
    ]


# Notes.


def test_continuation_notes() -> None:
    cut = report_from_text(f"一、回顾\n{BODY}（下转第二版）")
    assert (cut.truncated, notes(cut), paragraphs(cut)) == (True, ["（下转第二版）"], [BODY])
    whole = report_from_text(f"一、回顾\n{BODY}进一步完善委(下转第二版)\n\n(上接第一版)员履职办法。{MORE}")
    assert (whole.truncated, notes(whole)) == (False, ["(下转第二版)", "(上接第一版)"])
    assert paragraphs(whole) == [f"{BODY}进一步完善委员履职办法。{MORE}"]


def test_licence_trailer_is_not_body() -> None:
    trailer = "本作品是\n法律\n，根据《\n著作权法\n》属于公有领域。\n\n\n\nPublic domain"
    report = report_from_text(f"一、回顾\n\n{BODY * 4}\n\n{MORE * 4}" + "\n" * 12 + trailer)
    assert paragraphs(report) == [BODY * 4, MORE * 4]
    assert notes(report) == ["本作品是法律，根据《著作权法》属于公有领域。", "Public domain"]


def test_table_of_contents_and_ornaments_are_notes() -> None:
    report = report_from_text(
        f"政府工作报告\n\n一、工作回顾……………………3\n\n一、工作回顾\n\n{BODY}\n\n* * *\n\n{MORE}"
    )
    assert notes(report) == ["一、工作回顾……………………3", "* * *"]
    assert headings(report) == [("一、工作回顾",)]
    assert paragraphs(report) == [BODY, MORE]


# Cleaning, tables, pages, exact paragraphs.


def test_cleaning_keeps_what_was_printed() -> None:
    line = "\ufeff　　开化\u200b县《甲 乙》,2024 年\xa0增长5％\x07，“三服务”\u00ad专班\ud800很好。\t"
    assert paragraphs(report_from_text(line)) == ["开化县《甲 乙》,2024 年 增长5％，“三服务”专班很好。"]


def test_table_rows_are_paragraphs() -> None:
    blocks = (
        Block("一、指标", "paragraph"),
        Block("生产总值 | 150亿元", "row"),
        Block("税收 | 9亿元", "row"),
    )
    report = parse(LoadedFile("a.docx", b"", "0" * 64, "", blocks))
    assert paragraphs(report) == ["生产总值 | 150亿元", "税收 | 9亿元"]
    assert {paragraph.section for paragraph in report.paragraphs} == {("一、指标",)}


def test_word_headings_decide_levels() -> None:
    blocks = (
        Block("总体情况", "paragraph", level=1),
        Block("经济，稳中有进", "paragraph", level=2),
        Block(BODY, "paragraph"),
        Block("下一步打算", "paragraph", level=1),
        Block(MORE, "paragraph"),
    )
    assert headings(parse(LoadedFile("a.docx", b"", "0" * 64, "", blocks))) == [
        ("总体情况",),
        ("总体情况", "经济，稳中有进"),
        ("下一步打算",),
    ]


def test_pages_of_paragraphs() -> None:
    report = report_from_text(f"一、回顾\n{BODY}\n\f{MORE}")
    assert [paragraph.page for paragraph in report.paragraphs] == [1, 2]


def test_given_paragraphs_stay_as_they_are() -> None:
    given = ["一、不是标题", "第一行\n第二行，Latin\nwords 也在。", "各位代表：", "(下转第三版)"]
    report = report_from_paragraphs(given, "测试")
    assert paragraphs(report) == [
        "一、不是标题",
        "第一行第二行，Latin words 也在。",
        "各位代表：",
        "(下转第三版)",
    ]
    assert (report.sections, report.notes, report.title) == ((), (), "测试")
    with pytest.raises(UnreadableFile, match="第 2 段"):
        report_from_paragraphs(["甲", " \u200b"], "测试")


def test_a_line_of_a_million_characters() -> None:
    report = report_from_text("我们坚持高质量发展，稳中求进" * 70_000)
    spans = report.paragraphs[0].sentences
    assert max(span.end - span.start for span in spans) <= MAX_SENTENCE
    assert "".join(map(report.quote, spans)) == report.text


# Sentences.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全年开会6次。通过决议！是否可行？可以……好",
            ["全年开会6次。", "通过决议！", "是否可行？", "可以……", "好"],
        ),
        ("新建学校10所；改造5所；扩建3所。", ["新建学校10所；改造5所；扩建3所。"]),
        ("他说：“要努力。不能停。”会议结束。", ["他说：“要努力。不能停。”", "会议结束。"]),
        ("发出“冲啊！”的号召。大家响应。", ["发出“冲啊！”的号召。", "大家响应。"]),
        ("出版《怎么办？怎么干。》一书。很好。", ["出版《怎么办？怎么干。》一书。", "很好。"]),
        ("完成任务（详见附件。表二。）。下一步，", ["完成任务（详见附件。表二。）。", "下一步，"]),
        ("没有“闭合。仍然断句。", ["没有“闭合。", "仍然断句。"]),
        ("增长5.1%。GDP grew. It was 3.5 percent.", ["增长5.1%。", "GDP grew.", "It was 3.5 percent."]),
        ("真的吗？！真的。", ["真的吗？！", "真的。"]),
        ("  前后空白。  中间。 ", ["前后空白。", "中间。"]),
        ("", []),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_long_quotation_is_split_inside() -> None:
    long = "我们要坚持人民至上的根本立场不动摇。" * 10
    assert len(sentences(f"会议指出：“{long}”全场鼓掌。")) == 11


def test_long_sentence_is_cut_at_weaker_marks() -> None:
    parts = sentences("，".join(["加快建设现代化产业体系"] * 60) + "。")
    assert all(len(part) <= MAX_SENTENCE for part in parts)
    assert all(part.endswith(("，", "。")) for part in parts)


def test_a_paragraph_knows_where_its_pages_begin() -> None:
    pages = (
        "青石县政府工作报告\n\n一、过去一年的工作\n全年新建农村公路112.6公里，改造危桥9座，完成投资3.2亿元，建成\f"
        "停车场4处，治理水土流失面积38平方公里，完成造林2.3万亩，新增\f绿地16万平方米，新植行道树。\n第二段在第三页上，说的是另一件事。\n"
    )
    report = report_from_text(pages)
    first, second = report.paragraphs
    assert "建成停车场4处" in report.quote(first.span)
    assert [report.text[offset:][:3] for offset, _ in first.breaks] == ["停车场", "绿地1"]
    assert [first.page_at(report.text.index(words)) for words in ("全年", "停车场", "16万")] == [1, 2, 3]
    assert (second.page, second.breaks) == (3, ())
