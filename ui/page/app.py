"""The page put together: which component calls what."""

import os
from typing import Any, Literal

import gradio as gr

from index import Library
from rag.write import Generator

from ..messages import LANGUAGE_COOKIE, THEME_COOKIE, text
from ..programs import add_api
from . import layout
from .chat import ChatHandlers
from .layout import ChatParts, ComparisonParts, ConversationParts, FigureParts, ReportParts, SettingParts
from .listing import Listing
from .reports import ReportHandlers

_TALKS = "askreport"  # the names under which a browser keeps its conversations,
_LEFT_OUT = "askreport-left-out"  # and the reports that are not to be asked
_MOST_WAITING = 400  # events in the queue; more are told that the server is busy
_MOST_WRITING = 16  # answers that a language model writes at a time; they mostly wait for it
_HIDDEN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
# Does not wait behind questions. What the page does by itself when it opens comes so, too: an event that is queued just
# when the stream of those before it closes may be lost by the page.
_AT_ONCE: dict[str, Any] = {**_HIDDEN, "queue": False}

# By default an event is left out while the page still closes the connection of the one before it.
_NEVER_SKIPPED: Literal["multiple"] = "multiple"

# A value that is set again unchanged tells other tabs nothing, unlike what is kept, which is encrypted anew.
_TELL_TABS = (
    "(kept) => localStorage.setItem('askreport-version', JSON.stringify("
    "(kept.conversations ?? []).map((talk) => [talk.id, JSON.stringify(talk).length])))"
)
_EMPTY_BOX = (  # here and not by the server's answer, which would empty it of what is typed until then, too
    "(...given) => { document.dispatchEvent(new CustomEvent('askreport:asked', {detail: given[0]}));"
    " return given; }"
)
_SHOW_IN_PANEL = "() => document.dispatchEvent(new CustomEvent('askreport:library'))"
_KEEP_COOKIE = (
    "(value) => {{ document.cookie = `{name}=${{value}}; path=/; max-age=31536000; samesite=lax`;"
    " location.reload(); }}"
)
_DOWNLOAD = "() => setTimeout(() => document.querySelector('#{id} a, a#{id}, button#{id}').click(), 150)"


def build_page(library: Library, generator: Generator | None = None) -> gr.Blocks:
    """The whole page over one library, with its API; ``generator`` words the answers. Not yet served."""
    title = f"{text('product')} · AskReport"
    page = gr.Blocks(title=title, fill_height=True, fill_width=True, delete_cache=(3600, 3600))
    with page:
        memory = gr.BrowserState({}, storage_key=_TALKS, secret=_TALKS)
        left_out = gr.BrowserState([], storage_key=_LEFT_OUT, secret=_LEFT_OUT)
        with gr.Sidebar(width=300, elem_id="sidebar"):
            layout.brand()
            reports = layout.report_parts()
            talks = layout.conversation_parts()
            settings = layout.setting_parts()
        with gr.Row(elem_id="workspace"):
            with gr.Column(elem_id="left", scale=5, min_width=340), gr.Tabs():
                with gr.Tab(layout.i18n("chat"), elem_id="chat-tab"):
                    chat = layout.chat_parts()
                with gr.Tab(layout.i18n("figures"), elem_id="figures-tab") as tab:
                    figures = layout.figure_parts(tab)
                with gr.Tab(layout.i18n("comparison"), elem_id="comparison-tab") as tab:
                    comparison = layout.comparison_parts(tab)
            with gr.Column(elem_id="right", scale=6, min_width=340):
                layout.panel(library)
        chat_handlers, report_handlers = ChatHandlers(library, generator), ReportHandlers(library)
        at_once = _MOST_WRITING if generator else os.cpu_count() or 1
        asked = [left_out, reports.list.listed, reports.list.chosen]
        _wire_chat(chat_handlers, memory, chat, asked, talks, at_once)
        _wire_conversations(chat_handlers, memory, chat, talks)
        _wire_reports(report_handlers, chat_handlers, left_out, reports, chat)
        _wire_list(report_handlers.listing, asked, reports)
        _wire_figures(report_handlers, asked, figures)
        _wire_comparison(report_handlers, asked, comparison)
        _wire_settings(settings)
        # Not through the queue, so that the page opens, and says so, when that is full.
        page.load(chat_handlers.open_page, [memory], [chat.chat, talks.every], **_AT_ONCE)
        page.load(chat_handlers.welcome, [left_out], [chat.chat], **_AT_ONCE)
        page.load(report_handlers.listing.whole, [left_out], [*reports.list], **_AT_ONCE)
        add_api(library, generator, at_once)
    page.queue(default_concurrency_limit=os.cpu_count() or 1, max_size=_MOST_WAITING)
    return page


