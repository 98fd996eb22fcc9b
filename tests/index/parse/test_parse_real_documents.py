"""Public documents of many kinds: their outlines, and that nothing of them is lost.

The documents are not part of the project; the tests are skipped where they are missing.
"""

import re
from functools import cache
from pathlib import Path

import pytest

from index.models import Report
from index.parse import parse
from index.read import load

DATA = Path(__file__).parents[4] / "shared" / "data"
FILES = sorted(
    [*DATA.glob("documents/*.txt"), *DATA.glob("made/*.txt"), *DATA.glob("reports/national/*.txt")]
)

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the development documents are not here")

_MARKS = re.compile(r"[\s\u200b-\u200f\ufeff#*_`>\-]")
_PROBLEMS = re.compile(r"[^。]{0,30}(?:清醒|也要)[^。]{0,6}(?:看到|认识)")


@cache
def read(name: str) -> Report:
    return parse(load(next(file for file in FILES if file.stem.startswith(name))))


def sections(report: Report) -> set[tuple[str, ...]]:
    return {section.path for section in report.sections}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_but_marks_of_markdown_is_lost(path: Path) -> None:
    printed = "".join(block.text for block in load(path).blocks)
    assert sorted(_MARKS.sub("", read(path.stem).text)) == sorted(_MARKS.sub("", printed))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_still_wanting_stands_under_no_numbered_part(path: Path) -> None:
    """Problems of the whole year hang under no heading of a single field."""
    report = read(path.stem)
    found = [p for p in report.paragraphs if _PROBLEMS.match(report.quote(p.span)) and len(p.section) > 1]
    assert [(p.section, report.quote(p.span)[:30]) for p in found if "挑战" not in p.section[-1]] == []


def test_points_hold_the_numbers_inside_them() -> None:
    report = read("1978")
    third = "三、加快社会主义经济建设"
    points = [path[1] for path in sections(report) if len(path) == 2 and path[0] == third]
    assert len(points) == 6
    assert all(re.match("第[一二三四五六]，", point) for point in points)
    assert not any(path[-1].startswith("（") for path in sections(report))


def test_words_cut_off_by_links_are_no_headings() -> None:
    assert not any(path[-1].startswith(("二要", "三要")) for path in sections(read("1999")))


def test_boxes_swallow_no_section() -> None:
    paths = sections(read("十四五国家应急体系规划"))
    assert len({path[0] for path in paths}) == 11
    assert {len(path) for path in paths if re.match("（[一二三四五]）", path[-1])} == {2}
    assert {len(path) for path in paths if path[-1].startswith("专栏")} == {3}


@pytest.mark.parametrize("name", ["2026年吉林省", "2026年四川省", "2026年河北省", "2026年西藏"])
def test_web_copies_lose_what_the_page_put_around_them(name: str) -> None:
    report = read(name)
    last = report.quote(report.paragraphs[-1].span)
    assert last.endswith(("！", "。"))
    assert not re.search("相关|责任编辑|打印|扫一扫", last)
    assert any("相关" in report.quote(span) for span in report.notes)


@pytest.mark.parametrize(
    "name",
    ["上海市促进商业航天", "十四五数字经济发展规划", "扩大内需战略", "关于做好2023年", "终端设备直连卫星"],
)
def test_the_marks_of_markdown_are_gone_and_the_title_is_no_section(name: str) -> None:
    report = read(name)
    assert "**" not in report.text
    assert not re.search(r"^#+ ", report.text, re.MULTILINE)
    assert {path[0][0] for path in sections(report)} <= set("一二三四五六七八九十第")
