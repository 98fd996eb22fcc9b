"""A PostgreSQL server for tests: of a database in a folder of its own, on a free port of this machine, as an ordinary user.

It ends with the run, however that ends, and nothing of it is left.
"""

import os
import shutil
import signal
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.processes import ended, line_with, run, started

USER, PASSWORD = "askreport", "口令/p@ss?"
QUOTED = "%E5%8F%A3%E4%BB%A4%2Fp%40ss%3F"
_OTHERS = ("postgres", "nobody")  # PostgreSQL refuses to run as root
# Nothing but what is wrong with the server itself is told: nobody reads it while the tests run.
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "log_min_messages": "log",
    "log_checkpoints": "off",
    "lc_messages": "C",
}


class Server:
    """A running server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._numbers = count(1)

    def address(self, password: str = QUOTED, database: str = "postgres") -> str:
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    def new(self) -> str:
        """The address of a library that is not there yet: a schema of its own."""
        schema = f"library{next(self._numbers)}"
        self.run(f"CREATE SCHEMA {schema}")
        return f"{self.address()}?options=-csearch_path%3D{schema}"

    def run(self, statement: str) -> None:
        with psycopg.connect(self.address(), autocommit=True) as connection:
            connection.execute(statement.encode())

    def is_waited_for(self) -> bool:
        """Whether someone waits for a lock that another one has."""
        with psycopg.connect(self.address()) as connection:
            return connection.execute("SELECT 1 FROM pg_locks WHERE NOT granted").fetchone() is not None


def program(name: str) -> Path:
    """One of PostgreSQL's programs; a test that needs it is left out where it is not installed."""
    found = [
        *map(Path, filter(None, [shutil.which(name)])),
        *Path("/usr/lib/postgresql").glob(f"*/bin/{name}"),
    ]
    if not found:
        pytest.skip("PostgreSQL is not installed")
    return found[-1]


@contextmanager
def running() -> Iterator[Server]:
    """A server of an empty database."""
    initdb, postgres = program("initdb"), program("postgres")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        as_user = _as_ordinary_user(Path(folder))
        password = Path(folder, "password")
        password.write_text(PASSWORD, encoding="utf-8")
        data = str(Path(folder, "data"))
        options = ["--username", USER, "--auth=scram-sha-256", f"--pwfile={password}", "--no-sync"]
        made = run(*as_user, str(initdb), "-D", data, "--encoding=UTF8", "--locale=C", *options)
        assert made.returncode == 0, made.stderr
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        settings = [word for name, value in _SETTINGS.items() for word in ("-c", f"{name}={value}")]
        command = [*as_user, str(postgres), "-D", data, "-p", str(port), *settings]
        with started("sh", "-c", 'exec "$0" "$@" 2>&1', *command) as child:
            assert line_with(child, "ready to accept connections")
            try:
                yield Server(port)
            finally:
                child.send_signal(signal.SIGQUIT)  # at once, but with its memory given back
                ended(child)


def _as_ordinary_user(folder: Path) -> list[str]:
    """How a command is run that root may not run; the folder is that user's."""
    if os.geteuid() != 0:
        return []
    for user in _OTHERS:
        try:
            shutil.chown(folder, user)
        except LookupError:
            continue
        # Whoever becomes another loses the signal that ends it with its parent.
        return ["setpriv", f"--reuid={user}", "--clear-groups", "--pdeathsig", "KILL", "--"]
    pytest.skip("PostgreSQL does not run as root, and there is no other user")
