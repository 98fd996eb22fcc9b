"""Gives files to workers, which are kept for the next ones, and says what went wrong where one does not answer."""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from ...errors import UnreadableFile
from ..blocks import Content
from ..facsimile import Facsimile
from ..formats import format_of, read
from .frames import answers, receive, send

_ROOT = Path(__file__).resolve().parents[3]
_START_SECONDS = 60  # for a worker to be ready
_MOST_KEPT = 2  # workers that wait for the next file
# What a worker runs: a module, without what ``index`` imports for itself, which takes longer than the rest.
_START = """
import runpy, sys, types
folder, module = sys.argv[1:3]
sys.modules["index"] = types.ModuleType("index")
sys.modules["index"].__path__ = [folder]
runpy.run_module(module, run_name="__main__")
"""
# Of the environment a worker gets what a program needs to run, and what says how to read; no keys.
_PASSED = (
    "PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "OMP_WAIT_POLICY",
    "OMP_NUM_THREADS",
    "LD_LIBRARY_PATH",
    "ASKREPORT_OCR",
)

Told = Callable[[int, int], None]


class _Died(Exception):
    """A worker ended, or said nothing that can be understood, instead of answering."""


class _Worker:
    """A process that is asked of one file at a time."""

    def __init__(self, program: str, seconds: int, silence: int, memory_bytes: int) -> None:
        self._silence = silence
        self.late = False
        self.asked = 0  # how often
        lifeline: tuple[int, ...] = () if sys.platform == "win32" else os.pipe()
        arguments = map(str, (_ROOT / "index", program, memory_bytes, seconds, *(lifeline[:1] or (-1,))))
        environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _START, *arguments],
                env={**environment, "PYTHONPATH": path},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                pass_fds=lifeline[:1],
                start_new_session=True,
            )
        finally:
            for end in lifeline[:1]:
                os.close(end)
        self._lifeline = lifeline[1:]

    def ask(self, data: bytes, question: dict[str, Any], told: Told) -> dict[str, Any]:
        """What it says of a file. Raises _Died."""
        self.asked += 1
        assert self._process.stdin is not None and self._process.stdout is not None
        try:
            if self.asked == 1:
                with self._deadline(_START_SECONDS):
                    _said(self._process.stdout)
            with self._deadline(self._silence):
                send(self._process.stdin, json.dumps(question).encode())
                send(self._process.stdin, data)
            while True:
                with self._deadline(self._silence):
                    said = _said(self._process.stdout)
                if "page" not in said:
                    return said
                done, total = map(int, said["page"])
                told(done, total)
        except (OSError, TypeError, ValueError) as error:
            raise _Died from error

    @contextmanager
    def _deadline(self, seconds: int) -> Iterator[None]:
        """It is killed when what is inside takes longer."""
        timer = threading.Timer(seconds, self._too_late)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _too_late(self) -> None:
        self.late = True
        self._kill()

    def _kill(self) -> None:
        """With all that it has started; not once its number may be another process's."""
        if sys.platform == "win32":
            self._process.kill()
        elif self._process.returncode is None:
            with suppress(ProcessLookupError, PermissionError):  # the latter where macOS finds only a zombie
                os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> int:
        """Kill it, if it has not ended by itself; its exit code."""
        self._kill()
        code = self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):  # what was still to be written to it
                    stream.close()
        for end in self._lifeline:
            os.close(end)
        self._lifeline = ()
        return code


def _said(stream: IO[bytes]) -> dict[str, Any]:
    frame = receive(stream)
    said = None if frame is None else json.loads(frame)
    if not isinstance(said, dict):
        raise ValueError(said)
    return said


