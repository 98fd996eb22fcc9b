"""Every sentence that the other packages may show a reader has its English."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rag import Answer
from tests.processes import ROOT
from ui.english import in_language, worded

SPEAKING = [
    "rag/extract.py",
    "rag/write/grounding.py",
    "rag/write/notes.py",
    "rag/question/talk.py",
    "rag/retrieve.py",
    "index/read/load.py",
    "index/read/decode.py",
    "index/read/word/document.py",
    "index/read/word/pictures.py",
    "index/read/pdf/document.py",
    "index/read/image.py",
    "index/read/facsimile/page.py",
    "index/read/html/document.py",
    "index/read/html/mhtml.py",
    "index/read/archive.py",
    "index/read/delimited.py",
    "index/read/pages.py",
    "index/read/safely.py",
    "index/read/ofd/document.py",
    "index/read/office/convert.py",
    "index/read/office/document.py",
    "index/read/office/rtf.py",
    "index/read/office/slides.py",
    "index/read/sheets/seen.py",
    "index/read/sheets/workbook.py",
    "index/read/safely.py",
    "index/read/pages.py",
    "index/read/sandbox/sandbox.py",
    "index/adding.py",
    "index/metadata/corrections.py",
]
HAN = re.compile("[一-龥]")


def sentences(path: Path) -> Iterator[str]:
    """The Chinese sentences of a module's strings, each value in them as V1, V2, …"""
    tree = ast.parse(path.read_text("utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            parts = [
                part.value if isinstance(part, ast.Constant) else f"V{n}"
                for n, part in enumerate(node.values)
            ]
            words = "".join(map(str, parts))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            words = node.value
        else:
            continue
        if HAN.search(words) and words.endswith("。") and "\n" not in words:
            yield words


@pytest.mark.parametrize("module", SPEAKING)
def test_every_sentence_of_the_packages_below_has_its_english(module: str) -> None:
    found = list(sentences(ROOT / module))
    assert found
    # “…的报告” is what to type; （…） may hold an example.
    assert [each for each in found if HAN.search(in_language(each, "en").replace("的报告”", "”"))] == []


def test_values_stay_and_sentences_may_follow_each_other() -> None:
    message = "资料中没有找到甲省的相关内容。资料库里没有乙省、丙省的报告。以下是最接近的段落，供核对。"
    assert in_language(message, "zh-CN") == message
    assert in_language(message, "en") == (
        "Nothing was found about 甲省. There is no report of 乙省、丙省 here. "
        "These are the nearest passages, for you to check."
    )


def test_what_an_answer_quotes_is_left_as_it_is() -> None:
    quoted = "以下是报告原文。[1]"
    answer = Answer(quoted, (), False, "问", (), note="报告原文在此处中断，后续内容不在资料中。")
    assert worded(answer, "en").text == quoted
    assert worded(answer, "en").note.startswith("The report breaks off")
    assert worded(answer, "zh-CN") == answer
