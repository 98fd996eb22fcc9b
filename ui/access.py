"""Who may call, and how often: plain ASGI, so that event streams pass and a client that leaves is noticed."""

import base64
import binascii
import ipaddress
import secrets
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from fastapi.responses import JSONResponse

from .messages import text

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

MOST_PER_MINUTE = 300  # calls of one client; a question on the page makes about four
_PROGRAMS = ("/v1/", "/mcp")  # the page's own login does not cover these
_MOST_CLIENTS = 10_000  # remembered at a time


class Access:
    """Asks for the login on the endpoints for programs, and limits how often one client calls.

    Programs send it as ``Authorization: Bearer name:password`` or as basic authentication. The machine
    itself is not limited.
    """

    def __init__(
        self, app: App, auth: tuple[str, str] | None, most_per_minute: int = MOST_PER_MINUTE
    ) -> None:
        self.app = app
        self._login = ":".join(auth).encode() if auth else None
        self._most = most_per_minute
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if self._login and scope["path"].startswith(_PROGRAMS) and not self._knows(scope):
                response = JSONResponse({"error": {"message": text("login_needed")}}, status_code=401)
                return await response(scope, receive, send)
            if scope["method"] == "POST" and self._too_often(scope):
                response = JSONResponse({"error": {"message": text("busy")}}, status_code=429)
                return await response(scope, receive, send)
        await self.app(scope, receive, send)

    def _knows(self, scope: Message) -> bool:
        given = dict(scope["headers"]).get(b"authorization", b"")
        kind, _, secret = given.partition(b" ")
        if kind.lower() == b"basic":
            try:
                secret = base64.b64decode(secret, validate=True)
            except binascii.Error:
                return False
        return secrets.compare_digest(secret, self._login or b"")

    def _too_often(self, scope: Message) -> bool:
        host = (scope.get("client") or ("",))[0]
        if _is_loopback(host):
            return False
        if len(self._calls) > _MOST_CLIENTS:
            self._calls.clear()
        calls, now = self._calls[host], time.monotonic()
        while calls and calls[0] < now - 60:
            calls.popleft()
        calls.append(now)
        return len(calls) > self._most


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
