"""Read a file into blocks of raw text: what the format knows, and nothing guessed.

Every file that cannot be used ends in :class:`UnreadableFile`, whose message names the file and the way out.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from ..errors import UnreadableFile
from .blocks import Block
from .decode import decode
from .tables import told, with_tables

MAX_FILE_BYTES = 50 * 1024 * 1024  # a work report is about 60 KB; fifty million bytes is no report
SUFFIXES = (".docx", ".txt")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .doc, and the envelope of an encrypted .docx
_ZIP = b"PK\x03\x04"
_SIGNATURES = (
    (_ZIP, "ZIP 压缩包或 Office 文档"),
    (_OLE, "旧版 Office 文档"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF 文档"),
    (b"MZ", "Windows 程序"),
    (b"\x7fELF", "Linux 程序"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"\x1f\x8b", "GZIP 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"Rar!", "RAR 压缩包"),
    (b"SQLite format 3\0", "SQLite 数据库"),
)


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file as it came, and its blocks."""

    source: str  # the file's name
    data: bytes
    sha256: str
    encoding: str  # of a text file; "" where the format carries its own
    blocks: tuple[Block, ...]


def load(path: Path) -> LoadedFile:
    """Read a report file.

    Raises:
        UnreadableFile: if it is missing, a directory, empty, binary, damaged, too large or of no known format.
    """
    data = _read(path)
    blocks: tuple[Block, ...]
    if path.suffix.lower() == ".docx":
        blocks, encoding = _word_blocks(data, path.name), ""
    else:
        text, encoding = _text(data, path.name)
        blocks = text_blocks(text)
    if not any(any(map(str.isalnum, block.text)) for block in blocks):
        raise UnreadableFile(f"文件没有文字：{path.name}。请检查内容后再添加。")
    return LoadedFile(path.name, data, hashlib.sha256(data).hexdigest(), encoding, blocks)


def text_blocks(text: str) -> tuple[Block, ...]:
    """The lines and table rows of a plain text; a form feed starts a new page."""
    pages = text.split("\f")
    paged = len(pages) > 1
    lines = [
        Block(line, "line", number if paged else None)
        for number, page in enumerate(pages, start=1)
        for line in page.splitlines()
    ]
    return tuple(told(with_tables(lines)))


def report_files(path: Path) -> list[Path]:
    """The file itself, or all report files below a folder."""
    if not path.is_dir():
        return [path]
    return sorted(file for file in path.rglob("*") if _is_report_file(file))


def _is_report_file(path: Path) -> bool:
    # What Word and macOS put beside a document bears its suffix: ~$报告.docx, ._报告.docx
    return path.suffix.lower() in SUFFIXES and not path.name.startswith((".", "~$")) and path.is_file()


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableFile(f"这是文件夹，不是文件：{path}。请给出其中的文件。")
    if not path.exists():
        raise UnreadableFile(f"找不到文件：{path}。请检查路径。")
    if path.suffix.lower() not in SUFFIXES:
        kind = "请用 Word 另存为 .docx 后再添加" if path.suffix.lower() == ".doc" else "请转换后再添加"
        raise UnreadableFile(
            f"不支持的格式“{path.suffix or '无扩展名'}”：{path.name}。支持 {'、'.join(SUFFIXES)}，{kind}。"
        )
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


def _text(data: bytes, name: str) -> tuple[str, str]:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableFile(f"不是文本文件：{name} 的内容是{kind}。请改用正确的扩展名，或另存为文本。")
    return decode(data, name)


def _word_blocks(data: bytes, name: str) -> tuple[Block, ...]:
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableFile(f"Word 文件有密码：{name}。请去掉密码后再添加。")
        raise UnreadableFile(f"这是旧版 Word 文件（.doc）：{name}。请用 Word 另存为 .docx 后再添加。")
    if not data.startswith(_ZIP):
        raise UnreadableFile(
            f"不是 Word 文件：{name} 的内容不是 .docx 格式。请重新导出，或改用正确的扩展名。"
        )
    from .word import word_blocks  # python-docx takes 0.2 s to import; text files need not pay for it

    return word_blocks(data, name)
