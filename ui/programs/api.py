"""The page as an API: ``/ask`` and ``/retrieve``, for ``gradio_client`` and plain HTTP."""

from typing import Any, Literal

import gradio as gr
from gradio.events import api
from pydantic import BaseModel, TypeAdapter, ValidationError

from index import AskReportError, Library
from rag import ask, retrieve
from rag.models import Turn
from rag.write import Generator

MOST_PASSAGES = 50


class _Message(BaseModel):
    role: Literal["user", "assistant"]
    content: str


_HISTORY = TypeAdapter(list[_Message])


def add_api(library: Library, generator: Generator | None, at_once: int) -> None:
    """Add both endpoints to the ``Blocks`` being built. Errors reach the caller as their message.

    ``at_once``: how many answers at a time, together with those on the page.
    """

    def ask_reports(
        question: str, history: list[Turn] | None = None, reports: list[str] | None = None
    ) -> dict[str, Any]:
        """Answer a question from the reports, each statement cited.

        Args:
            question: The question, in Chinese.
            history: Earlier turns, {"role": "user" | "assistant", "content": text}.
            reports: Ids of the reports to stay within; none for all.

        Returns:
            The answer: text with marks, citations, refused, question, passages, confidence, note.
        """
        try:
            messages = _HISTORY.validate_python(history or [])
            turns: list[Turn] = [{"role": each.role, "content": each.content} for each in messages]
            return ask(
                question, turns, library=library, reports=reports or None, generator=generator
            ).to_dict()
        except ValidationError as error:
            raise gr.Error(
                f"history 的格式不对：{error.errors()[0]['msg']}", print_exception=False
            ) from error
        except AskReportError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def retrieve_passages(
        question: str, k: int = 5, reports: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """Find the paragraphs of the reports that are nearest to a question.

        Args:
            question: The question, in Chinese.
            k: How many passages, at most 50.
            reports: Ids of the reports to stay within; none for all.

        Returns:
            Passages, best first: text, report, section, paragraph, page, span, score.
        """
        try:
            k = max(1, min(int(k), MOST_PASSAGES))
            return [
                passage.to_dict()
                for passage in retrieve(question, k, library=library, reports=reports or None)
            ]
        except AskReportError as error:
            raise gr.Error(str(error), print_exception=False) from error

    api(ask_reports, api_name="ask", concurrency_id="answer", concurrency_limit=at_once)
    api(retrieve_passages, api_name="retrieve")
