"""Judge adapters on unseen documents: what each finds, and how well the reader tells near misses.

R@1 and R@5: the paragraph of the evidence is found first, or among five, by vectors alone. AUC: how often the
best score over the first windows of a question is higher for an answerable one than for a near miss.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__":  # as a script, from anywhere
    sys.path[0] = str(Path(__file__).resolve().parents[2])

import numpy as np
import torch
from sklearn.metrics import roc_auc_score

from tests.training.base import ADAPTERS, AskReportError, InputError, windows
from tests.training.data import Example, held_out_questions, placed
from tests.training.encoder import Encoder
from tests.training.loop import add_common, base_folder
from tests.training.ranking import Ranker
from tests.training.reading import Reader


def recalls(ranker: Ranker, examples: Sequence[Example]) -> tuple[float, float]:
    """R@1 and R@5 over the answerable questions."""
    places: list[int] = []
    for example in examples:
        if example.evidence:
            chunks = example.document.chunks
            found = [chunks[number][0] for number in ranker.rank(example.text, example.document)]
            paragraphs = list(dict.fromkeys(paragraph.span for paragraph in found))
            places.append([example.evidence_in(span) for span in paragraphs].index(True))
    return float(np.mean([at < 1 for at in places])), float(np.mean([at < 5 for at in places]))


@torch.no_grad()
def auc(reader: Reader, ranker: Ranker, examples: Sequence[Example], size: int, most: int) -> float:
    """Of the reader's best score over the windows, of ``size`` characters, of the ``most`` first chunks."""
    reader.eval()
    cut = {document: windows(document, size) for document in ranker.documents}
    best: list[float] = []
    for example in examples:
        found = ranker.windows(example.text, example.document, cut[example.document], most)
        scores, _ = reader([reader.pair(example.text, window) for window in found])
        best.append(scores.max().item())
    return float(roc_auc_score([example.evidence is not None for example in examples], best))


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    parser.add_argument("--retrieval", type=Path, default=ADAPTERS / "retrieval-adapter.safetensors")
    parser.add_argument("--reader", type=Path, default=ADAPTERS / "reader-adapter.safetensors")
    parser.add_argument("--window", type=int, default=130, help="characters of a window")
    parser.add_argument("--windows", type=int, default=8, help="chunks a question whose windows are read")
    add_common(parser)
    options = parser.parse_args(argv)
    asked = [
        question
        for question in held_out_questions(options.questions, options.unseen)
        if options.only in question.document
    ]
    examples = placed(asked, options.documents)
    if not examples:
        raise InputError(f"没有可用的题（--only {options.only!r}）。")
    folder = base_folder(options)
    print(f"{len(examples)} questions over {len({e.document for e in examples})} documents")
    ranker = Ranker(Encoder(folder, options.device), examples)
    print("base model  R@1 {:.3f}  R@5 {:.3f}".format(*recalls(ranker, examples)), flush=True)
    ranker = Ranker(Encoder(folder, options.device, options.retrieval), examples)
    print("retrieval   R@1 {:.3f}  R@5 {:.3f}".format(*recalls(ranker, examples)), flush=True)
    reader = Reader(folder, options.device, options.reader)
    print(f"reader      AUC {auc(reader, ranker, examples, options.window, options.windows):.3f}")


if __name__ == "__main__":
    try:
        main()
    except AskReportError as error:
        sys.exit(str(error))
