"""What the READMEs show is run as it stands there; what can't be run is at least there."""

import json
import re
import runpy
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import docx
import pytest

from tests.application import APP_OPTIONS, App
from tests.processes import ROOT, run

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
ADDRESS = "http://127.0.0.1:7860"
MOST_IMAGE_BYTES = 300_000
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.M | re.S)
_RUN = (["python", "-m", "index"], ["python", "-m", "rag"])
_SERVE = ["python", "-m", "ui"]
_SETUP = (["python3", "-m", "venv", ".venv"], [".", ".venv/bin/activate"])


class Example(NamedTuple):
    """A fenced block of a README, and the block of output that follows it, if any."""

    language: str
    code: str
    output: str

    @property
    def commands(self) -> list[list[str]]:
        """The words of each command of a shell block, without comments."""
        lines = (shlex.split(line, comments=True) for line in self.code.splitlines())
        return [line for line in lines if line] if self.language == "sh" else []


def examples(path: Path) -> list[Example]:
    found = (Example(*match.groups("")) for match in _BLOCK.finditer(path.read_text(encoding="utf-8")))
    return [example for example in found if example.language != "text"]


EXAMPLES = examples(READMES[0])
COMMANDS = [command for example in EXAMPLES for command in example.commands]
PYTHON = [example.code for example in EXAMPLES if example.language == "python"]
SHOWN = [shlex.split(found) for found in re.findall(r"`python (tests/[^`]+)`", READMES[0].read_text("utf-8"))]
SCRIPTS = {
    script: [word for each, *words in SHOWN if each == script for word in words] for script, *_ in SHOWN
}


@pytest.fixture
def workplace(
    tmp_path: Path, copy_real_library: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A reader's folder, with reports and a library of its own, in which all is done."""
    copy_real_library(tmp_path / "library")
    document = docx.Document()
    for line in ("石滩县2025年政府工作报告", "一、去年工作", "全年植树4321亩，改造农房87户。"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "政府工作报告.docx"))
    (tmp_path / "历年报告").mkdir()
    (tmp_path / "历年报告" / "2024年.txt").write_text(
        "石滩县2024年政府工作报告\n一、去年工作\n全年植树3210亩。", encoding="gb18030"
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASKREPORT_LIBRARY", str(tmp_path / "library"))
    return tmp_path


def test_every_command_line_is_of_a_kind_that_is_checked() -> None:
    for command in COMMANDS:
        if command[:3] in _RUN or command in _SETUP or command[0] == "export":
            pass  # run below, except for what makes the environment
        elif command[:3] == _SERVE:
            assert command[3:] in ([], APP_OPTIONS)  # what the tests' application is started with
        elif command[0] == "make":
            dry = run(*command, "-n")
            assert dry.returncode == 0, dry.stderr
        else:
            assert command[:3] == ["pip", "install", "-r"], command
            assert (ROOT / command[3]).is_file()


def test_commands_do_what_is_shown(
    workplace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In their order, as each may build on what came before; each as Python runs it, but all in this process."""
    for example in EXAMPLES:
        for command in example.commands:
            if command[:3] in _RUN:
                _, _, module, *words = command
                monkeypatch.setattr(sys, "argv", [module, *words])
                with pytest.raises(SystemExit) as ended:
                    runpy.run_module(f"{module}.__main__", run_name="__main__", alter_sys=True)
                output, errors = capsys.readouterr()
                assert ended.value.code == 0, f"{shlex.join(command)}\n{output}\n{errors}"
                assert "--json" not in command or json.loads(output)
                assert not example.output or output == example.output


def printed(code: str) -> str:
    """What Python prints that is given this code."""
    local = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    environment = {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **local}
    result = run(sys.executable, "-c", code, cwd=Path.cwd(), environment=environment)
    assert result.returncode == 0, f"{code}\n{result.stdout}\n{result.stderr}"
    return result.stdout


@pytest.mark.parametrize("code", [code for code in PYTHON if ADDRESS not in code])
def test_python_examples(code: str, workplace: Path) -> None:
    assert "[1]" in printed(code)


@pytest.mark.parametrize("code", [code for code in PYTHON if ADDRESS in code])
def test_examples_for_programs(code: str, workplace: Path, app: App) -> None:
    assert "[1]" in printed(code.replace(ADDRESS, app.url))


@pytest.mark.weights  # some of them import what runs a model
@pytest.mark.parametrize("script", SCRIPTS)
def test_benchmarks_take_the_arguments_shown(
    script: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", [script, "--help"])
    with pytest.raises(SystemExit, match="^0$"):
        runpy.run_path(str(ROOT / script), run_name="__main__")
    shown = capsys.readouterr().out
    assert all(re.search(rf"\b{argument}\b", shown) for argument in SCRIPTS[script])


def test_both_readmes_show_the_same_examples() -> None:
    def comparable(path: Path) -> list[object]:
        return [(each.commands or each.code, each.output) for each in examples(path)]

    assert comparable(READMES[0]) == comparable(READMES[1])


@pytest.mark.parametrize(
    "path", [*READMES, ROOT / "CONTRIBUTING.md", ROOT / "index" / "SCALE.md"], ids=lambda path: path.name
)
def test_links_and_images_are_there(path: Path) -> None:
    targets = re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8"))
    assert targets
    for target in targets:
        assert (path.parent / target).exists(), target
        assert not target.endswith(".png") or (path.parent / target).stat().st_size < MOST_IMAGE_BYTES


@pytest.mark.parametrize("path", READMES, ids=lambda path: path.name)
def test_settings_are_those_that_the_code_reads(path: Path) -> None:
    name = re.compile(r"\bASKREPORT_[A-Z_]+\b")
    sources = [file for package in ("index", "rag", "ui") for file in (ROOT / package).rglob("*.py")]
    read = {found for file in sources for found in name.findall(file.read_text(encoding="utf-8"))}
    assert set(name.findall(path.read_text(encoding="utf-8"))) == read
