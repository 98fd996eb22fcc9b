"""Questions about a report itself: who, when, where, what it is called."""

from collections.abc import Sequence

import pytest

from index import Card, Report, Shelf
from index.parse import report_from_text
from rag.facts import about
from rag.facts.about import FrontMatter
from tests.rag.made import provincial, seed_report

SEED, ZHEJIANG = seed_report(), provincial("浙江")
# A front as provinces print it: dashes before the date, wide spaces in a name of two characters.
HUBEI = report_from_text(
    "湖北省政府工作报告\n\n——2024年1月27日在湖北省第十四届人民代表大会第二次会议上\n\n湖北省省长　王　明\n\n"
    "各位代表：\n\n现在，我代表湖北省人民政府，向大会作政府工作报告，请予审议。\n\n一、2023年工作回顾\n\n粮食产量稳定。\n"
)
BODY = "各位代表：\n\n粮食产量保持稳定，新增就业四十万人。\n\n办理提案十二件，委员满意。\n"
BARE = report_from_text(BODY.removeprefix("各位代表：\n\n"))
# The file's name says more than the printed title.
SHORT = report_from_text(f"政府工作报告\n\n{BODY}", "甲县2024年政府工作报告.txt")
UNTITLED = report_from_text(BODY, "甲县2024年政府工作报告.txt")
HEADED = report_from_text("一、工作回顾\n\n粮食产量保持稳定，新增就业四十万人。\n")


def front_matter(question: str, reports: Sequence[Report]) -> list[FrontMatter]:
    return about.front_matter(question, Shelf.of(reports), len(reports))


def asks_for_title(question: str, report: Report) -> bool:
    return about.asks_for_title(question, Card.of(report))


def found(question: str, *reports: Report) -> list[str]:
    return [place.report.quote(place.span) for place in front_matter(question, reports)]


AUTHOR = [
    "这份报告是谁作的？",
    "这份报告是哪位主席作的？",
    "谁作的报告？",
    "报告人是谁？",
    "这份报告是谁向大会报告的？",
    "報告是誰作的？",
    "Who gave the report?",
]
DATE = [
    "报告是哪天作的？",
    "报告是什么时候提请审议的？",
    "什么时候作的报告？",
    "報告的日期是幾號？",
    "When was the report given?",
]
VENUE = [
    "报告是在什么会上作的？",
    "报告是在第几届第几次会议上作的？",
    "报告是在哪次会议上提请审查的？",
    "在哪次会议上作的报告？",
]
TITLE = ["这份报告的题目是什么？", "报告的全称是什么？", "报告叫什么名字？"]
SEED_TITLE = "中国人民政治协商会议 第十届开化县委员会常务委员会工作报告(摘要)"


@pytest.mark.parametrize(
    ("questions", "seed", "hubei"),
    [
        (AUTHOR, "华寿军", "王　明"),
        (DATE, "2021年2月5日", "2024年1月27日"),
        (VENUE, "在县政协十届五次会议上", "在湖北省第十四届人民代表大会第二次会议上"),
        (TITLE, SEED_TITLE, "湖北省政府工作报告"),
    ],
)
def test_title_lines_answer(questions: list[str], seed: str, hubei: str) -> None:
    for question in questions:
        assert found(question, SEED) == [seed], question
        assert found(question, HUBEI) == [hubei], question
        assert found(question, SEED, HUBEI) == [seed, hubei], question


@pytest.mark.parametrize("question", [AUTHOR[0], DATE[0], VENUE[0], TITLE[0]])
def test_line_holds_the_words_and_stands_before_the_body(question: str) -> None:
    for report in (SEED, HUBEI):
        (place,) = front_matter(question, [report])
        line = report.quote(place.line)
        assert report.quote(place.span) in line and "\n" not in line
        assert line in report.text.split("\n")
        assert place.line.end <= report.paragraphs[0].span.start


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("浙江省省长是谁？", ["王大山"]),
        ("省长叫什么名字？", ["王大山"]),
        ("谁是浙江省省长？", ["王大山"]),
        ("县长是谁？", []),  # another post
        ("法院院长是谁？", []),
    ],
)
def test_who_holds_the_post_that_the_author_signs_with(question: str, wanted: list[str]) -> None:
    assert found(question, ZHEJIANG) == wanted
    assert found(question, SEED) == []  # its author signs without a post


def test_name_with_spaces_in_it() -> None:
    for question in ("湖北省省长是谁？", "谁是省长？", "省长现在是谁？", "湖北和浙江的省长分别是谁？"):
        assert found(question, HUBEI) == ["王　明"], question


@pytest.mark.parametrize(
    "question", ["副省长是谁？", "省人大主席是谁？", "省法院院长是谁？", "省政协省长是谁？"]
)
def test_another_post_or_body(question: str) -> None:
    assert found(question, HUBEI) == []


@pytest.mark.parametrize("question", ["被采用的那条社情民意信息题目是什么？", "优秀提案的标题是什么？"])
def test_the_title_of_something_else(question: str) -> None:
    assert not asks_for_title(question, SEED)


@pytest.mark.parametrize("question", TITLE)
def test_title_taken_from_the_file_s_name(question: str) -> None:
    assert found(question, SHORT) == ["政府工作报告"]  # as much as is printed
    assert found(question, UNTITLED) == found(question, HEADED) == []
    assert asks_for_title(question, UNTITLED)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("What is the title of the report?", "湖北省政府工作报告"),
        ("What is the date of this report?", "2024年1月27日"),
        ("Who delivered the Hubei government work report?", "王　明"),
        ("When was the Hubei government work report delivered?", "2024年1月27日"),
        ("Who is the governor of Hubei?", "王　明"),
        ("Where was the report delivered?", "在湖北省第十四届人民代表大会第二次会议上"),
    ],
)
def test_english(question: str, wanted: str) -> None:
    assert found(question, HUBEI) == [wanted]


