"""Commands over a library that are killed at a moment, and what must be there afterwards."""

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from index import Library, Report
from index.bundle import export
from index.check import check
from index.sync import sync
from tests.fake_embedder import FakeEmbedder
from tests.index.reports import found, write_report
from tests.processes import Ended, Process, ended, line_with, started

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


class Mortal(NamedTuple):
    """``tests.index.killed`` as it runs, and a folder for what its children print."""

    process: Process
    folder: Path

    def run(self, moment: int, watched: Path, *command: str) -> Ended:
        """A command of ``python -m index`` in a process that dies at a moment, never at 0."""
        printed = [self.folder / name for name in ("output", "errors")]
        assert self.process.stdin is not None
        print(
            json.dumps([*map(str, (*printed, moment, watched)), *command]),
            file=self.process.stdin,
            flush=True,
        )
        code = line_with(self.process, "")
        assert code, ended(self.process)[1]
        return Ended(command, int(code), *(each.read_text("utf-8") for each in printed))

    def run_over(self, library: Path, moment: int, command: list[str]) -> Ended:
        """The same over a library, whose folder is watched."""
        name, *arguments = command
        return self.run(moment, library, name, "--library", str(library), *arguments)


@contextmanager
def mortal() -> Iterator[Mortal]:
    """What runs commands that die; it ends with the block."""
    with (
        tempfile.TemporaryDirectory() as folder,
        started(sys.executable, "-m", "tests.index.killed") as process,
    ):
        yield Mortal(process, Path(folder))


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


def killed_at(
    mortal: Mortal, scene: Scene, kind: str, moments: Iterator[float], folder: Path
) -> Iterator[int]:
    """Kill a command at moments, shares of its whole course, each time over a copy of the library; yields them.

    What it was before and what the command makes of it is all that there can be afterwards; what is in both was never
    lost, and what the command had said was done is done. Given again, the command does the rest.
    """
    before = state(scene.library)
    whole = Path(shutil.copytree(scene.library, folder / f"{kind} whole"))
    undisturbed = mortal.run_over(whole, 0, scene.commands[kind])
    assert undisturbed.returncode == 0, undisturbed.stderr
    after, number = state(whole), int(undisturbed.stderr.splitlines()[-1])
    assert after != before
    for share in moments:
        moment = 1 + int(share * (number - 1))
        library = Path(shutil.copytree(scene.library, folder / f"{kind} {moment}", dirs_exist_ok=True))
        died = mortal.run_over(library, moment, scene.commands[kind])
        assert died.returncode < 0, died.stderr
        held = state(library)
        assert before.keys() & after.keys() <= held.keys() <= before.keys() | after.keys()
        assert all(report in (before.get(each), after.get(each)) for each, report in held.items())
        for said in re.findall(r"^(?:✓|已更正|已移除) ([0-9a-f]{12})\b", died.stdout, re.M):
            assert held.get(said) == after.get(said)
        again = mortal.run_over(library, 0, scene.commands[kind])
        assert again.returncode == (kind == "remove" and held == after)
        assert state(library) == after
        shutil.rmtree(library)
        yield moment
