"""What holds for every text, whatever it is: generated reports, broken ones, and noise."""

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from index.models import Report
from index.parse import report_from_paragraphs, report_from_text
from index.text.sentences import MAX_SENTENCE, split_sentences

NOISE = st.text(max_size=400)  # control characters and lone surrogates included
PIECES = st.sampled_from(
    [
        "一、",
        "（二）",
        "3.",
        "（4）",
        "五是",
        "——",
        "第一章 ",
        "第二条 ",
        "附件1",
        "名词解释",
        "各位代表：",
        "工作回顾",
    ]
    + [
        "全年开展13场活动",
        "过去一年，各项工作取得新的进展",
        "，",
        "。",
        "；",
        "：",
        "……",
        "“",
        "”",
        "《",
        "》",
        "（",
        "）",
    ]
    + [
        "(下转第三版)",
        "（上接第一版）",
        "- 3 -",
        "\n",
        "\n\n",
        "\n\n\n\n\n\n\n\n\n\n",
        "　　",
        " ",
        "\u200b",
        "\f",
        "\t",
    ]
    + [
        "政府工作报告",
        "2021年2月5日在县政协十届五次会议上",
        "华寿军",
        "来源：日报",
        "版权所有",
        "PM",
        "2.5",
        "1.1 公路",
        "2 总则",
        "## 目标",
        "**粮食**",
        "- 油料",
        "首页 > 公开 > 报告",
        "【字号：大 中 小】",
        "打印",
        "相关链接>>",
        "https://www.example.invalid/a",
        "增长-0.7%.",
        "\ud800",
        "\0",
        "😀",
    ]
)
REPORTS = st.lists(PIECES, max_size=60).map("".join)
TEXTS = NOISE | REPORTS


def visible(text: str) -> str:
    """The characters that cleaning keeps and white space does not hide."""
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
    return "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs"} and not c.isspace())


def check(report: Report) -> None:
    end = 0
    for number, paragraph in enumerate(report.paragraphs, start=1):
        assert paragraph.number == number
        assert end <= paragraph.span.start < paragraph.span.end <= len(report.text)
        text = report.quote(paragraph.span)
        assert text == text.strip() != ""
        assert "\n" not in text
        position = paragraph.span.start
        for sentence in paragraph.sentences:
            assert report.text[position : sentence.start].strip() == ""
            assert position <= sentence.start < sentence.end <= paragraph.span.end
            assert report.quote(sentence) == report.quote(sentence).strip()
            assert sentence.end - sentence.start <= MAX_SENTENCE
            position = sentence.end
        assert position == paragraph.span.end
        end = paragraph.span.end
    starts = [section.span.start for section in report.sections]
    assert starts == sorted(set(starts))
    paths = {section.path for section in report.sections}
    for section in report.sections:
        assert report.quote(section.span) == section.title
        inside = [p for p in report.paragraphs if p.span.start <= section.span.start < p.span.end]
        assert all(section.span.end <= p.span.end and p.section == section.path for p in inside)
    assert {paragraph.section for paragraph in report.paragraphs} <= paths | {
        path[:depth] for path in paths for depth in range(len(path))
    } | {()}
    for note in report.notes:
        assert report.quote(note).strip() == report.quote(note) != ""
        assert not any(p.span.start < note.end and note.start < p.span.end for p in report.paragraphs)


@given(TEXTS)
@example("\ud83d\ude00 一、好\n\ud83d")
@example("（一）")
@example("——\n——")
@example("一、\n\n\n\n\n\n\n\n\n版权")
def test_every_text_parses_into_sound_spans(text: str) -> None:
    check(report_from_text(text))


@given(TEXTS)
def test_parsing_is_deterministic(text: str) -> None:
    assert report_from_text(text, "a.txt") == report_from_text(text, "a.txt")


def unmarked(text: str) -> str:
    """What is visible without the characters that may be Markdown's marks."""
    return re.sub(r"[#*_`>+\\\[\]()!•-]", "", visible(text))


@given(TEXTS)
@example("**甲**\n[乙](https://www.example.invalid)\n- 丙\n> 丁")
@example("首页 > 公开 > 报告\n政府工作报告\n打印\n各位代表：\n一、好。\n相关链接>>\n甲的报告")
def test_nothing_is_lost_or_invented(text: str) -> None:
    """What is no text of the report is kept as a note; only Markdown's own marks go."""
    report = report_from_text(text)
    assert sorted(unmarked(report.text)) == sorted(unmarked(text))
    if not report.notes:  # a note that stood inside a paragraph comes after it
        assert unmarked(report.text) == unmarked(text)


@given(TEXTS)
def test_the_cleaned_text_parses_to_itself(text: str) -> None:
    """Cleaning is done once and for all: cleaned text has nothing left to clean."""
    cleaned = report_from_text(text).text
    assert visible(report_from_text(cleaned).text) != "" or visible(cleaned) == ""
    assert all(unicodedata.category(c) not in {"Cf", "Cs"} for c in cleaned)
    assert all(unicodedata.category(c) != "Cc" for c in cleaned.replace("\n", ""))


@given(st.lists(TEXTS.filter(visible), max_size=8))
def test_given_paragraphs_are_kept_one_to_one(texts: list[str]) -> None:
    report = report_from_paragraphs(texts, "书")
    check(report)
    assert [visible(report.quote(p.span)) for p in report.paragraphs] == list(map(visible, texts))


@given(TEXTS, st.integers(0, 50), st.integers(0, 50))
def test_sentences_cover_any_part_of_any_text(text: str, before: int, after: int) -> None:
    start, end = min(before, len(text)), max(min(before, len(text)), len(text) - after)
    position = start
    for sentence in split_sentences(text, start, end):
        assert position <= sentence.start < sentence.end <= end
        assert text[position : sentence.start].strip() == ""
        position = sentence.end
    assert text[position:end].strip() == ""
