"""Serving the page: a FastAPI application with the page, the endpoints for programs and ``/healthz``."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import gradio as gr
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from index import Library
from rag.write import Generator

from .access import Access, App, Message, Receive, Send
from .messages import LANGUAGE_COOKIE, THEME_COOKIE, text
from .originals import originals_router
from .page import ASSETS, MOST_MEGABYTES, THEME, build_page, i18n
from .programs import mcp_server, openai_router

# Gradio's page needs inline and evaluated scripts; nothing is ever fetched from elsewhere.
_HEADERS = [
    (
        b"content-security-policy",
        b"default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        b"style-src 'self' 'unsafe-inline'; "
        b"img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
        b"object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
]


def create_app(
    library: Library,
    auth: tuple[str, str] | None = None,
    root_path: str = "",
    mcp: bool = False,
    generator: Generator | None = None,
) -> FastAPI:
    """The application over one open library.

    auth: a name and a password for the page and its APIs. root_path: the prefix a proxy serves it under.
    mcp: whether to serve the tools of ``ui.programs.mcp_tools``. generator: what words the answers, if anything.
    """
    tools = mcp_server(library, generator) if mcp else None

    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            if tools:
                await stack.enter_async_context(tools.session_manager.run())
            yield

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=running)
    app.include_router(openai_router(library, generator))
    app.include_router(originals_router(library, lambda request: auth is None or _logged_in(app, request)))
    if tools:
        app.mount("/mcp", tools.streamable_http_app())

    @app.get("/healthz")
    def health() -> dict[str, Any]:
        return {"status": "ok", "reports": len(library.shelf())}

    gr.mount_gradio_app(
        app,
        build_page(library, generator),
        path="/",
        auth=auth,
        root_path=root_path or None,
        max_file_size=f"{MOST_MEGABYTES}mb",
        enable_monitoring=False,
        run_history=False,
        show_error=True,
        ssr_mode=False,
        footer_links=[],
        i18n=i18n,
        theme=THEME,
        css_paths=ASSETS / "style.css",
    )
    app.add_middleware(_PageMiddleware)
    app.add_middleware(Access, auth=auth)
    return app


def _logged_in(app: FastAPI, request: Request) -> bool:
    """Whether a request comes from a reader whom Gradio's page, which was mounted last, has let in."""
    page = getattr(app.routes[-1], "app", None)
    if not isinstance(page, gr.routes.App):
        return False
    cookies = (f"access-token-{page.cookie_id}", f"access-token-unsecure-{page.cookie_id}")
    return any(request.cookies.get(name) in page.tokens for name in cookies)


class _PageMiddleware:
    """Adds the security headers to every response, and the reader's settings to the page itself.

    A full queue is told in the reader's words, not in Gradio's.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        page = b""
        refused = False

        async def send_with_headers(message: Message) -> None:
            nonlocal start, page, refused
            if refused:
                return
            if message["type"] == "http.response.start" and message["status"] == 503:
                refused = True
                response = JSONResponse({"detail": text("busy")}, 503, headers={"retry-after": "5"})
                await response(scope, receive, send)
                return
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *_HEADERS]
                html = any(
                    name == b"content-type" and b"text/html" in value for name, value in message["headers"]
                )
                if scope["path"] == "/" and html:
                    start = message
                    return
            elif start:
                page += message.get("body", b"")
                if message.get("more_body"):
                    return
                page = page.replace(b"<head>", b"<head>" + _SETTINGS_SCRIPT.encode(), 1)
                kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
                await send({**start, "headers": [*kept, (b"content-length", str(len(page)).encode())]})
                message = {**message, "body": page}
            await send(message)

        await self.app(scope, receive, send_with_headers)


# Gradio takes its language from navigator.language and its theme from the address, before anything loads.
_SETTINGS_SCRIPT = f"""<script>
(() => {{
  const cookie = (name) => (document.cookie.match(`(?:^|; )${{name}}=([^;]*)`) || [])[1];
  const chosen = cookie("{LANGUAGE_COOKIE}");
  const language = chosen || (/^zh/i.test(navigator.language) ? "zh-CN" : "en");
  Object.defineProperty(navigator, "language", {{ get: () => language }});
  document.documentElement.lang = language;
  const theme = cookie("{THEME_COOKIE}"), address = new URL(location.href);
  if (theme === "light" || theme === "dark") address.searchParams.set("__theme", theme);
  else if (theme === "system") address.searchParams.delete("__theme");
  if (address.href !== location.href) history.replaceState(null, "", address);
}})();
</script>"""