def _wire_chat(
    handlers: ChatHandlers,
    memory: gr.BrowserState,
    chat: ChatParts,
    asked: list[Any],
    talks: ConversationParts,
    at_once: int,
) -> None:
    begun, kept = [chat.box, chat.chat, chat.asked], [chat.asked, chat.turn, chat.box, memory]
    answers = [
        start.then(
            handlers.answer,
            [chat.asked, memory, *asked],
            [chat.chat, chat.turn],
            api_visibility="private",
            show_progress_on=[chat.chat],
            concurrency_id="answer",
            concurrency_limit=at_once,
            trigger_mode=_NEVER_SKIPPED,
        )
        for start in (
            chat.box.submit(handlers.show_question, [chat.box, memory], begun, js=_EMPTY_BOX, **_AT_ONCE),
            chat.again.click(handlers.ask_again, [memory], [*begun, memory], **_AT_ONCE),
        )
    ]
    for answered in answers:
        answered.success(
            handlers.keep_complete,
            kept,
            [memory, talks.every, chat.box],
            **_AT_ONCE,
            trigger_mode=_NEVER_SKIPPED,
        )
        answered.failure(
            handlers.keep,
            kept,
            [memory, chat.chat, talks.every, chat.box],
            **_AT_ONCE,
            trigger_mode=_NEVER_SKIPPED,
        )
    # A cancelled answer has failed, once the server has let go of it: not before does the box open again.
    chat.box.stop(None, cancels=answers, **_AT_ONCE)
    chat.chat.like(handlers.judge, [memory], [memory], **_AT_ONCE)


def _wire_conversations(
    handlers: ChatHandlers, memory: gr.BrowserState, chat: ChatParts, talks: ConversationParts
) -> None:
    memory.change(None, [memory], None, js=_TELL_TABS, **_HIDDEN)
    shown = [memory, chat.chat, talks.every]
    talks.new.click(handlers.new_conversation, [memory], shown, **_AT_ONCE)
    talks.every.input(handlers.open_conversation, [talks.every, memory], shown, **_AT_ONCE)
    talks.delete.click(handlers.delete_conversation, [memory], shown, **_AT_ONCE)
    gr.on(
        [talks.rename.click, talks.name.submit],
        handlers.rename_conversation,
        [talks.name, memory],
        shown,
        **_AT_ONCE,
    ).then(lambda: "", None, [talks.name], **_AT_ONCE)
    for kind, button in talks.exports.items():
        button.click(handlers.exporter(kind), [memory], [talks.file], **_HIDDEN).success(
            None, None, None, js=_DOWNLOAD.format(id="export-file"), **_HIDDEN
        )


