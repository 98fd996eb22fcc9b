"""Answers as HTML for the chat: nothing in it comes from a report or a question unescaped.

Each message is one HTML block without an empty line, which Markdown passes through untouched; the chatbot's
sanitiser then keeps class, href, title and style. A mark is an ordinary link to the span it cites.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from html import escape
from itertools import count
from typing import Literal

from rag import Answer, Citation, Passage

from ..conversations import PASSAGES_KEPT
from ..english import worded
from ..messages import Language, text
from .answer_text import Line, Piece, answer_lines
from .panel import place_link
from .printed import page_link

# kept: as it will stay; fresh: complete and just come; growing: a language model is still writing
Stage = Literal["kept", "fresh", "growing"]

_NUMBERED = re.compile("[（(]?[一二三四五六七八九十]+[、）)是]")  # items that bring their own numbers
_CLOSING = re.compile(r"[。！？；，、”’」』）]*")


def question_html(question: str) -> str:
    """What was typed, literally, its line breaks kept."""
    return f'<p class="asked">{"<br>".join(escape(line) for line in question.splitlines())}</p>'


def answer_html(
    answer: Answer,
    asked: str,
    language: Language,
    stage: Stage = "kept",
    again: bool = False,
    pictured: Collection[str] = (),
) -> str:
    """An answer with its marks, what to know about it, and its sources.

    again: it can be asked for anew. pictured: the ids of the reports whose pages can be shown as printed.
    """
    answer = worded(answer, language)
    if answer.refused:
        return _refusal_html(answer, asked, language, pictured)
    buttons = ["copy", "regenerate"] if again else ["copy"]
    if stage == "growing":
        tools = f'<span class="writing">{escape(text("writing", language))}</span>'
    else:
        tools = "".join(
            f'<button type="button" class="{key}">{escape(text(key, language))}</button>' for key in buttons
        )
    return (
        f'<div class="answer {stage}"><div class="body">{_body_html(answer)}</div>'
        f"{_remarks_html(answer, asked, language)}"
        f'<div class="sources-title">{escape(text("sources", language))}</div>'
        f'<ol class="sources">{_sources_html(answer.citations, language, pictured)}</ol>'
        f'<div class="tools">{tools}</div></div>'
    )


def caution_text(source: Citation | Passage, language: Language) -> str:
    """What to do about a quote with a figure that may have been recognised wrongly; "" for any other."""
    return text("recognised", language) if isinstance(source, Citation) and source.doubtful else ""


def place_text(source: Citation | Passage, language: Language) -> str:
    """Where a source stands: paragraph, page, section path, report. What tells sources apart comes first."""
    parts = [
        paragraph_text(source, language),
        page_text(source, language),
        caution_text(source, language),
        " › ".join(source.path),
        source.report.title,
    ]
    return " · ".join(part for part in parts if part)


def paragraph_text(source: Citation | Passage, language: Language) -> str:
    """The number of a source's paragraph, and whether that is a row of a table."""
    return text("row" if source.row else "place", language, paragraph=source.paragraph)


def page_text(source: Citation | Passage, language: Language) -> str:
    """The page of a source, or its pages; "" where its file has none."""
    if source.page is None:
        return ""
    if source.last_page is None:
        return text("page", language, page=source.page)
    return text("pages", language, page=source.page, last=source.last_page)


def _refusal_html(answer: Answer, asked: str, language: Language, pictured: Collection[str]) -> str:
    title = text("refused" if answer.passages else "failed", language)
    html = (
        f'<div class="answer refused"><div class="refusal-title">{escape(title)}</div>'
        f'<div class="body">{_body_html(answer)}</div>{_remarks_html(answer, asked, language)}'
    )
    if answer.passages:
        html += (
            f'<div class="sources-title">{escape(text("nearest", language))}</div>'
            f'<ul class="sources">{_sources_html(answer.passages[:PASSAGES_KEPT], language, pictured)}</ul>'
        )
    return html + "</div>"


