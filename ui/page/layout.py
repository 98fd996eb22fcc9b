"""The components of the page and where they stand; what they call is in ``app``."""

from pathlib import Path
from typing import Any, NamedTuple

import gradio as gr

from index import Library
from index.read import SUFFIXES

from ..messages import LABELS, text
from ..views import page_opener, panel_opener
from .listing import FinderParts, ListParts
from .outcomes import MOST_FILES, MOST_MEGABYTES
from .reports import CORRECTED

ASSETS = Path(__file__).parent / "assets"
i18n = gr.I18n(**LABELS)


class ChatParts(NamedTuple):
    """The conversation and its question box.

    ``asked`` holds the question being answered, ``turn`` its answer so far; ``again`` is clicked by the
    button below an answer.
    """

    chat: gr.Chatbot
    box: gr.Textbox
    asked: gr.State
    turn: gr.State
    again: gr.Button


class ReportParts(NamedTuple):
    """Which reports are asked; adding, describing, correcting and removing them."""

    list: ListParts
    finder: FinderParts
    upload: gr.UploadButton
    status: gr.HTML
    details: gr.HTML
    fields: dict[str, gr.Textbox]
    correct: gr.Button
    remove: gr.Button
    confirm: gr.Row
    yes: gr.Button
    no: gr.Button


class ConversationParts(NamedTuple):
    """The list of conversations and what can be done with the current one."""

    every: gr.Radio
    new: gr.Button
    name: gr.Textbox
    rename: gr.Button
    delete: gr.Button
    exports: dict[str, gr.Button]
    file: gr.DownloadButton


class FigureParts(NamedTuple):
    """The table of figures, what filters it, and its downloads."""

    tab: gr.Tab
    words: gr.Textbox
    table: gr.HTML
    downloads: dict[str, gr.Button]
    file: gr.DownloadButton


class ComparisonParts(NamedTuple):
    """One indicator of several reports: which, its plot, its table."""

    tab: gr.Tab
    indicator: gr.Dropdown
    plot: gr.BarPlot
    table: gr.HTML


class SettingParts(NamedTuple):
    """Language and appearance."""

    language: gr.Radio
    theme: gr.Radio


def brand() -> None:
    """The product's name, the page's only first-level heading."""
    chinese, english = text("product", "zh-CN"), text("product", "en")
    gr.HTML(
        f'<h1 class="brand"><span lang="zh-CN">{chinese} <small>{english}</small></span>'
        f'<span lang="en">{english}</span></h1>',
        apply_default_css=False,
    )


def _finder() -> tuple[FinderParts, list[Any]]:
    """What finds reports in the list, and those of its components that change with the list."""
    with gr.Column(visible=False, elem_id="finder") as finder:
        words = gr.Textbox(
            label=i18n("find_reports"),
            show_label=False,
            placeholder=i18n("find_reports"),
            max_lines=1,
            elem_id="find-reports",
        )
        groups = []
        for pair in (("region", "body"), ("level", "year")):
            with gr.Row():
                groups += [
                    gr.Dropdown(label=i18n(f"group_{kind}"), min_width=100, elem_id=f"find-{kind}")
                    for kind in pair
                ]
        told = gr.HTML(elem_id="listed", apply_default_css=False)
        with gr.Row():
            tick_all = gr.Button(i18n("tick_all"), size="sm", min_width=80, elem_id="tick-all")
            tick_none = gr.Button(i18n("tick_none"), size="sm", min_width=80, elem_id="tick-none")
        with gr.Row():
            before = gr.Button(i18n("page_before"), size="sm", min_width=80, elem_id="page-before")
            after = gr.Button(i18n("page_after"), size="sm", min_width=80, elem_id="page-after")
    return FinderParts(words, tick_all, tick_none), [finder, told, *groups, before, after]


def report_parts() -> ReportParts:
    with gr.Accordion(i18n("reports"), open=True):
        finder, finding = _finder()
        chosen = gr.CheckboxGroup(label=i18n("asked_reports"), elem_id="chosen", show_select_all=True)
        upload = gr.UploadButton(
            str(i18n("add_reports")),
            elem_id="upload",
            file_count="multiple",  # of any type, as one that is wrong must not stop the others
            size="sm",
        )
        limits = {"formats": " ".join(SUFFIXES), "number": MOST_FILES, "size": MOST_MEGABYTES}
        gr.HTML(
            f'<div class="limits" data-suffixes="{",".join(SUFFIXES)}">'
            + "".join(f'<p lang="{code}">{text("add_limits", code, **limits)}</p>' for code in LABELS)
            + "</div>",
            apply_default_css=False,
        )
        status = gr.HTML(elem_id="status", apply_default_css=False)
        with gr.Accordion(i18n("manage_reports"), open=False):
            menu = gr.Dropdown(label=i18n("report"), elem_id="menu")
            details = gr.HTML(elem_id="details", apply_default_css=False)
            with gr.Accordion(i18n("correct"), open=False, elem_id="corrections"):
                fields = {
                    name: gr.Textbox(label=i18n(f"detail_{name}"), max_lines=1, elem_id=f"correct-{name}")
                    for name in CORRECTED
                }
                correct = gr.Button(i18n("correct_save"), size="sm", elem_id="correct")
            remove = gr.Button(i18n("remove"), size="sm", elem_id="remove")
            with gr.Row(visible=False) as confirm:
                yes = gr.Button(
                    i18n("remove_yes"), size="sm", variant="stop", min_width=80, elem_id="remove-yes"
                )
                no = gr.Button(i18n("cancel"), size="sm", min_width=80)
    listing = ListParts(chosen, menu, gr.State([]), gr.State(0), *finding)
    return ReportParts(listing, finder, upload, status, details, fields, correct, remove, confirm, yes, no)


