"""From the command to the first answer, and to the page, beside the import of sentence-transformers alone.

Each in processes of its own, in turns; the library of the seed report is built before.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

import httpx
from common import ROOT, arguments

from index import Library

QUESTION = "民生类提案有多少件？"


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is started")
    options = parser.parse_args()
    folder = options.cache / "library-start"
    Library.open(folder, seeds=True).close()
    baseline: list[float] = []
    answers: list[float] = []
    pages: list[tuple[float, float]] = []
    for _ in range(options.rounds):
        baseline.append(run(sys.executable, "-c", "import sentence_transformers"))
        answers.append(run(sys.executable, "-m", "rag", "ask", QUESTION, "--library", str(folder)))
        pages.append(page(folder))
    imported = median(baseline)
    print("| what | seconds (median) | of the import |\n| --- | --- | --- |")
    for name, taken in (
        ('`python -c "import sentence_transformers"`', imported),
        ("`python -m rag ask`: the whole process", median(answers)),
        ("`python -m ui`: until the page is served", median(seconds for seconds, _ in pages)),
    ):
        print(f"| {name} | {taken:.1f} | {taken / imported:.2f} |")
    print(
        f"\nMemory of the page: {median(memory for _, memory in pages):.0f} MB resident after its first answer."
    )


def run(*command: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - start


def page(folder: Path) -> tuple[float, float]:
    """Seconds until the page has been served once, and its megabytes after the first answer."""
    command = [sys.executable, "-m", "ui", "--port", "0", "--library", str(folder)]
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout
        for line in process.stdout:
            if found := re.search(r"http://[\w.:]+", line):
                address = found[0]
                break
        httpx.get(address).raise_for_status()
        seconds = time.perf_counter() - start
        asked = {"model": "askreport", "messages": [{"role": "user", "content": QUESTION}]}
        httpx.post(f"{address}/v1/chat/completions", json=asked, timeout=60).raise_for_status()
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        process.terminate()
    resident = re.search(r"VmRSS:\s+(\d+) kB", status)
    return seconds, int(resident[1]) / 1024 if resident else float("nan")


if __name__ == "__main__":
    main()
