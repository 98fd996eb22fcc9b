"""Answers, conversations and exports as text: pure functions over hand-made answers."""

import io
import json
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Span
from index.models import PageBreak
from rag import Answer, Citation, Passage
from rag.models import ReportRef
from ui.conversations import (
    MOST_BYTES,
    MOST_CONVERSATIONS,
    MOST_TURNS,
    Conversation,
    Memory,
    Turn,
    read,
    read_left_out,
)
from ui.export import export_word
from ui.export.conversation import escape_markdown, export_json, export_markdown
from ui.views import answer_html, answer_lines, page_text, question_html

REPORT = ReportRef("0123456789ab", "某县政府工作报告")
HOSTILE = "<img src=x onerror=alert(1)>[9]![x](http://example.org)$x$\n\n# 一"


def citation(mark: int, quote: str = "全年植树4321亩。") -> Citation:
    return Citation(mark, quote, REPORT, ("一、回顾", "（一）林业"), 3, 2, Span(10, 10 + len(quote)))


def answer(text: str, *citations: Citation, refused: bool = False, question: str = "植树多少亩？") -> Answer:
    passage = Passage("全年植树4321亩。", REPORT, ("一、回顾",), 3, None, Span(10, 20), 0.5)
    return Answer(text, citations, refused, question, (passage,), "high")


def test_lines_lists_bold_and_marks_are_told_apart() -> None:
    lines = answer_lines(answer("植树**4321亩**[1]，见[7]。\n- 甲[2]\n2. 乙", citation(1), citation(2)))
    assert [line.list for line in lines] == ["", "ul", "ol"]
    assert [(piece.text, piece.bold, bool(piece.citation)) for piece in lines[0].pieces] == [
        ("植树", False, False),
        ("4321亩", True, False),
        ("[1]", False, True),
        ("，见[7]。", False, False),
    ]
    assert lines[2].number == 2


def test_a_figure_that_was_recognised_without_certainty_is_said_to_be() -> None:
    doubted = answer("植树**4321亩**[1]。", replace(citation(1), doubtful=True))
    conversation = Conversation(title="植树", turns=[Turn("植树多少亩？", doubted)])
    assert "识别文字，请核对原图" in answer_html(doubted, "植树多少亩？", "zh-CN")
    assert "check it with the picture" in answer_html(doubted, "植树多少亩？", "en")
    assert "识别文字，请核对原图" in export_markdown(conversation, {}, "zh-CN").decode()
    with zipfile.ZipFile(io.BytesIO(export_word(conversation, {}, "zh-CN"))) as package:
        assert "识别文字，请核对原图" in package.read("word/footnotes.xml").decode()
    assert json.loads(export_json(conversation, {}, "zh-CN"))["turns"][0]["answer"]["citations"][0][
        "doubtful"
    ]
    kept = Memory([conversation], conversation)
    assert read(json.loads(json.dumps(kept.to_dict()))).current.turns[0].answer.citations[0].doubtful
    assert "识别文字" not in answer_html(answer("植树**4321亩**[1]。", citation(1)), "植树多少亩？", "zh-CN")


def test_a_row_of_a_table_is_said_to_be_one() -> None:
    told = answer("植树**4321亩**[1]。", replace(citation(1), row=True))
    conversation = Conversation(title="植树", turns=[Turn("植树多少亩？", told)])
    assert "表格行（第3段）" in answer_html(told, "植树多少亩？", "zh-CN")
    assert "table row (para. 3)" in answer_html(told, "植树多少亩？", "en")
    assert "表格行（第3段）" in export_markdown(conversation, {}, "zh-CN").decode()
    kept = Memory([conversation], conversation)
    assert read(json.loads(json.dumps(kept.to_dict()))).current.turns[0].answer.citations[0].row
    assert "表格行" not in answer_html(answer("植树**4321亩**[1]。", citation(1)), "植树多少亩？", "zh-CN")


def test_a_source_leads_to_its_page_where_there_is_a_picture_of_it() -> None:
    cited = answer("植树**4321亩**[1]。", citation(1))
    link = f'href="#page-{REPORT.id}-10-20-2">原页</a>'
    assert link in answer_html(cited, "植树多少亩？", "zh-CN", pictured={REPORT.id})
    assert "原页" not in answer_html(cited, "植树多少亩？", "zh-CN")


def test_what_could_not_be_read_of_a_report_is_told_with_an_answer_from_it() -> None:
    remark = "《某县政府工作报告》：第2页的字体没有文字编码，文字无法读取，没有收录。"
    noted = replace(answer("植树**4321亩**[1]。", citation(1)), note=remark)
    assert f'<span class="caution">{remark}</span>' in answer_html(noted, "?", "zh-CN")
    assert "these pages were left out" in answer_html(noted, "?", "en")


