"""Each promise of SECURITY.md names the tests that hold it, and they are there."""

import ast
import re

from tests.processes import ROOT

PAGE = (ROOT / "SECURITY.md").read_text("utf-8")


def test_every_promise_has_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and "---" not in line]
    promises = [row for row in rows if not row.startswith("| promise")]
    assert promises
    for row in promises:
        assert re.search(r"`tests/[\w/]+\.py::test_\w+`", row), row


def test_the_tests_named_are_there() -> None:
    for path, name in re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", PAGE):
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}, name


def test_the_limits_are_those_of_the_code() -> None:
    from index.read import pages, safely
    from index.read.sandbox import Sandbox, frames, limits

    keywords = Sandbox.__init__.__kwdefaults__
    assert keywords is not None
    for value, unit in (
        (keywords["seconds"], "seconds of CPU time a core"),
        (keywords["silence"], "seconds is ended"),
        (keywords["memory_bytes"] // 2**30, "GiB of memory"),
        (limits.FILE_BYTES // 2**20, "MiB in a file it writes"),
        (frames.MAX_FRAME_BYTES // 2**20, "MiB |"),
        (safely.MAX_UNPACKED_BYTES // 2**20, "MiB or holds"),
        (safely.MAX_MEMBERS, "files, XML"),
        (pages.MAX_PAGES, "pages"),
    ):
        assert f"{value:,} {unit}" in PAGE
