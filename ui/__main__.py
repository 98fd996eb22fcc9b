"""``python -m ui``: open the library and serve the page."""

import gc
import signal
import socket
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from index import Library

_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def main(
    host: Annotated[str, typer.Option(help="监听的地址。")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="监听的端口；0 为任一空闲的。")] = 7860,
    auth: Annotated[str, typer.Option(envvar="ASKREPORT_AUTH", help="登录名和口令，写作 名:口令。")] = "",
    root_path: Annotated[str, typer.Option(help="反向代理下的路径前缀，如 /reports。")] = "",
    library: Annotated[
        str | None, typer.Option(help="报告库的目录，或 postgresql://…；默认 data/library。")
    ] = None,
    mcp: Annotated[
        bool, typer.Option("--mcp", envvar="ASKREPORT_MCP", help="同时提供 MCP 工具（/mcp）。")
    ] = False,
    without_auth: Annotated[
        bool, typer.Option("--without-auth", help="允许不设登录就对外提供服务。")
    ] = False,
) -> None:
    """打开报告库，提供问答页面。"""
    user = _read_auth(auth)
    if host not in _LOOPBACK and not user and not without_auth:
        _stop(
            f"{host} 不是本机地址，别人也能打开这个页面。\n"
            "请用 --auth 名:口令 设登录，或加 --without-auth 表示知情。"
        )
    with _bound(host, port) as listening:
        _serve(listening, user, root_path, library, mcp)


def _serve(
    listening: socket.socket,
    auth: tuple[str, str] | None,
    root_path: str,
    path: str | None,
    mcp: bool,
) -> None:
    import uvicorn

    from index import AskReportError, Library
    from index.progress import ProgressBar
    from rag import configured_generator

    from .stubs import without_stubs

    with without_stubs():
        from .page import example_questions
        from .server import create_app

    try:
        generator = configured_generator()
        with ProgressBar() as bar:
            library = Library.open(path, progress=bar.update)
        library.embedder.embed_questions([""])  # a model that cannot be loaded is told now
    except AskReportError as error:
        _stop(str(error))
    # uvicorn raises the signal again when it has stopped; by default that would end the process there and then,
    # its temporary files left behind and the library not closed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    if library.outdated:
        threading.Thread(target=_update, args=(library,), name="rebuild", daemon=True).start()

    def try_examples() -> None:
        with suppress(AskReportError):  # told to whoever opens the page; or the library has been closed
            example_questions(library, library.shelf())
        # The modules, the models and the dictionary stay as long as the program: no collection need walk over them again.
        gc.collect()
        gc.freeze()

    with library:
        app = create_app(library, auth, root_path, mcp, generator)
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=3, timeout_keep_alive=75)
        listening.listen()  # before it is said: from here on nobody who asks is turned away
        host, port, *_ = listening.getsockname()
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"问报告已启动：http://{shown}:{port}{root_path}（按 Ctrl+C 停止）")
        # They take seconds, and the reader is loaded for them: before the first one asks, but not before the page is up.
        threading.Thread(target=try_examples, name="examples").start()
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[listening])


def _update(library: "Library") -> None:
    """Rebuild a library of a former default model, while it answers as before."""
    from index import AskReportError, Step, rebuild

    shown = -1

    def tell(step: Step) -> None:
        nonlocal shown
        percent = 100 * step.done // max(1, step.total)
        if percent // 10 > shown:
            shown = percent // 10
            typer.echo(f"资料库由旧版模型建立，正在后台更新：{percent}%（照常可以提问）")

    try:
        rebuild(library.home.address, progress=tell)
        typer.echo("资料库已更新。")
    except AskReportError as error:
        typer.echo(f"资料库没有更新：{error}", err=True)


def _read_auth(auth: str) -> tuple[str, str] | None:
    if not auth:
        return None
    name, _, password = auth.partition(":")
    if not name or not password:
        _stop("--auth 要写作 名:口令，两者都不能空。")
    return name, password


def _bound(host: str, port: int) -> socket.socket:
    """The port, ours from now on; that it cannot be had is said before anything is loaded."""
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        _stop(f"{host}:{port} 用不了（{error.strerror}）。请换一个端口，例如 --port {port + 1}。")
    return bound


def _stop(message: str) -> NoReturn:
    typer.echo(message, err=True)
    sys.exit(2)


if __name__ == "__main__":
    typer.run(main)