def _remarks_html(answer: Answer, asked: str, language: Language) -> str:
    remarks = []
    if not answer.refused:
        words = escape(text(f"confidence_{answer.confidence}", language))
        remarks.append(f'<span class="confidence {answer.confidence}">{words}</span>')
    if answer.question.strip() and answer.question.strip() != asked.strip():
        remarks.append(f"<span>{_one_line(text('searched_as', language, question=answer.question))}</span>")
    if answer.note:
        remarks.append(f'<span class="caution">{_one_line(answer.note)}</span>')
    return f'<div class="remarks">{"".join(remarks)}</div>' if remarks else ""


def _body_html(answer: Answer) -> str:
    """The answer's lines as paragraphs and lists; sentences are numbered to appear one by one."""
    html, open_list, steps = "", "", count()
    for line in answer_lines(answer):
        if line.list != open_list or (line.list == "table" and not line.number):
            own = ' class="numbered"' if _NUMBERED.match(line.pieces[0].text if line.pieces else "") else ""
            html += (f"</{open_list}>" if open_list else "") + (f"<{line.list}{own}>" if line.list else "")
            open_list = line.list
        if line.list == "table":
            html += _row_html(line, next(steps))
            continue
        sentences = "".join(
            f'<span class="sentence" style="--step:{next(steps)}">{sentence}</span>'
            for sentence in _sentences_html(line.pieces)
        )
        if line.list == "ol":
            html += f'<li value="{line.number}">{sentences}</li>'
        else:
            html += f"<li>{sentences}</li>" if line.list else f"<p>{sentences}</p>"
    return html + (f"</{open_list}>" if open_list else "")


def _row_html(line: Line, step: int) -> str:
    tag = "td" if line.number else "th"
    cells = "".join(f"<{tag}>{''.join(_sentences_html(cell))}</{tag}>" for cell in line.cells)
    return f'<tr class="sentence" style="--step:{step}">{cells}</tr>'


def _sentences_html(pieces: Sequence[Piece]) -> Iterator[str]:
    """The HTML of a line, cut after each mark and the punctuation that closes its sentence."""
    html, marked = "", False
    for piece in pieces:
        words = piece.text
        if marked and piece.citation is None:
            closing = _CLOSING.match(words)
            end = closing.end() if closing else 0
            yield html + escape(words[:end])
            html, marked, words = "", False, words[end:]
        inner = _mark_html(piece.citation) if piece.citation else escape(words)
        html += f"<strong>{inner}</strong>" if piece.bold and inner else inner
        marked = marked or piece.citation is not None
    if html:
        yield html


def _mark_html(citation: Citation) -> str:
    link = place_link(citation.report.id, *citation.span)
    return f'<a class="mark" href="{escape(link)}" title="{_one_line(citation.quote)}">[{citation.mark}]</a>'


def _sources_html(
    sources: Iterable[Citation | Passage], language: Language, pictured: Collection[str]
) -> str:
    html = ""
    for source in sources:
        link = escape(place_link(source.report.id, *source.span))
        mark = f'<span class="number">[{source.mark}]</span> ' if isinstance(source, Citation) else ""
        quote = source.quote if isinstance(source, Citation) else source.text
        place = _one_line(place_text(source, language))
        html += (
            f'<li><a class="source" href="{link}">{mark}<span class="quote">{_one_line(quote)}</span> '
            f'<span class="place" title="{place}">{place}</span></a>'
            f"{_page_link(source, language, pictured)}</li>"
        )
    return html


def _page_link(source: Citation | Passage, language: Language, pictured: Collection[str]) -> str:
    """The way to the picture of the page that a source stands on."""
    if source.page is None or source.report.id not in pictured:
        return ""
    link = page_link(source.report.id, *source.span, source.page)
    return f'<a class="printed" href="{escape(link)}">{escape(text("printed_page", language))}</a>'


def _one_line(words: str) -> str:
    return escape(" ".join(words.split("\n")))
