"""What the other packages say of themselves, in English: refusals, notes, why a file could not be read.

They speak Chinese, with the value that was wrong in the middle of the sentence. Each sentence is known here by
its own words, as in a message catalogue; one that is not stays as it is.
"""

import re
from dataclasses import replace

from rag import Answer

from .messages import Language

# {} is a value, given again in its place; {_} is more Chinese, left out. Longer sentences before their parts.
_SENTENCES = {
    # refusals and notes of rag.extract
    "资料库里没有{}的内容，无法回答这个问题。": "The reports here are not about {}, so they cannot answer this. ",
    "{}的报告说的是{_}，没有单独说{}的，无法回答这个问题。": "The report of {} speaks of the whole, not of {} alone. ",
    "资料里提到了{}，但没有找到这项内容。": "{} is mentioned, but this is not said of it. ",
    "资料库里没有“{}”，无法回答这个问题。": "“{}” is not held here, so it cannot be answered from. ",
    "没有看出要查什么。请用一句中文写出想查的内容，例如“{_}”。": "What is to be looked up? Ask in a sentence. ",
    "资料中没有提到{}，无法回答这个问题。": "The reports do not mention {}, so they cannot answer this. ",
    "资料中有相近的内容，但{_}。": "The reports come near this, but do not say it. ",
    "资料中没有找到这个问题的答案。": "The reports do not answer this question. ",
    "资料中没有找到{}的相关内容。": "Nothing was found about {}. ",
    "资料中没有说到这个比重，也没有可以算出它的两个数字。": "The reports tell neither this share nor two figures that give it. ",
    "资料中没有提到{}。": "The reports do not mention {}. ",
    "资料库里没有{}的报告。": "There is no report of {} here. ",
    "资料库里有{}份报告，请说明问的是哪一份，例如“{}的报告”。": "There are {} reports here. Say which one you mean, "
    "for example “{}的报告”. ",
    "报告里没有印出它的{_}。": "The report does not print all that you ask about it. ",
    "报告正文之前没有印题目，资料库称它为《{}》。": "No title is printed before the report; here it is called “{}”. ",
    "以下是最接近的段落，供核对。": "These are the nearest passages, for you to check.",
    "资料库里还没有报告，请先添加。": "There are no reports yet. Add one first.",
    "报告原文在此处中断，后续内容不在资料中。": "The report breaks off here; the rest is not in its file. ",
    "问题中的{}与所引原文不符，请以原文为准。": "{} in the question is not what the source says: go by the source. ",
    "问题说的是下降，所引原文说的是上升，请以原文为准。": "You ask about a fall, the source tells of a rise: go by the source. ",
    "问题说的是上升，所引原文说的是下降，请以原文为准。": "You ask about a rise, the source tells of a fall: go by the source. ",
    "资料中没有这段时间合在一起的内容。": "The reports do not tell of these years together. ",
    "数字的单位不同（{_}），不能直接比较。": "The figures are of different units and cannot be compared. ",
    "数字的口径不同（{_}），不能直接比较。": "The figures count different things and cannot be compared. ",
    "各处的说法不同（{_}），口径请以原文为准。": "The sources word it differently: go by them for what is counted. ",
    "数字的年份不同（{_}），不能直接比较。": "The figures are of different years and cannot be compared. ",
    "其中有的是区间（{_}），不能直接比较。": "One of the figures is a range: they cannot be compared. ",
    "其余{}份报告也有相关内容，可以写明地区或年份再问，例如“{}”。": "{} more reports speak of this. Name a place or a year, "
    "for example “{}”. ",
    "这里用的是最近一份有相关内容的报告；{}的报告也有，可以写明年份再问。": "This is from the newest report; those of {} "
    "speak of it, too: name a year to ask them. ",
    "{}有新旧版本，这里用的是后加入的。": "There are an older and a newer version of {}; this is from the newer one. ",
    # notes on a language model, of rag.write.grounding
    "语言模型写的{}句话没有通过核对（{_}），{_}。": "{} sentences of the language model did not hold against the "
    "sources. They were left out, or the report's own words stand in their place. ",
    "语言模型认为资料没有直接回答这个问题。": "The language model finds no direct answer in the reports. ",
    "语言模型没有写出回答。": "The language model wrote no answer. ",
    "语言模型“{}”{_}以下是报告原文。": "The language model “{}” failed. These are the report's own words. ",
    "以下是报告原文。": "These are the report's own words. ",
    # questions that are none, of rag.retrieve
    "问题中没有可以检索的文字：{}。请用一句话写出想查的内容。": "There is nothing to search for in {}. "
    "Ask in a sentence.",
    "问题有 {} 个字，超过了 {} 字的上限。请把问题缩短为一两句话。": "The question has {} characters, more than "
    "the {} allowed. Make it a sentence or two.",
    # files that cannot be read, of index
    "文件没有文字：{}。请检查内容后再添加。": "There is no text in {}. ",
    "文件是空的：{}。请检查内容后再添加。": "{} is empty. ",
    "这是文件夹，不是文件：{}。请给出其中的文件。": "{} is a folder. Give the files in it. ",
    "找不到文件：{}。请检查路径。": "{} is not there. ",
    "不支持的格式：{} 的内容是{_}。请解压后添加其中的文件。": "{} is an archive that cannot be read. Unpack it and add its files. ",
    "不支持的格式：{} 的内容是{_}。{_}后再添加。": "{} is of a format that cannot be read. "
    "Save it as PDF, .docx or text, a picture as .jpg or .png. ",
    "不支持的格式：{} 不是文字文件。请用原来的软件另存为 .docx、PDF 或文本后再添加。": "{} is no text. "
    "Save it as PDF, .docx or text with the program that it comes from. ",
    "文件太大：{} 有 {} MB，上限是 {} MB。请拆分后再添加。": "{} is too large: {} MB, and {} MB is the most. Split it. ",
    "文件太大：{} 解压后有 {} MB，上限是 {} MB。请拆分后再添加。": "{} is too large: {} MB unpacked, and {} MB is the "
    "most. Split it. ",
    "文件太大：{} 解压后有 {} MB，上限是 {} MB。": "{} is too large: {} MB unpacked, and {} MB is the most. ",
    "无法读取文件：{}（{}）。请检查权限。": "{} cannot be read ({}). ",
    "不是文本文件：{} 含有大量控制字符。请确认它是文字文件。": "{} is not a text file: it is full of control characters. ",
    "认不出文字编码：{}。请用记事本或 Word 另存为 UTF-8 文本后再添加。": "The encoding of {} is not known. "
    "Save it as UTF-8 text. ",
    "编码有误：{} 标明是 {}，却不能按它解码。请另存为 UTF-8。": "{} says that it is {}, and is not. Save it as UTF-8. ",
    "文件有密码：{}。请去掉密码后再添加。": "{} has a password. Remove it first. ",
    "文件已损坏：{} 里的 {} 不能解压。请用原来的软件打开并另存后再添加。": "{} is damaged: {} in it cannot be "
    "unpacked. Save it again with the program that it comes from. ",
    "文件已损坏：{} 不能解压。请用原来的软件打开并另存后再添加。": "{} is damaged: it cannot be unpacked. "
    "Save it again with the program that it comes from. ",
    "文件已损坏：{} 里的 XML 有误，或嵌套太深。请用原来的软件打开并另存后再添加。": "{} is damaged: its XML is wrong, "
    "or nested too deeply. Save it again with the program that it comes from. ",
    "文件已损坏：{} 里没有内容。请用原来的软件打开并另存后再添加。": "{} is damaged: it has no content. "
    "Save it again with the program that it comes from. ",
    "文件太大：{} 里有 {} 个文件，上限是 {} 个。请拆分后再添加。": "{} is too large: it holds {} files, and {} are "
    "the most. Split it. ",
    "文件太长：{} 有 {} 页，上限是 {} 页。请拆分后再添加。": "{} is too long: {} pages, and {} are the most. Split it. ",
    "OFD 文件已损坏：{}。请用 OFD 阅读器打开并另存后再添加。": "{} is damaged. Save it again with an OFD reader. ",
    "Excel 文件已损坏：{}。请用 Excel 或 WPS 打开修复并另存为 .xlsx 后再添加。": "{} is damaged. "
    "Let Excel or WPS repair it and save it as .xlsx. ",
    "工作表太大：{} 的“{}”有 {} 行、{} 列。请删去数据以外的空白行列后再添加。": "{} is too large: its sheet “{}” has {} rows "
    "and {} columns. Delete the blank ones. ",
    "表格文件有误：{} 里有没有配对的引号。请用 Excel 或 WPS 另存后再添加。": "{} has a quote that is never closed. "
    "Save it again with Excel or WPS. ",
    "压缩包不能当作一份报告：{}。请解压后添加其中的文件。": "{} is an archive, no report. Unpack it and add its files. ",
    "压缩包里没有可以读取的文件：{}。请检查内容后再添加。": "There is no file in {} that can be read. ",
    "压缩包太大：{} 没有读取，前面的文件解压后已达 {} MB。请分开后再添加。": "{} was not read: the files before it in "
    "the archive come to {} MB. Split the archive. ",
    "读取这种文件需要 LibreOffice，这台电脑上没有找到：{}。请安装 LibreOffice 后再添加，或用 Office、WPS 另存为 .docx、.xlsx "
    "或文本后再添加。": "{} needs LibreOffice, which is not installed here. Install it, or save the file as .docx, .xlsx "
    "or text. ",
    "LibreOffice 打不开：{}，文件可能已损坏或有密码。请用原来的软件打开并另存后再添加。": "LibreOffice cannot open {}: it may "
    "be damaged or have a password. Save it again with the program that it comes from. ",
    "LibreOffice 用 {} 秒没有读完：{}，已停止。请拆分，或另存为 .docx、.xlsx 后再添加。": "LibreOffice took more than {} "
    "seconds over {}. Split it, or save it as .docx or .xlsx. ",
    "LibreOffice 不能启动（{}）：{}。请检查它能否打开，或另存为 .docx、.xlsx 后再添加。": "LibreOffice cannot be started "
    "({}), which {} needs. See whether it opens, or save the file as .docx or .xlsx. ",
    # what a user must know of a file, of index
    "第{}页是图片，没有文字，其中的内容查不到。": "Pages that are pictures without text: {}. ",
    "第{}页有图片或图表，其中的文字和数字没有读入。": "Pages with pictures or charts, whose words and figures were not read: {}. ",
    "第{}页是隐藏的，没有收入。": "Hidden pages, left out: {}. ",
    "工作表“{}”是隐藏的，没有收入。": "The sheet “{}” is hidden, and left out. ",
    "工作表“{}”的{_}是隐藏的，没有收入。": "Hidden rows or columns of the sheet “{}” are left out. ",
    "有{}个公式没有保存结果，没有收入；用 Excel 或 WPS 打开并保存后再添加即可。": "{} formulas have no result in the "
    "file; open it with Excel or WPS and save it. ",
    "安装 LibreOffice 后重新添加，可以读到文本框、合并的单元格和标题的级别。": "With LibreOffice installed, text boxes, "
    "merged cells and heading levels are read too. ",
    "Word 文件已损坏：{}。请用 Word 打开修复并另存为 .docx 后再添加。": "{} is damaged. "
    "Let Word repair it and save it as .docx. ",
    "PDF 有打开密码：{}。请去掉密码后再添加。": "{} needs a password to be opened. Remove it first. ",
    "PDF 已损坏：{}。请用阅读器打开检查，另存后再添加。": "{} is damaged. Open it in a reader and save it anew. ",
    "PDF 文字太多：{} 超过 {} 万字。请拆分后再添加。": "{} has more than {}0,000 characters. Split it first. ",
    "没有可以读取的文字：{}。请添加带文字的版本，或执行 pip install -r requirements-ocr.txt 装上文字识别后再添加。": "{} has "
    "no text that can be read. Add a version with text, or install text recognition: pip install -r requirements-ocr.txt. ",
    "没有可以读取的文字：{}。请添加带文字的版本，或更清晰的图片。": "{} has no text that can be read. "
    "Add a version with text, or a clearer picture. ",
    "图片要经文字识别才能读取：{}。请执行 pip install -r requirements-ocr.txt 后再添加。": "{} is a picture. "
    "Install text recognition first: pip install -r requirements-ocr.txt. ",
    "图片已损坏：{}。请打开检查，另存后再添加。": "{} is damaged. Open it and save it anew. ",
    "图片太大：{} 有 {}×{} 点，上限是 {} 万点。请缩小后再添加。": "{} is too large: {}×{} pixels, and {}0,000 are the most. ",
    "没有这一页的原样：{} 第 {} 页。请下载原件查看。": "There is no picture of this page: {}, page {}. Download the file. ",
    "网页已损坏或嵌套太深：{}。请用浏览器打开，复制文字存为文本后再添加。": "{} is damaged, or nested too deep. "
    "Open it in a browser and save its text. ",
    "网页存档里没有网页：{}。请用浏览器打开后重新保存。": "There is no page in {}. Save it again from a browser. ",
    # what a user must know of a file, of index
    "第{}页是图片，没有可以读取的文字，没有收录。": "Pages {} are pictures without text, and were left out. ",
    "第{}页是图片，文字由识别得来，可能有误，请对照原件。": "Pages {} are pictures whose text was recognised "
    "and may be wrong: check it with the original. ",
    "第{}页的字体没有文字编码，文字由识别得来，可能有误，请对照原件。": "The fonts of pages {} do not say what their letters "
    "are; the text was recognised and may be wrong: check it with the original. ",
    "图片上的文字可以识别：执行 pip install -r requirements-ocr.txt 后，移除这份报告，再重新添加。": "What the pictures show "
    "can be recognised: run pip install -r requirements-ocr.txt, remove this report and add it again. ",
    "第{}页的字体没有文字编码，文字无法读取，没有收录。": "The fonts of pages {} do not say what their letters are; "
    "these pages were left out. ",
    "第{}页的文字多得不像一页，没有收录。": "Pages {} hold more text than a page can, and were left out. ",
    "第{}页有个别文字无法读取，以“〓”代替。": "Some letters of pages {} cannot be read; “〓” stands for them. ",
    "第{}页是扫描件，文字由识别得来，可能有误，请对照原件。": "Pages {} are scans whose text was recognised "
    "and may be wrong: check it with the original. ",
    "“{}”是图片，其中的文字和数字没有读入。": "“{}” is a picture: what it shows was not read. ",
    "文件中有 {} 张没有说明的图片，其中的文字和数字没有读入。": "The file has {} pictures without a caption: "
    "what they show was not read. ",
    "文中有 {} 张图片，文字由识别得来，可能有误，请对照原件。": "The text of {} pictures was recognised "
    "and may be wrong: check it with the original. ",
    "文中有 {} 张图片或图表，其中的文字和数字没有读入。": "{} pictures or charts were not read. ",
    "文中有隐藏或划去的文字，没有收录。": "Words that are hidden or struck out were left out. ",
    "第 {} 页的原样没有画出（{_}）：{}。请下载原件查看。": "Page {} could not be drawn: {}. Download the file. ",
    "读取 {} 超过了 {} 秒，已停止。请拆分，或用原来的软件打开并另存后再添加。": "Reading {} took more than {} seconds and was "
    "stopped. Split it, or open it with the program it comes from and save it again. ",
    "读取 {} 需要的内存超过了 {} MB，已停止。请拆分，或用原来的软件打开并另存后再添加。": "Reading {} took more than {} MB of "
    "memory and was stopped. Split it, or open it with the program it comes from and save it again. ",
    "读取 {} 时出错（{}），文件可能已损坏。请用原来的软件打开并另存后再添加。": "Reading {} failed ({}): it may be damaged. "
    "Open it with the program it comes from and save it again. ",
    # what is to be known of a report that was added, of index
    "与已有的《{}》（{}）内容相同，没有再加入。": "It says the same as “{}” ({}), which is here already, and was not added. ",
    "这一份有页码，已有的没有：想换用这一份，请先移除已有的（编号 {}）再加入。": "This one has pages and that one has none: to have "
    "this one, remove that one ({}) first. ",
    "与已有的《{}》（{}）内容相同。": "It says the same as “{}” ({}). ",
    "与已有的《{}》（{}）大部分内容相同，两份都保留。如果其中一份是旧稿，请把它移除。": "It says mostly the same as “{}” ({}); both "
    "are kept. If one is an older draft, remove it. ",
    "无法写入资料库 {}（{}）。请检查磁盘空间和权限。": "The library {} cannot be written ({}). Is there space, and may it be? ",
    # corrections that cannot be, of index
    "没有“{}”这一项。可以更正的有：{}。": "There is no “{}”. What can be corrected: {}. ",
    "{_}不能是空的。请写出标题，例如{_}。": "The title cannot be empty. Give one. ",
    "{_}不能是“{}”。可以是：{}。": "“{}” is no level: it can be {}. ",
    "{_}的值“{}…”太长或含有换行等字符，最多 {} 个字。": "“{}…” is too long or has line breaks: {} characters are the most. ",
    "{_}不能是“{}”。请写四位数的年份，例如 {}。": "“{}” is no year. Give four digits, such as {}. ",
    "“{}”不是“项目=值”的写法。请写成例如 {} 或{_}。": "“{}” is no name=value. Write for example {}. ",
    "资料库中没有编号为 {} 的报告。用 python -m index list 查看现有报告。": "There is no report {} any more. ",
}


def in_language(message: str, language: Language) -> str:
    """A message of ``index`` or ``rag`` in the reader's language."""
    if language != "en":
        return message
    for pattern, english in _PATTERNS:
        message = pattern.sub(english, message)
    return message.strip()


def worded(answer: Answer, language: Language) -> Answer:
    """The answer with what it says itself in the reader's language; what it quotes stays."""
    text = in_language(answer.text, language) if answer.refused else answer.text
    return replace(answer, text=text, note=in_language(answer.note, language))


def _compiled(chinese: str, english: str) -> tuple[re.Pattern[str], str]:
    pattern = re.escape(chinese).replace(r"\{_\}", ".*?").replace(r"\{\}", "([^。]*?)")
    parts = english.replace("\\", r"\\").split("{}")
    filled = "".join(part + (rf"\g<{n}>" if n < len(parts) else "") for n, part in enumerate(parts, start=1))
    return re.compile(pattern), filled


_PATTERNS = [_compiled(chinese, english) for chinese, english in _SENTENCES.items()]
