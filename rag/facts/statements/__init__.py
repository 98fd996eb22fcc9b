"""Takes sentences with figures apart.

A sentence goes in, with its headings and the report's year; what each figure measures, how much or by how much it changed,
完成 or 目标, of which year and place comes out.
"""

from .statement import Statement, statements
from .times import frame_of
from .words import less_verbs, told_changes

__all__ = ["Statement", "frame_of", "less_verbs", "statements", "told_changes"]
