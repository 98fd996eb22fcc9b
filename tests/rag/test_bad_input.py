"""Files that are no reports and questions that are no questions: a clear message or a sensible answer."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from index import BadQuestion, Library, UnreadableFile
from rag import ask, retrieve
from rag.check import check_answer


def sized(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.truncate(size)


BAD_FILES: dict[str, Callable[[Path], object]] = {
    "空.txt": Path.touch,
    "空.docx": Path.touch,
    "空白.txt": lambda path: path.write_text(" \n\t\u3000\n\u200b\n", encoding="utf-8"),
    "只有标点.txt": lambda path: path.write_text("。。。\n———\n", encoding="utf-8"),
    "二进制.txt": lambda path: path.write_bytes(bytes(range(256)) * 50),
    "零.txt": lambda path: path.write_bytes(bytes(10_000)),
    "随机.docx": lambda path: path.write_bytes(os.urandom(5000)),
    "文件夹.txt": Path.mkdir,
    "没有.txt": lambda path: None,
    "两百兆.txt": lambda path: sized(path, 200 * 1024 * 1024),
    "两百兆.docx": lambda path: sized(path, 200 * 1024 * 1024),
    "控制字符.txt": lambda path: path.write_text("\x01\x02\x03\x04提案\x05\x06" * 100, encoding="utf-8"),
    "半个代理.txt": lambda path: path.write_bytes("提案".encode() + b"\xed\xa0\x80" * 9),
    "程序.exe": lambda path: path.write_bytes(b"MZ" + bytes(100)),
    "没有扩展名": lambda path: path.write_bytes(b"\x7fELF" + bytes(100)),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_file_that_is_no_report(library: Library, tmp_path: Path, name: str) -> None:
    before = library.reports()
    path, good = tmp_path / name, tmp_path / "好的.txt"
    BAD_FILES[name](path)
    good.write_text("甲县工作报告\n\n办理提案12件。", encoding="utf-8")
    if path.is_dir():
        assert [result.added for result in library.add([path, good])] == [True]  # a folder without reports
    else:
        bad, added = library.add([path, good])
        assert isinstance(bad.error, UnreadableFile) and bad.report is None and added.added
        assert name in str(bad.error) and re.search("[\u4e00-\u9fff]", str(bad.error))
    assert library.reports()[:-1] == before


ODD_FILES: dict[str, bytes] = {
    "one line of fifty thousand characters": ("办理提案12件，委员满意" * 5_000).encode(),
    "one word of fifty thousand characters": ("提" * 50_000).encode(),
    "one word": "提案".encode(),
    "a figure": b"174",
    "control characters here and there": (
        "提案\x07办理12件。" + "委员满意。\n" * 30 + "\x1b[31m采纳3件。\n"
    ).encode(),
    "five thousand lines": "提案办理。\n".encode() * 5_000,
    "html": "<script>alert(1)</script><p>办理提案12件。</p>".encode(),
    "marks and bold": "办理[1]提案**12**件[2]。".encode(),
    "only a heading": "一、工作回顾".encode(),
    "brackets without end": ("（《“" * 20_000 + "提案").encode(),
}


@pytest.mark.parametrize("name", ODD_FILES)
def test_odd_file_is_kept_and_asked(library: Library, tmp_path: Path, name: str) -> None:
    path = tmp_path / "怪 文件.txt"
    path.write_bytes(ODD_FILES[name])
    [result] = library.add([path])
    assert result.added and result.report is not None
    report = library.report(result.report.id)
    for paragraph in report.paragraphs[:100]:
        assert report.quote(paragraph.span).strip()
    answer = ask("提案办理了多少件？", library=library, reports=[report.id])
    assert check_answer(answer, lambda id_: library.report(id_).text) == []


def test_line_of_a_million_characters(library: Library, tmp_path: Path) -> None:
    (tmp_path / "一行.txt").write_text("办理提案12件，委员满意。"[:11] * 90_909 + "。", encoding="utf-8")
    [result] = library.add([tmp_path / "一行.txt"])
    assert result.added and result.report is not None
    [passage] = retrieve("提案", library=library, reports=[result.report.id])
    assert len(passage.text) == 10**6
    assert passage.text == library.report(result.report.id).quote(passage.span)


def test_name_that_is_no_unicode(library: Library, tmp_path: Path) -> None:
    """As files unpacked from a GBK archive are named."""
    path = os.fsencode(tmp_path) + b"/" + "报告.txt".encode("gbk")
    try:
        Path(os.fsdecode(path)).write_text("甲县工作报告\n\n办理提案12件。", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes names in Unicode only")
    [result] = library.add([os.fsdecode(path)])
    assert result.report is not None and result.error is None
    result.report.source.encode()
    assert retrieve("提案", library=library, reports=[result.report.id])


NO_QUESTION = {
    "empty": "",
    "spaces": " \t\n\u3000",
    "control characters": "\x00\x01\x1b\x7f",
    "zero width": "\u200b\ufeff\u200d",
    "lone surrogate": "\ud800",
    "lone surrogates": "\udfff\ud800" * 10,
    "emoji": "😀🎉👨‍👩‍👧",
    "marks": "？！……（）",
    "syntax": '"*():^~[]{}+-&&||!\\/',
    "20,000 characters": "提案" * 10_000,
    "20,000 characters of one word": "案" * 20_000,
}


@pytest.mark.parametrize("name", NO_QUESTION)
def test_question_that_is_none(seed: Library, name: str) -> None:
    for call in (ask, retrieve):
        with pytest.raises(BadQuestion, match="[\u4e00-\u9fff]") as caught:
            call(NO_QUESTION[name], library=seed)
        assert len(str(caught.value)) < 200
        str(caught.value).encode()


ODD_QUESTIONS = [
    'title:"委员建议" AND text:*',
    "提案 OR 1=1; DROP TABLE reports; --",
    "提案'",
    '"提案',
    "提案*",
    "提案) OR (委员",
    "NEAR(提案 委员, 5)",
    "提案:委员",
    "+提案 -委员",
    "提案^10 委员~2",
    "[1 TO 9] 提案",
    "{提案}",
    "\\提案\\",
    "提案\x00委员",
    "提案\ud800委员有多少？",
    "委员提了多少件提案😀？",
    "\u202e提案\u202c多少件",
    "<script>alert('提案')</script>",
    "提案[1][2]多少件？**",
    "a",
    "7",
    "案" * 1000,
    "％％％提案％s%n",
    "é́́́提案",
    "AND",
    "NOT",
]


@pytest.mark.parametrize("question", ODD_QUESTIONS)
def test_odd_question_has_a_sound_answer(seed: Library, question: str) -> None:
    passages = retrieve(question, 3, library=seed)
    assert len(passages) == 3
    answer = ask(question, library=seed)
    assert check_answer(answer, lambda id_: seed.report(id_).text) == []
    answer.question.encode()
    assert len(seed.reports()) == 1
