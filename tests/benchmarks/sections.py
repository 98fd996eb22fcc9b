"""Section paths: how many paragraphs stand under the right headings, against a gold that people wrote.

    python tests/benchmarks/sections.py GOLD.jsonl [--failures]

A line of the gold is {"file": stem, "half": "tune" | "report", "start_text": the paragraph's first characters,
"path": [headings, outermost first]}. Paths are compared as one string of letters and digits, so that 附件1 may
stand before its title or above it. The baseline of the same run takes the nearest numbered line above.
"""

import argparse
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from common import data

from index.models import Paragraph, Report
from index.parse import parse
from index.read import SUFFIXES, load
from index.text import marker

_FOLDERS = ("reports", "documents", "made")
_MARKS = re.compile(r"[\W_]+")
_ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百]+条")
_HEADING = 60  # characters: no numbered line is as long and still a heading


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("gold", type=Path)
    options.add_argument("--failures", action="store_true", help="print the failures of the half tuned on")
    chosen = options.parse_args()
    files = {f.stem: f for folder in _FOLDERS for f in data(folder).rglob("*") if f.suffix in SUFFIXES}
    rows = [json.loads(line) for line in chosen.gold.read_text("utf-8").splitlines() if line.strip()]
    for half in ("tune", "report"):
        of_half = [row for row in rows if row["half"] == half]
        right, plain = 0, 0
        for row in of_half:
            report = read(files[row["file"]])
            paragraph = find(report, row["start_text"])
            path = paragraph.section if paragraph else None
            wanted = _bare("".join(row["path"]))
            correct = path is not None and _bare("".join(_sections(path))) == wanted
            right += correct
            plain += _bare("".join(_sections(baseline(report, paragraph)))) == wanted
            if chosen.failures and half == "tune" and not correct:
                print(f"{row['file']}  {row['start_text']}\n  is     {path}\n  should {row['path']}")
        print(
            f"{half}: {right}/{len(of_half)} = {right / len(of_half):.3f}; baseline {plain / len(of_half):.3f}"
        )


@cache
def read(path: Path) -> Report:
    return parse(load(path))


def find(report: Report, start: str) -> Paragraph | None:
    """The paragraph that begins with these characters, white space and marks aside."""
    wanted = _bare(start)
    return next((p for p in report.paragraphs if _bare(report.quote(p.span)).startswith(wanted)), None)


def baseline(report: Report, paragraph: Paragraph | None) -> tuple[str, ...]:
    """The nearest short line above that begins with a number."""
    if paragraph is None:
        return ()
    above = report.text[: paragraph.span.start].split("\n")
    lines = (line for line in reversed(above) if len(line) <= _HEADING and marker(line) is not None)
    return tuple(line for line in [next(lines, "")] if line)


def _sections(path: Sequence[str]) -> list[str]:
    """The path without the number of its article, which the gold counts as text."""
    return [title for title in path if not _ARTICLE.fullmatch(title)]


def _bare(text: str) -> str:
    return _MARKS.sub("", text)


if __name__ == "__main__":
    main()
