"""Whether an answer gives the right fact of the right report: `ask`, and the one nearest sentence, over tests/eval/facts.

Each folder there is a library of its own: several reports of one place over the years, or several places of one year.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from answers import NearestSentence
from common import SETS, arguments, library_of

from index import Library
from index.parse import parse
from index.read import load
from rag.answer import ask
from rag.models import Answer

FOLDERS = SETS / "facts"
Case = Mapping[str, Any]
_BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)
_UNSTATED = re.compile(r"[\s,，*]|\[\d+\]")


@dataclass
class Scores:
    """Shares over the questions of a set: for each measure, whether each question met it."""

    met: dict[str, list[float]] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def note(self, case: Case, answer: Answer, measures: Mapping[str, float | bool]) -> None:
        for measure, value in measures.items():
            self.met.setdefault(measure, []).append(float(value))
        if min(map(float, measures.values()), default=1.0) < 1:
            self.failures.append(
                f"## {case['id']} {case['type']}: {case['question']}\n{dict(measures)}\nexpected: {case['expect']}\n\n"
                f"({answer.confidence}) {answer.text}\n{answer.note}\n"
            )

    def share(self, measure: str) -> float:
        values = self.met.get(measure, [])
        return sum(values) / len(values) if values else float("nan")


class Judge:
    """Compares answers with what a question's author expects, by the names of the files in the library."""

    def __init__(self, library: Library) -> None:
        self._file = {report.id: Path(report.source).stem for report in library.reports()}

    def judge(self, case: Case, answer: Answer) -> dict[str, float | bool]:
        expect = case["expect"]
        if not case["answerable"]:
            return {"near misses refused": answer.refused, "no false certainty": self._not_sure(answer)}
        cited = {self._file[citation.report.id] for citation in answer.citations}
        measures: dict[str, float | bool] = {"answered": not answer.refused}
        if case["type"] == "open":
            wanted = {value["report"] for value in expect["values"]}
            given = {value["report"] for value in expect["values"] if self._gives(answer, value)}
            measures |= {
                "open: named (recall)": len(given) / len(wanted),
                "open: only these (precision)": len(cited & wanted) / len(cited) if cited else 0.0,
            }
            right = given == wanted == cited
        elif case["type"] == "comparison":
            right = self._compared(answer, expect)
            measures["comparison and its result"] = right
        elif case["type"] == "both":
            right = all(self._gives(answer, value) for value in expect["values"])
            measures["goal and outcome"] = right
        else:
            measures["right report"] = bool(cited) and cited <= set(case["report"])
            right = self._gives(answer, expect)
            if case["type"] == "figure":
                measures["right year and kind"] = right
                bold = _plain("".join(_BOLD.findall(answer.text)))
                measures["right figure in bold"] = right and _plain(expect["figure"]) in bold
            else:
                measures["fact about a report"] = right
        measures["right"] = right
        if right:
            measures["high confidence where right"] = answer.confidence == "high"
        else:
            measures["no false certainty"] = self._not_sure(answer)
        return measures

    def _gives(self, answer: Answer, value: Case) -> bool:
        """Whether a citation of the right report, or of one that says it, ``also``, holds the figure, and the answer says it.

        Of several facts about a report each.
        """
        facts = [_plain(fact) for fact in value["figure"].split("，")]  # of a report: its day，its venue
        right = {value["report"], *value.get("also", ())}
        quotes = [c.quote for c in answer.citations if self._file[c.report.id] in right]
        return all(
            fact in _plain(answer.text) and any(fact in _plain(quote) for quote in quotes) for fact in facts
        )

    def _compared(self, answer: Answer, expect: Case) -> bool:
        said = _plain(answer.text + answer.note)
        if "result" in expect:
            return _plain(expect["result"]) in said
        if not all(self._gives(answer, side) for side in expect["sides"]):
            return False
        if not expect["higher"]:
            return not re.search(r"更[高多快大]|比.{1,12}[高低多少快慢][0-9.]+", said)
        higher = re.escape(_plain(expect["higher"]))
        return _plain(expect["difference"]) in said and bool(re.search(rf"{higher}[^，。；]{{0,12}}更", said))

    @staticmethod
    def _not_sure(answer: Answer) -> bool:
        return answer.refused or answer.confidence != "high"


def main() -> None:
    parser = arguments(__doc__)
    names = sorted(folder.name for folder in FOLDERS.iterdir() if folder.is_dir())
    parser.add_argument("sets", nargs="*", default=names, help=f"of {', '.join(names)}")
    parser.add_argument("--failures", type=Path, help="folder for what went wrong, one file a set")
    options = parser.parse_args()
    nearest = NearestSentence(options.cache)
    for name in options.sets:
        reports = [parse(load(path)) for path in sorted((FOLDERS / name).glob("*.txt"))]
        cases = [
            json.loads(line) for line in (FOLDERS / name / "questions.jsonl").read_text("utf-8").splitlines()
        ]
        with library_of(reports, options.cache) as library:
            baseline = scored(library, cases, lambda question: nearest(question, (), library=library))
            scores = scored(library, cases, partial(ask, library=library))
        print(f"\n{name}: {len(cases)} questions over {len(reports)} reports\n")
        print("| measure | of | nearest sentence | ask |\n| --- | --- | --- | --- |")
        for measure in scores.met | baseline.met:
            count = len(scores.met.get(measure, []))
            print(f"| {measure} | {count} | {baseline.share(measure):.3f} | {scores.share(measure):.3f} |")
        if options.failures:
            options.failures.mkdir(parents=True, exist_ok=True)
            (options.failures / f"{name}.md").write_text("\n".join(scores.failures), "utf-8")


def scored(library: Library, cases: Sequence[Case], answer: Callable[[str], Answer]) -> Scores:
    judge, scores = Judge(library), Scores()
    for case in cases:
        given = answer(case["question"])
        scores.note(case, given, judge.judge(case, given))
    return scores


def _plain(text: str) -> str:
    """Without what does not count: width of letters, thousands commas, spaces, marks and bold."""
    return _UNSTATED.sub("", unicodedata.normalize("NFKC", text))


if __name__ == "__main__":
    main()