def test_the_pages_of_a_quote_that_crosses_them_are_shown() -> None:
    crossing = replace(citation(1), last_page=3)
    assert "第2—3页" in answer_html(answer("植树**4321亩**[1]。", crossing), "植树多少亩？", "zh-CN")
    assert "pp. 2–3" in answer_html(answer("植树**4321亩**[1]。", crossing), "植树多少亩？", "en")
    assert page_text(citation(1), "zh-CN") == "第2页"
    passage = Passage("甲。乙。", REPORT, (), 3, 1, Span(10, 14), 0.5, (PageBreak(12, 2),))
    assert page_text(passage, "zh-CN") == "第1—2页" and passage.to_dict()["last_page"] == 2
    assert passage.pages(Span(10, 12)) == (1, None) and passage.pages(Span(10, 13)) == (1, 2)
    assert passage.pages(Span(12, 14)) == (2, None)


TABLE = "各地：\n\n| 地区 | 植树 |\n| --- | --- |\n| 甲县 | **4321亩**[1] |\n| 乙县 | 2765亩[2] |\n其余略[1]"


def test_a_table_is_one_everywhere() -> None:
    shown = answer(TABLE, citation(1), citation(2))
    assert [(line.list, line.number, len(line.cells)) for line in answer_lines(shown)] == [
        ("", 0, 0),
        ("table", 0, 2),
        ("table", 1, 2),
        ("table", 2, 2),
        ("", 0, 0),
    ]
    html = answer_html(shown, "植树多少亩？", "zh-CN")
    assert html.count("<table>") == html.count("</table>") == 1
    assert html.count("<th>") == 2 and html.count("<td>") == 4 and "---" not in html
    told = Conversation("1", "植树", 0.0, [Turn("植树多少亩？", shown)])
    assert (
        "\n\n| 地区 | 植树 |\n| --- | --- |\n| 甲县 | **4321亩**[^1-1] |\n"
        in export_markdown(told, {}, "zh-CN").decode()
    )
    (table,) = docx.Document(io.BytesIO(export_word(told, {}, "zh-CN"))).tables
    assert [cell.text for row in table.rows for cell in row.cells][:4] == ["地区", "植树", "甲县", "4321亩"]


def test_a_line_with_bars_is_no_table() -> None:
    assert [line.list for line in answer_lines(answer("| 甲 | 乙[1] |\n| 丙 |", citation(1)))] == ["", ""]


def test_an_answer_shows_marks_sources_and_confidence() -> None:
    html = answer_html(answer("植树**4321亩**[1]。", citation(1)), "植树多少亩？", "zh-CN")
    assert 'href="#at-0123456789ab-10-20"' in html
    assert "<strong>4321亩</strong>" in html
    assert "第3段 · 第2页 · 一、回顾 › （一）林业 · 某县政府工作报告" in html
    assert "把握较大" in html
    assert "查找" not in html


def test_the_question_that_was_searched_is_shown_when_it_differs() -> None:
    html = answer_html(answer("4321亩[1]。", citation(1)), "多少亩？", "zh-CN")
    assert "按“植树多少亩？”查找" in html


def test_nothing_is_markup_and_no_line_is_empty() -> None:
    refusal = answer(HOSTILE, refused=True, question=HOSTILE)
    for html in (
        question_html(HOSTILE),
        answer_html(refusal, "x", "zh-CN"),
        answer_html(answer(HOSTILE + "[1]", citation(1, HOSTILE)), HOSTILE, "en"),
    ):
        assert "<img" not in html
        assert "\n" not in html  # an empty line would end the HTML block, and Markdown begin


def test_a_refusal_has_passages_and_no_marks() -> None:
    html = answer_html(answer("没有[1]。", refused=True), "植树多少亩？", "zh-CN")
    assert "refused" in html and 'class="mark"' not in html
    assert 'href="#at-0123456789ab-10-20"' in html


def conversation(*turns: Turn) -> Conversation:
    made = Conversation(started=0.0)
    for turn in turns:
        made.add(turn)
    return made


def test_memory_survives_json() -> None:
    crossing = replace(citation(1), last_page=3)
    passage = Passage("甲。乙。", REPORT, (), 3, 1, Span(10, 14), 0.5, (PageBreak(12, 2),))
    refusal = replace(answer("没有找到。", refused=True), passages=(passage,))
    talk = conversation(
        Turn("植树多少亩？", answer("4321亩[1]。", crossing), helpful=True), Turn("几处？", refusal)
    )
    memory = Memory([talk], talk)
    again = read(json.loads(json.dumps(memory.to_dict())))
    assert again.current.id == talk.id
    assert again.current.turns[0].answer.citations == talk.turns[0].answer.citations
    assert again.current.turns[1].answer.passages == (passage,)
    assert again.current.turns[0].helpful is True
    assert [message["role"] for message in talk.history()] == 2 * ["user", "assistant"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["conversations", "turns", "answer", "id", "current"]), inner)
    ),
    max_leaves=20,
)


@given(_JSON)
def test_whatever_a_browser_sends_is_read(data: object) -> None:
    memory = read(data)
    assert memory.current in memory.conversations
    assert all(isinstance(report, str) for report in read_left_out(data))


