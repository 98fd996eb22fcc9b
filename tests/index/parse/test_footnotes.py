"""Footnotes of plain texts stand after the paragraph with their mark, wherever the page or the text ended."""

import pytest

from index.models import Report
from index.parse import report_from_text

FRONT = "青石县人民法院工作报告\n——2026年1月20日在青石县第十六届人民代表大会第五次会议上\n院长 周远山\n各位代表：\n"
PAGE = """一、2025年主要工作
2025年，全院受理案件8642件，审结8317件{mark}，同比分别上升5.1%和6.3%，法
定审限内结案率99.2%，人均结案246件，
{note}
{end}
位居全市法院第二位，服判息诉率达到91.4%，较上年提高1.2个百分点，为法治
青石建设作出了积极贡献。
二、2026年工作安排
坚持司法为民，建设智慧法院，全年调解率达到65%。"""


def placed(report: Report) -> list[tuple[tuple[str, ...], str]]:
    return [(paragraph.section, report.quote(paragraph.span)) for paragraph in report.paragraphs]


def texts(report: Report) -> list[str]:
    return [text for _, text in placed(report)]


@pytest.mark.parametrize("end", ["- 1 -", "\f", "第1页"])
@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("①", "①不含移送管辖的案件。"),
        (
            "①",
            "————————\n① 含旧存案件412件；不含移送管辖的案件，也不含诉前调解成功的案件，统计口径\n与上年相同。",
        ),
        ("[1]", "[1]不含移送管辖的案件。"),
        ("［1］", "注：[1]不含移送管辖的案件。"),
        ("¹", "¹ 不含移送管辖的案件"),
        ("", "注：不含移送管辖的案件。"),
    ],
)
def test_a_note_at_the_end_of_a_page_is_in_no_sentence(mark: str, note: str, end: str) -> None:
    report = report_from_text(FRONT + PAGE.format(mark=mark, note=note, end=end))
    sentence, footnote, following = texts(report)
    assert sentence.startswith("2025年，全院") and "人均结案246件，位居全市法院第二位" in sentence
    assert footnote == "".join(line for line in note.split("\n") if "—" not in line)
    assert following.startswith("坚持司法为民")
    assert {section for section, text in placed(report) if text == footnote} == {("一、2025年主要工作",)}


def test_a_note_that_interrupts_a_sentence_without_the_end_of_a_page() -> None:
    report = report_from_text(
        FRONT + PAGE.format(mark="①", note="①不含移送管辖的案件。", end="").replace("\n\n", "\n")
    )
    assert "人均结案246件，位居全市法院第二位" in texts(report)[0]
    assert texts(report)[1] == "①不含移送管辖的案件。"


def test_notes_at_the_end_of_a_text_stand_after_their_paragraphs() -> None:
    text = (
        "栾江市2024年国民经济和社会发展统计公报[1]\n栾江市统计局\n2025年3月25日\n"
        "2024年，经济运行总体平稳。\n一、综合\n全年地区生产总值[2]638.4亿元，增长5.2%。\n年末常住人口118.62万人。\n"
        "二、工业\n规模以上工业[3]增加值增长7.1%。\n注：\n[1]本公报为初步统计数。\n[2]按现价计算。\n[3]年主营业务收入2000万元及以上。\n"
        "资料来源：财政数据来自市财政局。"
    )
    report = report_from_text(text)
    assert placed(report)[:7] == [
        ((), "2024年，经济运行总体平稳。"),
        ((), "[1]本公报为初步统计数。"),
        (("一、综合",), "全年地区生产总值[2]638.4亿元，增长5.2%。"),
        (("一、综合",), "[2]按现价计算。"),
        (("一、综合",), "年末常住人口118.62万人。"),
        (("二、工业",), "规模以上工业[3]增加值增长7.1%。"),
        (("二、工业",), "[3]年主营业务收入2000万元及以上。"),
    ]
    assert [report.quote(note) for note in report.notes] == ["注："]


@pytest.mark.parametrize(
    "text",
    [
        "建立三项机制：①会商机制；②督办机制；③通报机制。\n①会商机制。每月会商一次。\n②督办机制。每季督办一次。\n全年会商12次。",
        "粮食产量｜38.2\n注：产量为预计数。\n全年降水量812毫米。",
        "森林面积3.6万km²。\n² 这一行不是注释，面积没有注。\n全年造林3.6万亩。",
    ],
)
def test_points_and_notes_under_what_is_finished_stay_where_they_are(text: str) -> None:
    report = report_from_text(f"一、机制\n全县工作情况如下，请各单位抓好落实。\n{text}")
    assert report.text.split("\n")[-3:] == text.split("\n")[-3:]
