"""What becomes of files that are added, said while it goes on and when it is done."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from index import AddResult, Progress, Step
from index.read import MAX_FILE_BYTES

from ..english import in_language
from ..messages import Language, text
from ..views import count_figures, place_link, report_name

MOST_FILES = 20
MOST_MEGABYTES = MAX_FILE_BYTES // 2**20
_STAGES = ("reading", "parsing", "embedding", "storing")

Result = TypeVar("Result")


def status_html(lines: list[str]) -> str:
    """Lines that say what was done."""
    return "".join(f'<p class="status">{escape(line)}</p>' for line in lines)


def stepwise(work: Callable[[Progress], Result]) -> Iterator[Step | Result]:
    """Work of the library in a thread of its own: the steps as they come, then what it gives."""
    steps: SimpleQueue[Step | None] = SimpleQueue()
    with ThreadPoolExecutor(1) as apart:
        working = apart.submit(work, steps.put)
        working.add_done_callback(lambda _: steps.put(None))
        yield from iter(steps.get, None)
    yield working.result()


def step_html(step: Step, which: str, language: Language) -> str:
    """The stages with the one that is going on, and how far it is."""
    stages = ""
    for stage in _STAGES:
        now = ' class="now" aria-current="step"' if stage == step.stage else ""
        stages += f"<li{now}>{escape(text(stage, language))}</li>"
    return (
        f'<div class="adding"><p>{escape(f"{which} {step.name}")}</p><ol>{stages}</ol>'
        f'<progress aria-label="{escape(text(step.stage, language))}" max="{step.total}" value="{step.done}">'
        "</progress></div>"
    )


def result_html(result: AddResult, language: Language) -> str:
    """What became of a file, and what is to be known of it; the name of one that was added leads to the report."""
    remarks = [f"⚠ {in_language(remark, language)}" for remark in result.remarks]
    return _outcome_html(result, language) + status_html(remarks)


def _outcome_html(result: AddResult, language: Language) -> str:
    report = result.report
    if report is None:
        return status_html(
            [
                text(
                    "unreadable",
                    language,
                    name=result.path.name,
                    reason=in_language(str(result.error), language),
                )
            ]
        )
    if not result.added:
        return status_html([text("duplicate", language, title=report.title)])
    words = text(
        "added",
        language,
        title=report.title,
        sections=len(report.sections),
        paragraphs=len(report.paragraphs),
        figures=count_figures(report),
    )
    html = f'<p class="status"><a href="{place_link(report.id, 0, 0)}">{escape(words)}</a></p>'
    if older := result.newer_version_of:
        html += status_html([text("newer_version", language, title=report_name(older), source=older.source)])
    return html


def acceptable(files: list[str], language: Language) -> tuple[list[Path], list[str]]:
    """The files within the limits, and a line for each that is not."""
    if len(files) > MOST_FILES:
        return [], [text("too_many", language, number=MOST_FILES, given=len(files))]
    paths, lines = [], []
    for path in map(Path, files):
        megabytes = path.stat().st_size / 2**20
        if megabytes > MOST_MEGABYTES:
            lines.append(text("too_large", language, name=path.name, given=megabytes, size=MOST_MEGABYTES))
        else:
            paths.append(path)
    return paths, lines
