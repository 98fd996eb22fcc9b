"""The table of figures, its download, and the comparison of reports: pure functions over small reports."""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from index import Metadata, Paragraph, Report, Section, Span
from index.parse import parse
from index.read import load
from tests.index.made_cases import case_file
from ui.export import figures_csv, figures_xlsx
from ui.page.examples import about_figures, about_headings
from ui.views import (
    compared_frame,
    compared_rows,
    count_figures,
    figure_rows,
    figures_html,
    shared_indicators,
)


def make_report(region: str, *sections: tuple[str, str]) -> Report:
    """A report of headings, each with one paragraph of one sentence."""
    words = ""
    headings: list[Section] = []
    paragraphs: list[Paragraph] = []
    for heading, sentence in sections:
        headings.append(Section((heading,), Span(len(words), len(words) + len(heading))))
        words += heading + "\n"
        span = Span(len(words), len(words) + len(sentence))
        paragraphs.append(Paragraph(len(paragraphs) + 1, (heading,), span, (span,)))
        words += sentence + "\n"
    return Report(
        id=f"{region}-1",
        metadata=Metadata(title=f"{region}政府工作报告", region=region, body="政府", year=2025),
        text=words,
        sections=tuple(headings),
        paragraphs=tuple(paragraphs),
    )


EAST = make_report(
    "东县",
    ("一、2024年工作回顾", "全县城镇新增就业3.5万人，粮食总产量达到120万吨。"),
    ("二、2025年工作安排", "力争城镇新增就业4万人以上。"),
)
WEST = make_report("西县", ("一、2024年工作回顾", "2023年投入资金约5.2亿元，全年城镇新增就业1200人。"))


def test_every_row_points_at_its_figure() -> None:
    rows = figure_rows([EAST, WEST])
    reports = {EAST.id: EAST, WEST.id: WEST}
    assert [row.said.figure.text for row in rows] == [
        "3.5万人",
        "120万吨",
        "4万人以上",
        "约5.2亿元",
        "1200人",
    ]
    for row in rows:
        assert reports[row.report_id].quote(row.span) == row.said.figure.text
    assert count_figures(EAST) == 3


def test_year_and_status_come_from_the_sentence_or_its_headings() -> None:
    rows = {row.said.figure.text: (row.said.year, row.said.kind) for row in figure_rows([EAST, WEST])}
    assert rows["3.5万人"] == (2024, "完成")
    assert rows["4万人以上"] == (2025, "目标")
    assert rows["约5.2亿元"] == (2023, "完成")


def test_filter_takes_every_word() -> None:
    assert [row.said.figure.text for row in figure_rows([EAST, WEST], "就业 力争")] == ["4万人以上"]
    assert figure_rows([EAST], "没有的词") == []


def test_table_escapes_and_links() -> None:
    hostile = make_report("<b>县", ("一、<i>", "<img src=x onerror=1>新建泵站19座。"))
    html = figures_html(figure_rows([hostile]), "zh-CN")
    assert "<img" not in html and "<b>" not in html and "<i>" not in html
    row = figure_rows([hostile])[-1]
    assert row.said.figure.text == "19座"
    assert f'-{row.span.start}-{row.span.end}"' in html


def test_csv_can_be_read_back_and_runs_no_formula() -> None:
    report = make_report("县", ("=1+1", "=HYPERLINK(1)粮食产量120万吨。"))
    data = figures_csv(figure_rows([report]), "zh-CN")
    assert data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    assert (row["数值"], row["单位"], row["位置"]) == ("1200000", "吨", "第1段")
    assert row["原句"].startswith("'=") and row["章节"].startswith("'=")


