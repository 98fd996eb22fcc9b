"""Take a sentence with figures apart: what each measures, how much, 完成 or 目标, of which year and place."""

from .statement import Statement, statements
from .times import frame_of
from .words import tells_change

__all__ = ["Statement", "frame_of", "statements", "tells_change"]
