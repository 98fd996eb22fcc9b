"""Commands over a library that are killed at a moment, and what must be there afterwards."""

import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from index import Library, Report
from index.bundle import export
from index.check import check
from index.sync import sync
from tests.fake_embedder import FakeEmbedder
from tests.index.reports import found, write_report
from tests.processes import Ended, run

State = dict[str, Report]


class Scene(NamedTuple):
    """A library, and what the commands are given."""

    library: Path
    commands: dict[str, list[str]]


def made_scene(root: Path) -> Scene:
    """A library of five reports, two of them by a sync of a folder that has changed since, and an archive of three."""
    library, folder, archive = root / "资 料库", root / "文件夹", root / "导出.zip"
    for number in (3, 4):
        write_report(folder, number)
    with Library.open(library, embedder=FakeEmbedder()) as opened:
        results = opened.add([write_report(root, number) for number in range(3)])
        sync(opened, folder)
        first, second = (result.report.id for result in results[:2] if result.report)
    (folder / "报告 3.txt").unlink()
    for number in (5, 6, 7):
        write_report(folder, number, "报告 4.txt" if number == 5 else None)
    with Library.open(root / "别的库", embedder=FakeEmbedder()) as other:
        added = other.add([write_report(root, number) for number in (0, 8, 9)])
        assert added[1].report is not None
        other.set_metadata(added[1].report.id, region="青石县")
        export(other, archive)
    new = [str(write_report(root / "新的", number)) for number in range(10, 14)]
    commands = {
        "add": ["add", *new],
        "remove": ["remove", first],
        "set": ["set", second, "year=1998"],
        "sync": ["sync", str(folder)],
        "import": ["import", str(archive)],
    }
    return Scene(library, commands)


def run_until(moment: int, library: Path, command: list[str]) -> Ended:
    """A command in a process that dies at a moment, never at 0."""
    name, *arguments = command
    program = [sys.executable, "-m", "tests.index.killed", str(moment), str(library)]
    return run(*program, name, "--library", str(library), *arguments)


def state(library: Path) -> State:
    """The reports of a library that is whole: each has its file and is found, and only files without reports are amiss."""
    amiss = [fault.told for fault in check(library, embedder=FakeEmbedder())]
    assert all("不属于任何报告" in told for told in amiss), amiss
    with Library.open(library, embedder=FakeEmbedder()) as opened:
        held = {report.id: report for report in opened.reports()}
        assert found(opened, "群众表示满意") == held.keys()
        for report in held.values():
            assert opened.original(report).is_file()
    return held


def killed_at(scene: Scene, kind: str, moments: Iterator[float], folder: Path) -> Iterator[int]:
    """Kill a command at moments, shares of its whole course, each time over a copy of the library; yields them.

    What it was before and what the command makes of it is all that there can be afterwards; what is in both was never
    lost, and what the command had said was done is done. Given again, the command does the rest.
    """
    before = state(scene.library)
    whole = Path(shutil.copytree(scene.library, folder / f"{kind} whole"))
    undisturbed = run_until(0, whole, scene.commands[kind])
    assert undisturbed.returncode == 0, undisturbed.stderr
    after, number = state(whole), int(undisturbed.stderr.splitlines()[-1])
    assert after != before
    for share in moments:
        moment = 1 + int(share * (number - 1))
        library = Path(shutil.copytree(scene.library, folder / f"{kind} {moment}", dirs_exist_ok=True))
        died = run_until(moment, library, scene.commands[kind])
        assert died.returncode < 0, died.stderr
        held = state(library)
        assert before.keys() & after.keys() <= held.keys() <= before.keys() | after.keys()
        assert all(report in (before.get(each), after.get(each)) for each, report in held.items())
        for said in re.findall(r"^(?:✓|已更正|已移除) ([0-9a-f]{12})\b", died.stdout, re.M):
            assert held.get(said) == after.get(said)
        assert run_until(0, library, scene.commands[kind]).returncode == (kind == "remove" and held == after)
        assert state(library) == after
        shutil.rmtree(library)
        yield moment