def test_workbook_can_be_read_back_and_runs_no_formula() -> None:
    report = make_report("县", ("=1+1", "=HYPERLINK(1)\x0b粮食产量120万吨，建成3—5个园区。"))
    (sheet,) = load_workbook(io.BytesIO(figures_xlsx(figure_rows([report]), "zh-CN")))
    head, *rows = [[cell.value for cell in row] for row in sheet]
    grain, parks = (dict(zip(head, row, strict=True)) for row in rows)
    assert (grain["数值"], grain["单位"], grain["位置"]) == (1_200_000, "吨", "第1段")
    assert (parks["数值"], parks["数值上限"]) == (3, 5)
    assert str(grain["原句"]).startswith("=HYPERLINK(1)\ufffd粮食") and grain["章节"] == "=1+1"
    assert {cell.data_type for row in sheet for cell in row} <= {"inlineStr", "s", "n"}


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("连续三年开展监督，实施三年行动计划，近五年投入20亿元", ["20亿元"]),
        ("县政协十届五次会议以来，2024年平均工期缩短3个月", ["3个月"]),
        ("连续10个季度居全国第3位", ["第3位"]),
        ("第一，外贸总数全国第一，居中部第二；第一产业增长4%，排名第一的企业", ["第一", "第二", "4%"]),
        ("人均受教育年限8.5年", ["8.5年"]),
        ("推进长江十年禁渔，土地承包再延长三十年，创十年新高", ["三十年"]),
    ],
)
def test_dates_sessions_and_spans_of_time_are_no_figures(sentence: str, shown: list[str]) -> None:
    assert [row.said.figure.text for row in figure_rows([make_report("县", ("一", sentence))])] == shown


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("落实中央八项规定精神，“三公”经费下降5%", ["5%"]),
        ("共建“一带一路”，两会以来，“四个十大”项目完成投资15亿元", ["15亿元"]),
        ("建国75周年，出台“18条”措施，实施2.0版，1—5号泊位投产", []),
        ("建成千亿级产业2个、百亿级产业园区5个，推进三期工程，印发简报3期", ["2个", "5个", "3期"]),
        ("研制4000吨级起重机，乌什县7.1级地震", ["7.1级"]),
        ("12家企业入围中国500强，进入前50强，消除劣五类水体", ["12家", "50强"]),
        ("他说：“全村三百户人家，家家都通了自来水，这样的日子过去想都不敢想。”", ["三百户"]),
    ],
)
def test_names_are_no_figures(sentence: str, shown: list[str]) -> None:
    assert [row.said.figure.text for row in figure_rows([make_report("县", ("一", sentence))])] == shown


@pytest.mark.parametrize(
    ("sentence", "shown", "counted"),
    [
        ("智能算力规模达到1.6万P。", "1.6万P", "智能算力规模"),
        ("新增500P智能算力。", "500P", "新增智能算力"),
        ("总算力突破7000PF、居全国前列。", "突破7000PF", "总算力"),
        ("算力总规模达到15EFlops。", "15EFlops", "算力总规模"),
    ],
)
def test_computing_power_is_a_figure(sentence: str, shown: str, counted: str) -> None:
    (row,) = figure_rows([make_report("县", ("一", sentence))])
    assert (row.said.figure.text, row.said.indicator) == (shown, counted)


def test_the_same_indicator_of_several_reports() -> None:
    reports = [EAST, WEST]
    assert shared_indicators(reports) == ["城镇新增就业"]
    assert shared_indicators([EAST]) == []
    rows = compared_rows(reports, "城镇新增就业")
    assert [row.said.figure.text for row in rows] == ["3.5万人", "4万人以上", "1200人"]
    frame = compared_frame(rows, "zh-CN")
    assert frame.values.tolist() == [["东县政府2025年", 35000.0], ["西县政府2025年", 1200.0]]


def test_examples_ask_what_a_figure_answers() -> None:
    report = make_report(
        "东县",
        ("一、2024年工作回顾", "全县完成地区生产总值31亿元，增长5%。"),
        ("二、回顾", "新增国家高新技术企业12家，总量达到90家。"),
        ("三、回顾", "89个开发区规上工业总产值占全县比重达78%。"),
        ("四、回顾", "产业民间投资占全部民间投资比重达66.5%。"),
    )
    assert [each.question for each in about_figures(report, False)] == [
        "地区生产总值是多少？",
        "新增国家高新技术企业有多少家？",
        "产业民间投资占全部民间投资比重是多少？",
    ]
    assert next(about_figures(report, True)).question == "东县地区生产总值是多少？"


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("2024年工作回顾", "在“坚持围绕中心”方面做了哪些工作？"),
        ("2025年工作安排", "在“坚持围绕中心”方面有哪些安排？"),
        ("名词解释", "“坚持围绕中心”这部分讲了什么？"),
    ],
)
def test_examples_ask_for_work_done_and_for_plans_as_such(heading: str, question: str) -> None:
    path = (heading, "二、坚持围绕中心,服务发展大局")
    words = "\n".join((*path, "开会6次。"))
    span = Span(len(words) - 5, len(words))
    sections = (
        Section(path[:1], Span(0, len(heading))),
        Section(path, Span(len(heading) + 1, span.start - 1)),
    )
    report = Report(
        id="1",
        metadata=Metadata(title="报告"),
        text=words,
        sections=sections,
        paragraphs=(Paragraph(1, path, span, (span,)),),
    )
    assert [each.question for each in about_headings(report)] == [question]


def test_a_negative_figure_is_shown_and_sorted_with_its_sign(tmp_path: Path) -> None:
    rows = figure_rows([parse(load(case_file("11", tmp_path)))])
    html = figures_html(rows, "zh-CN")
    assert [(row.said.figure.text, row.said.figure.value < 0) for row in rows] == [
        ("7.2‰", False),
        ("7.9‰", False),
        ("-0.7‰", True),
        ("-2.3%", True),
    ]
    assert 'data-sort="-2.3">-2.3%</td>' in html and 'data-sort="-0.07">-0.7‰</td>' in html
