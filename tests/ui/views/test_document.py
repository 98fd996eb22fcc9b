"""The typeset report keeps every character in its place."""

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Metadata, Paragraph, Report, Section, Span
from ui.views.document import contents_html, report_html


class Runs(HTMLParser):
    """Collects the text of every element with ``data-start``, as a browser's textContent would be."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.runs: list[tuple[int, str]] = []
        self.tags: list[str] = []
        self._open = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        start = dict(attrs).get("data-start")
        if start is not None:
            self.runs.append((int(start), ""))
            self._open = 1
        elif self._open:
            self._open += 1

    def handle_endtag(self, tag: str) -> None:
        self._open = max(0, self._open - 1)

    def handle_data(self, data: str) -> None:
        if self._open:
            start, before = self.runs[-1]
            self.runs[-1] = (start, before + data)


def make_report(*lines: tuple[str, str]) -> Report:
    """A report of (kind, text) lines; kind is title, heading, paragraph, run-in or note."""
    words = ""
    sections: list[Section] = []
    paragraphs: list[Paragraph] = []
    notes: list[Span] = []
    path: tuple[str, ...] = ()
    for kind, line in lines:
        span = Span(len(words), len(words) + len(line))
        if kind == "heading":
            path = (line.rstrip("。"),)
            sections.append(Section(path, Span(span.start, span.start + len(path[0]))))
        elif kind == "run-in":
            head = line.split("。")[0]
            sections.append(Section((*path, head), Span(span.start, span.start + len(head))))
            paragraphs.append(Paragraph(len(paragraphs) + 1, (*path, head), span, (span,)))
        elif kind == "paragraph":
            paragraphs.append(Paragraph(len(paragraphs) + 1, path, span, (span,)))
        elif kind == "note":
            notes.append(span)
        words += line + "\n"
    return Report(
        id="0123456789ab",
        metadata=Metadata(title=lines[0][1]),
        text=words,
        sections=tuple(sections),
        paragraphs=tuple(paragraphs),
        notes=tuple(notes),
    )


_LINES = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(
    str.strip
)
_KINDS = st.sampled_from(["front", "heading", "paragraph", "run-in", "note"])


@given(st.lists(st.tuples(_KINDS, _LINES), min_size=1, max_size=12))
def test_every_run_is_the_report_at_its_offset(lines: list[tuple[str, str]]) -> None:
    lines = [(kind, line if kind != "run-in" else f"题{line}") for kind, line in lines]
    report = make_report(("title", "报告"), *[(k, x) for k, x in lines if x.rstrip("。").strip()])
    runs = Runs(report_html(report, "zh-CN")).runs
    assert runs == sorted(runs)
    for start, words in runs:
        assert report.text[start : start + len(words)] == words
    shown = "".join(words for _, words in runs)
    assert "".join(shown.split()) == "".join(report.text.split())


def test_markup_in_a_report_is_text() -> None:
    hostile = "<script>alert(1)</script>&amp;<img src=x onerror=alert(1)>"
    html = report_html(make_report(("title", hostile), ("heading", hostile), ("paragraph", hostile)), "zh-CN")
    parsed = Runs(html)
    assert "script" not in parsed.tags and "img" not in parsed.tags
    assert [words for _, words in parsed.runs] == [hostile] * 3
    assert "<script" not in contents_html(make_report(("title", "x"), ("heading", hostile)))


def test_headings_run_in_and_punctuation_after_a_heading() -> None:
    report = make_report(
        ("title", "报告"),
        ("heading", "一、回顾。"),
        ("run-in", "一是抓党建。全年开会6次。"),
        ("note", "（下转第三版）"),
    )
    html = report_html(report, "zh-CN")
    assert ">一、回顾。</h3>" in html
    assert '<strong id="section-1" tabindex="-1">一是抓党建</strong>。全年开会6次。</p>' in html
    assert '<p class="note"' in html
    assert contents_html(report).count("<a ") == 2


@pytest.mark.parametrize(("language", "label"), [("zh-CN", "第1段"), ("en", "para. 1")])
def test_paragraph_numbers_have_names(language: str, label: str) -> None:
    html = report_html(make_report(("title", "报告"), ("paragraph", "一段。")), language)  # type: ignore[arg-type]
    assert f'aria-label="{label}"' in html
