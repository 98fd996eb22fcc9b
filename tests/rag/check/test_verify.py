"""The check of sentences and answers against their quotes."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from index.models import Span
from rag.check import check_answer, check_sentence, mark_sentences, split_sentences
from rag.language import find_figures
from rag.models import Answer, Citation, ReportRef

QUOTES = [
    "全年按照“6+x”要求开展13场“请你来协商”活动,累计有25名县党政领导、72个乡镇部门、300余名政协委员和界别群众代表"
    "参与协商,20多万人次通过直播网络参与网上协商,报送协商成果18篇,获党政领导批示26次",
    "2021年2月5日在县政协十届五次会议上",
    "提出涉及民生类提案82件,占提案总数59.4%,比上年提高5.5个百分点",
    "近六成委员参加,过半的建议被采纳,引进保费195万余元,九成群众满意",
    "省政协主席葛慧君来开化县专题调研,出台《开化县政协委员会客室管理办法》",
    "每年培育1—2个产业,2021—2025年投入3.5亿元以上,居全省第3位,完成三分之一",
]
WHOLE = "。".join(QUOTES)


@pytest.mark.parametrize(
    "sentence",
    [
        *QUOTES,
        "全年开展**13场**“请你来协商”活动[1]。",
        "全年开展十三场活动",
        "300余名委员参与",
        "300名委员参与",
        "300余人参与",
        "20万人次参与",
        "占59.40％",
        "占百分之五十九点四",
        "提高5.5个百分点",
        "会议于2021年2月5日召开",
        "会议于2月5日召开",
        "会议于2021年召开",
        "会议于二〇二一年二月五日召开",
        "引进保费1950000元",
        "六成委员参加",
        "近60%的委员参加",
        "90%的群众满意",
        "过半的建议",
        "按照“6+x”要求",
        "按照6＋X要求",
        "出台了《开化县政协委员会客室管理办法》",
        "葛慧君主席来开化县",
        "第三位",
        "2021年到2025年",
        "“请你来协商”很受欢迎",
        "这项工作走在前列",
    ],
)
def test_supported(sentence: str) -> None:
    assert check_sentence(sentence, QUOTES) == []


@pytest.mark.parametrize(
    ("sentence", "kind", "text"),
    [
        ("全年开展14场活动", "figure", "14场"),
        ("全年开展6场活动", "figure", "6场"),
        ("全年开展13次活动", "figure", "13次"),
        ("30多万人次参与", "figure", "30多万人次"),
        ("近300名委员参与", "figure", "近300名"),
        ("占95.4%", "figure", "95.4%"),
        ("占59.4个百分点", "figure", "59.4个百分点"),
        ("提高5.5%", "figure", "5.5%"),
        ("会议于2022年2月5日召开", "figure", "2022年2月5日"),
        ("会议于2021年2月6日召开", "figure", "2021年2月6日"),
        ("会议于2021年3月召开", "figure", "2021年3月"),
        ("引进保费195元", "figure", "195元"),
        ("引进保费195万美元", "figure", "195万美元"),
        ("超六成委员参加", "figure", "超六成"),
        ("七成委员参加", "figure", "七成"),
        ("一半的建议", "figure", "一半"),
        ("近九成群众满意", "figure", "近九成"),
        ("居全省第2位", "figure", "第2位"),
        ("3位", "figure", "3位"),
        ("培育2个产业", "figure", "2个"),
        ("完成四分之一", "figure", "四分之一"),
        ("按照6+y要求", "code", "6+y"),
        ("出台了《开化县政协提案办法》", "title", "《开化县政协提案办法》"),
        ("“我来协商”活动", "term", "“我来协商”"),
        ("浙江省领导来调研", "name", "浙江省"),
        ("省长王浩来调研", "name", "王浩"),
    ],
)
def test_unsupported(sentence: str, kind: str, text: str) -> None:
    problems = check_sentence(sentence, QUOTES)
    assert [(problem.kind, problem.text) for problem in problems] == [(kind, text)]
    assert text.strip("“”") in problems[0].reason or kind in ("title", "term", "code")


def test_more_than_half_is_a_claim_of_its_own() -> None:
    assert check_sentence("民生类提案过半", [QUOTES[2]])
    assert not check_sentence("民生类提案过半", ["民生类提案超半数"])


def test_small_numbers_in_words_and_codes_in_quotes() -> None:
    assert not check_sentence("建成1个中心,坚持2个维护", ["建成一个中心", "坚持“两个维护”"])
    assert not check_sentence("实施1269行动", ["实施“1269”行动"])
    assert check_sentence("实施1268行动", ["实施“1269”行动"])


def test_context_supports_years_and_names_only() -> None:
    context = ["2025年浙江省政府工作报告", "一、2024年工作回顾", "建成13个中心"]
    assert not check_sentence("2024年浙江省增长5%", ["增长5%"], context)
    assert check_sentence("2023年浙江省增长5%", ["增长5%"], context)
    assert check_sentence("建成13个中心", ["增长5%"], context)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 200))
def test_a_quote_supports_itself(start: int, length: int) -> None:
    quote = WHOLE[start : start + length]
    assert check_sentence(quote, [quote]) == []


@given(st.text(max_size=80))
def test_any_sentence_is_survived_and_supported_by_itself(text: str) -> None:
    assert check_sentence(text, [text]) == []
    check_sentence(text, [])


DIGITS = [
    (quote, i)
    for quote in QUOTES
    for i, char in enumerate(quote)
    if char.isdecimal() and "6+" not in quote[i : i + 2]
]


@given(st.sampled_from(DIGITS), st.sampled_from("0123456789"))
def test_a_changed_digit_is_always_found(place: tuple[str, int], digit: str) -> None:
    quote, i = place
    assume(quote[i] != digit)
    changed = quote[:i] + digit + quote[i + 1 :]
    values = {(figure.value, figure.upper, figure.unit) for figure in find_figures(quote)}
    assume(any((f.value, f.upper, f.unit) not in values for f in find_figures(changed)))
    assert any(problem.kind == "figure" for problem in check_sentence(changed, [quote]))


TWO = ["地区生产总值增长5.5%", "地区生产总值增长5.3%"]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        ("甲更高：5.5%，比乙高0.2个百分点（5.5%－5.3%＝0.2个百分点）", ""),
        ("甲更高：5.5%，比乙高约0.2个百分点（5.5%－5.3%＝0.2个百分点）", ""),
        ("甲更高：5.5%，比乙高0.3个百分点（5.5%－5.3%＝0.2个百分点）", "0.3个百分点"),  # is not what it gives
        ("甲更高：5.5%，比乙高0.3个百分点（5.5%－5.2%＝0.3个百分点）", "5.2%"),  # over what no quote says
        ("甲比乙高0.3个百分点（5.5%－5.3%＝0.3个百分点）", "5.5%－5.3%＝0.3个百分点"),  # wrong
        ("甲比乙高0.2个百分点", "0.2个百分点"),  # the sum is not shown
    ],
)
def test_what_is_computed_is_shown_and_right(sentence: str, wrong: str) -> None:
    assert [problem.text for problem in check_sentence(sentence, TWO)][:1] == ([wrong] if wrong else [])


SUM = "比乙高0.2个百分点（5.5%－5.3%＝0.2个百分点）"


@given(st.sampled_from([i for i, char in enumerate(SUM) if char.isdecimal()]), st.sampled_from("0123456789"))
def test_a_changed_digit_in_a_sum_is_always_found(place: int, digit: str) -> None:
    assume(SUM[place] != digit)
    assert check_sentence(SUM[:place] + digit + SUM[place + 1 :], TWO)


REPORT = ReportRef("0123456789ab", "开化县政协2021年工作报告", year=2021)
PLAN = ReportRef(
    "0123456789ab", "开化县“十四五”规划纲要（2021—2025年）", "开化县“十四五”规划纲要（2021—2025年）", 2021
)


def citation(mark: int, quote: str) -> Citation:
    start = WHOLE.index(quote)
    return Citation(mark, quote, REPORT, ("2020年工作回顾",), 1, None, Span(start, start + len(quote)))


def answer(text: str, *citations: Citation, refused: bool = False) -> Answer:
    return Answer(text, citations, refused, "问", ())


FIRST, SECOND = citation(1, "开展13场“请你来协商”活动"), citation(2, "提出涉及民生类提案82件")


def kinds(checked: Answer) -> list[str]:
    return [problem.kind for problem in check_answer(checked, {REPORT.id: WHOLE}.__getitem__)]


@pytest.mark.parametrize(
    ("checked", "expected"),
    [
        (answer("2020年开展**13场**协商活动[1]。提出提案82件。[2]", FIRST, SECOND), []),
        (answer("主要有：\n- 协商活动13场[1]\n- 提案82件[2]", FIRST, SECOND), []),
        (answer("13场活动,82件提案[1][2]。", FIRST, SECOND), []),
        (answer("报告没有提到。", refused=True), []),
        (answer("报告没有提到[1]。", FIRST, refused=True), ["refusal"]),
        (answer("开展14场活动[1]。", FIRST), ["figure"]),
        (answer("提出提案82件[1]。", FIRST), ["figure"]),
        (answer("开展13场活动[1]。很成功。", FIRST), ["unmarked"]),
        (answer("共3项：\n- 开展13场活动[1]", FIRST), ["figure"]),
        (answer("开展13场活动[1]。", FIRST, SECOND), ["mark"]),
        (answer("开展13场活动[1]。提案[2]。", FIRST), ["mark"]),
        (answer("开展13场活动[1]。", FIRST, FIRST), ["mark"]),
        (answer("开展13场活动[1]。", replace(FIRST, span=Span(0, 5))), ["quote"]),
        (answer("开展13场活动[1]。", replace(FIRST, quote="开展13场活动")), ["quote"]),
        (answer("2022年开展13场活动[1]。", FIRST), ["figure"]),
        (answer("2021年开展13场活动[1]。", FIRST), []),
        (answer(f"{PLAN.title}：开展13场活动[1]", replace(FIRST, report=PLAN)), []),
        (answer(f"- {PLAN.title}：开展13场活动[1]", replace(FIRST, report=PLAN)), []),
        (answer(f"{PLAN.title}：开展13场活动[1]", FIRST), ["figure", "term"]),
        (answer("2021—2026年：开展13场活动[1]", replace(FIRST, report=PLAN)), ["figure"]),
        (answer("| 地区 | 场次 |\n| --- | --- |\n| 开化县 | **13场**[1] |", FIRST), []),
        (answer("| 地区 | 14场 |\n| --- | --- |\n| 开化县 | 13场[1] |", FIRST), ["figure"]),
        (answer("| 地区 | 场次 |\n| --- | --- |\n| 开化县 | 13场 |\n活动[1]", FIRST), ["unmarked"]),
    ],
)
def test_answers(checked: Answer, expected: list[str]) -> None:
    assert kinds(checked) == expected


def test_sentences_keep_their_marks() -> None:
    text = "第一句。[1] 第二句[2]。\n- 第三句[3][4]\n\n他说“好。”[5]最后！"
    assert split_sentences(text) == [
        "第一句。[1]",
        "第二句[2]。",
        "- 第三句[3][4]",
        "他说“好。”[5]",
        "最后！",
    ]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("植树4321亩", "植树4321亩[2]"),
        ("植树4321亩。抚育1.2万亩", "植树4321亩。[2]抚育1.2万亩[2]"),
        ("说“绿化荒山。”又说**青山**！", "说“绿化荒山。”[2]又说**青山**！[2]"),
        ("！", "！[2]"),
    ],
)
def test_each_sentence_of_a_quote_gets_its_mark(text: str, marked: str) -> None:
    assert mark_sentences(text, 2) == marked


@given(st.text(alphabet="植树。！？”）*，12亩 ", max_size=40))
def test_marks_leave_the_text_and_reach_every_sentence(text: str) -> None:
    marked = mark_sentences(text, 7)
    assert marked.replace("[7]", "") == text
    assert all("[7]" in sentence for sentence in split_sentences(marked))


def test_an_items_number_under_a_label_is_the_quotes() -> None:
    quote = "6.未来产业六大领域：未来材料、未来能源。"
    assert check_sentence(f"青石县2025年报告：{quote}[1]", [quote], ["青石县2025年报告"]) == []
    assert check_sentence(f"青石县2025年报告：7{quote[1:]}[1]", [quote], ["青石县2025年报告"]) != []
