"""Forty public reports and the seed: read whole, apart, and under the right headings.

The reports are not part of the project; the tests are skipped where they are missing.
"""

import random
import re
from functools import cache
from pathlib import Path

import pytest

from index.models import Report
from index.parse import parse, report_from_text
from index.read import LoadedFile, load

ROOT = Path(__file__).parents[3]
DATA = ROOT.parent / "shared" / "data" / "reports"
SEED = next((ROOT / "seeds").glob("*.txt"))

pytestmark = pytest.mark.skipif(not DATA.exists(), reason="the development reports are not here")

# Year, author and the top-level headings' count of the State Council's reports; some files begin at the salutation.
NATIONAL = {
    2005: ("", 7),
    2006: ("", 3),
    2007: ("", 6),
    2008: ("", 2),
    2009: ("", 3),
    2010: ("", 2),
    2011: ("", 3),
    2013: ("", 3),
    2014: ("", 3),
    2015: ("", 6),
    2016: ("", 3),
    2017: ("李克强", 3),
    2018: ("", 3),
    2021: ("李克强", 3),
    2022: ("李克强", 3),
    2024: ("李强", 3),
    2025: ("", 3),
}
# File's province -> region, day of January 2025, session, author, count of top-level headings.
PROVINCIAL = {
    "云南省": ("云南省", 18, "三", "王予波", 5),
    "内蒙古自治区": ("内蒙古自治区", 14, "三", "王莉霞", 2),
    "北京市": ("北京市", 14, "三", "殷勇", 2),
    "吉林省": ("吉林省", 14, "四", "胡玉亭", 3),
    "四川省": ("四川省", 20, "四", "施小琳", 4),
    "天津市": ("天津市", 14, "三", "张工", 3),
    "宁夏": ("宁夏回族自治区", 19, "三", "张雨浦", 2),
    "安徽省": ("安徽省", 20, "三", "王清宪", 3),
    "山东省": ("山东省", 20, "三", "周乃翔", 3),
    "山西省": ("山西省", 17, "三", "金湘军", 3),
    "广东省": ("广东省", 15, "三", "王伟中", 4),
    "广西": ("广西壮族自治区", 13, "三", "蓝天立", 2),
    "新疆": ("新疆维吾尔自治区", 19, "三", "艾尔肯·吐尼亚孜", 3),
    "江苏省": ("江苏省", 19, "三", "许昆林", 3),
    "江西省": ("江西省", 17, "三", "叶建春", 3),
    "河北省": ("河北省", 13, "三", "王正谱", 2),
    "河南省": ("河南省", 18, "三", "王凯", 3),
    "湖南省": ("湖南省", 14, "三", "毛伟明", 3),
    "甘肃省": ("甘肃省", 20, "三", "任振鹤", 3),
    "福建省": ("福建省", 13, "三", "赵龙", 3),
    "辽宁省": ("辽宁省", 16, "三", "李乐成", 3),
    "重庆市": ("重庆市", 19, "三", "胡衡华", 3),
    "青海省": ("青海省", 19, "三", "罗东川", 3),
}
FILES = [SEED, *sorted(DATA.glob("national/*.txt")), *sorted(DATA.glob("provincial/*.docx"))]
# Printed without a full stop: 主办单位：省教育厅，各州、市人民政府
UNSTOPPED = re.compile(r"主办单位：.*人民政府")


@cache
def loaded(path: Path) -> LoadedFile:
    return load(path)


@cache
def report_of(path: Path) -> Report:
    return parse(loaded(path))


def texts(report: Report) -> list[str]:
    return [report.quote(paragraph.span) for paragraph in report.paragraphs]


def test_all_forty_are_here() -> None:
    assert len(FILES) == 1 + len(NATIONAL) + len(PROVINCIAL) == 41


@pytest.mark.parametrize("year", NATIONAL)
def test_metadata_of_national_reports(year: int) -> None:
    author, parts = NATIONAL[year]
    report = report_of(DATA / "national" / f"{year}年国务院政府工作报告.txt")
    got = report.metadata
    assert got.title == f"{year}年国务院政府工作报告"
    assert (got.region, got.body, got.year, got.author) == ("全国", "政府", year, author)
    assert got.date == (f"{year}年3月5日" if author else "")
    assert sum(section.level == 1 for section in report.sections) == parts


