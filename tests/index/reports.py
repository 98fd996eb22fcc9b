"""Reports as files, each of its own words."""

from pathlib import Path

import docx

from index import Library

TOPICS = ("提案", "委员", "协商", "监督", "调研", "文史", "港口", "小麦", "医院", "铁路", "茶叶", "森林")


def report_text(number: int, paragraphs: int = 4) -> str:
    """A report whose words and figures are its own."""
    body = [
        f"第{number}号报告的第{i}项{TOPICS[(number + i) % len(TOPICS)]}工作完成{number * 100 + i}件，群众表示满意。"
        for i in range(paragraphs)
    ]
    return "\n\n".join([f"第{number}县工作报告", *body])


def write_report(folder: Path, number: int, name: str | None = None) -> Path:
    path = folder / (name or f"报告 {number}.txt")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report_text(number), encoding="utf-8")
    return path


def write_table(folder: Path, name: str) -> Path:
    """A Word file with a table."""
    document = docx.Document()
    document.add_paragraph("石滩县2025年国民经济统计公报")
    table = document.add_table(rows=2, cols=2)
    for row, words in enumerate([("指标", "2024年"), ("粮食产量", "12万吨")]):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    document.save(str(folder / name))
    return folder / name


def ids(library: Library) -> list[str]:
    return [report.id for report in library.reports()]


def found(library: Library, question: str) -> set[str]:
    """Ids of the reports in which anything is found."""
    return {candidate.report for candidate in library.candidates(question)}
