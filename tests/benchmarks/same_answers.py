"""Whether a change changed nothing: every answer to the questions of `tests/eval/**/*_report.jsonl`, byte for byte.

Write the answers down with `--write FILE` in the environment of the commit before, and in that of the commit after;
then give both files.
"""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from common import DATA, SETS, arguments, asks_seed_alone, library_of, reports_of

from index.progress import ProgressBar
from index.progress import Step
from rag.answer import ask
from rag.evalset import read_questions

SHOWN = 5
NAMES = sorted(path.relative_to(SETS).with_suffix("").as_posix() for path in SETS.rglob("*_report.jsonl"))


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="BEFORE AFTER", help="what --write has written")
    parser.add_argument("--write", type=Path, metavar="FILE", help="answer all questions, and write the answers")
    options = parser.parse_args()
    if options.write and not options.files:
        write(options.write, options.cache)
    elif len(options.files) == 2 and not options.write:
        same, different = compared(*(path.read_text("utf-8").splitlines() for path in options.files))
        print(report(same, different))
        sys.exit(bool(different))
    else:
        parser.error("两个文件 BEFORE AFTER，或者 --write FILE。")


