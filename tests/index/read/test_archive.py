"""A zip of report files is each of its files."""

import io
import zipfile
from pathlib import Path

import pytest

from index import UnreadableFile
from index.read import Member, members
from index.read.safely import MAX_UNPACKED_BYTES

TEXT = "全年新建公路112公里。".encode()


def packed(files: dict[str, bytes], *, marked: bool = True) -> bytes:
    """A zip of these; a name that is not ``marked`` as UTF-8 is in GBK."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name if marked else name.encode("gbk").decode("cp437"), data)
    if marked:
        return buffer.getvalue()
    return _unmarked(buffer.getvalue())


def _unmarked(data: bytes) -> bytes:
    """The zip with its names as the bytes of GBK that they stand for, and no mark that they are UTF-8."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as read, zipfile.ZipFile(result, "w") as package:
        for entry in read.infolist():
            package.writestr(_GbkInfo(entry.filename), read.read(entry))
    return result.getvalue()


class _GbkInfo(zipfile.ZipInfo):
    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("cp437"), self.flag_bits & ~0x800


def listed(folder: Path, data: bytes, name: str = "材料.zip") -> list[str]:
    """The names of the members, the messages of those that cannot be used."""
    (folder / name).write_bytes(data)
    return [each.name if isinstance(each, Member) else str(each) for each in members(folder / name)]


@pytest.mark.parametrize("marked", [True, False])
def test_names_in_folders(marked: bool, tmp_path: Path) -> None:
    data = packed({"水利局材料/2025年工作总结.txt": TEXT, "水利局材料/附件/计划.txt": TEXT}, marked=marked)
    assert listed(tmp_path, data) == ["2025年工作总结.txt", "计划.txt"]


def test_litter_hidden_files_and_other_files_are_passed_over(tmp_path: Path) -> None:
    names = ["__MACOSX/._a.txt", "__MACOSX/a.txt", "._a.txt", ".git/a.txt", "~$a.docx", "a.exe", "甲/a.txt"]
    assert listed(tmp_path, packed(dict.fromkeys(names, TEXT))) == ["a.txt"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    data = packed({"材料/甲镇/总结.txt": TEXT, "材料/乙镇/总结.txt": TEXT})
    assert listed(tmp_path, data) == ["甲镇/总结.txt", "乙镇/总结.txt"]


def test_an_archive_in_an_archive_is_opened_once(tmp_path: Path) -> None:
    inner = packed({"内.txt": TEXT})
    twice = packed({"再内.zip": inner})
    first, second, third = members(
        _written(tmp_path, packed({"一.zip": inner, "二.zip": twice, "三.txt": TEXT}))
    )
    assert isinstance(first, Member) and first == ("内.txt", TEXT)
    assert isinstance(second, Member) and second.name == "再内.zip"  # which its reader refuses
    assert isinstance(third, Member) and third.name == "三.txt"


def test_a_bad_member_stops_no_other(tmp_path: Path) -> None:
    data = bytearray(packed({"坏.txt": bytes(range(256)) * 9, "好.txt": TEXT}))
    data[60:80] = bytes(20)
    bad, good = listed(tmp_path, bytes(data))
    assert "已损坏" in bad and "坏.txt" in bad and good == "好.txt"


def test_an_encrypted_damaged_or_empty_archive_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": TEXT}))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    assert "密码" in listed(tmp_path, bytes(data))[0]
    assert "已损坏" in listed(tmp_path, packed({"a.txt": TEXT})[:-30])[0]
    assert "没有可以读取的文件" in listed(tmp_path, packed({"a.exe": TEXT}))[0]


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    data = bytearray(packed({"a.txt": TEXT}))
    place = data.index(b"PK\x01\x02")
    data[place + 24 : place + 28] = (MAX_UNPACKED_BYTES + 1).to_bytes(4, "little")
    assert "太大" in listed(tmp_path, bytes(data))[0]


def test_a_file_of_its_own_is_its_only_member(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert list(members(tmp_path / "a.txt")) == [Member("a.txt", TEXT)]
    (missing,) = members(tmp_path / "b.txt")
    assert isinstance(missing, UnreadableFile)


def _written(folder: Path, data: bytes) -> Path:
    (folder / "材料.zip").write_bytes(data)
    return folder / "材料.zip"
