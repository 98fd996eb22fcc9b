"""Zip archives of report files: each member is a file of its own, and a bad one never stops the others."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import NamedTuple, NoReturn
from zipfile import ZipFile, ZipInfo

from ..errors import UnreadableFile
from .decode import decode
from .formats import format_of
from .load import MAX_FILE_BYTES, file_bytes, is_report_name
from .safely import MAX_UNPACKED_BYTES, member_of, package_of

_UTF8 = 0x800  # bit of a member's flags: its name is UTF-8
_LITTER = "__MACOSX"  # what macOS puts into an archive
_MODULE = __name__.rpartition(".")[2]


class Member(NamedTuple):
    """A file to be read: one that lies on its own, or one of an archive."""

    name: str
    data: bytes


def members(path: Path) -> Iterator[Member | UnreadableFile]:
    """The files that a path stands for: itself, or each report file of a zip archive, one in it opened too.

    What cannot be used comes as its error, in its place.
    """
    try:
        member = Member(path.name, file_bytes(path))
    except UnreadableFile as error:
        yield error
        return
    if _is_archive(member):
        yield from _Unpacking().members(member, depth=0)
    else:
        yield member


def read(data: bytes, name: str) -> NoReturn:
    """An archive is no report. Raises UnreadableFile: one that lies in an archive of an archive ends here."""
    raise UnreadableFile(f"压缩包不能当作一份报告：{name}。请解压后添加其中的文件。")


def _is_archive(member: Member) -> bool:
    return format_of(member.data, PurePosixPath(member.name).suffix).module == _MODULE


class _Unpacking:
    """What an archive may still unpack to, with all that lies in it."""

    def __init__(self) -> None:
        self.left = MAX_UNPACKED_BYTES

    def members(self, archive: Member, depth: int) -> Iterator[Member | UnreadableFile]:
        """The report files of an archive, in its order."""
        try:
            package = package_of(archive.data, archive.name)
        except UnreadableFile as error:
            yield error
            return
        named = _named(package.infolist())
        if not named:
            yield UnreadableFile(f"压缩包里没有可以读取的文件：{archive.name}。请检查内容后再添加。")
        for name, entry in named:
            try:
                member = Member(name, self._read(package, entry, name))
            except UnreadableFile as error:
                yield error
                continue
            if _is_archive(member) and depth == 0:
                yield from self.members(member, depth + 1)
            else:
                yield member

    def _read(self, package: ZipFile, entry: ZipInfo, name: str) -> bytes:
        if entry.file_size > MAX_FILE_BYTES:
            raise UnreadableFile(
                f"文件太大：{name} 有 {entry.file_size / 2**20:.1f} MB，上限是 {MAX_FILE_BYTES // 2**20} MB。"
                "请拆分后再添加。"
            )
        self.left -= entry.file_size
        if self.left < 0:
            raise UnreadableFile(
                f"压缩包太大：{name} 没有读取，前面的文件解压后已达 {MAX_UNPACKED_BYTES // 2**20} MB。请分开后再添加。"
            )
        return member_of(package, entry.filename, name)


def _named(entries: list[ZipInfo]) -> list[tuple[str, ZipInfo]]:
    """The report files with the names they are shown under: their own, with the folder where two have the same."""
    paths = [PurePosixPath(name.replace("\\", "/")) for name in _names(entries)]
    found = [
        (path, entry)
        for path, entry in zip(paths, entries, strict=True)
        if not entry.is_dir() and _LITTER not in path.parts and all(map(_is_shown, path.parent.parts))
        if is_report_name(path.name)
    ]
    counts = Counter(path.name for path, _ in found)
    return [
        (path.name if counts[path.name] == 1 else "/".join(path.parts[-2:]), entry) for path, entry in found
    ]


def _is_shown(folder: str) -> bool:
    return folder in ("..", "/") or not folder.startswith(".")


def _names(entries: list[ZipInfo]) -> list[str]:
    """The members' names; those without a mark that they are UTF-8 are mostly in GBK, and told apart together."""
    raw = [
        entry.orig_filename.encode("utf-8" if entry.flag_bits & _UTF8 else "cp437", "replace")
        for entry in entries
    ]
    unmarked = b"\n".join(
        name for name, entry in zip(raw, entries, strict=True) if not entry.flag_bits & _UTF8
    )
    try:
        encoding = decode(unmarked, "")[1] if unmarked else "utf-8"
    except UnreadableFile:
        encoding = "gb18030"
    names = [
        name.decode("utf-8" if entry.flag_bits & _UTF8 else encoding, "replace")
        for name, entry in zip(raw, entries, strict=True)
    ]
    return [unicodedata.normalize("NFC", name) for name in names]