@pytest.mark.parametrize(
    "question",
    [
        "提案立案多少件？",
        "常委会全年召开几次会议？",
        "省政协主席葛慧君什么时候来开化？",
        "报告里提到的采纳率是多少？",
        "县政协出台了哪份文件？",
        "谁来开化专题调研？",
        "概括这份报告",
        "Who does the report say visited Kaihua?",
        "Who is mentioned in the report?",
        "When was the library named in the report built?",
        "When does the report say it was founded?",
        "",
    ],
)
def test_questions_about_something_else(question: str) -> None:
    assert found(question, SEED, ZHEJIANG, HUBEI) == []


@pytest.mark.parametrize("question", [AUTHOR[0], DATE[0], VENUE[0], "省长是谁？"])
def test_what_a_report_does_not_say_is_not_found(question: str) -> None:
    assert found(question, BARE) == []
    assert front_matter(question, []) == []


NOTICE = report_from_text(
    "青石县人民政府文件\n青政发〔2025〕12号\n\n青石县人民政府关于印发青石县公路养护办法的通知\n\n各乡镇人民政府：\n\n"
    "现将《青石县公路养护办法》印发给你们。2025年3月18日前的规定同时废止。\n\n青石县人民政府\n2025年3月18日\n\n"
    "青石县公路养护办法\n\n第一条 本办法适用于县道、乡道和村道。\n"
)
PLAN = report_from_text(
    "青石县水利发展规划\n（2026年3月1日）\n青石县水利局\n\n为推进水利现代化，制定本规划。\n\n一、目标\n\n到2030年，供水保证率达到95%。\n"
)


@pytest.mark.parametrize(
    ("question", "notice", "plan"),
    [
        ("这份通知是哪天印发的？", ["2025年3月18日"], []),
        ("公路养护办法是什么时候发布的？", ["2025年3月18日"], []),  # as what it issues
        ("规划是什么时候发布的？", [], ["2026年3月1日"]),
        ("这份文件是哪个部门印发的？", ["青石县人民政府"], ["青石县水利局"]),
        ("这份规划的标题是什么？", [], ["青石县水利发展规划"]),
        ("青政发〔2025〕12号是什么文件？", ["青石县人民政府关于印发青石县公路养护办法的通知"], []),
        ("青政发[2025]12号文的日期是哪天？", ["2025年3月18日"], []),
        ("青政发〔2025〕12号文件印发的是什么？", ["青石县公路养护办法"], []),
        ("青政发〔2025〕13号文件是哪天印发的？", [], []),  # another one
        ("公路养护办法从什么时候起施行？", [], []),  # the day signed is no day of effect
        ("规划什么时候完成白水河整治？", [], []),
        ("规划的项目名称是什么？", [], []),
    ],
)
def test_other_documents_are_called_by_their_kind_or_number(
    question: str, notice: list[str], plan: list[str]
) -> None:
    assert found(question, NOTICE) == notice
    assert found(question, PLAN) == plan
    assert found(question, NOTICE, PLAN) == notice + plan


def test_a_document_that_is_named_by_its_title_is_meant_alone() -> None:
    other = report_from_text(
        "青石县人民政府关于保护公路的通知\n青政发〔2025〕20号\n\n现就有关事项通知如下，请认真贯彻执行。\n\n青石县人民政府\n2025年9月1日\n"
    )
    assert found("通知是哪天印发的？", NOTICE, other) == ["2025年3月18日", "2025年9月1日"]
    assert found("青石县人民政府关于保护公路的通知是哪天印发的？", NOTICE, other) == ["2025年9月1日"]
    assert found("《公路养护办法》是哪天印发的？", NOTICE, other) == ["2025年3月18日"]


def test_the_day_is_cited_where_it_is_signed() -> None:
    (place,) = front_matter("这份通知是哪天印发的？", [NOTICE])
    paragraph = NOTICE.paragraph(place.paragraph)
    assert paragraph.span == place.line == place.span and NOTICE.quote(place.line) == "2025年3月18日"


@pytest.mark.parametrize(
    ("question", "report", "printed", "missing"),
    [
        (
            "报告是哪天、在什么会上作的？",
            HUBEI,
            ["2024年1月27日在湖北省第十四届人民代表大会第二次会议上"],
            [],
        ),
        ("报告是谁在哪天作的？", HUBEI, ["2024年1月27日", "王　明"], []),
        ("这份通知的文号是什么？", NOTICE, ["青政发〔2025〕12号"], []),
        ("这份文件是哪两家单位印发的？", NOTICE, ["青石县人民政府"], []),
        ("这份规划是哪天、在什么会上发布的？", PLAN, ["2026年3月1日"], ["会议"]),
        ("这份规划的发文字号是什么？", PLAN, [], []),
    ],
)
def test_each_of_several_facts_is_found_or_said_to_be_missing(
    question: str, report: Report, printed: list[str], missing: list[str]
) -> None:
    assert found(question, report) == printed
    assert about.unprinted(question, Shelf.of([report])) == missing


def test_an_account_is_asked_about_by_what_it_is_of() -> None:
    told = "时间：2025年6月18日上午10时\n地点：县行政中心二楼新闻发布厅\n钱伟：政策共18条，安排专项资金6000万元。\n"
    record = report_from_text(f"青石县“惠企政策”新闻发布会实录\n{told}")
    assert Card.of(record).kinds == ("实录", "发布会")
    assert found("发布会是什么时候举行的？", record) == ["2025年6月18日"]
    assert found("这次发布会是哪天举行的？", record) == ["2025年6月18日"]
