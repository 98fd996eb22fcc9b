"""What happens in the conversation: questions, conversations, exports. Values in, component updates out."""

import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, suppress
from datetime import datetime
from typing import Any

import gradio as gr

from index import AskReportError, Library, Report, UnknownReport
from rag import Answer, ask_stream
from rag.models import Turn as HistoryTurn
from rag.write import Generator

from ..conversations import Conversation, Memory, Turn, read, read_left_out
from ..export import downloadable, export_json, export_markdown, export_word
from ..messages import Language, request_language, text
from ..programs import streamed
from ..views import Stage, answer_html, has_pages, question_html, welcome_html
from .examples import example_questions
from .listing import Listing

EXPORTERS = {"md": export_markdown, "docx": export_word, "json": export_json}

_log = logging.getLogger(__name__)


class ChatHandlers:
    """The conversation's events over one library. Every method may be called from several threads.

    ``stored`` is what the browser keeps (``conversations.Memory`` as data); methods that change it return it.
    """

    def __init__(self, library: Library, generator: Generator | None = None) -> None:
        self.library = library
        self.generator = generator
        self.listing = Listing(library)

    def open_page(self, stored: object, request: gr.Request) -> list[Any]:
        """The chat and the list of conversations."""
        memory, language = read(stored), request_language(request)
        return [gr.update(value=self._messages(memory, language)), self._titles(memory, language)]

    def welcome(self, left_out: object, request: gr.Request) -> Any:
        """What the chat says while empty: apart, as its questions are still tried in the first seconds, and some ask meanwhile."""
        return gr.update(placeholder=self._welcome(read_left_out(left_out), request_language(request)))

    def show_question(self, question: str, stored: object, request: gr.Request) -> list[Any]:
        """The question in the chat at once; the box showing a stop button; the question kept."""
        shown = self._messages(read(stored), request_language(request))
        if question.strip():
            shown.append({"role": "user", "content": question_html(question)})
        return [gr.update(submit_btn=False, stop_btn=True), shown, question]

    def ask_again(self, stored: object, request: gr.Request) -> list[Any]:
        """As ``show_question`` for the last question, its answer taken back; what the browser keeps."""
        memory = read(stored)
        question = memory.current.turns.pop().asked if memory.current.turns else ""
        kept = memory.to_dict()
        return [*self.show_question(question, kept, request), kept]

    async def answer(
        self,
        question: str,
        stored: object,
        left_out: object,
        listed: list[str],
        ticked: list[str],
        request: gr.Request,
    ) -> AsyncIterator[list[Any]]:
        """The answer in the chat as it grows, and as a turn for ``keep``; None while there is none."""
        memory, language = read(stored), request_language(request)
        if not question.strip():
            yield [gr.skip(), None]
            return
        history, chosen = memory.current.history(), self.listing.asked(left_out, listed, ticked)

        def answering(generator: Generator | None) -> Iterator[Answer]:
            return self._answers(question, history, chosen, language, generator)

        def shown(turn: Turn, stage: Stage) -> list[Any]:
            return [self._messages(memory, language, turn, stage), turn]

        turn: Turn | None = None
        yield [gr.skip(), None]
        async with aclosing(streamed(answering, self.generator)) as answers:
            async for answer in answers:
                if answer is None:
                    yield [gr.skip()] * 2
                else:
                    turn = Turn(question, answer)
                    yield shown(turn, "growing" if self.generator else "fresh")
        if turn and self.generator:
            yield shown(turn, "kept")

    def keep(
        self, question: str, turn: Turn | None, typed: str, stored: object, request: gr.Request
    ) -> list[Any]:
        """What the browser keeps, with the turn; the chat; the list of conversations; the box open again.

        Nothing else adds a turn to what is kept, and the box opens with it: the next question can neither be
        answered without this turn nor overtake it. What was typed meanwhile stays in the box; without a turn
        the question goes back into it, before that.
        """
        memory = read(stored)
        if turn:
            memory.current.add(turn)
        box: dict[str, Any] = gr.update(submit_btn=True, stop_btn=False)
        if not turn:
            box["value"] = "\n".join(words for words in (question, typed) if words.strip())
        return [*self._change(memory, request), box]

    def keep_complete(
        self, question: str, turn: Turn | None, typed: str, stored: object, request: gr.Request
    ) -> list[Any]:
        """As ``keep``, the chat left alone: it shows the answer already, and may be read."""
        memory, _, titles, box = self.keep(question, turn, typed, stored, request)
        return [memory, titles, box]

    def judge(self, stored: object, liked: gr.LikeData) -> dict[str, Any]:
        """Note whether an answer was found helpful; it is kept and exported with the conversation."""
        memory = read(stored)
        turn = (liked.index if isinstance(liked.index, int) else liked.index[0]) // 2
        if turn < len(memory.current.turns):
            memory.current.turns[turn].helpful = liked.liked if isinstance(liked.liked, bool) else None
        return memory.to_dict()

    def new_conversation(self, stored: object, request: gr.Request) -> list[Any]:
        """An empty conversation, the others kept."""
        memory = read(stored)
        memory.start()
        return self._change(memory, request)

    def open_conversation(self, chosen: str, stored: object, request: gr.Request) -> list[Any]:
        """Another conversation."""
        memory = read(stored)
        memory.open(chosen)
        return self._change(memory, request)

    def rename_conversation(self, name: str, stored: object, request: gr.Request) -> list[Any]:
        """The current conversation under another name; an empty one changes nothing."""
        memory = read(stored)
        memory.rename(name)
        return self._change(memory, request)

    def delete_conversation(self, stored: object, request: gr.Request) -> list[Any]:
        """The current conversation forgotten, the next one shown."""
        memory = read(stored)
        memory.forget()
        return self._change(memory, request)

    def choose_reports(
        self, stored: object, listed: list[str], ticked: list[str], request: gr.Request
    ) -> list[Any]:
        """Which reports are left out; the empty chat then shows questions to the others."""
        left_out = self.listing.left_out(stored, listed, ticked)
        return [left_out, gr.update(placeholder=self._welcome(left_out, request_language(request)))]

    def exporter(self, kind: str) -> Callable[[object, gr.Request], str]:
        """The event that writes the current conversation as one of ``EXPORTERS`` and gives its path."""

        def export(stored: object, request: gr.Request) -> str:
            memory, language = read(stored), request_language(request)
            if not memory.current.turns:
                raise gr.Error(text("nothing_to_export", language), print_exception=False)
            hashes = {card.id: card.sha256 for card in self.library.shelf()}
            data = EXPORTERS[kind](memory.current, hashes, language)
            return downloadable(f"askreport-{_stamp(memory.current)}.{kind}", data)

        return export

    def _answers(
        self,
        question: str,
        history: list[HistoryTurn],
        chosen: list[str],
        language: Language,
        generator: Generator | None,
    ) -> Iterator[Answer]:
        """The answers from those of the chosen reports that are still there; what fails is one in words."""
        try:
            known = set(self.library.shelf().ids)
            reports = [each for each in chosen if each in known]
            if reports:
                yield from ask_stream(
                    question, history, library=self.library, reports=reports, generator=generator
                )
            else:
                yield _failure(question, text("no_report_chosen", language))
        except AskReportError as error:
            yield _failure(question, str(error))
        except Exception:
            _log.exception("a question failed")
            yield _failure(question, text("unexpected", language))

    def _change(self, memory: Memory, request: gr.Request) -> list[Any]:
        """What the browser is to keep; the chat; the list of conversations."""
        language = request_language(request)
        return [memory.to_dict(), self._messages(memory, language), self._titles(memory, language)]

    def _titles(self, memory: Memory, language: Language) -> dict[str, Any]:
        titles = [(each.title or text("untitled", language), each.id) for each in memory.conversations]
        return gr.update(choices=titles, value=memory.current.id)

    def _messages(
        self, memory: Memory, language: Language, growing: Turn | None = None, stage: Stage = "kept"
    ) -> list[dict[str, str]]:
        """The current conversation as the chatbot shows it, with a turn that is not yet kept at ``stage``."""
        turns = [*memory.current.turns, *([growing] if growing else [])]
        shown: list[dict[str, str]] = []
        for turn in turns:
            last = turn is turns[-1]
            again = self.generator is not None and last
            reports = self._reports(turn.answer)
            pictured = {report.id for report in reports if has_pages(report)}
            html = answer_html(turn.answer, turn.asked, language, stage if last else "kept", again, pictured)
            shown.append({"role": "user", "content": question_html(turn.asked)})
            shown.append({"role": "assistant", "content": html})
        return shown

    def _reports(self, answer: Answer) -> list[Report]:
        """The reports that an answer cites, or comes near to; of an old one those that are still here."""
        cited = [citation.report.id for citation in answer.citations]
        near = [passage.report.id for passage in answer.passages]
        reports = []
        for report_id in dict.fromkeys([*cited, *near]):
            with suppress(UnknownReport):
                reports.append(self.library.report(report_id))
        return reports

    def _welcome(self, left_out: list[str], language: Language) -> str:
        """What the empty chat says, with questions to the reports that are asked."""
        out = {*left_out}
        reports = [card for card in self.library.shelf() if card.id not in out]
        return welcome_html(reports, example_questions(self.library, reports), language)


def _stamp(conversation: Conversation) -> str:
    """When a conversation began, for a file's name."""
    return datetime.fromtimestamp(conversation.started).strftime("%Y%m%d-%H%M")


def _failure(question: str, message: str) -> Answer:
    """A question that could not be answered, shown like a refusal but without passages."""
    return Answer(text=message, citations=(), refused=True, question=question, passages=())
