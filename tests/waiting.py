"""How a test waits: for a thing, as long as it takes.

A wait ends in the moment in which what it waits for is there (a line of output, an event, the end of a process, an
element of the page), never after a time, and it gives up after ``PATIENCE`` with what was seen until then.
A busy machine makes a test slow, never wrong.
"""

import threading
from collections.abc import Callable

PATIENCE = 180.0  # seconds


class Changing:
    """Something that other threads change, and that a test waits on: a base for what they have in common."""

    def __init__(self) -> None:
        self.changed = threading.Condition()

    def wait_until(self, true: Callable[[], bool]) -> None:
        """Until ``true``, which is asked after each change (``with self.changed: …; notify_all()``)."""
        with self.changed:
            assert self.changed.wait_for(true, PATIENCE), f"after {PATIENCE:.0f} s: {vars(self)}"
