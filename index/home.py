"""Where libraries lie, and what the default one starts with."""

import os
from pathlib import Path

from .errors import LibraryError

_ROOT = Path(__file__).resolve().parent.parent
SEEDS = _ROOT / "seeds"
DEFAULT_LIBRARY = _ROOT / "data" / "library"
ASIDE = "rebuilding"  # the folder in which a library's new state grows, inside its own


def folder_for(path: str | Path | None) -> Path:
    """The folder meant: the path, or what ASKREPORT_LIBRARY names, or data/library of the project."""
    return Path(path or os.environ.get("ASKREPORT_LIBRARY") or DEFAULT_LIBRARY).expanduser()


def is_default(folder: Path) -> bool:
    """Whether it is the library of whoever names none."""
    return folder.resolve() == DEFAULT_LIBRARY.resolve()


def make_folder(folder: Path) -> None:
    """Make a library's folder where it is missing. Raises LibraryError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"不能把 {folder} 用作资料库文件夹（{error.strerror}）。请检查路径和权限，或另选一个文件夹。"
        ) from error