def conversation_parts() -> ConversationParts:
    with gr.Accordion(i18n("conversations"), open=True, elem_id="talks"):
        new = gr.Button(i18n("new_conversation"), size="sm", elem_id="new-conversation")
        every = gr.Radio(
            label=i18n("conversation"), show_label=False, elem_id="conversations", info=i18n("kept_here")
        )
        with gr.Accordion(i18n("this_conversation"), open=False):
            with gr.Row():
                name = gr.Textbox(
                    label=i18n("new_name"),
                    show_label=False,
                    placeholder=i18n("new_name"),
                    max_length=60,
                    min_width=120,
                    elem_id="new-name",
                )
                rename = gr.Button(i18n("rename"), size="sm", min_width=60, scale=0)
            exports = {}
            with gr.Row():
                for kind, label in (("md", "Markdown"), ("docx", "Word"), ("json", "JSON")):
                    exports[kind] = gr.Button(label, size="sm", min_width=60, elem_id=f"export-{kind}")
            delete = gr.Button(i18n("delete"), size="sm", variant="stop", elem_id="delete-conversation")
        file = gr.DownloadButton(str(i18n("export_file")), elem_id="export-file", elem_classes="unseen")
    return ConversationParts(every, new, name, rename, delete, exports, file)


def setting_parts() -> SettingParts:
    with gr.Accordion(i18n("settings"), open=False):
        language = gr.Radio(
            [("中文", "zh-CN"), ("English", "en")], label=i18n("language"), elem_id="language"
        )
        themes = [(i18n(f"theme_{theme}"), theme) for theme in ("system", "light", "dark")]
        theme = gr.Radio(themes, label=i18n("theme"), elem_id="theme")
    return SettingParts(language, theme)


def chat_parts() -> ChatParts:
    chat = gr.Chatbot(
        elem_id="chat",
        label=i18n("conversation_log"),
        show_label=False,
        height="100%",
        latex_delimiters=[],
        buttons=[],
        layout="bubble",
        autoscroll=False,  # to the bottom; assets/page.js shows an answer from its beginning
    )
    box = gr.Textbox(
        elem_id="question",
        label=i18n("question"),
        show_label=False,
        placeholder=i18n("question_placeholder"),
        lines=1,
        max_lines=6,
        submit_btn=True,
        autofocus=True,
    )
    again = gr.Button(i18n("regenerate"), elem_id="regenerate", visible="hidden")
    return ChatParts(chat, box, gr.State(""), gr.State(None), again)


def figure_parts(tab: gr.Tab) -> FigureParts:
    with gr.Row(equal_height=True, elem_id="figures-tools"):
        words = gr.Textbox(
            label=i18n("figure_filter"),
            show_label=False,
            placeholder=i18n("figure_filter_placeholder"),
            elem_id="figures-words",
        )
        downloads = {
            kind: gr.Button(label, size="sm", scale=0, min_width=72, elem_id=f"figures-{kind}")
            for kind, label in (("csv", "CSV ↓"), ("xlsx", "Excel ↓"))
        }
    table = gr.HTML(elem_id="figures", apply_default_css=False)
    file = gr.DownloadButton(str(i18n("export_file")), elem_id="figures-file", elem_classes="unseen")
    return FigureParts(tab, words, table, downloads, file)


def comparison_parts(tab: gr.Tab) -> ComparisonParts:
    indicator = gr.Dropdown(label=i18n("figure_what"), elem_id="indicator")
    plot = gr.BarPlot(
        height=280,
        visible=False,
        show_label=False,
        x_label_angle=-35,
        elem_id="comparison-plot",
    )
    table = gr.HTML(elem_id="comparison", apply_default_css=False)
    return ComparisonParts(tab, indicator, plot, table)


def panel(library: Library) -> None:
    """The report, and the script that ties every link of the page to it."""
    gr.HTML(
        '<section class="panel"></section>',
        elem_id="panel",
        apply_default_css=False,
        js_on_load="\n".join(
            (ASSETS / name).read_text("utf-8") for name in ("panel.js", "printed.js", "page.js")
        ),
        server_functions=[panel_opener(library), page_opener(library)],
    )
