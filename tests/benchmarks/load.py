"""Many readers at once: answers, errors, waiting and memory of the application under load.

Users ask one question after another, without a pause, as the page does: through the queue, reading the event
stream. Some leave: of every ten, one closes its stream as soon as it is open, and one stops reading, keeps the
connection, and never asks again. Neither is waited for.
"""

import asyncio
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import httpx
from common import ROOT, SETS, arguments

from index import Library

START_SECONDS = 120
PATIENCE = 60.0  # seconds that a user waits for an answer


@dataclass
class Seen:
    """What the users of one round saw: outcomes, seconds until each answer, answers of each user."""

    outcomes: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    answers: Counter[int] = field(default_factory=Counter)


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("--users", type=int, nargs="+", default=[50, 200], help="users of each round")
    parser.add_argument("--seconds", type=float, default=60, help="length of a round")
    parser.add_argument(
        "--library", type=Path, help="a library that is there; without it the seed report alone"
    )
    options = parser.parse_args()
    questions = [
        json.loads(line)["question"]
        for line in (SETS / "seen/seed_report.jsonl").read_text("utf-8").splitlines()
    ]
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    library = options.library or options.cache / "load-library"
    if not options.library:
        Library.open(library, seeds=True).close()
    command = [sys.executable, "-m", "ui", "--port", str(port), "--library", str(library)]
    server = subprocess.Popen(command, cwd=ROOT)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url)
        print(
            "| users | answers | a second | p50 s | p95 s | fewest–most a user | busy | errors | MiB before | after |"
        )
        print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
        for users in options.users:
            before = _mebibytes(server.pid)
            seen = asyncio.run(_round(url, users, options.seconds, questions))
            _print_row(users, options.seconds, seen, before, _mebibytes(server.pid))
    finally:
        server.terminate()
        server.wait(20)


def _wait(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"{url}/healthz", trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.3)
    sys.exit("应用没有启动。")


async def _round(url: str, users: int, seconds: float, questions: list[str]) -> Seen:
    seen = Seen()
    until = time.monotonic() + seconds
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=PATIENCE, trust_env=False) as client:
        await asyncio.gather(*(_user(client, number, until, questions, seen) for number in range(users)))
        await _one(client, "提了多少条建议？", seen, users)  # the place of everyone who left is free
    return seen


async def _user(
    client: httpx.AsyncClient, number: int, until: float, questions: list[str], seen: Seen
) -> None:
    turn = number
    while time.monotonic() < until:
        question = f"{questions[turn % len(questions)]}{'？' * (number // len(questions))}"
        turn += 7
        if number % 10 == 9:
            await _leave(client, question, seen)
        elif number % 10 == 8:
            await _hang(client, question, until, seen)
        else:
            await _one(client, question, seen, number)


async def _one(client: httpx.AsyncClient, question: str, seen: Seen, number: int) -> None:
    began = time.monotonic()
    try:
        joined = await client.post("/gradio_api/call/ask", json={"data": [question, None, None]})
        if joined.status_code in (429, 503):
            seen.outcomes["busy" if "请稍后再试" in joined.text else "unclear"] += 1
            await asyncio.sleep(1)
            return
        async with client.stream("GET", f"/gradio_api/call/ask/{joined.json()['event_id']}") as events:
            lines = [line async for line in events.aiter_lines()]
    except (httpx.HTTPError, KeyError, ValueError) as error:
        seen.outcomes[type(error).__name__] += 1
        return
    if "event: complete" in lines:
        seen.outcomes["answer"] += 1
        seen.answers[number] += 1
        seen.seconds.append(time.monotonic() - began)
    else:
        seen.outcomes[next((line for line in lines if line.startswith("data:")), "no event")] += 1


async def _leave(client: httpx.AsyncClient, question: str, seen: Seen) -> None:
    """Close the stream as soon as it is open."""
    try:
        joined = await client.post("/gradio_api/call/ask", json={"data": [question, None, None]})
        if joined.status_code == 200:
            async with client.stream("GET", f"/gradio_api/call/ask/{joined.json()['event_id']}"):
                seen.outcomes["left"] += 1
    except httpx.HTTPError as error:
        seen.outcomes[type(error).__name__] += 1
    await asyncio.sleep(0.5)


async def _hang(client: httpx.AsyncClient, question: str, until: float, seen: Seen) -> None:
    """Open the stream and read nothing of it for the rest of the round."""
    try:
        joined = await client.post("/gradio_api/call/ask", json={"data": [question, None, None]})
        if joined.status_code == 200:
            async with client.stream("GET", f"/gradio_api/call/ask/{joined.json()['event_id']}"):
                seen.outcomes["hung"] += 1
                await asyncio.sleep(max(0.0, until - time.monotonic()))
    except httpx.HTTPError as error:
        seen.outcomes[type(error).__name__] += 1


def _print_row(users: int, seconds: float, seen: Seen, before: float, after: float) -> None:
    times = statistics.quantiles(seen.seconds, n=20) if len(seen.seconds) > 1 else [float("nan")] * 19
    fair = [seen.answers[number] for number in range(users) if number % 10 < 8]
    errors = {
        what: number
        for what, number in seen.outcomes.items()
        if what not in ("answer", "busy", "left", "hung")
    }
    print(
        f"| {users} | {seen.outcomes['answer']} | {seen.outcomes['answer'] / seconds:.1f} | {times[9]:.2f} "
        f"| {times[18]:.2f} | {min(fair)}–{max(fair)} | {seen.outcomes['busy']} | {sum(errors.values())} "
        f"| {before:.0f} | {after:.0f} |"
    )
    for what, number in errors.items():
        print(f"  {number} × {what}")


def _mebibytes(pid: int) -> float:
    """Resident memory of a process."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


if __name__ == "__main__":
    main()
