"""How databases of older versions become those of today.

A database of any version goes in, and one of today's tables comes out: ``python -m alembic`` has no part in it, the library
calls Alembic when it opens one (``schema.py``). A new version is a module in ``versions``, and a new ``HEAD``.
"""

from .versions import HEAD

__all__ = ["HEAD"]
