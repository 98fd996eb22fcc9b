"""A table of a report is shown as it was printed, and a cited row in its place."""

from pathlib import Path

from playwright.sync_api import expect

from index import Report
from index.parse import report_from_text
from tests.ui.conftest import Reader
from tests.ui.test_hostile import add, remove_shown
from tests.ui.views.test_document import Runs
from ui.views.document import report_html

TABLE = """白水县农业工作报告
一、农业
全年农业生产平稳。
表1 2024年主要农产品产量
指标	单位	产量	比2023年增长（%）
粮食	万吨	38.2	1.6
油料	万吨	4.15	2.3
<b>茶叶&	吨	2860
二、人口
年末常住人口42.37万人。
"""


def report() -> Report:
    return report_from_text(TABLE)


def test_cells_stand_in_their_columns_with_their_place_in_the_text() -> None:
    shown = Runs(report_html(report(), "zh-CN"))
    for start, run in shown.runs:
        assert report().text[start : start + len(run)] == run
    words = [run for _, run in shown.runs]
    assert words[words.index("油料") :][:4] == ["油料", "万吨", "4.15", "2.3"]
    assert words.count("表1 2024年主要农产品产量") == 1
    assert shown.tags.count("th") == 4 and shown.tags.count("tr") == 4
    assert "b" not in shown.tags and "<b>茶叶&" in words


def test_paragraphs_around_a_table_keep_their_numbers_and_order() -> None:
    html = report_html(report(), "zh-CN")
    places = [html.index(f'id="paragraph-{paragraph.number}"') for paragraph in report().paragraphs]
    assert places == sorted(places)
    assert html.index("</table>") < html.index("二、人口")


def test_cited_row_is_marked_in_its_table_and_the_cell_that_answers(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "白水县报告.txt"
    path.write_text(TABLE, encoding="utf-8")
    page = reader.open()
    add(page, path)
    reader.ask("白水县油料产量是多少？")
    answer = page.locator("#chat .answer").last
    expect(answer.locator("strong")).to_have_text("4.15万吨")
    answer.locator("a.mark").first.click()
    expect(page.locator("mark.asked").first).to_be_in_viewport()
    row = page.locator("tr:has(mark.chosen)")
    expect(row).to_have_count(1)
    assert row.locator("td mark.chosen").all_text_contents() == ["油料", "万吨", "4.15", "2.3"]
    assert "".join(row.locator("td:nth-of-type(4) mark.asked").all_text_contents()) == "4.15"
    assert not reader.errors
    remove_shown(page, "白水县")
