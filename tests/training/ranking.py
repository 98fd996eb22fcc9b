"""The passages of documents in the order in which a question finds them."""

from bisect import bisect_right
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

    def windows(self, question: str, document: Document, cut: Sequence[Window], first: int) -> list[Window]:
        """Of the windows that a document was cut into those that hold the ``first`` chunks, each once."""
        starts = [document.chunks[number][1].start for number in self.rank(question, document)[:first]]
        holding = (cut[bisect_right(cut, start, key=lambda each: each.span.start) - 1] for start in starts)
        return list(dict.fromkeys(holding))
