"""Train the retrieval adapter: a question's vector comes near the passage that answers it.

InfoNCE (van den Oord et al. 2018, arXiv:1807.03748) over the passages of the whole batch, those of each question
being one that answers it and some that the base model takes for the best that do not.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

if __name__ == "__main__":  # as a script, from anywhere
    sys.path[0] = str(Path(__file__).resolve().parents[2])

import torch
from torch import Tensor
from torch.nn import functional

from tests.training import lora
from tests.training.base import AskReportError, Document, passage
from tests.training.data import Example
from tests.training.encoder import Encoder
from tests.training.loop import Recipe, arguments, base_folder, recipe_of, train, training_examples
from tests.training.ranking import Ranker

NAME = "retrieval-adapter.safetensors"


@dataclass(frozen=True, kw_only=True)
class RetrievalRecipe(Recipe):
    rank: int = 16
    batch: int = 64
    negatives: int = 7
    hardest: int = 20  # they are drawn from the base model's first so many that do not answer
    temperature: float = 0.03


@dataclass(frozen=True)
class Mined:
    """An answerable question, and the numbers of the chunks to train on."""

    example: Example
    answering: tuple[int, ...]  # those that hold some of the evidence
    negatives: tuple[int, ...]


def mine(encoder: Encoder, examples: Sequence[Example], hardest: int) -> list[Mined]:
    """The answerable questions with the passages that answer them, and the ``hardest`` that do not."""
    answerable = [example for example in examples if example.evidence]
    ranker = Ranker(encoder, answerable)
    mined: list[Mined] = []
    for example in answerable:
        spans = [span for _, span in example.document.chunks]
        order = ranker.rank(example.text, example.document)
        answering = tuple(i for i in order if example.evidence_in(spans[i]))
        negatives = islice((i for i in order if not example.answered_by(spans[i])), hardest)
        mined.append(Mined(example, answering, tuple(negatives)))
    return mined


def info_nce(encoder: Encoder, batch: list[Mined], rng: random.Random, recipe: RetrievalRecipe) -> Tensor:
    """The mean loss of a batch. What answers a question is no negative of it, whosever passage it is."""
    chunks: list[tuple[Document, int]] = []
    texts: list[str] = []
    targets: list[int] = []  # of each question, the place of the passage that is to be found
    for item in batch:
        document = item.example.document
        heading = rng.random() < 0.5  # passages are searched with their headings or without
        targets.append(len(chunks))
        negatives = rng.sample(item.negatives, min(recipe.negatives, len(item.negatives)))
        for number in (rng.choice(item.answering), *negatives):
            chunks.append((document, number))
            texts.append(f"passage: {passage(document, *document.chunks[number], heading=heading)}")
    questions = encoder.embed([f"query: {item.example.text}" for item in batch])
    scores = questions @ encoder.embed(texts).T / recipe.temperature
    for row, (item, target) in enumerate(zip(batch, targets, strict=True)):
        answering = {(item.example.document, number) for number in item.answering}
        left_out = [at for at, chunk in enumerate(chunks) if chunk in answering and at != target]
        scores[row, left_out] = float("-inf")
    return functional.cross_entropy(scores, torch.tensor(targets, device=scores.device))


def main(argv: Sequence[str] | None = None) -> list[float]:
    """Train as the command line says; returns the losses."""
    options = arguments(__doc__, RetrievalRecipe()).parse_args(argv)
    recipe = recipe_of(options, RetrievalRecipe())
    torch.manual_seed(recipe.seed)
    examples = training_examples(options)
    folder = base_folder(options)
    mined = mine(Encoder(folder, options.device), examples, recipe.hardest)
    print(f"{len(mined)} questions over {len({m.example.document for m in mined})} documents", flush=True)
    encoder = Encoder(folder, options.device, options.start, recipe.rank)
    losses = train(encoder, mined, lambda batch, rng: info_nce(encoder, batch, rng, recipe), recipe)
    lora.save(options.out / NAME, encoder.model)
    print(f"written: {options.out / NAME}")
    return losses


if __name__ == "__main__":
    try:
        main()
    except AskReportError as error:
        sys.exit(str(error))
