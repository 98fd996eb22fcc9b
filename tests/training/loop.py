"""What both trainings share: the recipe, the command line, the loop."""

import argparse
import math
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TypeVar

import torch
from torch import Tensor, nn

from tests.training.base import DOCUMENTS, InputError, base_model_folder
from tests.training.data import QUESTIONS, Example, placed, read, read_set, squad, training_questions

_SHOWN = 10  # steps whose mean loss is printed


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """The numbers of a training; each is an option of its script."""

    rank: int
    batch: int  # questions a step
    negatives: int  # passages or windows a question that do not answer it
    epochs: int = 3
    steps: int = 0  # end after so many, for a trial; 0 for all
    learning_rate: float = 5e-4
    seed: int = 15


T = TypeVar("T")
R = TypeVar("R", bound=Recipe)


def arguments(description: str | None, recipe: Recipe) -> argparse.ArgumentParser:
    """The options of a training: its data, its start, its recipe."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--out", type=Path, required=True, help="folder to write the adapter to")
    parser.add_argument(
        "--sets", type=Path, nargs="*", default=[], help="sets of tests/eval to train on, too"
    )
    parser.add_argument(
        "--also", type=Path, nargs="*", default=[], help="more files of questions to train on (more-*.jsonl)"
    )
    parser.add_argument("--squad", type=Path, nargs="*", default=[], help="files of CMRC or DRCD, too")
    parser.add_argument("--limit", type=int, default=0, help="so many questions, for a trial; 0 for all")
    parser.add_argument("--start", type=Path, help="adapter to go on from, of this rank or a lower one")
    add_common(parser)
    for field in fields(recipe):
        value = getattr(recipe, field.name)
        name = field.name.replace("_", "-")
        parser.add_argument(f"--{name}", type=type(value), default=value, help="of the recipe")
    return parser


def add_common(parser: argparse.ArgumentParser) -> None:
    """The options that the evaluation takes, too."""
    device = "cuda" if torch.cuda.is_available() else "cpu"
    parser.add_argument(
        "--questions", type=Path, default=QUESTIONS, help="folder of seen-* and unseen-*.jsonl"
    )
    parser.add_argument(
        "--unseen",
        type=float,
        default=0.0,
        help="share of the unseen documents that are trained on; at most 2/3",
    )
    parser.add_argument("--documents", type=Path, nargs="+", default=[DOCUMENTS], help="folders of documents")
    parser.add_argument("--only", default="", help="only documents whose name holds this")
    parser.add_argument("--base", type=Path, help="folder of the base model, if not the default one")
    parser.add_argument("--device", default=device, help="cpu or cuda")


def recipe_of(options: argparse.Namespace, recipe: R) -> R:
    """The recipe with what the options change of it."""
    return type(recipe)(**{field.name: getattr(options, field.name) for field in fields(recipe)})


def base_folder(options: argparse.Namespace) -> Path:
    return options.base or base_model_folder()


def training_examples(options: argparse.Namespace, squad_share: float = 1.0) -> list[Example]:
    """The questions that the options name. Raises InputError where there is none."""
    asked = training_questions(options.questions, options.unseen)
    asked += [q for path in options.also for q in read(path)]
    asked += [q for path in options.sets for q in read_set(path)]
    examples = placed([q for q in asked if options.only in q.document], options.documents)
    examples += [example for path in options.squad for example in squad(path, squad_share)]
    if not examples:
        raise InputError(f"没有可用的训练题（--only {options.only!r}）。")
    return examples[: options.limit or None]


def train(
    module: nn.Module,
    examples: Sequence[T],
    loss: Callable[[list[T], random.Random], Tensor],
    recipe: Recipe,
) -> list[float]:
    """AdamW over shuffled batches, its rate falling along a cosine; prints the losses and returns them."""
    rng = random.Random(recipe.seed)
    trained = [parameter for parameter in module.parameters() if parameter.requires_grad]
    steps = math.ceil(len(examples) / recipe.batch) * recipe.epochs
    steps = min(steps, recipe.steps) if recipe.steps else steps
    optimizer = torch.optim.AdamW(trained, lr=recipe.learning_rate)
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, steps)
    losses: list[float] = []
    module.train()
    batches = _batches(examples, recipe.batch, rng)
    for step in range(1, steps + 1):
        value = loss(next(batches), rng)
        optimizer.zero_grad()
        value.backward()
        optimizer.step()
        schedule.step()
        losses.append(value.item())
        if step % _SHOWN == 0 or step == steps:
            recent = losses[-_SHOWN:]
            print(f"step {step}/{steps}  loss {sum(recent) / len(recent):.4f}", flush=True)
    return losses


def _batches(examples: Sequence[T], size: int, rng: random.Random) -> Iterator[list[T]]:
    """Shuffled batches, epoch after epoch, without end."""
    while True:
        order = rng.sample(examples, len(examples))
        yield from (order[at : at + size] for at in range(0, len(order), size))
