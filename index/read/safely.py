"""Packages and XML from strangers: opened with limits on what they expand to, and nothing outside them is followed."""

import io
import zipfile
import zlib

from lxml import etree

from ..errors import UnreadableFile

MAX_UNPACKED_BYTES = 500 * 1024 * 1024
MAX_MEMBERS = 20_000
_ENCRYPTED = 0x1  # a flag of a member
# What zipfile was seen to raise on files with bytes changed at random.
DAMAGED_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


def package_of(data: bytes, name: str) -> zipfile.ZipFile:
    """A zip package, nothing of it unpacked yet; no member of it can unpack to more than it says.

    Raises:
        UnreadableFile: if it is damaged or encrypted, or unpacks to more than ``MAX_UNPACKED_BYTES``.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except DAMAGED_ZIP as error:
        raise UnreadableFile(f"文件已损坏：{name} 不能解压。请用原来的软件打开并另存后再添加。") from error
    entries = package.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES:
        raise UnreadableFile(
            f"文件太大：{name} 解压后有 {unpacked / 2**20:.0f} MB，上限是 {MAX_UNPACKED_BYTES // 2**20} MB。请拆分后再添加。"
        )
    if len(entries) > MAX_MEMBERS:
        raise UnreadableFile(
            f"文件太大：{name} 里有 {len(entries)} 个文件，上限是 {MAX_MEMBERS} 个。请拆分后再添加。"
        )
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise UnreadableFile(f"文件有密码：{name}。请去掉密码后再添加。")
    return package


def member_of(package: zipfile.ZipFile, member: str, name: str) -> bytes:
    """What a member of a package unpacks to. KeyError if there is none; UnreadableFile if it is damaged."""
    entry = package.getinfo(member)
    try:
        return package.read(entry)
    except DAMAGED_ZIP as error:
        raise UnreadableFile(
            f"文件已损坏：{name} 里的 {member} 不能解压。请用原来的软件打开并另存后再添加。"
        ) from error


def xml_of(data: bytes, name: str) -> etree._Element:
    """The root of an XML text. Its entities stay unexpanded, no other file is fetched, and libxml2's limits on
    depth (256) and on the length of a text (10 MB) hold.

    Raises:
        UnreadableFile: if it is damaged, or beyond these limits.
    """
    parser = etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableFile(
            f"文件已损坏：{name} 里的 XML 有误，或嵌套太深。请用原来的软件打开并另存后再添加。"
        ) from error
