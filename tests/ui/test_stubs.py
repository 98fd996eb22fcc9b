"""Gradio is imported without its stubs, in a process of its own: here it is imported already."""

import sys
from pathlib import Path

from tests.processes import ROOT, ended, started

_IMPORT = """
import ast, inspect
read = []
kept = ast.get_source_segment
ast.get_source_segment = lambda *given, **more: read.append(given) or kept(*given, **more)
from ui.stubs import without_stubs
with without_stubs():
    import gradio
print(len(read), bool(inspect.getfile(gradio.Textbox)))
class Own(gradio.Textbox):
    pass
print(len(read) > 0)
"""


def test_stubs_are_not_written(tmp_path: Path) -> None:
    own = tmp_path / "own.py"
    own.write_text(_IMPORT, encoding="utf-8")
    with started(sys.executable, str(own), environment={"PYTHONPATH": str(ROOT)}) as child:
        printed, errors = ended(child)
    assert printed.split() == ["0", "True", "True"], errors  # afterwards, and without it, they are
