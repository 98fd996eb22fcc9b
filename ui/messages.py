"""Every word the page says, in Chinese and in English.

Labels of components are translated in the browser (``LABELS``, through ``gradio.I18n``); what the server
writes (answers, the report panel, status lines) takes the language of the request.
"""

from typing import Literal

import gradio as gr

Language = Literal["zh-CN", "en"]
DEFAULT: Language = "zh-CN"
LANGUAGE_COOKIE = "askreport_language"
THEME_COOKIE = "askreport_theme"

# key: (Chinese, English); {name} is filled in by text()
_TEXTS: dict[str, tuple[str, str]] = {
    # the page
    "product": ("问报告", "AskReport"),
    "tagline": (
        "向报告提问，句句有出处，点开即见原文。",
        "Ask official reports. Every sentence cited, one click from its source.",
    ),
    "chat": ("问答", "Questions"),
    "figures": ("数据一览", "Figures"),
    "question": ("问题", "Question"),
    "question_placeholder": (
        "向报告提问，例如：提了多少条建议？",
        "Ask something the reports say",
    ),
    "conversation_log": ("对话", "Conversation"),
    # reports
    "reports": ("报告", "Reports"),
    "asked_reports": ("在这些报告里查找", "Search in these reports"),
    "find_reports": ("按名称查找报告", "Find reports by name"),
    "group_region": ("地区", "Region"),
    "group_body": ("机构", "Body"),
    "group_level": ("级别", "Level"),
    "group_year": ("年份", "Year"),
    "any_group": ("全部", "All"),
    "listed": (
        "符合的有 {found} 份，其中 {asked} 份在查找范围内；第 {page}/{pages} 页",
        "{found} found, {asked} of them searched; page {page} of {pages}",
    ),
    "tick_all": ("选上这些", "Include these"),
    "tick_none": ("排除这些", "Leave these out"),
    "page_before": ("上一页", "Previous"),
    "page_after": ("下一页", "Next"),
    "add_reports": ("加入报告", "Add reports"),
    "add_limits": (
        "{formats}；一次最多 {number} 份，每份不超过 {size} MB。",
        "{formats}; at most {number} at a time, {size} MB each.",
    ),
    "manage_reports": ("报告信息、更正与移除", "Details, correction, removal"),
    "report": ("报告", "Report"),
    "remove": ("移除这份报告", "Remove this report"),
    "remove_sure": ("确定移除“{title}”？", "Really remove “{title}”?"),
    "remove_yes": ("确定移除", "Remove"),
    "cancel": ("取消", "Cancel"),
    "removed": ("已移除：{title}", "Removed: {title}"),
    "correct": ("更正", "Correct"),
    "correct_save": ("保存更正", "Save"),
    "corrected": ("已更正：{title}（{changes}）", "Corrected: {title} ({changes})"),
    "corrected_field": ("{label}：{value}", "{label}: {value}"),
    "corrected_nothing": ("没有改动。", "Nothing was changed."),
    "field_empty": ("无", "none"),
    "too_many": (
        "一次最多加入 {number} 份，这次有 {given} 份。请分批加入。",
        "At most {number} files at a time; these are {given}. Add them in several goes.",
    ),
    "too_large": (
        "{name}：有 {given:.1f} MB，超过每份 {size} MB 的上限。",
        "{name}: {given:.1f} MB is over the limit of {size} MB.",
    ),
    "added": (
        "已加入：{title}（{sections} 个标题，{paragraphs} 段，{figures} 个数据）",
        "Added: {title} ({sections} headings, {paragraphs} paragraphs, {figures} figures)",
    ),
    "duplicate": ("已有同一份：{title}，不再重复加入。", "Already there: {title}. Not added again."),
    "newer_version": (
        "这是{title}（{source}）的新版本，内容不同，今后按新版本回答。要替换，请在“报告信息、更正与移除”里移除旧的一份（已选中）。",
        "This is a newer version of {title} ({source}): from now on it is answered from. To replace the older one, remove"
        " it under “Details, correction, removal”, where it is selected.",
    ),
    "unreadable": ("{name}：{reason}", "{name}: {reason}"),
    "reading": ("读取", "Reading"),
    "parsing": ("解析", "Parsing"),
    "embedding": ("向量化", "Embedding"),
    "storing": ("入库", "Storing"),
    "library_empty": ("还没有报告。请先在左侧加入一份。", "There are no reports yet. Add one on the left."),
    # what a report says about itself
    "detail_title": ("标题", "Title"),
    "detail_region": ("地区", "Region"),
    "detail_body": ("机构", "Body"),
    "detail_year": ("年份", "Year"),
    "detail_date": ("日期", "Date"),
    "detail_venue": ("场合", "Venue"),
    "detail_author": ("报告人", "Author"),
    "detail_size": ("篇幅", "Length"),
    "detail_size_value": (
        "{sections} 个标题，{paragraphs} 段，{characters} 字",
        "{sections} headings, {paragraphs} paragraphs, {characters} characters",
    ),
    "detail_source": ("文件", "File"),
    "detail_remark": ("注意", "Note"),
    "detail_encoding": ("编码", "Encoding"),
    # conversations
    "conversations": ("对话记录", "Conversations"),
    "conversation": ("对话", "Conversation"),
    "this_conversation": ("改名、导出、删除", "Rename, export, delete"),
    "new_conversation": ("新对话", "New conversation"),
    "rename": ("改名", "Rename"),
    "new_name": ("新名称", "New name"),
    "delete": ("删除", "Delete"),
    "untitled": ("（空白对话）", "(empty)"),
    "kept_here": ("对话只存在这个浏览器里。", "Conversations are kept in this browser only."),
    # export
    "export_file": ("导出的文件", "Exported file"),
    "nothing_to_export": ("这个对话还没有内容，无可导出。", "This conversation is empty: nothing to export."),
    "footnote": ("“{quote}” —— {place}（SHA-256 {digest}）", "“{quote}” — {place} (SHA-256 {digest})"),
    "exported_by": ("由问报告导出", "Exported from AskReport"),
    # settings
    "settings": ("设置", "Settings"),
    "language": ("语言", "Language"),
    "theme": ("外观", "Appearance"),
    "theme_system": ("跟随系统", "System"),
    "theme_light": ("浅色", "Light"),
    "theme_dark": ("深色", "Dark"),
    # answers
    "try": ("可以这样问", "Try one of these"),
    "reports_here": ("现有 {number} 份报告：{titles}", "{number} reports: {titles}"),
    "and_more": ("等", " and more"),
    "list_comma": ("、", ", "),
    "comma": ("，", ", "),
    "sources": ("出处", "Sources"),
    "nearest": ("最接近的段落", "Nearest passages"),
    "refused": ("报告里没有找到依据", "Not found in the reports"),
    "failed": ("没能回答", "No answer"),
    "searched_as": ("按“{question}”查找", "Searched as “{question}”"),
    "confidence_high": ("把握较大", "High confidence"),
    "confidence_medium": ("把握一般，请核对原文", "Fair confidence: check the source"),
    "confidence_low": ("把握较小，请核对原文", "Low confidence: check the source"),
    "copy": ("复制（带出处）", "Copy with sources"),
    "regenerate": ("重新生成", "Regenerate"),
    "writing": ("语言模型正在组织回答……", "The language model is writing…"),
    "no_report_chosen": (
        "没有选择报告。请在左侧至少勾选一份。",
        "No report is chosen. Tick at least one on the left.",
    ),
    "unexpected": ("出了意外，这个问题没有回答成。请再试一次。", "Something went wrong. Please try again."),
    "place": ("第{paragraph}段", "para. {paragraph}"),
    "row": ("表格行（第{paragraph}段）", "table row (para. {paragraph})"),
    "page": ("第{page}页", "p. {page}"),
    "pages": ("第{page}—{last}页", "pp. {page}–{last}"),
    "recognised": ("识别文字，请核对原图", "Recognised text: check it with the picture"),
    # the page as printed
    "printed_page": ("原页", "Page as printed"),
    "printed_page_of": ("{title}，第{page}页的原样", "{title}, page {page} as printed"),
    "printed_place": ("引文在此", "The quote is here"),
    "printed_unmarked": ("没有在这一页上找到引文的位置。", "The quote's place on this page was not found."),
    "original_file": ("下载原件", "Download the file"),
    "printed_before": ("上一页", "Previous page"),
    "printed_after": ("下一页", "Next page"),
    "close": ("关闭", "Close"),
    # the report panel
    "contents": ("目录", "Contents"),
    "find": ("在报告中查找", "Find in the report"),
    "find_previous": ("上一处", "Previous"),
    "find_next": ("下一处", "Next"),
    "ask_about": ("就此提问", "Ask about this"),
    "ask_about_question": ("关于“{text}”，", "About “{text}”: "),
    "back": ("回到问答", "Back to the questions"),
    "truncated": (
        "这份报告在文末中断，后续内容不在这个文件里。",
        "This report breaks off: the rest is not in this file.",
    ),
    # figures
    "figure_filter": ("筛选", "Filter"),
    "figure_filter_placeholder": ("指标、章节或原文里的词", "A word of the indicator, section or sentence"),
    "figure_what": ("指标", "Indicator"),
    "figure_printed": ("数据", "Figure"),
    "figure_value": ("数值", "Value"),
    "figure_upper": ("数值上限", "Upper end"),
    "figure_unit": ("单位", "Unit"),
    "figure_qualifier": ("限定词", "Qualifier"),
    "figure_kind": ("性质", "Status"),
    "figure_planned": ("计划", "planned"),
    "figure_achieved": ("完成", "achieved"),
    "figure_rose": ("（增长）", " (rise)"),
    "figure_fell": ("（下降）", " (fall)"),
    "figure_sentence": ("原句", "Sentence"),
    "figure_year": ("年份", "Year"),
    "figure_section": ("章节", "Section"),
    "figure_place": ("位置", "Place"),
    "figure_none": ("没有符合的数据。", "No figures match."),
    "figure_too_many": (
        "已选 {given} 份报告，一次最多列出 {number} 份的数据。请在左侧少选几份。",
        "{given} reports are chosen; figures are listed for at most {number}. Choose fewer on the left.",
    ),
    "figure_count": ("共 {total} 个数据", "{total} figures"),
    "figure_shown": (
        "共 {total} 个数据，先列 {shown} 个；请筛选，或下载全部。",
        "{total} figures, the first {shown} shown; filter, or download them all.",
    ),
    "comparison": ("并列比较", "Compare"),
    "comparison_none": (
        "所选报告里没有共同的指标。请至少勾选两份同类报告。",
        "The chosen reports have no indicator in common. Tick at least two of a kind.",
    ),
    "download": ("下载", "Download"),
    # for programs
    "login_needed": (
        "需要登录。请在 Authorization 里给出 名:口令。",
        "Login needed: send name:password as Authorization.",
    ),
    "busy": ("现在提问的人太多，请稍后再试。", "Too many requests just now. Please try again shortly."),
}

LABELS: dict[Language, dict[str, str]] = {
    "zh-CN": {key: chinese for key, (chinese, _) in _TEXTS.items()},
    "en": {key: english for key, (_, english) in _TEXTS.items()},
}


def text(key: str, language: Language = DEFAULT, **values: object) -> str:
    """The message ``key`` in ``language``, its ``{names}`` filled in. KeyError for an unknown key."""
    message = LABELS[language][key]
    return message.format(**values) if values else message


def request_language(request: gr.Request) -> Language:
    """The language of a request: the reader's own choice first, then what the browser prefers."""
    chosen = request.cookies.get(LANGUAGE_COOKIE)
    if chosen == "zh-CN":
        return "zh-CN"
    if chosen == "en":
        return "en"
    preferred = request.headers.get("accept-language", "")
    return DEFAULT if not preferred or preferred.lower().startswith("zh") else "en"
