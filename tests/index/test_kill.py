"""`python -m index add`, killed in the middle: what it had added stays, and the library goes on working."""

import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import StaticEmbedding
from tokenizers import Regex, Tokenizer, models, pre_tokenizers

from index import Library
from index.embedder import SentenceTransformerEmbedder
from index.load import load
from index.parse import parse

ROOT = Path(__file__).resolve().parents[2]
KILLS = 10
FILES_A_ROUND = 6
PARAGRAPHS = 40

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A real sentence-transformers folder that loads at once: one small random vector a character."""
    vocabulary = {"[UNK]": 0} | {chr(code): code - 0x4E00 + 1 for code in range(0x4E00, 0xA000)}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex("."), "isolated")
    folder = tmp_path_factory.mktemp("model") / "characters"
    SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)]).save_pretrained(str(folder))
    return str(folder)


def write_report(folder: Path, number: int) -> Path:
    """A report of its own words, long enough that adding it takes a while."""
    body = [f"第{number}县的第{i}项工作完成了{number * 100 + i}件，群众满意。" for i in range(PARAGRAPHS)]
    path = folder / f"报告 {number:02}.txt"
    path.write_text("\n\n".join([f"第{number}县工作报告", *body]), encoding="utf-8")
    return path


def added_reports(folder: Path) -> set[str]:
    """Ids of the reports whose transaction is committed, as another process sees it."""
    try:
        with closing(sqlite3.connect(f"{(folder / 'library.db').as_uri()}?mode=rw", uri=True)) as database:
            return {row[0] for row in database.execute("SELECT id FROM reports")}
    except sqlite3.OperationalError:  # the database or its tables are not there yet
        return set()


def run_and_kill(
    command: list[str], environment: dict[str, str], folder: Path, new: int, delay: float
) -> set[str]:
    """Run a command and kill it ``delay`` seconds after it has added so many reports, or none of them.

    Returns the ids of all reports that were added, or said to be, before it died.
    """
    before = seen = added_reports(folder)
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        while len(seen - before) < new and process.poll() is None:
            time.sleep(0.002)
            seen = added_reports(folder)
        time.sleep(delay)
        seen = added_reports(folder)
        process.kill()  # SIGKILL
        output, _ = process.communicate()
    return seen | set(re.findall(r"\b[0-9a-f]{12}\b", output))


def check(folder: Path, model: str, files: list[Path], added: set[str]) -> set[str]:
    """The library opens, holds what was added, and all that it holds is whole and found; returns its ids."""
    with Library.open(folder, embedder=SentenceTransformerEmbedder(model)) as library:
        held = {report.id: report for report in library.reports()}
        assert added <= held.keys()
        for file in files:
            report = parse(load(file))
            if report.id in held:
                assert held[report.id] == report
                assert library.original(report).read_bytes() == file.read_bytes()
                assert library.candidates("群众满意", reports=[report.id])
        return set(held)


def test_killed_ten_times(tmp_path: Path, model: str) -> None:
    folder, chance = tmp_path / "资 料库", random.Random(20210205)
    environment = {**os.environ, "ASKREPORT_EMBEDDING_MODEL": model, "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "index", "add", "--library", str(folder)]
    files: list[Path] = []
    added: set[str] = set()
    died_between = 0
    for _ in range(KILLS):
        files += [write_report(tmp_path, len(files) + i) for i in range(FILES_A_ROUND)]
        # From the start of the program to after the last report, when the derived indexes are written.
        new = chance.choice([0, 1, 3, FILES_A_ROUND])
        delay = chance.uniform(0, 0.1 if new else 6)
        added |= run_and_kill([*command, *map(str, files)], environment, folder, new, delay)
        held = check(folder, model, files, added)
        died_between += any(parse(load(file)).id not in held for file in files)
    assert died_between  # some kill fell into the middle of the work

    subprocess.run([*command, *map(str, files)], cwd=ROOT, env=environment, check=True)
    everything = [*files, *(ROOT / "seeds").glob("*.txt")]
    assert check(folder, model, files, set()) == {parse(load(file)).id for file in everything}