class Sandbox:
    """Reads files and shows their pages in workers: started with the first file, kept for the next, replaced when one dies.

    Threads may share it; each has a worker of its own while it waits.
    """

    def __init__(
        self,
        program: str = "index.read.sandbox.worker",
        *,
        seconds: int = 60,
        silence: int = 300,
        memory_bytes: int = 3 * 1024**3,
    ) -> None:
        """program: the module that is run as a worker. seconds: of CPU time that it may take on each core. silence:
        seconds that it may say nothing; beside other work a page takes many times as long. memory_bytes: that it may use.
        """
        self._program, self._seconds, self._silence = program, seconds, silence
        self._memory_bytes = memory_bytes
        self._kept: list[_Worker] = []

    def read(self, data: bytes, name: str, told: Told = lambda done, total: None) -> Content:
        """The content of a file; ``told`` hears of its pages. Raises UnreadableFile."""
        content: Content = self._asked(data, name, None, told)
        return content

    def facsimile(self, data: bytes, name: str, page: int) -> Facsimile:
        """A page of a file as it was printed. Raises UnreadableFile."""
        shown: Facsimile = self._asked(data, name, page, lambda done, total: None)
        return shown

    def _asked(self, data: bytes, name: str, page: int | None, told: Told) -> Any:
        kind = "content" if page is None else "facsimile"
        question = {"name": name.encode("utf-8", "replace").decode(), "page": page}
        while True:
            worker = self._worker()
            used = worker.asked > 0
            try:
                said = worker.ask(data, question, told)
                answer = answers()[kind].validate_python(said[kind]) if kind in said else None
            except (_Died, ValueError):
                how = _how(worker.end())
            except BaseException:
                worker.end()
                raise
            else:
                if kind in said or "refused" in said:
                    self._keep(worker)
                    if kind in said:
                        return answer
                    raise UnreadableFile(str(said["refused"]))
                how = str(said.get("failed"))
                worker.end()
            how = "silent" if worker.late else how
            if not used or how in ("late", "silent"):
                raise UnreadableFile(self._told(name, page, how))
            # Maybe what files before had left in it: only a new one tells.

    def close(self) -> None:
        """End the workers that wait."""
        while self._kept:
            self._kept.pop().end()

    def _worker(self) -> _Worker:
        try:
            return self._kept.pop()
        except IndexError:
            return _Worker(self._program, self._seconds, self._silence, self._memory_bytes)

    def _keep(self, worker: _Worker) -> None:
        self._kept.append(worker)
        while len(self._kept) > _MOST_KEPT:
            self._kept.pop(0).end()

    def _told(self, name: str, page: int | None, how: str) -> str:
        most = self._memory_bytes // 2**20
        seconds = {"late": self._seconds, "silent": self._silence}.get(how)
        if page is not None:
            why = f"超过了 {seconds} 秒" if seconds else f"内存超过了 {most} MB" if how == "memory" else how
            return f"第 {page} 页的原样没有画出（{why}）：{name}。请下载原件查看。"
        if seconds:
            return f"读取 {name} 超过了 {seconds} 秒，已停止。请拆分，或用原来的软件打开并另存后再添加。"
        if how == "memory":
            return (
                f"读取 {name} 需要的内存超过了 {most} MB，已停止。请拆分，或用原来的软件打开并另存后再添加。"
            )
        return f"读取 {name} 时出错（{how}），文件可能已损坏。请用原来的软件打开并另存后再添加。"


def _how(code: int) -> str:
    """How a worker ended, in a word."""
    if sys.platform != "win32" and code < 0:
        return "late" if -code == signal.SIGXCPU else signal.Signals(-code).name
    return f"exit {code}"


_SANDBOX = Sandbox()
atexit.register(_SANDBOX.close)


def close_workers() -> None:
    """End the workers that wait: the next ones are started with the settings of then."""
    _SANDBOX.close()


def content_of(data: bytes, name: str, told: Told = lambda done, total: None) -> Content:
    """The content of a file, read in the sandbox. Raises UnreadableFile.

    A plain text is read here: what reads it is only Python of this project, the same that parses it afterwards.
    """
    suffix = Path(name).suffix.lower()
    if suffix in ("", ".txt") and not data.startswith(b"PK") and format_of(data, suffix).module == "plain":
        return read(data, name)
    return _SANDBOX.read(data, name, told)


def facsimile(data: bytes, name: str, page: int) -> Facsimile:
    """A page of a file as it was printed, its number counting from 1; drawn in the sandbox. Raises UnreadableFile."""
    return _SANDBOX.facsimile(data, name, page)
