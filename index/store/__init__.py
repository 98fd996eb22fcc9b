"""What a library keeps.

Reports, chunks and their vectors go in, and come out as they were: SQLite holds them, and from it the indexes by vectors
(FAISS), by words and by strings (tantivy) are made again whenever they are missing or damaged.
"""

from .feed import Change
from .lexical import LexicalIndex
from .store import Store
from .strings import StringIndex
from .vectors import VectorIndex

__all__ = ["Change", "LexicalIndex", "Store", "StringIndex", "VectorIndex"]
