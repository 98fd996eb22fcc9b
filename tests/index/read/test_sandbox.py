"""What a reader does with a broken or hostile file costs one message, and leaves no process behind."""

import os
import select
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.errors import UnreadableFile
from index.read.blocks import Block, Content
from index.read.facsimile import Facsimile, PrintedText
from index.read.printed import Box
from index.read.sandbox import Sandbox
from tests.processes import started
from tests.waiting import PATIENCE

HOSTILE = "tests.index.read.hostile"
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps this limit: see SECURITY.md")

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits: see SECURITY.md")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One that waits as long as a test does."""
    made = Sandbox(HOSTILE, silence=int(PATIENCE), memory_bytes=2**29)
    yield made
    made.close()


@pytest.fixture(scope="module")
def hasty() -> Iterator[Sandbox]:
    """One that waits a second."""
    made = Sandbox(HOSTILE, silence=1)
    yield made
    made.close()


class Pipe:
    """A named pipe: what is written to it, and that nobody holds it any more."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "pipe"
        os.mkfifo(self.path)
        self._reading = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)

    def read(self, size: int) -> bytes:
        """So many bytes, fewer where all that held it have ended."""
        read = b""
        while len(read) < size:
            assert select.select([self._reading], [], [], PATIENCE)[0], f"nothing came after {read!r}"
            piece = os.read(self._reading, size - len(read))
            if not piece:
                break
            read += piece
        return read

    def close(self) -> None:
        os.close(self._reading)


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Pipe]:
    made = Pipe(tmp_path)
    yield made
    made.close()


def test_what_is_read_comes_back_as_it_was(sandbox: Sandbox) -> None:
    assert sandbox.read("报告\ud7ff😀".encode(), "a.docx") == Content(
        (Block("报告\ud7ff😀", "line"),), "", ("a.docx",)
    )


def test_what_is_shown_comes_back_as_it_was(sandbox: Sandbox) -> None:
    picture = b"three pages"
    shown = sandbox.facsimile(picture, "甲.pdf", 7)
    assert shown == Facsimile(picture, (PrintedText("甲.pdf 7", Box(0, 0.25, 0.5, 1), 3),))


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("crash", "SIGSEGV"),
        ("raise", "IndexError"),
        ("rubbish", "SIGKILL"),
        ("burn", "超过了 .* 秒"),
        pytest.param("explode", "内存超过了 512 MB", marks=LINUX),
    ],
)
def test_a_file_that_breaks_the_picture_of_its_page_costs_one_message(
    sandbox: Sandbox, deed: str, told: str
) -> None:
    with pytest.raises(
        UnreadableFile, match=f"第 7 页的原样没有画出（{told}）：甲县 报告.pdf。请下载原件查看。"
    ):
        sandbox.facsimile(deed.encode(), "甲县 报告.pdf", 7)
    assert sandbox.facsimile(b"after", "b.pdf", 1).picture == b"after"


@pytest.mark.parametrize(
    ("deed", "told"),
    [
        ("crash", "SIGSEGV"),
        ("exit", "exit 3|SIGKILL"),
        ("raise", "IndexError"),
        ("recurse", "RecursionError"),
        ("rubbish", "SIGKILL"),
        ("2000 pages", "2000 页，上限是"),
        ("burn", "超过了 .* 秒"),
        pytest.param("explode", "内存超过了 512 MB", marks=LINUX),
        pytest.param("write much", "OSError", marks=LINUX),
    ],
)
def test_a_file_that_breaks_its_reader_costs_one_message(sandbox: Sandbox, deed: str, told: str) -> None:
    with pytest.raises(UnreadableFile, match=told) as caught:
        sandbox.read(deed.encode(), "甲县 报告.docx")
    assert str(caught.value).endswith("。") and "请" in str(caught.value)
    assert deed == "2000 pages" or "甲县 报告.docx" in str(caught.value)
    assert sandbox.read(b"after", "b.docx").blocks[0].text == "after"


@pytest.mark.parametrize("deed", ["loop", "loop in C", "wait"])
def test_a_reader_that_never_ends_is_ended(hasty: Sandbox, deed: str) -> None:
    with pytest.raises(UnreadableFile, match="甲.docx 超过了 1 秒.*请拆分"):
        hasty.read(deed.encode(), "甲.docx")
    assert hasty._kept == []  # the next file gets a new one


def test_all_that_a_reader_started_ends_with_it(hasty: Sandbox, pipe: Pipe) -> None:
    with pytest.raises(UnreadableFile):
        hasty.read(f"fork PIPE {pipe.path}".encode(), "甲.docx")
    assert pipe.read(7) == b"up\nup\n"


@LINUX
@pytest.mark.parametrize("deed", ["fork", "loop in C", "wait"])
def test_no_process_is_left_when_the_program_is_killed(pipe: Pipe, deed: str) -> None:
    program = f"""
