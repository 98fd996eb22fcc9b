"""Train the reader adapter: a question and a window of a report to a score that it answers, and where.

The score is the log odds against "no answer here", trained as a softmax over the windows of a question and a
null of 0. The spans are the clauses to quote and the short answer, each by its first and last token.
"""

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":  # as a script, from anywhere
    sys.path[0] = str(Path(__file__).resolve().parents[2])

import torch
from torch import Tensor
from torch.nn import functional
from torch.nn.utils.rnn import pad_sequence

from tests.training import lora
from tests.training.base import ADAPTERS, AskReportError, Span, Window, windows
from tests.training.data import Example
from tests.training.encoder import Encoder
from tests.training.loop import Recipe, arguments, base_folder, recipe_of, train, training_examples
from tests.training.ranking import Ranker
from tests.training.reading import NO_TOKEN, Reader

NAME = "reader-adapter.safetensors"


@dataclass(frozen=True, kw_only=True)
class ReaderRecipe(Recipe):
    rank: int = 32
    layers: int = 0  # of the upper blocks that are trained; 0 for all
    batch: int = 16
    negatives: int = 7
    window: int = 260  # characters
    first: int = 12  # windows are drawn from the retrieval adapter's first so many passages of a document
    left_out: float = 0.1  # how often the window that answers is not among those that are read
    binary: float = 0.5  # weight of the binary cross-entropy of each window
    span: float = 0.25  # weight of each of the four span losses
    squad_share: float = 0.5  # of the questions of --squad


@dataclass(frozen=True)
class Choice:
    """A question and the windows to draw from."""

    example: Example
    answering: Window | None  # the one that holds most of the evidence
    tempting: tuple[Window, ...]  # of a near miss: those that hold what tempts; always read
    others: tuple[Window, ...]


def choose(ranker: Ranker, examples: Sequence[Example], recipe: ReaderRecipe) -> list[Choice]:
    """For each question its windows: where its quote is and around, and what is found here and elsewhere."""
    rng = random.Random(recipe.seed)
    cut = {document: windows(document, recipe.window) for document in ranker.documents}
    choices: list[Choice] = []
    for example in examples:
        own = example.document
        quoted = [w for w in cut[own] if _overlap(w, example.evidence or example.near)]
        paragraphs = {window.paragraph for window in quoted}
        beside = [window for window in cut[own] if window.paragraph in paragraphs]
        found = ranker.windows(example.text, own, cut[own], recipe.first)
        others = [window for window in beside + found if not example.answered_by(window.span)]
        if elsewhere := [document for document in cut if document is not own]:
            other = rng.choice(elsewhere)
            others += ranker.windows(example.text, other, cut[other], recipe.first)
        answering = None
        if example.evidence:
            answering, quoted = max(quoted, key=lambda window: _overlap(window, example.evidence)), []
        untempting = dict.fromkeys(window for window in others if window not in quoted)
        choices.append(Choice(example, answering, tuple(quoted), tuple(untempting)))
    return choices


def _overlap(window: Window, quote: Span | None) -> int:
    return max(0, min(window.span.end, quote.end) - max(window.span.start, quote.start)) if quote else 0


def draw(choice: Choice, rng: random.Random, recipe: ReaderRecipe) -> list[Window]:
    """The windows of one step, the one that answers first, if it is among them."""
    others = [*choice.tempting, *rng.sample(choice.others, len(choice.others))][: recipe.negatives]
    left_out = others and rng.random() < recipe.left_out
    return [choice.answering, *others] if choice.answering and not left_out else others


def reading_loss(reader: Reader, batch: list[Choice], rng: random.Random, recipe: ReaderRecipe) -> Tensor:
    """The loss of a batch: which window answers or that none does, each window by itself, the spans."""
    drawn = [draw(choice, rng, recipe) for choice in batch]
    read = [(choice, window) for choice, windows in zip(batch, drawn, strict=True) for window in windows]
    pairs = [reader.pair(choice.example.text, window) for choice, window in read]
    answers = [window is choice.answering for choice, window in read]
    ends = [
        pair.ends(choice.example.evidence, choice.example.answer) if answer else [NO_TOKEN] * 4
        for pair, (choice, _), answer in zip(pairs, read, answers, strict=True)
    ]
    scores, spans = reader(pairs)
    rows = pad_sequence(list(scores.split([*map(len, drawn)])), batch_first=True, padding_value=float("-inf"))
    with_null = torch.cat([rows.new_zeros(len(rows), 1), rows], dim=1)
    first = [int(windows[0] is choice.answering) for choice, windows in zip(batch, drawn, strict=True)]
    which = functional.cross_entropy(with_null, torch.tensor(first, device=scores.device))
    each = functional.binary_cross_entropy_with_logits(scores, scores.new_tensor(answers))
    targets = torch.tensor(ends, device=scores.device)
    where = functional.cross_entropy(spans, targets, ignore_index=NO_TOKEN, reduction="sum")
    return which + recipe.binary * each + recipe.span * where / max(1, sum(answers))


def main(argv: Sequence[str] | None = None) -> list[float]:
    """Train as the command line says; returns the losses."""
    parser = arguments(__doc__, ReaderRecipe())
    default = ADAPTERS / "retrieval-adapter.safetensors"
    parser.add_argument("--retrieval", type=Path, default=default, help="adapter that finds the windows")
    options = parser.parse_args(argv)
    recipe = recipe_of(options, ReaderRecipe())
    torch.manual_seed(recipe.seed)
    examples = training_examples(options, recipe.squad_share)
    folder = base_folder(options)
    ranker = Ranker(Encoder(folder, options.device, options.retrieval), examples)
    choices = choose(ranker, examples, recipe)
    print(f"{len(choices)} questions over {len(ranker.documents)} documents", flush=True)
    reader = Reader(folder, options.device, options.start, recipe.rank)
    lora.freeze_below(reader.encoder.model, recipe.layers)
    losses = train(reader, choices, lambda batch, rng: reading_loss(reader, batch, rng, recipe), recipe)
    lora.save(options.out / NAME, reader.encoder.model, reader.head)
    print(f"written: {options.out / NAME}")
    return losses


if __name__ == "__main__":
    try:
        main()
    except AskReportError as error:
        sys.exit(str(error))
