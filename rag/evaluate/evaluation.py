"""What came of an evaluation: as a table, as JSON, and as a list of what went wrong."""

import io
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table

from .metrics import Outcome, Scores, score

TOTAL = "全部"

_COLUMNS = (
    "类型", "题数", "R@1", "R@5", "含标准答案", "字数中位", "引文准确",
    "正确拒答", "误拒", "p50 毫秒", "p95 毫秒", "合约束",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcome of every question of a set, in its order."""

    name: str
    outcomes: tuple[Outcome, ...]

    @property
    def scores(self) -> dict[str, Scores]:
        """By type, in the order of the set; all questions last, under ``TOTAL``."""
        types = dict.fromkeys(outcome.case.type for outcome in self.outcomes)
        by_type = {type: score([o for o in self.outcomes if o.case.type == type]) for type in types}
        return {**by_type, TOTAL: score(self.outcomes)}

    @property
    def unlocated(self) -> list[str]:
        """Ids of answerable questions none of whose gold quotes stands in the library."""
        return [outcome.case.id for outcome in self.outcomes if outcome.case.answerable and not outcome.gold]

    def to_dict(self) -> dict[str, Any]:
        scores = {type: asdict(values) for type, values in self.scores.items()}
        return {
            "set": self.name,
            "total": scores.pop(TOTAL),
            "types": scores,
            "unlocated": self.unlocated,
            "questions": [_outcome_dict(outcome) for outcome in self.outcomes],
        }

    def table(self) -> str:
        """The scores as a table in Markdown, readable in a terminal."""
        table = Table(*_COLUMNS, box=box.MARKDOWN)
        for column in table.columns[1:]:
            column.justify = "right"
        for type, values in self.scores.items():
            table.add_row(type, *_cells(values))
        console = Console(file=io.StringIO(), width=200)
        with console.capture() as captured:
            console.print(table)
        lines = [line.rstrip() for line in captured.get().strip().splitlines()]
        if self.unlocated:
            lines += [
                "",
                f"注意：{len(self.unlocated)} 道题的依据在资料库中找不到：{'、'.join(self.unlocated)}",
            ]
        return "\n".join(lines)

    def failures(self) -> str:
        """The questions that went wrong, in Markdown: what was expected, what came, and what it cited."""
        failed = [(outcome, wrong) for outcome in self.outcomes if (wrong := _what_is_wrong(outcome))]
        head = f"# {self.name}：{len(self.outcomes)} 题中有 {len(failed)} 题不理想\n"
        return "\n".join([head, *(_failure(outcome, wrong) for outcome, wrong in failed)])

    def write_failures(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.failures(), encoding="utf-8")


def _cells(scores: Scores) -> list[str]:
    return [
        str(scores.questions),
        _share(scores.recall_at_1),
        _share(scores.recall_at_5),
        _share(scores.contains_gold),
        "–" if scores.median_chars is None else f"{scores.median_chars:.0f}",
        _share(scores.citation_precision),
        _share(scores.right_refusals),
        _share(scores.wrong_refusals),
        f"{scores.p50_ms:.0f}",
        f"{scores.p95_ms:.0f}",
        f"{scores.sound:.1%}",
    ]


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _what_is_wrong(outcome: Outcome) -> list[str]:
    wrong = [f"不合约束：{problem.reason}（{problem.text}）" for problem in outcome.problems]
    if not outcome.case.answerable:
        return wrong + ([] if outcome.answer.refused else ["报告中没有答案，应当拒答"])
    if not outcome.gold:
        wrong.append("依据在资料库中找不到")
    if outcome.recall and not outcome.recall[0]:
        wrong.append("依据所在段不在第一位" if outcome.recall[1] else "依据所在段未进前五")
    if outcome.answer.refused:
        wrong.append("报告中有答案，不应拒答")
    elif not outcome.contains:
        wrong.append("回答中没有标准答案")
    missed = len(outcome.answer.citations) - outcome.right_citations
    return wrong + ([f"{missed} 条引文不在依据上"] if missed else [])


def _failure(outcome: Outcome, wrong: Sequence[str]) -> str:
    case, answer = outcome.case, outcome.answer
    turns = [f"- 前文（{turn['role']}）：{turn['content']}" for turn in case.history]
    joined = "、" if case.match_all else " / "
    expected = joined.join(case.gold_answers) or "（拒答）"
    cited = [
        f"- 引文 [{c.mark}]（{c.report.title} 第 {c.paragraph} 段）：{c.quote}" for c in answer.citations
    ]
    first = [f"- 首段（{p.report.title} 第 {p.paragraph} 段）：{p.text[:100]}" for p in answer.passages[:1]]
    lines = [
        f"## {case.id} · {case.type} · {'；'.join(wrong)}",
        *turns,
        f"- 问：{case.question}",
        *([f"- 检索：{answer.question}"] if answer.question != case.question else []),
        f"- 应答：{expected}",
        *(f"- 依据：{quote}" for quote in case.gold_quotes),
        f"- 实答{'（拒答）' if answer.refused else ''}：{answer.text}",
        *cited,
        *first,
    ]
    return "\n".join(lines) + "\n"


def _outcome_dict(outcome: Outcome) -> dict[str, Any]:
    return {
        "id": outcome.case.id,
        "type": outcome.case.type,
        "question": outcome.case.question,
        "answerable": outcome.case.answerable,
        "recall_at_1": outcome.recall and outcome.recall[0],
        "recall_at_5": outcome.recall and outcome.recall[1],
        "contains_gold": outcome.contains,
        "seconds": round(outcome.seconds, 4),
        "problems": [asdict(problem) for problem in outcome.problems],
        "answer": outcome.answer.to_dict(),
    }
