"""``POST /v1/chat/completions`` as OpenAI's API has it, so that existing chat programs can ask the reports.

The last user message is the question, the messages before it the history. The content ends with the sources
in words; ``message.citations`` holds them as data.
"""

import json
import time
import uuid
from collections.abc import Iterator
from itertools import chain
from typing import Any, Literal

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, Field

from index import AskReportError, Library
from rag import Answer, ask_stream
from rag.models import Turn
from rag.write import Generator

from ..messages import DEFAULT
from ..views import place_text

MODEL = "askreport"
_MOST_MESSAGES = 200


class ContentPart(BaseModel):
    """A part of a message; only text is read."""

    type: str
    text: str = ""


class ChatMessage(BaseModel):
    """One message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool"]
    content: str | list[ContentPart] | None = None

    def words(self) -> str:
        """The text of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class ChatRequest(BaseModel):
    """What is used of OpenAI's request; everything else in it is ignored."""

    messages: list[ChatMessage] = Field(min_length=1, max_length=_MOST_MESSAGES)
    model: str = MODEL
    stream: bool = False


def openai_router(library: Library, generator: Generator | None = None) -> APIRouter:
    """The routes over one library; ``generator`` words the answers."""
    router = APIRouter(prefix="/v1")

    @router.get("/models")
    def models() -> dict[str, Any]:
        return {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}]}

    @router.post("/chat/completions")
    def complete(request: ChatRequest) -> Response:
        question, history = _read(request.messages)
        try:
            answers = ask_stream(question, history, library=library, generator=generator)
            first = next(answers)
        except AskReportError as error:
            body = {"error": {"message": str(error), "type": "invalid_request_error", "code": None}}
            return JSONResponse(body, status_code=400)
        head = {"id": f"chatcmpl-{uuid.uuid4().hex}", "created": int(time.time()), "model": MODEL}
        if request.stream:
            return StreamingResponse(_stream(chain([first], answers), head), media_type="text/event-stream")
        *_, answer = first, *answers
        message = {"role": "assistant", "content": _content(answer), "citations": _citations(answer)}
        choice = {"index": 0, "message": message, "finish_reason": "stop"}
        usage = {"prompt_tokens": 0, "completion_tokens": 0, "total_tokens": 0}
        return JSONResponse({**head, "object": "chat.completion", "choices": [choice], "usage": usage})

    return router


def _read(messages: list[ChatMessage]) -> tuple[str, list[Turn]]:
    """The last user message, and the turns before it; what a system prompt says is not the reports'."""
    turns: list[Turn] = []
    for message in messages:
        if message.role == "user" or message.role == "assistant":
            turns.append({"role": message.role, "content": message.words()})
    while turns and turns[-1]["role"] != "user":
        turns.pop()
    return (turns[-1]["content"], turns[:-1]) if turns else ("", [])


def _content(answer: Answer) -> str:
    sources = [f"[{each.mark}] “{each.quote}” —— {place_text(each, DEFAULT)}" for each in answer.citations]
    return "\n\n".join(part for part in (answer.text, answer.note, "\n".join(sources)) if part)


def _citations(answer: Answer) -> list[dict[str, Any]]:
    return [citation.to_dict() for citation in answer.citations]


def _stream(answers: Iterator[Answer], head: dict[str, Any]) -> Iterator[str]:
    """The content line by line, then the citations, as server-sent events.

    What was sent can't be taken back, but a model that breaks off, or writes nothing that holds, has all its
    sentences replaced by the report's own (``rag.write.grounding``): only the last answer is sent, and comments keep
    the connection open until then.
    """
    for answer in answers:  # noqa: B007  the last one is sent
        yield ": writing\n\n"
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    deltas += [{"content": line} for line in _content(answer).splitlines(keepends=True)]
    deltas += [{"citations": _citations(answer)}]
    for index, delta in enumerate(deltas, start=1):
        reason = "stop" if index == len(deltas) else None
        choice = {"index": 0, "delta": delta, "finish_reason": reason}
        event = {**head, "object": "chat.completion.chunk", "choices": [choice]}
        yield f"data: {json.dumps(event, ensure_ascii=False)}\n\n"
    yield "data: [DONE]\n\n"
