"""A conversation as a file of its own: Markdown or JSON here, Word in ``word``.

Each citation becomes a footnote: quote, report, section, paragraph, page, and the hash of the report's file.
"""

import json
import re
from collections.abc import Sequence
from datetime import datetime

from rag import Citation, Passage

from ..conversations import PASSAGES_KEPT, Conversation, Turn
from ..english import worded
from ..messages import Language, text
from ..views import Line, Piece, answer_lines, caution_text, page_text, paragraph_text

Hashes = dict[str, str]  # report id: SHA-256 of its file, where the library still holds it
_MARKDOWN = re.compile(r"([\\`*_\[\]<>#|~$&!^])|^(\s*(?:[-+=]|\d+(?=[.)]\s)))", re.MULTILINE)


def footnote(source: Citation | Passage, hashes: Hashes, language: Language) -> str:
    """A source in words: ``“quote” —— report，section › path，第3段，第2页（SHA-256 …）``."""
    quote = source.quote if isinstance(source, Citation) else source.text
    place = [source.report.title, " › ".join(source.path)]
    place += [paragraph_text(source, language), page_text(source, language), caution_text(source, language)]
    return text(
        "footnote",
        language,
        quote=" ".join(quote.split()),
        place=text("comma", language).join(part for part in place if part),
        digest=hashes.get(source.report.id, source.report.id),
    )


def nearest(turn: Turn, hashes: Hashes, language: Language) -> list[str]:
    """Of a refusal the nearest passages in words, as the page shows them; of an answer none."""
    passages = turn.answer.passages[:PASSAGES_KEPT] if turn.answer.refused else ()
    return [footnote(passage, hashes, language) for passage in passages]


def export_json(conversation: Conversation, hashes: Hashes, language: Language) -> bytes:
    """The conversation as data, the hashes of its reports with it."""
    cited = {citation.report.id for turn in conversation.turns for citation in turn.answer.citations}
    data = {
        "title": conversation.title,
        "started": started(conversation),
        "turns": [turn.to_dict() for turn in conversation.turns],
        "sha256": {report_id: hashes.get(report_id, "") for report_id in sorted(cited)},
    }
    return json.dumps(data, ensure_ascii=False, indent=2).encode()


def export_markdown(conversation: Conversation, hashes: Hashes, language: Language) -> bytes:
    """The conversation as Markdown with footnotes; words of reports and readers are escaped."""
    parts = [
        f"# {escape_markdown(conversation.title)}",
        f"{text('exported_by', language)} · {started(conversation)}",
    ]
    for number, turn in enumerate(conversation.turns, start=1):
        parts.append(f"## {escape_markdown(' '.join(turn.asked.split()))}")
        parts.extend(_turn(number, turn, hashes, language))
    return ("\n\n".join(parts) + "\n").encode()


def started(conversation: Conversation) -> str:
    """When the conversation began, in local time."""
    return datetime.fromtimestamp(conversation.started).strftime("%Y-%m-%d %H:%M")


def escape_markdown(words: str) -> str:
    """``words`` so that Markdown shows them as they are."""
    return _MARKDOWN.sub(_escape, words)


def _escape(match: re.Match[str]) -> str:
    if match[1]:
        return f"\\{match[1]}"
    return f"{match[2]}\\" if match[2][-1].isdigit() else f"{match[2][:-1]}\\{match[2][-1]}"


def _turn(number: int, turn: Turn, hashes: Hashes, language: Language) -> list[str]:
    blocks: list[str] = []
    previous = None
    answer = worded(turn.answer, language)
    for line in answer_lines(answer):
        words = _line(line, number)
        if line.list and previous == line.list and not (line.cells and not line.number):
            blocks[-1] += f"\n{words}"
        else:
            blocks.append(words)
        previous = line.list
    if answer.note:
        blocks.append(f"> {escape_markdown(' '.join(answer.note.split()))}")
    notes = [
        f"[^{number}-{citation.mark}]: {escape_markdown(footnote(citation, hashes, language))}"
        for citation in turn.answer.citations
    ]
    passages = [f"> {escape_markdown(words)}" for words in nearest(turn, hashes, language)]
    return [*blocks, *passages, *(["\n".join(notes)] if notes else [])]


def _line(line: Line, number: int) -> str:
    if line.cells:
        row = f"| {' | '.join(_pieces(cell, number) for cell in line.cells)} |"
        return row if line.number else f"{row}\n|{' --- |' * len(line.cells)}"
    return {"": "", "ul": "- ", "ol": f"{line.number}. "}[line.list] + _pieces(line.pieces, number)


def _pieces(pieces: Sequence[Piece], number: int) -> str:
    written = ""
    for piece in pieces:
        if piece.citation:
            written += f"[^{number}-{piece.citation.mark}]"
        else:
            words = escape_markdown(piece.text)
            written += f"**{words}**" if piece.bold else words
    return written
