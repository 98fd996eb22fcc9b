"""Adding a report: what the page says while the index works, from what the index tells."""

import re
import threading
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import gradio as gr
from playwright.sync_api import Browser, expect

from index import AddResult, InputError, Library, Progress, Shelf, Step
from index.embed import Vectors
from index.parse import report_from_text
from tests.application import served
from tests.fake_embedder import FakeEmbedder
from tests.ui.conftest import reading
from tests.waiting import PATIENCE
from ui.page.reports import ReportHandlers
from ui.server import create_app
from ui.views.document import details

CHINESE = cast(gr.Request, SimpleNamespace(cookies={}, headers={}))
STEPS = [
    Step("reading", "报告<b>.txt", 0, 1),
    Step("parsing", "报告<b>.txt", 0, 1),
    Step("embedding", "报告<b>.txt", 64, 200),
    Step("storing", "报告<b>.txt", 0, 1),
]


class Scripted:
    """A library whose work is told of in ``STEPS``, and fails."""

    def add(self, paths: Iterable[Path], progress: Progress) -> list[AddResult]:
        for step in STEPS:
            progress(step)
        return [AddResult(path, None, added=False, error=InputError("读不了。")) for path in paths]

    def shelf(self) -> Shelf:
        return Shelf.of([])


def test_each_stage_is_named_as_the_index_tells_it(tmp_path: Path) -> None:
    files = [str(tmp_path / name) for name in ("一.txt", "二.txt")]
    for file in files:
        Path(file).touch()
    handlers = ReportHandlers(cast(Library, Scripted()))
    *going_on, last = (update[0] for update in handlers.add(files, [], CHINESE))
    stages = [re.findall(r'aria-current="step">(.+?)</li>', html) for html in going_on]
    assert stages == [["读取"], ["解析"], ["向量化"], ["入库"]] * 2
    assert "1/2 报告&lt;b&gt;.txt" in going_on[0] and "2/2" in going_on[4]
    assert 'max="200" value="64"' in going_on[2]
    assert "一.txt：读不了。" in going_on[4]  # what became of the first is known while the second is added
    assert last.count("读不了。") == 2 and "adding" not in last


class Gate(FakeEmbedder):
    """The fake model, which can be made to keep who embeds passages waiting."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.open.set()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        assert self.open.wait(PATIENCE)
        return self.embed_questions(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return super().embed_passages(texts)


def test_asking_goes_on_while_a_report_is_added(browser: Browser, tmp_path: Path) -> None:
    """The report is embedded no sooner than the question has been answered."""
    path = tmp_path / "长河县报告.txt"
    path.write_text("长河县人民政府工作报告\n一、去年工作\n全年植树4321亩。", encoding="utf-8")
    gate = Gate()
    with (
        Library.open(tmp_path / "library", embedder=gate, seeds=True) as library,
        served(create_app(library)) as app,
        reading(browser, app.url) as reader,
    ):
        page = reader.open()
        gate.open.clear()
        with page.expect_file_chooser() as chooser:
            page.locator("#upload").click()
        chooser.value.set_files(path)
        expect(page.locator("#status .adding .now")).to_have_text("向量化")
        expect(page.locator("#status .adding")).to_contain_text("长河县报告.txt")
        reader.ask("全年开展了多少场“请你来协商”活动？")
        expect(page.locator("#chat .answer")).to_contain_text("13场")
        expect(page.locator("#status .adding")).to_be_visible()
        assert len(library.reports()) == 1
        gate.open.set()
        expect(page.locator("#status .status")).to_contain_text("已加入")
        assert len(library.reports()) == 2


def test_what_is_to_be_known_of_a_report_is_said(tmp_path: Path) -> None:
    """On adding it, and in its details, in the reader's language."""
    remark = "与已有的《甲<b>》（甲.docx）内容相同。"

    class Remarking(Scripted):
        def add(self, paths: Iterable[Path], progress: Progress) -> list[AddResult]:
            report = replace(report_from_text("甲县工作报告\n全年植树4321亩。"), remarks=(remark,))
            return [AddResult(path, report, added=True) for path in paths]

    path = tmp_path / "一.txt"
    path.touch()
    handlers = ReportHandlers(cast(Library, Remarking()))
    *_, last = (update[0] for update in handlers.add([str(path)], [], CHINESE))
    assert "⚠ 与已有的《甲&lt;b&gt;》" in last
    report = Remarking().add([path], lambda step: None)[0].report
    assert report is not None
    assert dict(details(report, "zh-CN"))["注意"] == remark
    assert dict(details(report, "en"))["Note"].startswith("It says the same as “甲<b>”")
