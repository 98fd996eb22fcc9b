"""Where libraries lie, and what the default one starts with."""

import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from .errors import LibraryError

_ROOT = Path(__file__).resolve().parent.parent
SEEDS = _ROOT / "seeds"
DEFAULT_LIBRARY = _ROOT / "data" / "library"
SERVERS = _ROOT / "data" / "servers"  # a folder for each library on a server, by its address
ASIDE = "rebuilding"  # the folder in which a library's new state grows, inside its own
_SCHEME = "postgresql"


@dataclass(frozen=True, slots=True)
class Home:
    """Where one library lies: all of it in a folder, or its record on a server and in a folder what is derived from it."""

    folder: Path
    name: str  # as users see it, without a password
    server: str = field(default="", repr=False)  # postgresql://…, with it

    @property
    def address(self) -> Path | str:
        """By which it is found again."""
        return self.server or self.folder

    @property
    def record(self) -> Path | str:
        """The database that is the system of record: its file or its address."""
        return self.server or self.folder / "library.db"

    @property
    def is_default(self) -> bool:
        """Whether it is the library of whoever names none."""
        return not self.server and self.folder.resolve() == DEFAULT_LIBRARY.resolve()

    def make_folder(self) -> None:
        """Make its folder where it is missing. Raises LibraryError."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise LibraryError(
                f"不能把 {self.folder} 用作资料库文件夹（{error.strerror}）。请检查路径和权限，或另选一个文件夹。"
            ) from error


def home_for(path: str | Path | None) -> Home:
    """The one meant: a folder or a server's address, or what ASKREPORT_LIBRARY names, or data/library of the project.

    Raises LibraryError for an address that is none.
    """
    named = path or os.environ.get("ASKREPORT_LIBRARY") or DEFAULT_LIBRARY
    if isinstance(named, str) and "://" in named:
        return _on_server(named)
    folder = Path(named).expanduser()
    return Home(folder, str(folder))


def _on_server(address: str) -> Home:
    parts = urlsplit(address)
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = "@"
    # A password with such a character in it would be taken for something else, and shown.
    if parts.scheme != _SCHEME or "@" in port + parts.path + parts.query + parts.fragment:
        raise LibraryError(
            f"资料库的地址要写作 {_SCHEME}://用户名:口令@主机:5432/数据库名。"
            "口令里的 @、:、/、?、#、% 要写成 %40、%3A、%2F、%3F、%23、%25。"
        )
    user = f"{parts.username}@" if parts.username else ""
    name = f"{_SCHEME}://{user}{parts.hostname or ''}{port}{parts.path}"
    options = urlencode([each for each in parse_qsl(parts.query) if each[0] != "password"])
    key = hashlib.sha256(f"{name}?{options}".encode()).hexdigest()[:16]
    return Home(SERVERS / key, name, address)
