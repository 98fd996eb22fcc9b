"""What a library keeps.

Reports, chunks and their vectors go in, and come out as they were: SQLite holds them, and from it the indexes by vectors
(FAISS), by words and by strings (tantivy) are made again whenever they are missing or damaged.
"""

from .feed import Change, Feed, Mark, Rows, ScoredRow
from .known import KnownVectors
from .lexical import LexicalIndex
from .prints import Prints
from .store import Store
from .strings import StringIndex
from .synced import SyncedFile, SyncRecords
from .vectors import VectorIndex

__all__ = [
    "Change",
    "Feed",
    "KnownVectors",
    "LexicalIndex",
    "Mark",
    "Prints",
    "Rows",
    "ScoredRow",
    "Store",
    "StringIndex",
    "SyncRecords",
    "SyncedFile",
    "VectorIndex",
]
