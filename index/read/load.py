"""A path to a file's content, with the file as it came: what the format knows, and nothing guessed.

Every file that cannot be used ends in :class:`UnreadableFile`, whose message names the file and the way out.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..errors import UnreadableFile
from .blocks import Block
from .formats import SUFFIXES
from .sandbox import content_of

# Three hundred scanned pages, at 300 dots an inch and in grey, are about 150 MB.
MAX_FILE_BYTES = 200 * 1024 * 1024
_LITTER = frozenset({"thumbs.db", "desktop.ini"})  # what systems put into folders


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file as it came, and its blocks."""

    source: str  # the file's name
    data: bytes
    sha256: str
    encoding: str  # of a text file; "" where the format carries its own
    blocks: tuple[Block, ...]
    remarks: tuple[str, ...] = ()  # what a user must know of it


def load(path: Path) -> LoadedFile:
    """Read a report file.

    Raises:
        UnreadableFile: if it is missing, a directory, empty, binary, damaged, too large or of no known format.
    """
    return loaded(file_bytes(path), path.name)


def loaded(
    data: bytes, name: str, pages: Callable[[int, int], None] = lambda done, total: None
) -> LoadedFile:
    """A file of this name and these bytes, as ``load`` gives it; ``pages`` hears how many of its pages are read."""
    content = content_of(data, name, pages)
    digest = hashlib.sha256(data).hexdigest()
    return LoadedFile(name, data, digest, content.encoding, content.blocks, content.remarks)


def report_files(path: Path) -> list[Path]:
    """The file itself, or all report files below a folder."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if is_report_file(file))


def left_out(path: Path) -> list[Path]:
    """What lies below a folder and is not taken for a report, but for what systems and Office put there."""
    files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else []
    within = [file for file in files if not any(map(_is_litter, file.relative_to(path).parts))]
    return [file for file in within if not is_report_name(file.name)]


def _is_litter(name: str) -> bool:
    return name.startswith((".", "~$")) or name.lower() in _LITTER


def is_report_file(path: Path) -> bool:
    """Whether a file found in a folder is taken for a report."""
    return is_report_name(path.name) and path.is_file()


def is_report_name(name: str) -> bool:
    """Whether a file in a folder or archive is taken for a report by its name."""
    # What Word and macOS put beside a document bears its suffix: ~$报告.docx, ._报告.docx
    return name.lower().endswith(SUFFIXES) and not name.startswith((".", "~$"))


def file_bytes(path: Path) -> bytes:
    """What a file holds. Raises UnreadableFile if that is nothing or too much, or the file is none."""
    if path.is_dir():
        raise UnreadableFile(f"这是文件夹，不是文件：{path}。请给出其中的文件。")
    if not path.is_file():
        raise UnreadableFile(f"找不到文件：{path}。请检查路径。")
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnreadableFile(
                f"文件太大：{path.name} 有 {size / 2**20:.1f} MB，上限是 {MAX_FILE_BYTES // 2**20} MB。请拆分后再添加。"
            )
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(f"无法读取文件：{path.name}（{error.strerror}）。请检查权限。") from error
    if not data:
        raise UnreadableFile(f"文件是空的：{path.name}。请检查内容后再添加。")
    return data
