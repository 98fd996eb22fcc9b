"""A module a version, each with the step to it from the one before.

A database of the version before goes in, and one of its own comes out. Steps are written out, not derived from the tables
of today. Up to 7 there were SQLite files only.
"""

from ..head import HEAD

__all__ = ["HEAD"]