from index.read.sandbox import Sandbox
Sandbox({HOSTILE!r}).read({f"{deed} PIPE {pipe.path}".encode()!r}, "a.docx")
"""
    with started(sys.executable, "-c", program) as process:
        ups = b"up\nup\n" if deed == "fork" else b"up\n"
        assert pipe.read(len(ups)) == ups
        process.kill()
        process.wait()
        assert pipe.read(1) == b""


def test_no_process_is_left_when_the_program_ends(pipe: Pipe) -> None:
    program = f"""
import threading
from index.read.sandbox import Sandbox
reading = threading.Thread(target=Sandbox({HOSTILE!r}).read, args=({f"loop PIPE {pipe.path}".encode()!r}, "a"), daemon=True)
reading.start()
input()
"""
    with started(sys.executable, "-c", program) as process:
        assert pipe.read(3) == b"up\n"
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
        process.wait(PATIENCE)
        assert pipe.read(1) == b""


def worker_kept(sandbox: Sandbox) -> int:
    """The number of the one that waits, and lives."""
    [worker] = sandbox._kept
    assert worker._process.poll() is None
    return worker._process.pid


def test_a_worker_is_kept_for_the_next_file_and_outlives_the_thread_that_started_it(sandbox: Sandbox) -> None:
    with ThreadPoolExecutor(1) as other:
        other.submit(sandbox.read, b"one", "a.docx").result()
    first = worker_kept(sandbox)
    sandbox.read(b"two", "b.docx")
    assert worker_kept(sandbox) == first


def test_a_worker_that_has_refused_a_file_is_kept_for_the_next(sandbox: Sandbox) -> None:
    sandbox.read(b"one", "a.docx")
    first = worker_kept(sandbox)
    with pytest.raises(UnreadableFile, match="2000 页"):
        sandbox.read(b"2000 pages", "b.docx")
    assert worker_kept(sandbox) == first


def test_threads_have_a_worker_each(sandbox: Sandbox) -> None:
    together = threading.Barrier(2, timeout=PATIENCE)

    def read(text: str) -> str:
        told: list[int] = []

        def page(done: int, total: int) -> None:
            if not told:
                together.wait()  # both are being read
            told.append(done)

        sandbox.read(b"three pages", text, page)
        return f"{told}"

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(read, ["a", "b"])) == ["[1, 2, 3]"] * 2


def test_what_a_reader_prints_is_no_answer(sandbox: Sandbox) -> None:
    assert sandbox.read(b"print", "a.docx").blocks[0].text == "print"


def test_no_key_goes_to_a_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASKREPORT_LLM_API_KEY", "secret")
    sandbox = Sandbox(HOSTILE)
    given = {block.text for block in sandbox.read(b"environment", "a.docx").blocks}
    sandbox.close()
    assert "PATH" in given and not any("KEY" in name for name in given)


def test_an_interrupted_read_ends_its_worker(sandbox: Sandbox) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    sandbox.close()
    with pytest.raises(KeyboardInterrupt):
        sandbox.read(b"three pages", "a.docx", interrupt)
    assert sandbox._kept == []
