"""The passages of documents in the order in which a question finds them."""

from collections.abc import Sequence

from tests.training.base import Document, Window, passage
from tests.training.data import Example
from tests.training.encoder import Encoder


class Ranker:
    """Questions and the passages of all their documents, embedded once by one encoder."""

    def __init__(self, encoder: Encoder, examples: Sequence[Example]) -> None:
        self.documents = list(dict.fromkeys(example.document for example in examples))
        self._passages = {
            document: encoder.vectors([f"passage: {passage(document, *chunk)}" for chunk in document.chunks])
            for document in self.documents
        }
        questions = list(dict.fromkeys(example.text for example in examples))
        vectors = encoder.vectors([f"query: {question}" for question in questions])
        self._questions = dict(zip(questions, vectors, strict=True))

    def rank(self, question: str, document: Document) -> list[int]:
        """The numbers of a document's chunks, the nearest to the question first."""
        scores = self._passages[document] @ self._questions[question]
        order: list[int] = scores.argsort(descending=True, stable=True).tolist()
        return order

    def windows(self, question: str, document: Document, cut: Sequence[Window]) -> list[Window]:
        """The windows that a document was cut into, each as its best chunk is ranked."""
        starts = [document.chunks[number][1].start for number in self.rank(question, document)]
        holding = (next(w for w in cut if w.span.start <= start < w.span.end) for start in starts)
        return list(dict.fromkeys(holding))
