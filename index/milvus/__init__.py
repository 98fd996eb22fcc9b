"""The searches by vectors and by words on a Milvus server, in the place of the indexes in a library's folder.

Rows of the store go in as its log of changes tells, and comes out what is near to a question. Several libraries may share
a server, and several servers of this program a library: whoever holds its lock writes, and the others read.
"""

from .server import Server
from .vectors import MilvusVectors
from .words import MilvusWords

__all__ = ["MilvusVectors", "MilvusWords", "Server"]
