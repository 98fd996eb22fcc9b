"""Packages and XML from strangers: what expands, nests or leads elsewhere is refused or left as it is."""

from collections.abc import Callable

import pytest

from index.errors import UnreadableFile
from index.read.pages import MAX_PAGES, check_pages
from index.read.safely import MAX_MEMBERS, MAX_UNPACKED_BYTES, member_of, package_of, xml_of
from tests.index.damaged import package, saying


def test_what_is_sound_is_opened() -> None:
    opened = package_of(package({"a.xml": "<a><b>字</b></a>"}), "甲.ofd")
    root = xml_of(member_of(opened, "a.xml", "甲.ofd"), "甲.ofd")
    assert root.findtext("b") == "字"
    check_pages(MAX_PAGES, "甲.pdf")


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: saying(package({"a": "x", "b": "y"}), "a", MAX_UNPACKED_BYTES), "解压后有 500 MB"),
        (lambda: package({str(number): "" for number in range(MAX_MEMBERS + 1)}), "20001 个文件"),
        (lambda: package({"a": "x"}, encrypted=True), "有密码"),
        (lambda: package({"a": "x"})[:40], "不能解压"),
        (bytes, "不能解压"),
    ],
    ids=["unpacks to much", "many members", "password", "cut", "empty"],
)
def test_what_expands_is_refused(made: Callable[[], bytes], told: str) -> None:
    data = made()
    with pytest.raises(UnreadableFile, match=f"甲.ofd.*{told}|{told}.*甲.ofd"):
        package_of(data, "甲.ofd")
    with pytest.raises(UnreadableFile, match="甲.pdf 有 1501 页"):
        check_pages(MAX_PAGES + 1, "甲.pdf")


def test_a_member_gives_no_more_than_it_says() -> None:
    opened = package_of(saying(package({"a": "字" * 10_000}), "a", 30), "甲.ofd")
    with pytest.raises(UnreadableFile, match="甲.ofd 里的 a 不能解压"):
        member_of(opened, "a", "甲.ofd")
    with pytest.raises(KeyError):
        member_of(opened, "b", "甲.ofd")


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a>" * 5000 + b"</a>" * 5000, b"\0\1", b"<a>&nothing;</a>"])
def test_xml_that_is_wrong_or_nested_deep_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="甲.ofd 里的 XML"):
        xml_of(data, "甲.ofd")


@pytest.mark.parametrize(
    "declared", ['<!ENTITY e SYSTEM "file:///etc/passwd">', '<!ENTITY d "哈哈"><!ENTITY e "&d;&d;&d;&d;">']
)
def test_entities_stay_as_they_are(declared: str) -> None:
    root = xml_of(f"<!DOCTYPE a [{declared}]><a>前&e;后</a>".encode(), "甲.ofd")
    assert root.text == "前" and "root:" not in "".join(root.itertext())
    assert len("".join(root.itertext())) < 10
