"""A chat endpoint of OpenAI's kind that does as a script says, and the replies that scripts are made of."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.waiting import Changing

Script = Callable[[BaseHTTPRequestHandler], None]


class Endpoint(Changing):
    """What an endpoint was asked, and how many of its replies were taken to their end, or given up by the client."""

    def __init__(self) -> None:
        super().__init__()
        self.url = ""
        self.requests: list[dict[str, Any]] = []
        self.taken = self.left = 0

    def reply(self, handler: BaseHTTPRequestHandler, script: Script) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        with self.changed:
            self.requests.append({"path": handler.path, "key": handler.headers["Authorization"], **body})
            self.changed.notify_all()
        taken = False
        try:
            script(handler)
            taken = True
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client gave up, as it should
        finally:
            with self.changed:
                self.taken, self.left = self.taken + taken, self.left + (not taken)
                self.changed.notify_all()


@contextmanager
def serving(script: Script) -> Iterator[Endpoint]:
    """An endpoint that answers each request by ``script``."""
    endpoint = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            self.close_connection = True
            endpoint.reply(self, script)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint.url = f"http://127.0.0.1:{server.server_port}/v1"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def chunk(text: object, finish: str | None = None) -> str:
    return json.dumps(
        {"id": "1", "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": finish}]}
    )


def start(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Connection", "close")
    handler.end_headers()


def send(handler: BaseHTTPRequestHandler, *events: str) -> None:
    for event in events:
        handler.wfile.write(f"data: {event}\n\n".encode())
        handler.wfile.flush()


def writing(text: str, size: int = 3) -> Script:
    """A service that works, and writes ``text`` a few characters at a time."""

    def script(handler: BaseHTTPRequestHandler) -> None:
        start(handler)
        send(handler, *(chunk(text[i : i + size]) for i in range(0, len(text), size)))
        send(
            handler, chunk(None, "stop"), '{"id": "1", "choices": [], "usage": {"total_tokens": 9}}', "[DONE]"
        )

    return script


def failing(status: int, headers: dict[str, str] | None = None, message: str = "") -> Script:
    """A service that answers with an error, or with what is no stream."""

    def script(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"error": {"message": message}}).encode()
        handler.send_response(status)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return script


def streaming(*events: str) -> Script:
    """A service that sends just these events."""

    def script(handler: BaseHTTPRequestHandler) -> None:
        start(handler)
        send(handler, *events)

    return script


def silent(handler: BaseHTTPRequestHandler) -> None:
    """Nothing, until the client has gone."""
    handler.rfile.read(1)


def stalling(handler: BaseHTTPRequestHandler) -> None:
    """Half a sentence, and nothing more until the client has gone."""
    start(handler)
    send(handler, chunk("县政协围绕产业发展"))
    silent(handler)


def pinging(handler: BaseHTTPRequestHandler) -> None:
    """Keep-alive comments without end, as llama.cpp and some clouds send them before the first token."""
    start(handler)
    while True:
        handler.wfile.write(b": ping\n\n")


def babble(handler: BaseHTTPRequestHandler) -> None:
    """Pieces without a word, more than a connection holds that nobody reads: one who has hung up is not sent all."""
    piece = f"data: {chunk('')}\n\n".encode() * 100
    for _ in range(4000):
        handler.wfile.write(piece)


def babbling(handler: BaseHTTPRequestHandler) -> None:
    """A sentence, and pieces without a word."""
    start(handler)
    send(handler, chunk("开展专题协商13场。[1]"))
    babble(handler)
    send(handler, chunk(None, "stop"), "[DONE]")


def cut_off(handler: BaseHTTPRequestHandler) -> None:
    """A chunked reply whose end never comes."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    event = f"data: {chunk('县政协围绕产业发展')}\n\n".encode()
    handler.wfile.write(f"{len(event):x}\r\n".encode() + event + b"\r\n")
