"""An index of tantivy's in its folder: opened if it is whole, made again if not, and known by how far it has come."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import tantivy

from ..files import fingerprint, write_atomically
from .feed import Mark

_HEAP_BYTES = 64_000_000
_MANIFEST = "manifest.json"


class TantivyFolder:
    """One index. As for its making and ``commit``, no other process may write it meanwhile."""

    def __init__(self, folder: Path, schema: tantivy.Schema) -> None:
        """Open the index, or make an empty one where it is missing, damaged or of another schema."""
        self._folder = folder
        self._schema = schema
        self.index = self._open() or self._create()
        self.index.config_reader("Manual")  # not by itself between two steps of one search
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.index.register_tokenizer("words", words)

    def _open(self) -> tantivy.Index | None:
        # tantivy maps its files into memory and trusts them: a damaged one can end the process.
        if self._manifest().get("files") != self._fingerprints():
            return None
        try:
            return tantivy.Index(self._schema, str(self._folder))
        except ValueError:
            return None

    def _create(self) -> tantivy.Index:
        if self._folder.is_dir():
            shutil.rmtree(self._folder)
        self._folder.unlink(missing_ok=True)
        self._folder.mkdir()
        return tantivy.Index(self._schema, str(self._folder))

    def _manifest(self) -> dict[str, object]:
        try:
            manifest = json.loads((self._folder / _MANIFEST).read_bytes())
        except (OSError, ValueError):
            return {}
        return manifest if isinstance(manifest, dict) else {}

    def _fingerprints(self) -> dict[str, str]:
        """Of each file that tantivy wrote, by name; its locks come and go."""
        if not self._folder.is_dir():
            return {}
        files = sorted(f for f in self._folder.iterdir() if f.name != _MANIFEST and f.suffix != ".lock")
        return {file.name: fingerprint(file) for file in files}

    def mark(self) -> Mark:
        """Up to where in a library's log it has come, by whichever process."""
        match self._manifest().get("mark"):
            case [int(position), str(stamp)]:
                return Mark(position, stamp)
        return Mark()

    def reload(self) -> None:
        """See what another process has added."""
        self.index.reload()

    def __len__(self) -> int:
        return int(self.searcher().num_docs)

    def searcher(self) -> tantivy.Searcher:
        return self.index.searcher()

    def commit(
        self,
        documents: Iterable[tantivy.Document],
        mark: Mark,
        *,
        without: Iterable[str] = (),
        anew: bool = False,
    ) -> None:
        """Add documents in one step; before that take out those of some reports, or all when ``anew``."""
        writer = self.index.writer(_HEAP_BYTES, num_threads=1)
        if anew:
            writer.delete_all_documents()
        for report in without:
            writer.delete_documents_by_term("report", report)
        for document in documents:
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        manifest = {"mark": mark, "files": self._fingerprints()}
        write_atomically(self._folder / _MANIFEST, json.dumps(manifest).encode())
        self.index.reload()
