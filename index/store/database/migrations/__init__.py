"""How databases of older versions become those of today.

A database of any version goes in, and one of today's comes out; the library has Alembic do it when it opens one
(``schema.py``). A new version is a module in ``versions``, and a new ``HEAD``.
"""

from .head import HEAD

__all__ = ["HEAD"]
