"""Zip packages, opened within limits: what a document of XML in a zip and an archive of reports have in common."""

import io
import zipfile
import zlib
from posixpath import join, normpath
from typing import Any

from lxml import etree

from ..errors import UnreadableFile

MAX_MEMBERS = 10_000
MAX_UNPACKED_BYTES = 500 * 1024 * 1024
MAX_RATIO = 200  # of a member's size to what it takes up in the package; XML is seldom packed to 1 in 50
_SMALL = 1024 * 1024  # what unpacks to less is no bomb, however well it was packed
_ENCRYPTED = 1  # bit of a member's flags
# What zipfile and lxml were seen to raise on files with bytes changed at random.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


class Package:
    """The members of a zip by their names; raises what ``DAMAGE`` lists where it is damaged."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open the bytes of the file called ``name``.

        Raises:
            UnreadableFile: if it is encrypted, or has more members or unpacks to more than a report does.
        """
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self.entries = self._zip.infolist()
        if any(entry.flag_bits & _ENCRYPTED for entry in self.entries):
            raise UnreadableFile(f"文件有密码：{name}。请去掉密码后再添加。")
        if len(self.entries) > MAX_MEMBERS:
            raise UnreadableFile(
                f"压缩包里的文件太多：{name} 有 {len(self.entries)} 个，上限是 {MAX_MEMBERS} 个。请分开后再添加。"
            )
        unpacked = sum(entry.file_size for entry in self.entries)
        if unpacked > MAX_UNPACKED_BYTES:
            raise UnreadableFile(
                f"文件太大：{name} 解压后有 {unpacked / 2**20:.0f} MB，上限是 {MAX_UNPACKED_BYTES // 2**20} MB。"
            )
        for entry in self.entries:
            if entry.file_size > max(_SMALL, MAX_RATIO * entry.compress_size):
                raise UnreadableFile(f"压缩比异常：{name} 里的内容可能是压缩炸弹，没有打开。请确认文件的来源。")
        self._names = {_plain(entry.filename): entry for entry in self.entries}

    def __contains__(self, member: str) -> bool:
        return _plain(member) in self._names

    def read(self, member: str | zipfile.ZipInfo) -> bytes:
        """The bytes of a member."""
        return self._zip.read(self._names[_plain(member)] if isinstance(member, str) else member)

    def xml(self, member: str) -> Any:
        """The root element of a member: no entity is resolved, nothing outside is fetched."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        return etree.fromstring(self.read(member), parser)


def beside(member: str, location: str) -> str:
    """The name that ``location`` in the XML of ``member`` stands for; one that begins with / is from the top."""
    folder = member.rpartition("/")[0]
    return location if location.startswith("/") else join(folder, location)


def _plain(member: str) -> str:
    return normpath("/" + member.replace("\\", "/")).lstrip("/").lower()
