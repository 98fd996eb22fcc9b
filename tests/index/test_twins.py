"""The same report twice: in another format, from another hand, or nearly."""

from pathlib import Path

import docx
import pytest
from sqlalchemy import text as sql

from index import Library
from index.parse import report_from_text
from index.twins import PRINTS, likeness, prints
from tests.index.reports import ids, report_text, write_report

LINES = report_text(3, paragraphs=60).split("\n\n")


def word(path: Path, lines: list[str]) -> Path:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(path))
    return path


def text(path: Path, lines: list[str]) -> Path:
    path.write_text("\n\n".join(lines), encoding="utf-8")
    return path


def test_the_same_report_in_two_formats_is_kept_once_and_said(library: Library, tmp_path: Path) -> None:
    [first] = library.add([word(tmp_path / "报告.docx", LINES)])
    [second] = library.add([text(tmp_path / "报告.txt", LINES)])
    assert second.report == first.report and not second.added
    assert second.remarks == ("与已有的《第3县工作报告》（报告.docx）内容相同，没有再加入。",)
    assert len(ids(library)) == 1
    [again] = library.add([tmp_path / "报告.txt"], copies=True)
    assert again.added and "内容相同" in again.note
    assert len(ids(library)) == 2


def test_a_better_one_is_said(library: Library, tmp_path: Path) -> None:
    [first] = library.add([text(tmp_path / "无页码.txt", LINES)])
    paged = tmp_path / "有页码.txt"
    paged.write_text("\n".join(LINES[:20]) + "\n\f" + "\n".join(LINES[20:]), encoding="utf-8")
    [second] = library.add([paged])
    assert first.report is not None and not second.added
    assert "有页码，已有的没有" in second.note and first.report.id in second.note


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda lines: [*lines[:30], "第 1 页", *lines[30:]], "same"),  # an extractor left it there
        (
            lambda lines: [line.replace("满意", "滿意") if i == 5 else line for i, line in enumerate(lines)],
            "same",
        ),
        (lambda lines: [line.replace("305件", "395件") for line in lines], "near"),  # a figure was corrected
        (lambda lines: lines[:55], "near"),
        (lambda lines: lines[:20], None),
    ],
)
def test_what_a_format_changes_is_no_change_and_a_figure_is(change, told) -> None:  # type: ignore[no-untyped-def]
    one = report_from_text("\n\n".join(LINES), "甲.docx")
    assert likeness(report_from_text("\n\n".join(change(LINES)), "乙.txt"), one) == told


def test_what_differs_in_one_format_was_changed_by_somebody(library: Library, tmp_path: Path) -> None:
    [first] = library.add([text(tmp_path / "初稿.txt", LINES)])
    [second] = library.add([text(tmp_path / "修改稿.txt", [*LINES, "委员们作了认真讨论。"])])
    assert second.added and second.newer_version_of == first.report and not second.note
    assert len(ids(library)) == 2


def test_reports_of_other_counties_are_no_twins(library: Library, tmp_path: Path) -> None:
    for result in library.add([write_report(tmp_path, number) for number in range(8)]):
        assert result.added and not result.remarks


def test_reports_of_a_library_without_prints_are_compared_too(library: Library, tmp_path: Path) -> None:
    library.add([word(tmp_path / "报告.docx", LINES)])
    library.store.write(sql("DELETE FROM prints"))
    [second] = library.add([text(tmp_path / "报告.txt", LINES)])
    assert not second.added and "内容相同" in second.note


def test_prints_are_few_and_the_same_each_time() -> None:
    report = report_from_text("\n\n".join(LINES))
    assert len(set(prints(report))) == PRINTS and prints(report) == sorted(prints(report))
    assert prints(report) == prints(report_from_text("\n".join(LINES)))
    assert len(prints(report_from_text("短"))) == 1
