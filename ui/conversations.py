"""The conversations of one reader, as they are kept in the reader's browser.

What comes back from a browser is input like any other: ``read`` takes what it can make sense of, bounded in
number, and drops the rest.
"""

import json
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, get_args

from index import Span
from index.models import PageBreak
from rag import Answer, Citation, Passage
from rag.models import Confidence, ReportRef
from rag.models import Turn as HistoryTurn

MOST_CONVERSATIONS = 20
MOST_TURNS = 60
MOST_BYTES = 3_000_000  # a browser keeps about 5 million characters, and encrypted these are a third more
MOST_LEFT_OUT = 10_000
PASSAGES_KEPT = 3  # of a refusal, as more would read as an answer; answers keep their citations
_TITLE_LENGTH = 24
_NAME_LENGTH = 60


@dataclass
class Turn:
    """A question as it was typed, its answer, and whether the reader found it helpful."""

    asked: str
    answer: Answer
    helpful: bool | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form, without the passages that a cited answer does not show."""
        answer = self.answer.to_dict()
        answer["passages"] = answer["passages"][:PASSAGES_KEPT] if self.answer.refused else []
        return {"asked": self.asked, "answer": answer, "helpful": self.helpful}


@dataclass
class Conversation:
    """Turns in order. ``started`` is seconds since the epoch."""

    id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    title: str = ""
    started: float = field(default_factory=time.time)
    turns: list[Turn] = field(default_factory=list)

    def add(self, turn: Turn) -> None:
        """Append a turn; the first question names the conversation."""
        self.title = self.title or " ".join(turn.asked.split())[:_TITLE_LENGTH]
        self.turns.append(turn)

    def history(self) -> list[HistoryTurn]:
        """The turns as ``rag.ask`` takes them; questions that failed are left out."""
        messages: list[HistoryTurn] = []
        for turn in self.turns:
            if turn.answer.citations or turn.answer.passages:
                messages.append({"role": "user", "content": turn.asked})
                messages.append({"role": "assistant", "content": turn.answer.text})
        return messages

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form, the oldest turns dropped beyond the bound."""
        turns = [turn.to_dict() for turn in self.turns[-MOST_TURNS:]]
        return {"id": self.id, "title": self.title, "started": self.started, "turns": turns}


@dataclass
class Memory:
    """What a browser keeps: the conversations, newest first, and which of them is open."""

    conversations: list[Conversation]
    current: Conversation

    def start(self) -> None:
        """Begin a new conversation, unless the current one is still empty."""
        if self.current.turns:
            self.current = Conversation()
            self.conversations.insert(0, self.current)

    def open(self, conversation_id: str) -> None:
        """Make another conversation current; an unknown id changes nothing."""
        self.current = next((c for c in self.conversations if c.id == conversation_id), self.current)

    def rename(self, name: str) -> None:
        """Give the current conversation another name; an empty one changes nothing."""
        self.current.title = " ".join(name.split())[:_NAME_LENGTH] or self.current.title

    def forget(self) -> None:
        """Delete the current conversation and open the next one."""
        self.conversations.remove(self.current)
        if not self.conversations:
            self.conversations = [Conversation()]
        self.current = self.conversations[0]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready form, the oldest conversations and turns dropped beyond the bounds."""
        data = [conversation.to_dict() for conversation in self.conversations]
        sizes = [len(json.dumps(each, ensure_ascii=False).encode()) for each in data]
        current = self.conversations.index(self.current)
        room, kept = MOST_BYTES - sizes[current], []
        for position, size in enumerate(sizes[:MOST_CONVERSATIONS]):
            room -= size if position != current else 0
            if position == current or room >= 0:
                kept.append(data[position])
        return {"current": self.current.id, "conversations": kept}


def read(data: object) -> Memory:
    """The memory that a browser sent; whatever has not the form of one is dropped."""
    given = data if isinstance(data, dict) else {}
    conversations = [_conversation(item) for item in _items(given.get("conversations"), MOST_CONVERSATIONS)]
    kept = [conversation for conversation in conversations if conversation] or [Conversation()]
    memory = Memory(kept, kept[0])
    memory.open(str(given.get("current")))
    return memory


def read_left_out(data: object) -> list[str]:
    """The ids of the reports that are not to be asked, as a browser sent them."""
    return [str(item) for item in _items(data, MOST_LEFT_OUT)]


def _items(value: object, most: int) -> list[Any]:
    return value[:most] if isinstance(value, list) else []


def _conversation(data: Any) -> Conversation | None:
    try:
        turns = [_turn(item) for item in data["turns"][-MOST_TURNS:]]
        started = datetime.fromtimestamp(float(data["started"])).timestamp()  # refuses what is no time
        return Conversation(str(data["id"]), str(data["title"]), started, turns)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None


def _turn(data: Any) -> Turn:
    answer = data["answer"]
    if answer["confidence"] not in get_args(Confidence):
        raise ValueError(f"unknown confidence: {answer['confidence']!r}")
    return Turn(
        str(data["asked"]),
        Answer(
            text=str(answer["text"]),
            citations=tuple(
                Citation(
                    mark=int(item["mark"]),
                    quote=str(item["quote"]),
                    last_page=_number(item.get("last_page")),
                    doubtful=bool(item.get("doubtful")),
                    **_place(item),
                )
                for item in answer["citations"]
            ),
            refused=bool(answer["refused"]),
            question=str(answer["question"]),
            passages=tuple(
                Passage(
                    text=str(item["text"]),
                    score=float(item["score"]),
                    breaks=tuple(PageBreak(int(start), int(page)) for start, page in item.get("breaks", ())),
                    doubtful=tuple(Span(int(start), int(end)) for start, end in item.get("doubtful", ())),
                    **_place(item),
                )
                for item in answer["passages"]
            ),
            confidence=answer["confidence"],
            note=str(answer["note"]),
        ),
        data["helpful"] if isinstance(data["helpful"], bool) else None,
    )


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


def _place(data: Any) -> dict[str, Any]:
    start, end = data["span"]
    report = data["report"]
    return {
        "report": ReportRef(
            str(report["id"]),
            str(report["title"]),
            str(report.get("short_title", "")),
            _number(report.get("year")),
        ),
        "section": tuple(str(heading) for heading in data["section"]),
        "provision": str(data.get("provision", "")),
        "row": bool(data.get("row", False)),
        "paragraph": int(data["paragraph"]),
        "page": _number(data["page"]),
        "span": Span(int(start), int(end)),
    }