@pytest.mark.parametrize("started", [float("nan"), float("inf"), 1e300, "soon", None])
def test_a_conversation_that_began_at_no_time_is_dropped(started: object) -> None:
    data = Memory([talk := conversation(Turn("问", answer("答")))], talk).to_dict()
    data["conversations"][0]["started"] = started
    assert read(data).current.turns == []


def test_memory_is_bounded() -> None:
    talks = [
        conversation(*[Turn("问", answer("答"))] * (MOST_TURNS + 5)) for _ in range(MOST_CONVERSATIONS + 5)
    ]
    data = Memory(talks, talks[0]).to_dict()
    assert len(data["conversations"]) == MOST_CONVERSATIONS
    assert len(data["conversations"][0]["turns"]) == MOST_TURNS


def test_what_a_browser_keeps_fits_into_it() -> None:
    """The newest stay, and the open one however old it is."""
    talks = [conversation(*[Turn("问", answer("长" * 20_000))] * 10) for _ in range(10)]
    data = Memory(talks, talks[-1]).to_dict()
    assert len(json.dumps(data, ensure_ascii=False).encode()) <= MOST_BYTES + 100
    kept = [each["id"] for each in data["conversations"]]
    assert kept == [talk.id for talk in (*talks[: len(kept) - 1], talks[-1])]
    assert len(kept) >= 4


def test_conversations_start_open_rename_and_go() -> None:
    memory = read(None)
    first = memory.current
    memory.start()
    assert memory.current is first  # an empty one is not left behind
    first.add(Turn("问", answer("答")))
    memory.start()
    assert memory.current is not first and len(memory.conversations) == 2
    memory.open(first.id)
    memory.rename("  新 名 ")
    assert first.title == "新 名"
    memory.rename("  ")
    assert first.title == "新 名"
    memory.forget()
    assert first not in memory.conversations
    memory.forget()
    assert len(memory.conversations) == 1


@pytest.fixture
def talk() -> Conversation:
    quote = "全年植树4321亩，“两山”*转化*<b>。"
    return conversation(
        Turn("植树多少亩？", answer("植树**4321亩**[1]。\n- 甲[1]\n- 乙", citation(1, quote))),
        Turn("火星\x0b呢？", answer("没有。", refused=True)),
    )


def test_markdown_has_footnotes_with_all_there_is_to_know(talk: Conversation) -> None:
    markdown = export_markdown(talk, {REPORT.id: "f" * 64}, "zh-CN").decode()
    assert "植树**4321亩**[^1-1]。\n\n- 甲[^1-1]\n- 乙" in markdown
    note = next(line for line in markdown.splitlines() if line.startswith("[^1-1]: "))
    for part in ("全年植树4321亩，“两山”\\*转化\\*\\<b\\>。", "某县政府工作报告", "一、回顾 › （一）林业"):
        assert part in note
    assert "第3段" in note and "第2页" in note and "f" * 64 in note


def test_a_refusal_is_exported_with_the_passages_that_it_announces(talk: Conversation) -> None:
    hashes = {REPORT.id: "f" * 64}
    note = "“全年植树4321亩。” —— 某县政府工作报告，一、回顾，第3段（SHA-256 " + "f" * 64 + "）"
    assert f"> {note}" in export_markdown(talk, hashes, "zh-CN").decode()
    words = docx.Document(io.BytesIO(export_word(talk, hashes, "zh-CN"))).paragraphs
    assert [each.text for each in words if "SHA-256" in each.text] == [note]
    assert (
        "4321亩。” — 某县政府工作报告, 一、回顾, para. 3 (SHA-256"
        in export_markdown(talk, hashes, "en").decode()
    )


def test_json_is_the_conversation(talk: Conversation) -> None:
    data = json.loads(export_json(talk, {REPORT.id: "f" * 64}, "zh-CN"))
    assert data["turns"][0]["answer"]["citations"][0]["quote"] == talk.turns[0].answer.citations[0].quote
    assert data["sha256"] == {REPORT.id: "f" * 64}


def test_word_has_real_footnotes(talk: Conversation) -> None:
    data = export_word(talk, {REPORT.id: "f" * 64}, "zh-CN")
    document = docx.Document(io.BytesIO(data))
    assert "植树4321亩。" in [paragraph.text for paragraph in document.paragraphs]
    with zipfile.ZipFile(io.BytesIO(data)) as word:
        notes = word.read("word/footnotes.xml").decode()
        body = word.read("word/document.xml").decode()
    assert notes.count("全年植树4321亩，“两山”*转化*&lt;b&gt;。") == 2
    assert body.count("<w:footnoteReference ") == 2
    assert "第3段" in notes and "f" * 64 in notes


def test_a_figure_needs_no_escape() -> None:
    assert escape_markdown("5.7%") == "5.7%"


@pytest.mark.parametrize(
    "words", ["1. 一", "- 一", "+ 一", "a*b_c`d", "[x](y)", "<b>", "# 一", "a|b", "$x$", "![x](y)"]
)
def test_escaped_markdown_has_no_meaning(words: str) -> None:
    escaped = escape_markdown(words)
    assert escaped != words
    assert escaped.replace("\\", "") == words
