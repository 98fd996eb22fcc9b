"""What the benchmarks share: where the data is, libraries and vectors that are kept between runs."""

import argparse
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))  # for `python tests/benchmarks/NAME.py`; the scripts import this module first

from index import Library, Report  # noqa: E402
from index.embed import (  # noqa: E402
    Vectors,
    configured_embedder,
    default_model_folder,
)
from index.parse import (  # noqa: E402
    chunk_report,
    embedded_text,
    parse,
)
from index.progress import ProgressBar  # noqa: E402
from index.read import load  # noqa: E402
from rag.evaluate.evalset import read_questions  # noqa: E402

DATA = ROOT.parent / "shared" / "data"
SEEDS = ROOT / "seeds"
SEED = {"seed"}  # what a set names that asks about the report of the project alone
SETS = ROOT / "tests" / "eval"
DOCUMENTS = SETS / "documents"
SQUAD = {"cmrc": "cmrc2018_dev.json", "drcd": "DRCD_dev.json"}


def arguments(description: str | None) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    cache = Path(tempfile.gettempdir()) / "askreport-benchmarks"
    parser.add_argument("--cache", type=Path, default=cache, help="where libraries and vectors are kept")
    return parser


def data(name: str) -> Path:
    """A file or folder of the data for development; ends the program with a message where it is missing."""
    path = DATA / name
    if not path.exists():
        sys.exit(f"缺少评测数据 {path}：公开数据集和各省报告不在本仓库中，来源见 README。")
    return path


def seed_reports() -> list[Report]:
    return [parse(load(path)) for path in sorted(SEEDS.glob("*.txt"))]


def provincial_files(names: Sequence[str] = ("",)) -> list[Path]:
    """The provincial reports whose file names hold one of ``names``."""
    files = sorted(data("reports/provincial").glob("*.docx"))
    return [file for file in files if any(name in file.name for name in names)]


def asked_about(set_name: str) -> set[str]:
    """The names of the reports that an evaluation set asks about."""
    return {name for case in read_questions(SETS / f"{set_name}.jsonl") for name in case.reports}


def reports_of(set_name: str) -> list[Report]:
    """Those that an evaluation set asks about: its library."""
    asked = asked_about(set_name)
    if asked == SEED:
        return seed_reports()
    folders = [DOCUMENTS] if are_shipped(asked) else [data("reports/provincial"), data("reports/national")]
    files = sorted(file for folder in folders for file in folder.iterdir())
    return [parse(load(file)) for file in files if any(name in file.name for name in asked)]


def are_shipped(names: Iterable[str]) -> bool:
    """Whether the documents of these names lie beside the evaluation sets."""
    return all(any(name in file.name for file in DOCUMENTS.iterdir()) for name in names)


def library_of(reports: Sequence[Report], cache: Path) -> Library:
    """A library of just these reports, built once for the same model and chunks."""
    embedder = configured_embedder()
    folder = cache / f"library-{_digest(embedder.name, *chunk_texts(reports))}"
    library = Library.open(folder, embedder=embedder, seeds=False)
    held = {report.id for report in library.reports()}
    with ProgressBar() as bar:
        library.add_reports([report for report in reports if report.id not in held], bar.update)
    return library


def chunk_texts(reports: Iterable[Report]) -> list[str]:
    """What the library embeds for ``reports``."""
    return [embedded_text(report, chunk) for report in reports for chunk in chunk_report(report)]


def cached_vectors(
    cache: Path, name: str, texts: Sequence[str], encode: Callable[[Sequence[str]], Vectors]
) -> Vectors:
    """``encode(texts)``, kept under a name that tells the way of encoding."""
    path = cache / f"vectors-{_digest(name, *texts)}.npy"
    if not path.exists():
        cache.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}.npy")
        np.save(partial, encode(texts))
        partial.replace(path)
    vectors: Vectors = np.load(path)
    return vectors


def model_source() -> str:
    """What ``SentenceTransformer(...)`` takes to load the configured model as it is, unquantised."""
    return os.environ.get("ASKREPORT_EMBEDDING_MODEL") or str(default_model_folder())


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