def _wire_reports(
    handlers: ReportHandlers,
    chat_handlers: ChatHandlers,
    left_out: gr.BrowserState,
    reports: ReportParts,
    chat: ChatParts,
) -> None:
    lists = [*reports.list]
    reports.list.chosen.change(
        chat_handlers.choose_reports,
        [left_out, reports.list.listed, reports.list.chosen],
        [left_out, chat.chat],
        trigger_mode="always_last",
        **_AT_ONCE,
    )
    reports.upload.upload(
        handlers.add,
        [reports.upload, left_out],
        [reports.status, *lists],
        concurrency_id="add",
        concurrency_limit=1,
        **_HIDDEN,
    ).then(None, None, None, js=_SHOW_IN_PANEL, **_HIDDEN)
    fields = [*reports.fields.values()]
    # In the page, not on the server: it is true where the page lost what came too early, too.
    described = gr.Textbox(visible=False)
    reports.list.menu.change(
        handlers.describe,
        [reports.list.menu, described],
        [described, reports.details, *fields],
        trigger_mode="always_last",
        **_AT_ONCE,
    )
    gr.on(
        [reports.correct.click, *(field.submit for field in reports.fields.values())],
        handlers.correct,
        [reports.list.menu, left_out, *fields],
        [reports.status, reports.details, *fields, *lists],
        concurrency_id="add",
        concurrency_limit=1,
        **_HIDDEN,
    ).then(None, None, None, js=_SHOW_IN_PANEL, **_HIDDEN)
    question = [reports.status, reports.confirm]
    reports.remove.click(handlers.confirm_removal, [reports.list.menu], question, **_AT_ONCE)
    reports.no.click(handlers.keep, None, question, **_AT_ONCE)
    reports.yes.click(handlers.remove, [reports.list.menu, left_out], [*question, *lists], **_HIDDEN).then(
        None, None, None, js=_SHOW_IN_PANEL, **_HIDDEN
    )


def _wire_list(listing: Listing, asked: list[Any], reports: ReportParts) -> None:
    left_out, parts, finder = asked[0], reports.list, reports.finder
    groups = [parts.region, parts.body, parts.level, parts.year]
    given = [*asked, finder.words, *groups]
    gr.on(
        [finder.words.change, *(group.input for group in groups)],
        listing.narrowed,
        given,
        [*parts],
        trigger_mode="always_last",
        **_AT_ONCE,
    )
    for button, by in ((parts.before, -1), (parts.after, 1)):
        button.click(listing.turned(by), [parts.page, *given], [*parts], **_AT_ONCE)
    for button, all_of_them in ((finder.tick_all, True), (finder.tick_none, False)):
        button.click(listing.ticked(all_of_them), given, [left_out, *parts], **_AT_ONCE)


def _wire_figures(handlers: ReportHandlers, asked: list[Any], figures: FigureParts) -> None:
    inputs = [*asked, figures.words]
    # One listener for all, as only within one does the last run end last.
    gr.on(
        [figures.tab.select, figures.words.change, asked[-1].change],
        handlers.figures,
        inputs,
        [figures.table],
        trigger_mode="always_last",
        **_AT_ONCE,
    )
    for kind, button in figures.downloads.items():
        button.click(handlers.figures_writer(kind), inputs, [figures.file], **_HIDDEN).success(
            None, None, None, js=_DOWNLOAD.format(id="figures-file"), **_HIDDEN
        )


def _wire_comparison(handlers: ReportHandlers, asked: list[Any], comparison: ComparisonParts) -> None:
    gr.on(
        [comparison.tab.select, asked[-1].change],
        handlers.indicators,
        [*asked, comparison.indicator],
        [comparison.indicator],
        trigger_mode="always_last",
        **_AT_ONCE,
    )
    comparison.indicator.change(
        handlers.compare,
        [*asked, comparison.indicator],
        [comparison.plot, comparison.table],
        **_AT_ONCE,
    )


def _wire_settings(settings: SettingParts) -> None:
    """Kept in cookies, so that the server and the first paint of the page know them."""
    for setting, name in ((settings.language, LANGUAGE_COOKIE), (settings.theme, THEME_COOKIE)):
        setting.input(None, [setting], None, js=_KEEP_COOKIE.format(name=name), **_HIDDEN)
