"""Whether a change changed nothing: every answer to the questions of `tests/eval/**/*_report.jsonl`, byte for byte.

Write the answers with `--write FILE` in the environment of the commit before, and again in that of the commit after;
then give both files. The exit code is 1 when any answer differs.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from common import DATA, SEED, SETS, are_shipped, arguments, asked_about, library_of, reports_of

from index.progress import ProgressBar, Step
from rag.answer import ask
from rag.evaluate.evalset import read_questions

NAMES = sorted(path.relative_to(SETS).with_suffix("").as_posix() for path in SETS.rglob("*_report.jsonl"))
SHOWN = 3  # of the answers that differ


class Comparison(NamedTuple):
    """How many answers are the same, and those that are not: before and after, empty where there is none."""

    same: int
    different: list[tuple[str, str]]

    def report(self) -> str:
        lines = [f"{self.same} the same, {len(self.different)} different"]
        for before, after in self.different[:SHOWN]:
            lines += ["", f"- {before or 'not answered'}", f"+ {after or 'not answered'}"]
        return "\n".join(lines)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="BEFORE AFTER", help="what --write has written"
    )
    parser.add_argument(
        "--write", type=Path, metavar="FILE", help="answer every question, and write the answers"
    )
    options = parser.parse_args()
    if options.write and not options.files:
        with options.write.open("w", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for name in NAMES for line in answers(name, options.cache))
    elif len(options.files) == 2 and not options.write:
        before, after = (file.read_text("utf-8").splitlines() for file in options.files)
        comparison = compare(before, after)
        print(comparison.report())
        sys.exit(bool(comparison.different))
    else:
        parser.error("give two files, BEFORE and AFTER, or --write FILE")


def answers(name: str, cache: Path) -> Iterator[str]:
    """The answers to a set over the library of its reports, a line each; none where the reports are missing."""
    asked = asked_about(name)
    if asked != SEED and not are_shipped(asked) and not DATA.exists():
        print(f"{name}: skipped, as its reports are not in {DATA}", file=sys.stderr)
        return
    cases = read_questions(SETS / f"{name}.jsonl")
    with library_of(reports_of(name), cache) as library, ProgressBar() as bar:
        for done, case in enumerate(cases, start=1):
            answer = ask(case.question, case.history, library=library)
            bar.update(Step("asking", name, done, len(cases)))
            yield json.dumps(
                {"set": name, "id": case.id, "asked": case.question, **answer.to_dict()}, ensure_ascii=False
            )


def compare(before: Sequence[str], after: Sequence[str]) -> Comparison:
    """Two files of answers, line by line; a question is known by its set and its id."""
    old, new = _by_question(before), _by_question(after)
    pairs = [(old.get(question, ""), new.get(question, "")) for question in {**old, **new}]
    different = [(one, other) for one, other in pairs if one != other]
    return Comparison(len(pairs) - len(different), different)


def _by_question(lines: Sequence[str]) -> dict[tuple[str, str], str]:
    fields = ((json.loads(line), line) for line in lines)
    return {(answer["set"], answer["id"]): line for answer, line in fields}


if __name__ == "__main__":
    main()
