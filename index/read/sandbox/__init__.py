"""The process in which files are read.

The bytes of a file go in; its ``Content`` comes out, or a page of it as it was printed, or ``UnreadableFile`` is raised, whatever a broken or hostile
file does to the program that reads it. SECURITY.md says what is promised of it, and where.
"""

from .sandbox import Sandbox, close_workers, content_of, facsimile
from .worker import serve

__all__ = ["Sandbox", "close_workers", "content_of", "facsimile", "serve"]
