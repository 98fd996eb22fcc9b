"""Gradio writes a stub for editors beside each of its components, every time it is imported: half of that time."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def without_stubs() -> Iterator[None]:
    """Import Gradio inside: its classes have no file then, and it leaves those without one alone."""
    getfile = inspect.getfile

    def unless_gradios(object: Any) -> str:
        if isinstance(object, type) and object.__module__.startswith("gradio."):
            raise OSError(f"{object} needs no stub")
        return getfile(object)

    inspect.getfile = unless_gradios
    try:
        yield
    finally:
        inspect.getfile = getfile
