"""The application as it is served: in a process of its own, or in a thread of this one."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import uvicorn

from tests.processes import Process, line_with, started
from tests.waiting import PATIENCE

if TYPE_CHECKING:
    import gradio_client
    from starlette.types import ASGIApp

APP_OPTIONS = ["--mcp"]
_READY = "问报告已启动：http"


@dataclass(frozen=True)
class Site:
    """Where an application is, and who asks it."""

    url: str

    def client(self) -> "gradio_client.Client":
        """Gradio's own client."""
        import gradio_client  # here, as it takes a while

        return gradio_client.Client(self.url, verbose=False, httpx_kwargs={"timeout": PATIENCE})

    def http(self) -> httpx.Client:
        """A plain client of its address."""
        return httpx.Client(base_url=self.url, timeout=PATIENCE, trust_env=False)


@dataclass(frozen=True)
class App(Site):
    """An application in a process of its own."""

    process: Process

    def stop(self) -> int:
        """Tell it to end, as a service manager does, and wait for it: its exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


@contextmanager
def running(folder: Path, *options: str, environment: dict[str, str] | None = None) -> Iterator[App]:
    """The application over the library in ``folder``, from when it can be asked."""
    command = [sys.executable, "-m", "ui", "--port", "0", "--library", str(folder), *options]
    settings = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", **(environment or {})}
    log = folder.with_suffix(".log")
    with log.open("wb") as errors, started(*command, environment=settings, errors=errors) as process:
        said = line_with(process, _READY)
        assert said, f"the application did not start:\n{log.read_text()}"
        app = App(said[said.index("http") : said.index("（")], process)
        yield app
        app.stop()


@contextmanager
def served(application: "ASGIApp") -> Iterator[Site]:
    """An application in a thread of this process, so that a test can hold up what it is made of."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}")
    finally:
        server.should_exit = server.force_exit = True
        thread.join(PATIENCE)
