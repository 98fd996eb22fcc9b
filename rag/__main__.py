"""``python -m rag``: ask, retrieve and evaluate from the command line."""

import json
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from index import Library
from index.console import run, say
from index.progress import ProgressBar

from .answer import ask as answer_question
from .models import Answer, Citation, Passage
from .read import load_reader
from .retrieve import retrieve as retrieve_passages
from .write import configured_generator

app = typer.Typer(
    help="问报告：从报告中检索和回答，每句话都有出处。", no_args_is_help=True, add_completion=False
)

RECOGNISED = "识别文字，请核对原图"  # of a quote with a figure that may have been recognised wrongly
LibraryOption = Annotated[str | None, typer.Option("--library", help="资料库文件夹，或 postgresql://…")]
JsonOption = Annotated[bool, typer.Option("--json", help="输出 JSON")]
ReportOption = Annotated[list[str] | None, typer.Option("--report", help="只在这些报告编号中查找，可重复")]


@app.command()
def ask(
    question: Annotated[str, typer.Argument(help="问题")],
    library: LibraryOption = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    """回答一个问题，并列出每句话的出处。"""
    with _opened(library) as opened:
        answer = answer_question(question, library=opened, reports=report, generator=configured_generator())
        if opened.outdated:
            print("资料库由旧版模型建立：执行 python -m index rebuild 更新后回答更准。", file=sys.stderr)
    if as_json:
        print(json.dumps(answer.to_dict(), ensure_ascii=False, indent=2))
    else:
        _show_answer(answer)


@app.command()
def retrieve(
    question: Annotated[str, typer.Argument(help="问题")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="段落数")] = 5,
    library: LibraryOption = None,
    report: ReportOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出与问题最接近的段落。"""
    with _opened(library) as opened:
        passages = retrieve_passages(question, k, library=opened, reports=report)
    if as_json:
        print(json.dumps([passage.to_dict() for passage in passages], ensure_ascii=False, indent=2))
    else:
        for rank, passage in enumerate(passages, 1):
            say(f"{rank}. {_place(passage)}  {passage.score:.3f}")
            say(f"   {passage.text}\n")


@app.command("eval")
def evaluate_set(
    questions: Annotated[Path, typer.Argument(help="问题集：.jsonl，或 SQuAD 格式的 .json")],
    library: LibraryOption = None,
    failures: Annotated[Path | None, typer.Option(help="把答错的问题写入这个文件")] = None,
    as_json: JsonOption = False,
) -> None:
    """用问题集测评检索、回答、引用和拒答。"""
    from .evaluate import evaluate  # what an answer does without

    with ProgressBar() as bar, Library.open(library, progress=bar.update) as opened:
        evaluation = evaluate(
            questions, opened, bar.update, skip=lambda error: print(f"跳过：{error}", file=sys.stderr)
        )
    if failures:
        evaluation.write_failures(failures)
    print(json.dumps(evaluation.to_dict(), ensure_ascii=False, indent=2) if as_json else evaluation.table())


@contextmanager
def _opened(library: str | None) -> Iterator[Library]:
    """The library; the models are loaded beside what comes before them. What goes wrong there is told where they are used."""
    with ThreadPoolExecutor(1) as beside, ProgressBar() as bar:
        beside.submit(load_reader)
        with Library.open(library, progress=bar.update) as opened:
            beside.submit(opened.embedder.embed_questions, [""])
            yield opened


def _show_answer(answer: Answer) -> None:
    say(answer.text.replace("**", ""))
    if answer.note:
        say(f"\n注：{answer.note}")
    say("")
    for citation in answer.citations:
        caution = f"（{RECOGNISED}）" if citation.doubtful else ""
        say(f"[{citation.mark}] {_place(citation)}{caution}\n    {citation.quote}")
    if answer.refused:
        for passage in answer.passages[:3]:
            say(f"· {_place(passage)}\n  {passage.text}")


def _place(found: Citation | Passage) -> str:
    number = f"第{found.paragraph}段" if found.paragraph else "题头"
    number = f"表格行，{number}" if found.row else number
    pages = f"{found.page}—{found.last_page}" if found.last_page else found.page
    page = f"第{pages}页" if pages else ""
    return " › ".join(part for part in (f"《{found.report.title}》", *found.path, number + page) if part)


def main() -> None:
    """Run the command line."""
    run(app)


if __name__ == "__main__":
    main()
