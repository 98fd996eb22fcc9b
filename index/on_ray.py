"""Tasks on a cluster of Ray's: https://docs.ray.io.

Ray carries between its own processes what ``tasks`` sends and what comes back, in Ray's own serialisation. A task that
dies with its process or its machine is given to another one. The machines need the packages of requirements.txt and
requirements-scale.txt; this project's code goes to them with the tasks, so all run the same.
"""

import logging
import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from .adding import Maker
from .errors import LibraryError, UnreadableFile
from .tasks import Answer, by_tasks, made

LOCAL, AUTO = "local", "auto"
_TRIES = 4  # of a task whose process dies
_AHEAD = 2  # tasks begun for each core, so that none waits for this process
_CONNECT_SECONDS = 10
_PASSED = ("ASKREPORT_OCR",)  # how files are read


@contextmanager
def on_ray(address: str) -> Iterator[Maker]:
    """Has files read, parsed and embedded by a cluster, for as long as the block lasts.

    address: ``local`` for one of this machine's own, that ends with the block; ``auto`` for one that runs on this
    machine; ``host:port`` or ``ray://host:port``. Raises LibraryError where there is none, or Ray is not installed.
    """
    if address not in (LOCAL, AUTO):
        _reach(address)
    ray = _imported(address)
    _connect(ray, address)
    try:
        cores = int(ray.cluster_resources().get("CPU", 1))
        yield by_tasks(_begin(ray), _AHEAD * cores)
    finally:
        ray.shutdown()


def _imported(address: str) -> Any:
    """Ray, which reads the environment once, as it is imported."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_DEDUP_LOGS_SKIP_REGEX", ".")  # what it would print among the results
    os.environ.setdefault("RAY_ENABLE_AUTO_CONNECT", "0")  # to some other cluster, when this one is gone
    if address == LOCAL:
        # Despite its name: on every system, its processes listen on 127.0.0.1 only.
        os.environ.setdefault("RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER", "0")
        # Else it leaves one in the user's home.
        os.environ.setdefault("RAY_AUTH_TOKEN", secrets.token_hex(32))
    try:
        import ray
    except ImportError as error:
        raise LibraryError(
            "没有安装 Ray，不能使用 --ray。请执行 pip install -r requirements-scale.txt，或不用 --ray 添加。"
        ) from error
    return ray


def _connect(ray: Any, address: str) -> None:
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    code = {
        "py_modules": [str(Path(__file__).parent)],
        "env_vars": {name: os.environ[name] for name in _PASSED if name in os.environ},
    }
    try:
        if address == LOCAL:
            ray.init(LOCAL, include_dashboard=False, **quiet)
        else:
            ray.init(address, runtime_env=code, **quiet)
    # SystemExit: what answers there is not Ray.
    except (OSError, ValueError, RuntimeError, SystemExit, ray.exceptions.RayError) as error:
        raise _unreachable(address, error) from error


def _reach(address: str) -> None:
    """Ray itself waits for minutes. Raises LibraryError where nothing listens."""
    try:
        place = urlsplit(address if "://" in address else f"//{address}")
        if place.scheme not in ("", "ray") or not place.hostname or not place.port:
            raise ValueError("写法应是 主机:端口、ray://主机:端口、auto 或 local")
        socket.create_connection((place.hostname, place.port), _CONNECT_SECONDS).close()
    except (OSError, ValueError) as error:
        raise _unreachable(address, error) from error


def _unreachable(address: str, error: BaseException) -> LibraryError:
    return LibraryError(
        f"连不上 Ray（{address}）。请检查地址，并确认那里已执行 ray start；它要求令牌的，设置 RAY_AUTH_MODE=token。"
        f"只用这台机器时，地址写 local。原因：{_last_line(error)}"
    )


def _begin(ray: Any) -> Callable[[bytes, str, str], Callable[[], Answer]]:
    """Starts tasks that are given to another process when theirs dies."""
    task = ray.remote(num_cpus=1, max_retries=_TRIES - 1)(made)

    def begin(data: bytes, name: str, model: str) -> Callable[[], Answer]:
        with _told(ray, name):
            reference = task.remote(data, name, model)

        def answer() -> Answer:
            with _told(ray, name):
                told: Answer = ray.get(reference)
            return told

        return answer

    return begin


@contextmanager
def _told(ray: Any, name: str) -> Iterator[None]:
    """What went wrong with the task of the file ``name``, as an error of this project's."""
    died = (ray.exceptions.WorkerCrashedError, ray.exceptions.OutOfMemoryError, ray.exceptions.NodeDiedError)
    try:
        if not ray.is_initialized():
            raise ConnectionError("集群已没有应答")
        yield
    except died as error:
        raise UnreadableFile(
            f"处理 {name} 的进程 {_TRIES} 次都中途结束了（{type(error).__name__}），没有加入。"
            "请检查各台机器的内存，拆分这个文件，或不用 --ray 单独添加它。"
        ) from error
    except (ConnectionError, ray.exceptions.RaySystemError) as error:
        raise LibraryError(
            f"与 Ray 的连接断了（{_last_line(error)}），{name} 没有加入。恢复后再执行一次，会接着做。"
        ) from error
    except ray.exceptions.RayError as error:
        raise UnreadableFile(
            f"Ray 没能处理 {name}（{_last_line(error)}）。"
            "请检查各台机器上是否装好了 requirements.txt 中的包，再执行一次。"
        ) from error


def _last_line(error: BaseException) -> str:
    """What an error of Ray's says; before it may stand the other process's traceback."""
    return str(error).strip().rpartition("\n")[2]
