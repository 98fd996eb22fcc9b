"""What a library keeps.

Reports, chunks and their vectors go in, and come out as they were: SQLite holds them, and from it the indexes by vectors
(FAISS) and by words (tantivy) are made again whenever they are missing or damaged.
"""

from .dense import DenseIndex
from .known import KnownVectors
from .lexical import LexicalIndex
from .prints import Prints
from .store import Store
from .synced import SyncedFile, SyncRecords

__all__ = ["DenseIndex", "KnownVectors", "LexicalIndex", "Prints", "Store", "SyncRecords", "SyncedFile"]