@pytest.mark.parametrize("name", PROVINCIAL)
def test_metadata_of_provincial_reports(name: str) -> None:
    region, day, session, author, parts = PROVINCIAL[name]
    report = report_of(DATA / "provincial" / f"2025年{name}政府工作报告.docx")
    got = report.metadata
    assert got.title == f"2025年{name}政府工作报告"
    assert (got.region, got.body, got.year, got.author) == (region, "政府", 2025, author)
    assert got.date == f"2025年1月{day}日"
    venue = got.venue.replace(" ", "")
    assert re.fullmatch(rf"在{region}第[一二三四五六七八九十]+届人民代表大会第{session}次会议上", venue)
    assert sum(section.level == 1 for section in report.sections) == parts


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_paragraph_ends_inside_a_sentence(path: Path) -> None:
    ends = re.compile(r"[。！？!?：:；;][”’」』）)]*$")
    assert [
        text for text in texts(report_of(path)) if not ends.search(text) and not UNSTOPPED.match(text)
    ] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_paragraph_swallows_a_heading(path: Path) -> None:
    """Every line of the file that is marked as a part of the report heads a section of its own."""
    report = report_of(path)
    marked = re.compile(
        r"\s*(?:[一二三四五六七八九十]{1,3}、(?!\S、)|[（(][一二三四五六七八九十]{1,3}[）)])\S"
    )
    lines = [line for block in loaded(path).blocks for line in block.text.splitlines() if marked.match(line)]
    titles = {"".join(section.title.split()) for section in report.sections}
    missing = [line for line in lines if not any("".join(line.split()).startswith(title) for title in titles)]
    # 三、关于《 is the first of three lines of one heading, which page links broke.
    broken = [
        line for line in missing if not any(title.startswith("".join(line.split())) for title in titles)
    ]
    assert broken == []
    inside = re.compile(r"[^。！？!?：:；;，、”）)—]\s*(?:[（(][一二三四五六七八九十]{1,3}[）)])[^）)]{4,}")
    assert [text for text in texts(report) if inside.search(text[4:])] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_word_of_the_file_is_in_the_text(path: Path) -> None:
    report = report_of(path)
    printed = re.sub(r"[\s\u200b-\u200f\ufeff]", "", "".join(block.text for block in loaded(path).blocks))
    assert sorted(re.sub(r"\s", "", report.text)) == sorted(printed)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_part_holds_paragraphs(path: Path) -> None:
    report = report_of(path)
    held = {paragraph.section[:depth] for paragraph in report.paragraphs for depth in range(9)}
    assert [section.path for section in report.sections if section.path not in held] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_breaking_the_lines_again_changes_nothing(path: Path) -> None:
    """The report hard-wrapped, paged, or cut by columns in mid-sentence parses to the same paragraphs."""
    report = report_of(path)
    notes = {report.quote(span) for span in report.notes}
    lines = [line for line in report.text.split("\n") if line not in notes]
    chance = random.Random(path.name)
    forms = {
        "blank lines": "\n\n".join(lines),
        "columns": "\n\n".join(in_columns(line, chance) for line in lines),
        **{f"indented, {width} wide": wrapped(lines, width, "　　", "", 0) for width in (28, 35, 40)},
        **{f"blank lines, {width} wide": wrapped(lines, width, "", "\n", 0) for width in (28, 35, 40)},
        **{f"pages, {width} wide": wrapped(lines, width, "　　", "", 30) for width in (28, 35, 40)},
    }
    expected = outline_of(report)
    assert [
        form for form, text in forms.items() if outline_of(report_from_text(text, path.name)) != expected
    ] == []


def outline_of(report: Report) -> list[tuple[str, ...]]:
    """Sections and texts without spaces, which a line's end may swallow."""
    rows = [(*paragraph.section, report.quote(paragraph.span)) for paragraph in report.paragraphs]
    return [tuple(re.sub(r"\s", "", part) for part in row) for row in rows]


def wrapped(lines: list[str], width: int, indent: str, after: str, page: int) -> str:
    """Lines cut to a width in characters, a page mark after each ``page`` of them."""
    out: list[str] = []
    for line in lines:
        text = indent + line
        for start in range(0, len(text), width):
            out.append(text[start : start + width])
            if page and len(out) % page == 0:
                out.append(f"\n- {len(out) // page} -\n")
        out[-1] += after
    return "\n".join(out)


def in_columns(line: str, chance: random.Random) -> str:
    """Cut one long paragraph in three inside a sentence, as the next column of a newspaper does."""
    cut = chance.randrange(30, len(line)) if len(line) > 80 and chance.random() < 0.3 else 0
    words = r"[\u4e00-\u9fff]"
    while cut and cut < len(line) and not (re.match(words, line[cut - 1]) and re.match(words, line[cut])):
        cut += 1
    return f"{line[:cut]}\n\n{line[cut:]}" if 0 < cut < len(line) else line
